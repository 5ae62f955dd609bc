/** What a page is printed on. */
export type Paper = 'document' | 'poster' | 'card' | 'letter';

const FOOT = 'font:9pt sans-serif;color:#000';

/** The sheet and its margins: one rule a page, since not every browser knows named pages. */
export const PAPERS: Readonly<Record<Paper, string>> = {
  document: `@page{size:A4;margin:13mm 12mm 15mm;@bottom-right{content:"page " counter(page) " sur " counter(pages);${FOOT}}}`,
  poster: '@page{size:A4;margin:11mm}',
  // CSS has no word for A6.
  card: '@page{size:105mm 148mm;margin:6mm}',
  letter: '@page{size:A4;margin:0}',
};
