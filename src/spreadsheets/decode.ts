import { type Reading, read, refused } from '#src/time/reading.ts';

/** How the characters of a file are written. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface DecodedText {
  /** Line ends are '\n', accents are composed (NFC): two exports of one sheet read the same. */
  readonly text: string;
  readonly encoding: Encoding;
}

const startsWith = (bytes: Uint8Array, ...prefix: readonly number[]): boolean =>
  prefix.every((byte, index) => bytes[index] === byte);

/** Files that people take for a CSV: the first bytes tell them. */
const NOT_TEXT: readonly (readonly [readonly number[], string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'une archive zip'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'un ancien classeur Excel (xls), ou un classeur protégé par un mot de passe'],
  [[0x25, 0x50, 0x44, 0x46], 'un document PDF'],
];

const tidy = (text: string): string => text.replace(/\r\n?/g, '\n').normalize('NFC');

const decodeAs = (bytes: Uint8Array, encoding: Encoding): Reading<DecodedText> => {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return read({ text: tidy(text), encoding });
  } catch {
    return refused(
      'Ce fichier est abîmé : une partie de ses lettres ne se lit pas. Exportez la feuille à nouveau en CSV.',
    );
  }
};

/**
 * The text of a file someone exported: UTF-8 with or without its mark, UTF-16 with its mark, else windows-1252, which
 * French spreadsheets write. Refuses what is no text, and says what to do.
 */
export const decodeText = (bytes: Uint8Array): Reading<DecodedText> => {
  const kind = NOT_TEXT.find(([prefix]) => startsWith(bytes, ...prefix))?.[1];
  if (kind !== undefined) {
    return refused(
      `Ce fichier est ${kind}. Ouvrez-le dans votre tableur et choisissez « Enregistrer sous », format XLSX ou CSV.`,
    );
  }
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return decodeAs(bytes, 'utf-8');
  if (startsWith(bytes, 0xff, 0xfe)) return decodeAs(bytes, 'utf-16le');
  if (startsWith(bytes, 0xfe, 0xff)) return decodeAs(bytes, 'utf-16be');
  if (bytes.includes(0)) {
    return refused("Ce fichier n'est pas une feuille en CSV. Exportez la feuille en CSV, en UTF-8.");
  }
  const utf8 = decodeAs(bytes, 'utf-8');
  return utf8.kind === 'read' ? utf8 : decodeAs(bytes, 'windows-1252');
};

/** UTF-8 read as windows-1252 and saved again: "DÃ©part". Tells that the letters were lost before the file reached us. */
export const looksDoublyEncoded = (text: string): boolean => /Ã[©¨ªŽ´§¢«®]|Ã /.test(text) && !/[éèêôç]/.test(text);
