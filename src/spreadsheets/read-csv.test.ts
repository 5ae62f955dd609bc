import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { decodeText } from '#src/spreadsheets/decode.ts';
import { announcedDelimiter, readCsv } from '#src/spreadsheets/read-csv.ts';
import { writeCsv } from '#src/spreadsheets/write-csv.ts';

const reasonFor = (text: string): string => {
  const csv = readCsv(text, ';');
  return csv.kind === 'refused' ? csv.reason : 'read';
};

suite('readCsv', () => {
  test('numbers rows as a spreadsheet does: empty ones counted, a cell of two lines counted once', () => {
    assert.deepEqual(readCsv('a;b\n"x\ny";"dit ""oui"""\n;\n\n 3 ;4;\n', ';'), {
      kind: 'read',
      value: {
        rows: [
          { line: 1, cells: ['a', 'b'] },
          { line: 2, cells: ['x\ny', 'dit "oui"'] },
          { line: 5, cells: ['3', '4', ''] },
        ],
      },
    });
  });

  test('leaves quotes typed in the middle of a cell', () => {
    assert.deepEqual(readCsv('Le "Petit" café;1\n', ';'), {
      kind: 'read',
      value: { rows: [{ line: 1, cells: ['Le "Petit" café', '1'] }] },
    });
  });

  test('says where a quote that is never closed was opened', () => {
    assert.match(reasonFor('a;b\n"c\nd";e\nf;"g;h\ni;j\nk;l\n'), /guillemet ouvert à la ligne 4 /);
  });

  test('knows the note that one spreadsheet leaves to another', () => {
    assert.equal(announcedDelimiter('sep=;\na;b'), ';');
    assert.equal(announcedDelimiter('"sep=,"\na,b'), ',');
    assert.equal(announcedDelimiter('a;b'), undefined);
  });
});

suite('writeCsv', () => {
  test('is opened by French spreadsheets with a double click, and computes nothing', () => {
    assert.equal(
      writeCsv([['é', '=1+1', '+33639980001', '-', "'=A1", 'a;b']]),
      "\uFEFFé;'=1+1;'+33639980001;'-;''=A1;\"a;b\"\r\n",
    );
  });

  test('readCsv reads it back, whatever is in it', () => {
    const cell = fc
      .oneof(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: fc.constantFrom('=', '+', '-', '@', "'", '"', ';', ',', '\t', '\n', 'é', 'a', ' ', '＝') }),
      )
      .map((text) => text.normalize('NFC').replace(/\r/g, '').replaceAll('\u0000', '').trim());
    const sheet = fc.array(
      fc.array(cell, { minLength: 1, maxLength: 6 }).filter((cells) => cells.some((text) => text !== '')),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(sheet, (rows) => {
        const decoded = decodeText(new TextEncoder().encode(writeCsv(rows)));
        assert.equal(decoded.kind, 'read');
        if (decoded.kind !== 'read') return;
        const csv = readCsv(decoded.value.text, ';');
        assert.equal(csv.kind, 'read');
        if (csv.kind !== 'read') return;
        assert.deepEqual(
          csv.value.rows.map(({ cells }) => cells),
          rows,
        );
      }),
      { numRuns: 200 },
    );
  });
});
