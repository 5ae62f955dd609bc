/** GSM 03.38: the letters of a short SMS, and those that count twice. No "ê", no "ç" small, no "œ", no curly apostrophe. */
const GSM =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const TWICE = '^{}\\[~]|€';

/** What looks the same on a small screen, and would halve the room of the SMS. */
const PLAINER: readonly (readonly [RegExp, string])[] = [
  [/[’‘ʼ]/gu, "'"],
  [/[“”„«»]/gu, '"'],
  [/[–—]/gu, '-'],
  [/…/gu, '...'],
  [/[\u00a0\u202f\u2009]/gu, ' '],
  [/œ/gu, 'oe'],
  [/Œ/gu, 'OE'],
];
/** Letters of French that GSM lacks: they lose their accent only when all of them together would make it fit. */
const UNACCENTED: Readonly<Record<string, string>> = {
  â: 'a',
  À: 'A',
  Â: 'A',
  ç: 'c',
  ê: 'e',
  ë: 'e',
  È: 'E',
  Ê: 'E',
  Ë: 'E',
  î: 'i',
  ï: 'i',
  Î: 'I',
  Ï: 'I',
  ô: 'o',
  Ô: 'O',
  û: 'u',
  Ù: 'U',
  Û: 'U',
  ÿ: 'y',
};

/** A text as it is best sent by SMS: typography and accents that double its price are made plain, as phones do. */
export const plainForSms = (text: string): string => {
  const plain = PLAINER.reduce((so, [what, by]) => so.replaceAll(what, by), text.normalize('NFC'));
  return Array.from(plain)
    .map((letter) => UNACCENTED[letter] ?? letter)
    .join('');
};

/** How a text is cut by the network: the number of SMS paid, and the letters used out of those of that many. */
export interface SmsLength {
  readonly coding: 'gsm' | 'unicode';
  readonly letters: number;
  readonly segments: number;
  /** Letters that this many segments can hold. */
  readonly room: number;
}

export const smsLength = (text: string): SmsLength => {
  const gsm = Array.from(text).every((letter) => GSM.includes(letter) || TWICE.includes(letter));
  const letters = gsm
    ? Array.from(text).reduce((sum, letter) => sum + (TWICE.includes(letter) ? 2 : 1), 0)
    : text.length;
  const [alone, joined] = gsm ? [160, 153] : [70, 67];
  const segments = letters <= alone ? 1 : Math.ceil(letters / joined);
  return { coding: gsm ? 'gsm' : 'unicode', letters, segments, room: segments === 1 ? alone : segments * joined };
};
