import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { decodeText } from '#src/spreadsheets/decode.ts';

const utf16 = (text: string, bigEndian: boolean): Uint8Array => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
};
const reasonFor = (bytes: Uint8Array): string => {
  const decoded = decodeText(bytes);
  assert.equal(decoded.kind, 'refused');
  return decoded.kind === 'refused' ? decoded.reason : '';
};

suite('decodeText', () => {
  const text = 'Départ;Arrivée\nL’Hospitalet;Cœur de ville, 3 €\n';

  test('UTF-8 with and without its mark, and UTF-16 both ways', () => {
    const cases = [
      [Buffer.from(text), 'utf-8'],
      [Buffer.from(`\uFEFF${text}`), 'utf-8'],
      [utf16(text, false), 'utf-16le'],
      [utf16(text, true), 'utf-16be'],
    ] as const;
    for (const [bytes, encoding] of cases) {
      assert.deepEqual(decodeText(bytes), { kind: 'read', value: { text, encoding } });
    }
  });

  test('windows-1252, with the letters latin-1 lacks', () => {
    const bytes = Uint8Array.from([0x44, 0xe9, 0x70, 0x61, 0x72, 0x74, 0x20, 0x80, 0x20, 0x92, 0x20, 0x9c, 0x6e]);
    assert.deepEqual(decodeText(bytes), { kind: 'read', value: { text: 'Départ € ’ œn', encoding: 'windows-1252' } });
  });

  test('line ends and accents are made alike', () => {
    assert.deepEqual(decodeText(Buffer.from('De\u0301part\r\na\rb\n')), {
      kind: 'read',
      value: { text: 'Départ\na\nb\n', encoding: 'utf-8' },
    });
  });

  test('refuses workbooks and broken files, and says what to do', () => {
    assert.match(reasonFor(Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0])), /archive zip.*XLSX ou CSV/);
    assert.match(reasonFor(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0])), /ancien classeur/);
    assert.match(reasonFor(Uint8Array.from([0xff, 0xfe, 0x41])), /abîmé/);
    assert.match(reasonFor(Uint8Array.from([0x41, 0, 0x42, 0])), /n'est pas une feuille/);
  });
});
