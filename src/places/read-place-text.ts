import { foldPlaceName } from '#src/places/normalise.ts';

/** Longer texts are cut: no place name needs more. */
export const LONGEST_TEXT = 200;

/** What someone wrote, taken apart. Everything is folded. */
export interface PlaceText {
  /** All of it, as one name. */
  readonly whole: string;
  /** What is left once the parts below are taken away. */
  readonly name: string;
  /** What stood between brackets at the end, split at commas: a département, a commune, a postal code. */
  readonly brackets: readonly string[];
  /** A postal code, a code of commune or a département's number written before or after the name, complete or not. */
  readonly digits: string | null;
  /** Pieces between commas, slashes or lines, when there are several. */
  readonly pieces: readonly string[];
}

const DIGITS = /^(?:(?<before>\d{2,5}|2[ab]\d{0,3}) (?<last>.+)|(?<first>.+) (?<after>\d{2,5}|2[ab]\d{0,3}))$/u;
/** As on an envelope: what follows a postal code is the town. */
const ENVELOPE = /^.* (?<before>\d{5}) (?<last>.+)$/u;

/** Folded, with a postal code written in two ("46 000") joined, and without "Cedex", which says nothing of where. */
const fold = (part: string): string =>
  foldPlaceName(part)
    .replaceAll(/(?<!\S)(\d{2}) (\d{3})(?!\S)/gu, '$1$2')
    .replace(/ cedex(?: \d{1,2})?$/u, '');

/** Cuts, cleans and takes apart what someone wrote or is writing. Never throws. */
export const readPlaceText = (raw: string): PlaceText => {
  const text = raw.slice(0, LONGEST_TEXT);
  const whole = fold(text);
  const open = text.lastIndexOf('(');
  const bracketed = open > 0 ? text.slice(open + 1).split(')')[0] : undefined;
  const brackets = (bracketed ?? '')
    .split(',')
    .map(fold)
    .filter((part) => part !== '');
  const outside = bracketed === undefined ? text : text.slice(0, open) + text.slice(open + bracketed.length + 2);
  const bare = fold(outside);
  const groups = (ENVELOPE.exec(bare) ?? DIGITS.exec(bare))?.groups;
  const pieces = outside
    .split(/[,;|\n/]| [-–—] /u)
    .map(fold)
    .filter((piece) => piece !== '');
  return {
    whole,
    name: groups?.['last'] ?? groups?.['first'] ?? bare,
    brackets,
    digits: groups?.['before'] ?? groups?.['after'] ?? null,
    pieces: pieces.length > 1 ? pieces : [],
  };
};

const SMALL = '(?:de|du|des|d|la|le|les|l|a|au|aux|en|dans|sur)';
const SPOTS =
  'bourg|centre bourg|centre ville|centre|vieux bourg|ville|village|hameau|commune|mairie|gare(?: sncf| routiere)?|eglise|' +
  'poste|place|marche|foire|hopital|clinique|centre hospitalier|maison de retraite|ehpad|maison medicale|' +
  'maison de sante|pharmacie|ecole|college|lycee|salle des fetes|parking|arret(?: de bus)?|zone(?: artisanale| industrielle| commerciale)?|' +
  'za|zi|quartier|faubourg|sortie|entree|alentours|environs|pres|autour|direction|vers|depuis|jusqu|chez moi|ma maison';
const SPOT_OF = new RegExp(`^(?:${SMALL} )*(?:${SPOTS})(?: ${SMALL})* (?<tail>.+)$`, 'u');

/**
 * Names that may end a longer sentence, the longest first: "le bourg de Gramat", "chez Paul à Gramat" both lead to "gramat".
 * `sure` says that the words before are those of a spot in a commune, not just anything before "à".
 */
export const tailsOf = (folded: string): readonly { readonly name: string; readonly sure: boolean }[] => {
  const tails: { readonly name: string; readonly sure: boolean }[] = [];
  const spot = SPOT_OF.exec(folded)?.groups?.['tail'];
  if (spot !== undefined) tails.push({ name: spot, sure: true });
  for (const { index } of folded.matchAll(/(?<= )(?:a|au|aux) /gu)) {
    tails.push({ name: folded.slice(index), sure: false });
  }
  return tails;
};
