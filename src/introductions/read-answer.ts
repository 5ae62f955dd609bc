/** What an SMS says to a question of ours. */
export type ReadAnswer =
  | { readonly kind: 'answer'; readonly answer: 'yes' | 'no'; readonly code: string }
  /** A yes or a no without its number: the team reads it. */
  | { readonly kind: 'no-code'; readonly answer: 'yes' | 'no' }
  /** Anything else: thanks, a question, nothing. */
  | { readonly kind: 'other' };

/** Longer texts are letters, which people read. */
const MOST_CHARACTERS = 300;

const plain = (text: string): string =>
  text
    .slice(0, MOST_CHARACTERS)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();

/** The word first, as in "OUI 4721", "oui4721", "oui pour 47 21 merci"; or the number first, as in "4721 oui". */
const WORD_FIRST = /^(oui|non)\b ?(?:[a-z]+ ){0,3}?(\d{2}) ?(\d{2})(?!\d| \d)/;
const GLUED = /^(oui|non)(\d{4})(?!\d| \d)/;
const CODE_FIRST = /^(?:code )?(\d{2}) ?(\d{2}) (oui|non)\b/;
const WORD_ALONE = /^(?:ok )?(oui|non)\b/;

const asAnswer = (word: string | undefined): 'yes' | 'no' => (word === 'oui' ? 'yes' : 'no');

/**
 * Reads "OUI 4721" in the spellings of phones and people: capitals, accents, spaces and what is added around. Both words in
 * one text ("oui... non") are no answer: the team asks.
 */
export const readAnswer = (text: string): ReadAnswer => {
  const words = plain(text);
  if (/\boui/.test(words) && /\bnon/.test(words)) return { kind: 'other' };
  const found = WORD_FIRST.exec(words) ?? GLUED.exec(words);
  if (found) return { kind: 'answer', answer: asAnswer(found[1]), code: `${found[2]}${found[3] ?? ''}` };
  const reversed = CODE_FIRST.exec(words);
  if (reversed) return { kind: 'answer', answer: asAnswer(reversed[3]), code: `${reversed[1]}${reversed[2]}` };
  const alone = WORD_ALONE.exec(words);
  return alone ? { kind: 'no-code', answer: asAnswer(alone[1]) } : { kind: 'other' };
};
