/** Lower case without accents: letters and digits in words separated by one space. "L’Hôpital–Sœur" is "l hopital soeur". */
export const foldName = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    // A cedilla is a sound, not an accent.
    .replaceAll('ç', 'ss')
    .normalize('NFD')
    .replaceAll(/\p{Mark}+/gu, '')
    .replaceAll(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim();

/**
 * How French is heard, written one sound a sign: w is "ou", 1 is "in", 2 is "an", 3 is "on", $ is "ch". A key of our own,
 * made for a person on the phone who writes a name down: it would rather find one too many than miss one. The order of the
 * rules matters: each sees what the former left.
 */
const RULES: readonly (readonly [RegExp, string])[] = [
  // Ends that are not heard, or heard in the South only: Delmas and Delmasse, Rouquié and Roukier, Prioux and Priou.
  [/i(?:e|er|ers|ez|et|ets|es)$/, 'i'],
  [/(?:ss?es?)$/, 's'],
  [/(?:er|ers|ez|et|ets|ey|ay|ai|ait|ais|aix)$/, 'e'],
  [/(?<=..)[stdxzp]+$/, ''],
  [/aul(?:t|d|x)?$/, 'au'],
  // Consonants. In the middle, the end of "mont", "font" or "grand" is not heard: Montfort and Monfort.
  [/(?<=[aeo]n)[td](?=[bcdfgjklmnpqsvz])/g, ''],
  [/ph/g, 'f'],
  [/ch(?=[rl])/g, 'k'],
  [/s?ch|sh/g, '$'],
  // Occitan spellings: Cailhau and Caillau, Castanhier and Castagnier.
  [/i?lh/g, 'i'],
  [/nh|gn/g, 'ni'],
  [/(?<=[aeou])ill?(?=[aeiouy]|$)/g, 'i'],
  [/h/g, ''],
  [/c?qu|cq|q|ck/g, 'k'],
  [/gu(?=[eiy])/g, 'G'],
  [/g(?=[eiy])/g, 'j'],
  [/s?c(?=[eiy])/g, 's'],
  [/c/g, 'k'],
  [/x/g, 'ks'],
  [/[wv]/g, 'v'],
  [/z/g, 's'],
  // Vowels.
  [/y/g, 'i'],
  [/oeu/g, 'eu'],
  [/eau|au/g, 'o'],
  [/ou/g, 'w'],
  [/ien(?![aeiouwnm])/g, 'i1'],
  [/(?:[ae]?in|[ae]?im|un|um)(?![aeiouwnm])/g, '1'],
  [/[ae][nm](?![aeiouwnm])/g, '2'],
  [/o[nm](?![aeiouwnm])/g, '3'],
  [/[ae]i/g, 'e'],
  [/oi/g, 'oa'],
  // Doubles, and the last "e".
  [/(.)\1+/g, '$1'],
  [/(?<=..)e$/, ''],
  [/G/g, 'g'],
];

/** The sound of one word. */
const soundOfWord = (word: string): string => {
  let sound = word;
  for (const [heard, written] of RULES) sound = sound.replace(heard, written);
  return sound;
};

/** What is typed, word by word, as heard. */
export const soundsOf = (text: string): readonly string[] =>
  foldName(text)
    .split(' ')
    .filter((word) => word !== '')
    .map(soundOfWord);

/** Folded "last first", by which people are found and sorted. */
export const searchKey = (person: { readonly firstName: string; readonly lastName: string }): string =>
  foldName(`${person.lastName} ${person.firstName}`);

/**
 * The sounds of a name, one space around each: the last name in one word as well, since "Delacroix" and "De La Croix"
 * sound the same.
 */
export const soundKey = (person: { readonly firstName: string; readonly lastName: string }): string => {
  const joined = soundOfWord(foldName(person.lastName).replaceAll(' ', ''));
  const sounds = new Set([joined, ...soundsOf(person.lastName), ...soundsOf(person.firstName)]);
  return [...sounds].filter((sound) => sound !== '').join(' ');
};

/** The sound of a whole text in one word. */
export const joinedSound = (text: string): string => soundOfWord(foldName(text).replaceAll(' ', ''));
