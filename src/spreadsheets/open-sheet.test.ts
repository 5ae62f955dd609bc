import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { cellOf } from '#src/spreadsheets/columns.ts';
import { decodeText } from '#src/spreadsheets/decode.ts';
import { readDriverLine } from '#src/spreadsheets/driver-sheet.ts';
import { lineHashes } from '#src/spreadsheets/line-hash.ts';
import { openSheet, type OpenSheet } from '#src/spreadsheets/open-sheet.ts';
import { readCsv } from '#src/spreadsheets/read-csv.ts';

const bytesOf = (name: string): Uint8Array =>
  readFileSync(new URL(`../../test/fixtures/sheets/${name}.csv`, import.meta.url));

const opened = (bytes: Uint8Array): OpenSheet => {
  const sheet = openSheet(bytes);
  if (sheet.kind === 'refused') assert.fail(sheet.reason);
  return sheet.value;
};

const reasonFor = (bytes: Uint8Array): string => {
  const sheet = openSheet(bytes);
  return sheet.kind === 'refused' ? sheet.reason : assert.fail('was read');
};

suite('openSheet finds out which sheet it is', () => {
  const cases: readonly (readonly [string, string, string, string, string, number])[] = [
    ['lot-21-utf8-virgule', 'drivers', 'headers', 'utf-8', ',', 21],
    ['lot-21-windows1252-point-virgule', 'drivers', 'headers', 'windows-1252', ';', 21],
    ['lot-21-colonnes-deplacees', 'drivers', 'headers', 'utf-8', ';', 21],
    ['lot-21-sans-titres-utf16', 'drivers', 'position', 'utf-16le', '\t', 21],
    ['lot-20-tabulations', 'drivers', 'headers', 'utf-8', '\t', 19],
    ['lot-16-windows1252', 'drivers', 'headers', 'windows-1252', ';', 10],
    ['lot-16-titres-inconnus', 'drivers', 'position', 'utf-8', ',', 10],
    ['lot-onglets-2019', 'drivers', 'headers', 'utf-8', ',', 7],
    ['fabrique-18-utf8', 'drivers', 'headers', 'utf-8', ',', 6],
    ['comobi-17-utf8', 'drivers', 'headers', 'utf-8', ',', 6],
    ['comobi-17-sans-titres', 'drivers', 'position', 'windows-1252', ';', 6],
    ['demandes-17-utf8', 'requests', 'headers', 'utf-8', ',', 17],
    ['demandes-17-windows1252-sans-titres', 'requests', 'position', 'windows-1252', ';', 17],
    ['lieux-3-point-virgule', 'places', 'headers', 'windows-1252', ';', 12],
    ['lieux-3-tabulation', 'places', 'position', 'utf-8', '\t', 12],
    ['lieux-3-virgule', 'places', 'headers', 'utf-8', ',', 12],
  ];
  for (const [name, kind, by, encoding, delimiter, lines] of cases) {
    test(name, () => {
      const sheet = opened(bytesOf(name));
      assert.deepEqual(
        [sheet.columns.kind, sheet.columns.by, sheet.encoding, sheet.delimiter, sheet.columns.rows.length],
        [kind, by, encoding, delimiter, lines],
      );
    });
  }
});

suite('openSheet refuses what it cannot be sure of', () => {
  test('a quote never closed, and where', () =>
    assert.match(reasonFor(bytesOf('guillemet-ouvert')), /ligne 2 du fichier/));
  test('titles without one that is needed', () =>
    assert.match(reasonFor(bytesOf('titres-sans-arrivee')), /il manque une colonne : « Arrivée »/));
  test('titles moved without their cells: names and numbers are never mixed', () =>
    assert.match(reasonFor(bytesOf('titres-deplaces-sans-cellules')), /Sous le titre « N° de téléphone »/));
  test('another sheet', () => assert.match(reasonFor(bytesOf('autre-feuille')), /n'est pas reconnue/));
  test('an empty file', () => assert.match(reasonFor(Buffer.from('\n \n')), /vide/));
  test('two filled columns of one title', () =>
    assert.match(
      reasonFor(Buffer.from('Départ,Arrivée,Jours,Nom,Téléphone,Téléphone\nA,B,lundi,C,0639980701,0639980702\n')),
      /Deux colonnes remplies portent le titre « Téléphone »/,
    ));
  test('without titles, columns that moved', () => {
    const csv = readCsv(text('comobi-17-sans-titres'), ';');
    if (csv.kind === 'refused') assert.fail(csv.reason);
    const moved = csv.value.rows.map(({ cells }) =>
      [...cells.slice(0, 10), cells[11], cells[10], ...cells.slice(12)].join(';'),
    );
    assert.match(reasonFor(Buffer.from(moved.join('\n'))), /n'est pas reconnue/);
  });
  test('accents lost before the file reached us', () =>
    assert.match(reasonFor(Buffer.from('DÃ©part,ArrivÃ©e\nFigeac,Cahors\n')), /accents de ce fichier sont abîmés/));
});

const text = (name: string): string => {
  const decoded = decodeText(bytesOf(name));
  return decoded.kind === 'read' ? decoded.value.text : assert.fail(decoded.reason);
};

suite('one sheet exported in any way', () => {
  const csv = readCsv(text('lot-21-utf8-virgule'), ',');
  const rows = csv.kind === 'read' ? csv.value.rows.map(({ cells }) => cells) : [];
  const TODAY = '2026-11-22';

  /** What each line is, and how it is recognised, in the order of the lines themselves. */
  const meaning = (sheet: OpenSheet): readonly string[] =>
    sheet.columns.rows
      .map((row) => {
        const line = readDriverLine(sheet.columns, row, TODAY);
        const hashes = line.kind === 'taken' ? lineHashes(sheet.columns, row, line.value) : null;
        return JSON.stringify([line, hashes, cellOf(sheet.columns, row, 'sentAt')]);
      })
      .toSorted();
  const expected = meaning(opened(bytesOf('lot-21-utf8-virgule')));

  const encode: Readonly<Record<string, (written: string) => Uint8Array>> = {
    'utf-8': (written) => Buffer.from(written),
    'utf-8 with mark': (written) => Buffer.from(`\uFEFF${written}`),
    'utf-16 little endian': (written) => Buffer.from(`\uFEFF${written}`, 'utf16le'),
    'utf-16 big endian': (written) => Buffer.from(`\uFEFF${written}`, 'utf16le').swap16(),
    // Every letter of the fixture is in latin-1, which windows-1252 extends.
    'windows-1252': (written) => Buffer.from(written, 'latin1'),
    'accents apart': (written) => Buffer.from(written.normalize('NFD')),
  };
  const quoted = (cell: string, delimiter: string, always: boolean): string =>
    always || cell.includes(delimiter) || /["\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

  test('means the same lines, and each is recognised', () => {
    const [titles = [], ...lines] = rows;
    const columns = titles.map((_, index) => index);
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(encode)),
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.boolean(),
        fc.shuffledSubarray(columns, { minLength: columns.length }),
        fc.shuffledSubarray(lines, { minLength: lines.length }),
        (encoding, delimiter, end, always, order, shuffled) => {
          const written = [titles, ...shuffled]
            .map((cells) => order.map((index) => quoted(cells[index] ?? '', delimiter, always)).join(delimiter))
            .join(end);
          assert.deepEqual(meaning(opened(encode[encoding]?.(written) ?? assert.fail())), expected);
        },
      ),
      { numRuns: 60 },
    );
  });
});
