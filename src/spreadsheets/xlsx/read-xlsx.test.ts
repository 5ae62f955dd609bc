import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { readCsv } from '#src/spreadsheets/read-csv.ts';
import { openSheet, openSheetFile } from '#src/spreadsheets/open-sheet.ts';
import { type NamedSheet, readXlsx } from '#src/spreadsheets/xlsx/read-xlsx.ts';
import { type BookCell, STYLES, workbookOf, workbookParts, zipOf } from '#test/fixtures/workbook.ts';
import { runs } from '#test/helpers/runs.ts';

const sheetsOf = async (bytes: Uint8Array): Promise<readonly NamedSheet[]> => {
  const book = await readXlsx(bytes);
  return book.kind === 'read' ? book.value : assert.fail(book.reason);
};
const cellsOf = async (bytes: Uint8Array): Promise<readonly (readonly string[])[]> =>
  (await sheetsOf(bytes))[0]?.rows.map(({ cells }) => cells) ?? [];
const reasonFor = async (bytes: Uint8Array): Promise<string> => {
  const book = await readXlsx(bytes);
  return book.kind === 'refused' ? book.reason : assert.fail('was read');
};
const one = (...rows: readonly (readonly BookCell[])[]) => workbookOf([{ name: 'Feuil1', rows }]);

suite('a workbook is read as people see it', () => {
  test('texts of any letters come out as they were typed', async () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 6 }), async (rows) => {
        // Spaces around a cell and what no keyboard types are left out; what looks like `_x000D_` is read as a workbook would.
        const seen = rows
          .map((cells) =>
            cells.map((text) =>
              text
                .replaceAll(/[\p{Cc}\p{Cs}\uFFFE\uFFFF_]/gu, '')
                .normalize('NFC')
                .trim(),
            ),
          )
          .map((cells) => cells.slice(0, cells.findLastIndex((text) => text !== '') + 1));
        const book = await readXlsx(await workbookOf([{ name: 'A', rows: seen }]));
        const expected = seen.flatMap((cells, index) => (cells.length === 0 ? [] : [{ line: index + 1, cells }]));
        if (expected.length === 0) assert.equal(book.kind, 'refused');
        else assert.deepEqual(book.kind === 'read' ? book.value[0]?.rows : book.reason, expected);
      }),
      { numRuns: runs(60) },
    );
  });

  test('days and hours are numbers with a format, and are shown by it', async () => {
    const shown = await cellsOf(
      await one([
        { number: 43713, style: STYLES.date },
        { number: 43_713.432_303_24, style: STYLES.dateTime },
        { number: 0.354166666666667, style: STYLES.time },
        { number: 43713.354166666664, style: STYLES.time },
        { number: 43713.9, style: STYLES.frenchDate },
        { number: 59, style: STYLES.date },
      ]),
    );
    assert.deepEqual(shown, [['05/09/2019', '05/09/2019 10:22:31', '08:30', '08:30', '05/09/2019', '28/02/1900']]);
    const mac = await workbookOf([{ name: 'A', rows: [[{ number: 42251, style: STYLES.date }]] }], { since1904: true });
    assert.deepEqual(await cellsOf(mac), [['05/09/2019']]);
  });

  test('a phone number kept as a number has its zero again; other numbers stay as they are shown', async () => {
    const shown = await cellsOf(
      await one([{ number: 536490012, style: STYLES.phone }, 536490012, 8, 44.4491, 0.1 + 0.2, 1e21, -3]),
    );
    assert.deepEqual(shown, [['0536490012', '0536490012', '8', '44.4491', '0.3', '1e+21', '-3']]);
  });

  test('formulas give their result, yes and no their words, rich texts their letters, and a sound is no letter', async () => {
    const raw = (xml: string) => ({ xml });
    const shown = await cellsOf(
      await one([
        raw('<c r="A1" t="str"><f>CONCATENATE("Fi","geac")</f><v>Figeac</v></c>'),
        raw('<c r="B1"><f>4*2</f><v>8</v></c>'),
        true,
        false,
        raw(
          '<c r="E1" t="inlineStr"><is><r><rPr><b/></rPr><t>Saint-</t></r><r><t>Céré</t></r><rPh><t>x</t></rPh></is></c>',
        ),
        raw('<c r="F1" t="e"><v>#REF!</v></c>'),
        raw('<c r="G1" t="d"><v>2019-09-05T10:22:31</v></c>'),
        raw('<c r="H1" t="str"><v>a_x000D_\nb_x0000_&#233;&amp;lt;<![CDATA[<b>]]></v></c>'),
      ]),
    );
    assert.deepEqual(shown, [
      ['Figeac', '8', 'Oui', 'Non', 'Saint-Céré', '#REF!', '05/09/2019 10:22:31', 'a\nbé&lt;<b>'],
    ]);
  });

  test('cells merged from top to bottom count for each line, and a title merged sideways once', async () => {
    const book = await workbookOf([
      {
        name: 'A',
        merged: ['A1:C1', 'A2:A3'],
        rows: [
          ['Nos trajets', '', ''],
          ['Jeanne', 'Figeac', 'lundi'],
          ['', 'Cahors', 'mardi'],
        ],
      },
    ]);
    assert.deepEqual(await cellsOf(book), [
      ['Nos trajets'],
      ['Jeanne', 'Figeac', 'lundi'],
      ['Jeanne', 'Cahors', 'mardi'],
    ]);
  });

  test('cells and rows without their names, names with a prefix, as other programs write them', async () => {
    const parts = workbookParts([{ name: 'A', rows: [] }]);
    parts['xl/worksheets/sheet1.xml'] =
      '<x:worksheet xmlns:x="a"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>un</x:t></x:is></x:c><x:c/><x:c><x:v>2</x:v></x:c></x:row><x:row r="5"><x:c r="B5"><x:v>3</x:v></x:c></x:row></x:sheetData></x:worksheet>';
    delete parts['xl/sharedStrings.xml'];
    delete parts['xl/styles.xml'];
    assert.deepEqual((await sheetsOf(await zipOf(parts)))[0]?.rows, [
      { line: 1, cells: ['un', '', '2'] },
      { line: 5, cells: ['', '3'] },
    ]);
  });

  test('hidden and empty sheets are left out', async () => {
    const book = await workbookOf([
      { name: 'Vide', rows: [['', '']] },
      { name: 'Listes', rows: [['x']], hidden: true },
      { name: 'Été & hiver', rows: [['y']] },
    ]);
    assert.deepEqual(
      (await sheetsOf(book)).map(({ name }) => name),
      ['Été & hiver'],
    );
  });

  test('the same sheet as a CSV and as a workbook is the same lines', async () => {
    const bytes = readFileSync(new URL('../../../test/fixtures/sheets/lot-21-utf8-virgule.csv', import.meta.url));
    const csv = readCsv(bytes.toString('utf8').replace('\uFEFF', ''), ',');
    if (csv.kind === 'refused') assert.fail(csv.reason);
    const rows = csv.value.rows.map(({ cells }) => cells);
    const [a, b] = [openSheet(bytes), await openSheetFile(await workbookOf([{ name: 'Trajets', rows }]))];
    if (a.kind === 'refused' || b.kind === 'refused') assert.fail('was refused');
    assert.deepEqual([...b.value.columns.places], [...a.value.columns.places]);
    assert.equal(b.value.columns.rows.length, a.value.columns.rows.length);
    assert.match(b.value.columns.title, /^feuille « Trajets », /);
  });
});

suite('among several sheets', () => {
  const titles = ['Départ', 'Arrivée', 'Jours', 'Nom', 'Téléphone'];
  const trips = { name: 'Trajets', rows: [titles, ['Figeac', 'Cahors', 'lundi', 'Roux', '0639980701']] };
  const reason = async (bytes: Uint8Array, wanted?: string): Promise<string> => {
    const sheet = await openSheetFile(bytes, wanted);
    return sheet.kind === 'refused' ? sheet.reason : sheet.value.columns.title;
  };

  test('the one that is known is taken; of two, one has to be named', async () => {
    const notes = { name: 'Notes', rows: [['Rappeler la mairie']] };
    assert.match(await reason(await workbookOf([notes, trips])), /^feuille « Trajets », trajets/);
    const two = await workbookOf([trips, { ...trips, name: '2020' }]);
    assert.match(await reason(two), /« Trajets », « 2020 ».*--sheet/);
    assert.match(await reason(two, '2020'), /^feuille « 2020 »/);
    assert.match(await reason(two, '2021'), /pas de feuille « 2021 »/);
    assert.match(await reason(await workbookOf([notes])), /n'est pas reconnue/);
  });
});

suite('what is no workbook, or a trap, is refused with a sentence', () => {
  test('other zips say what they are', async () => {
    assert.match(await reasonFor(await zipOf({ mimetype: 'x', 'content.xml': '<a/>' })), /LibreOffice \(ods\)/);
    assert.match(await reasonFor(await zipOf({ 'Index/Document.iwa': 'x' })), /Numbers/);
    assert.match(await reasonFor(await zipOf({ 'word/document.xml': '<a/>' })), /Word/);
    assert.match(await reasonFor(await zipOf({ 'a.csv': 'x' })), /archive zip/);
    assert.match(await reasonFor(Buffer.from('PK\u0003\u0004 cut')), /abîmé ou protégé/);
  });

  test('a document type is never read: no entity is expanded, no address is fetched', async () => {
    const parts = workbookParts([{ name: 'A', rows: [['x']] }]);
    const laughs =
      '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c t="str"><v>&b;&c;</v></c></row></sheetData></worksheet>';
    assert.match(await reasonFor(await zipOf({ ...parts, 'xl/worksheets/sheet1.xml': laughs })), /abîmé/);
  });

  test('a file that grows when it comes out is refused before it does', async () => {
    const parts = workbookParts([{ name: 'A', rows: [['x']] }]);
    parts['xl/worksheets/sheet1.xml'] = ' '.repeat(41e6);
    assert.match(await reasonFor(await zipOf(parts)), /trop de choses/);
  });

  test('a size that lies is found out', async () => {
    const honest = Buffer.from(await zipOf(workbookParts([{ name: 'A', rows: [['x'.repeat(900)]] }])));
    const bomb = deflateRawSync(Buffer.alloc(1000, ' '));
    assert.ok(bomb.length < 100);
    // Every size announced in the directory becomes one byte.
    for (let at = honest.indexOf('PK\u0001\u0002'); at >= 0; at = honest.indexOf('PK\u0001\u0002', at + 4))
      honest.writeUInt32LE(1, at + 24);
    assert.match(await reasonFor(honest), /abîmé/);
  });

  test('a tag or a cell that never ends, too many lines, a million columns', async () => {
    const sheet = async (xml: string) =>
      reasonFor(await zipOf({ ...workbookParts([{ name: 'A', rows: [['x']] }]), 'xl/worksheets/sheet1.xml': xml }));
    assert.match(await sheet(`<worksheet a="${'x'.repeat(200_000)}`), /abîmé/);
    assert.match(await sheet('<worksheet><sheetData><row><c t="str"><v>un'), /abîmé|vide/);
    assert.match(
      await sheet(
        `<worksheet><sheetData><row r="3"><c t="str"><v>${'x'.repeat(6000)}</v></c></row></sheetData></worksheet>`,
      ),
      /cellule de la ligne 3 est trop longue/,
    );
    assert.match(
      await sheet(`<worksheet><sheetData>${'<row><c><v>1</v></c></row>'.repeat(10_021)}</sheetData></worksheet>`),
      /plus de 10 000 lignes/,
    );
    assert.match(
      await sheet(`<worksheet><sheetData><row>${'<c><v>1</v></c>'.repeat(1_000_000)}</row></sheetData></worksheet>`),
      /plus de 200 colonnes/,
    );
    assert.match(
      await sheet('<worksheet><sheetData><row><c r="XFD1"><v>1</v></c></row></sheetData></worksheet>'),
      /plus de 200 colonnes/,
    );
  });

  test('whatever bytes come, an answer comes', async () => {
    const book = await one(['Figeac', 8, true]);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(book.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        async (changes) => {
          const spoilt = new Uint8Array(book);
          for (const [at, byte] of changes) spoilt[at] = byte;
          const read = await readXlsx(spoilt);
          assert.ok(read.kind === 'read' || read.reason.length > 20);
        },
      ),
      { numRuns: runs(150) },
    );
  });
});
