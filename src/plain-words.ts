/** Marks that turn the words around them, or that nobody sees. */
const UNSEEN = /[\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/gu;

/** A name is one line of a card. */
const LONGEST_NAME = 120;

/** What somebody else wrote in a feed, as a page can show it: one line that can be read, of a length that fits. */
export const plainWords = (text: string, most = LONGEST_NAME): string =>
  text
    .replaceAll(UNSEEN, '')
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .slice(0, most)
    .toWellFormed()
    .trim();
