/** Letters that Unicode does not take apart by itself. */
const SPECIAL: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

const foldLetter = (letter: string): string => {
  const plain = letter.toLowerCase().normalize('NFKD').replaceAll(/\p{M}/gu, '');
  return SPECIAL[plain] ?? (/^[a-z0-9]+$/u.test(plain) ? plain : ' ');
};

/** What each character below U+0180 becomes: letters and digits of ASCII, or a space. Official names need no other. */
const TABLE: readonly string[] = Array.from({ length: 0x180 }, (_, code) =>
  code === 0xad ? '' : foldLetter(String.fromCharCode(code)),
);

/** Letters and digits of ASCII are copied in runs: a string for each letter would be a lot of garbage for 37,000 names. */
const foldLetters = (text: string): string => {
  const lower = text.toLowerCase();
  let folded = '';
  let run = 0;
  for (let at = 0; at < lower.length; at += 1) {
    const code = lower.charCodeAt(at);
    if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57)) continue;
    folded += lower.slice(run, at) + (TABLE[code] ?? ' ');
    run = at + 1;
  }
  return run === 0 ? lower : folded + lower.slice(run);
};

const ABBREVIATIONS: Readonly<Record<string, string>> = { st: 'saint', ste: 'sainte', sts: 'saints', stes: 'saintes' };

/** Articles and link words that people drop, add or change in a name. */
const SMALL_WORDS: ReadonlySet<string> = new Set('le la les l du de des d au aux a en sur s sous ss lez et'.split(' '));

const LONGEST_SMALL_WORD = 4;

/**
 * What people write, made comparable: lower case, no accent, one space between words, "st" said "saint", "s/" said "sur",
 * "3ème" said "3e". Only `a-z`, `0-9` and single spaces come out. Folding twice changes nothing. Never throws.
 */
export const foldPlaceName = (text: string): string => {
  const latin = /[^ -~\u00a0-\u017f]/u.test(text) ? text.normalize('NFKD').replaceAll(/[\p{M}\p{Cf}]/gu, '') : text;
  const slashed = latin.includes('/')
    ? latin
        .replaceAll(/(?<![\p{L}\p{N}])s\s*\/\s*s(?![\p{L}\p{N}])/giu, ' sous ')
        .replaceAll(/(?<![\p{L}\p{N}])s\s*\//giu, ' sur ')
        .replaceAll(/\/\s*s(?![\p{L}\p{N}])/giu, ' sur ')
    : latin;
  const words = foldLetters(slashed).replaceAll(/ {2,}/gu, ' ').trim();
  if (!/[0-9]|\bst/u.test(words)) return words;
  return words
    .replaceAll(/\b(?:st|ste|sts|stes)\b/gu, (word) => ABBREVIATIONS[word] ?? word)
    .replaceAll(/\b(\d{1,2}) ?(?:er|ere|eme|ieme|nd|nde|e)\b/gu, '$1e');
};

/** A folded name without its small words ("vers le pont du lot" gives "vers pont lot"); itself when nothing would be left. */
export const withoutSmallWords = (folded: string): string => {
  let kept = '';
  for (let start = 0; start < folded.length;) {
    const space = folded.indexOf(' ', start);
    const end = space < 0 ? folded.length : space;
    const word = folded.slice(start, end);
    if (word.length > LONGEST_SMALL_WORD || !SMALL_WORDS.has(word)) kept += kept === '' ? word : ` ${word}`;
    start = end + 1;
  }
  return kept === '' ? folded : kept;
};

/** A folded name in one piece: "l hospitalet" and "lhospitalet" become the same. */
export const squash = (folded: string): string => folded.replaceAll(' ', '');
