/** What is not read as text: what someone typed comes back as it was, and a style is no sentence. */
const PART = /<(?:textarea|style|script)\b[^>]*>[^<]*|>[^<]+/g;
const BEFORE = / (?=[?!:;»])/g;
const AFTER = /(?<=«) /g;

/**
 * The spaces that French puts before « ? », « ! », « : », « ; » and inside « », so that none of these begins or ends a line. Only in what
 * is read: attributes, and so what fields hold, stay as they are.
 */
export const withFrenchSpaces = (html: string): string =>
  html.replace(PART, (part) => (part.startsWith('<') ? part : part.replace(BEFORE, '\u00a0').replace(AFTER, '\u00a0')));
