import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { Phone, PhoneKind } from '#src/people/person.ts';

/**
 * Overseas numbers are dialled from anywhere in France as ten digits, but have their own country code (national numbering
 * plan, ARCEP). 0639 is Mayotte's, except 06 39 98, reserved for fiction in mainland France.
 */
const OVERSEAS: readonly (readonly [RegExp, string])[] = [
  [/^0(262|263|269|692|693|639(?!98))/, '+262'],
  [/^0(590|690|691)/, '+590'],
  [/^0(594|694)/, '+594'],
  [/^0(596|696|697)/, '+596'],
];

/** Country codes whose numbers people of France read as ten digits. */
const FRENCH = /^\+(33|262|590|594|596|508)(\d{9})$/;

/** 06 and 07 are mobiles, 01 to 05 and 09 landlines, 08 neither: the French plan decides, not a list of ranges in use. */
const kindOf = (number: string): PhoneKind => {
  const first = FRENCH.exec(number)?.[2]?.[0];
  if (first === undefined || first === '8') return 'other';
  return first === '6' || first === '7' ? 'mobile' : 'landline';
};

/**
 * A number in any spelling: `06.39.98.12.34`, `+33 (0)6 39...`, `0033...`, a foreign one with its country code.
 * Takes what is possible (right length for its country): checks of validity refuse the numbers reserved for fiction and
 * ranges opened since. A mobile is taken to read SMS.
 * @returns undefined when it cannot be a number that someone answers (too short, letters, two numbers).
 */
export const parsePhone = (text: string): Phone | undefined => {
  // Spaces of every kind, and the (0) that French people put after +33.
  const compact = text
    .replaceAll(/[\s.\u00b7/_-]+/g, '')
    .replace('(0)', '')
    .replaceAll(/[()]/g, '');
  const overseas = /^0\d{9}$/.test(compact) ? OVERSEAS.find(([start]) => start.test(compact)) : undefined;
  const spelled = overseas ? `${overseas[1]}${compact.slice(1)}` : compact;
  const parsed = parsePhoneNumberFromString(spelled, { defaultCountry: 'FR', extract: false });
  if (!parsed || parsed.ext !== undefined || !parsed.isPossible()) return undefined;
  const number: string = parsed.number;
  // Short numbers and longer ones pass as "possible" in French plans, but nobody lives there.
  if (/^\+(33|262|590|594|596)/.test(number) && !FRENCH.test(number)) return undefined;
  const kind = kindOf(number);
  return { number, kind, sms: kind === 'mobile' };
};

/** A number is never cut at the end of a line: its spaces do not break. */
const TOGETHER = '\u00a0';

/** `+33639981234` is read "06 39 98 12 34" (with spaces that do not break); a foreign number as its country writes it, with its code. */
export const formatPhone = (number: string): string => {
  const national = FRENCH.exec(number)?.[2];
  if (national !== undefined) return `0${national}`.replaceAll(/\d\d(?=\d)/g, `$&${TOGETHER}`);
  return (
    parsePhoneNumberFromString(number, { extract: false })?.formatInternational().replaceAll(' ', TOGETHER) ?? number
  );
};

/** What a link dials. Only digits and a plus: a stored text can never become another kind of link. */
export const telLink = (number: string): string => `tel:${number.replaceAll(/[^+\d]/g, '')}`;

/** Digits from the last to the first, so that "the last six digits" is a prefix. */
export const reversedDigits = (number: string): string => number.replaceAll(/\D/g, '').split('').toReversed().join('');
