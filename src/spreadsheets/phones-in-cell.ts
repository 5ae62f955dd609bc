import type { Phone } from '#src/people/person.ts';
import { parsePhone } from '#src/people/phone.ts';

export interface PhonesInCell {
  readonly phones: readonly Phone[];
  /** What stands beside the numbers and is no number: "(fils)", "le soir". */
  readonly rest: string;
}

const GAP = String.raw`[\s.()/_-]*`;

/** Numbers as they stand in a cell: French after +33 or 0033, with a foreign code, in ten digits, or without their zero. */
const NUMBER = new RegExp(
  [
    String.raw`(?:\+|00)33${GAP}0?${GAP}[1-9](?:${GAP}\d){8}(?!\d)`,
    String.raw`(?:\+|00)[1-9][\d .()-]{6,18}\d`,
    String.raw`\(?0\)?(?:${GAP}\d){9}(?!\d)`,
    String.raw`(?<!\d)[1-79](?:[\s.-]?\d){8}(?!\d)`,
  ].join('|'),
  'g',
);

const unique = (phones: readonly Phone[]): readonly Phone[] => [
  ...new Map(phones.map((phone) => [phone.number, phone])).values(),
];

/** The numbers of a cell, which people fill as they like: "06 39 98 00 01 ou 05.36.49.00.02 (bureau)". */
export const phonesInCell = (cell: string): PhonesInCell => {
  const whole = parsePhone(cell);
  if (whole) return { phones: [whole], rest: '' };
  const found: Phone[] = [];
  const rest = cell.replace(NUMBER, (spelling) => {
    const phone = parsePhone(spelling) ?? parsePhone(spelling.replace(/[\s(/]+$/, ''));
    if (!phone) return spelling;
    found.push(phone);
    return ' ';
  });
  const words = rest
    .replace(/(?:^|\s)(?:ou|et|puis)(?=\s|$)/gi, ' ')
    .replace(/\(\s*\)/g, ' ')
    .replace(/^[\s,;:/.–-]+|[\s,;:/–-]+$/g, '')
    .replace(/\s+/g, ' ');
  return { phones: unique(found), rest: words };
};
