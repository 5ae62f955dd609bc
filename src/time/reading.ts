/** What became of something people wrote: its value, or why it cannot be taken, in French, to be shown as it is. */
export type Reading<T> =
  { readonly kind: 'read'; readonly value: T } | { readonly kind: 'refused'; readonly reason: string };

export const read = <T>(value: T): Reading<T> => ({ kind: 'read', value });

export const refused = (reason: string): Reading<never> => ({ kind: 'refused', reason });

/** Lower case without accents, one space between words, typographic apostrophes and dashes made plain. */
export const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[’‘ʼ`´]/g, "'")
    .replace(/[‐‑‒–—−]/g, '-')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
