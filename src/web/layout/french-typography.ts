/** What is not read as text: what someone typed comes back as it was, and neither a style nor a code is a sentence. */
const PART = /<(?:textarea|style|script|pre|code)\b[^>]*>[^<]*|>[^<]+/g;
const MARK =
  / (?=[?!:;»])|(?<=«) |(?<=\d) (?=(?:h|km|[%€])(?!\p{L}))|(?<=\d[ \u00a0]h) (?=\d)|(?<=\p{L})&#39;(?=\p{L})/gu;

/**
 * A page as French is printed: the spaces before « ? », « ! », « : », « ; » and inside « » do not break, nor those of an hour and of
 * what is measured, so that no line begins or ends there; and the apostrophe is ’, also in the names of places, which files write with '. Only in what is read: attributes, and so
 * what fields hold, stay as they are.
 */
export const withFrenchTypography = (html: string): string =>
  html.replace(PART, (part) =>
    part.startsWith('<') ? part : part.replace(MARK, (mark) => (mark === ' ' ? '\u00a0' : '’')),
  );
