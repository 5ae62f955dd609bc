import type { Phone } from '#src/people/person.ts';
import { looksLikeEmail, looksLikePhone } from '#src/spreadsheets/cell-looks.ts';
import { refuseLine } from '#src/spreadsheets/line-reading.ts';
import { phonesInCell } from '#src/spreadsheets/phones-in-cell.ts';
import { folded } from '#src/time/reading.ts';

/** Who a line is about. */
export interface PersonCells {
  readonly firstName: string;
  readonly lastName: string;
  readonly phones: readonly Phone[];
  readonly email: string | null;
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();

/** "MARIE-JEANNE" and "marie-jeanne" become "Marie-Jeanne"; what has both cases was typed with care and stays. */
export const tidyName = (name: string): string => {
  const spaced = name.replace(/\s+/g, ' ').trim();
  const oneCase = spaced === spaced.toUpperCase() || spaced === spaced.toLowerCase();
  return oneCase && spaced.length > 2 ? spaced.replace(/\p{L}+/gu, capital) : spaced;
};

/** "MARTIN Jeanne" and "Jeanne Martin" give the same person: words in capitals are the family name, else what follows the first. */
export const splitFullName = (full: string): { readonly firstName: string; readonly lastName: string } => {
  const words = full.replace(/\s+/g, ' ').trim().split(' ');
  const isCapitals = (word: string): boolean => word.length > 1 && word === word.toUpperCase() && /\p{L}/u.test(word);
  const capitals = words.filter(isCapitals);
  const mixed = capitals.length > 0 && capitals.length < words.length;
  const last = mixed ? capitals : words.slice(1);
  const first = mixed ? words.filter((word) => !isCapitals(word)) : words.slice(0, 1);
  return { firstName: tidyName(first.join(' ')), lastName: tidyName(last.join(' ')) };
};

/** The same for one person however their name was typed: accents, case, order of the two names. */
export const nameKey = (firstName: string, lastName: string): string =>
  folded(`${firstName} ${lastName}`)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .split(' ')
    .toSorted()
    .join(' ');

interface Given {
  readonly firstName: string;
  readonly lastName: string;
  readonly phone: string;
  readonly email: string;
  readonly address: string;
  /** Whether the sheet has a column for it: what it has not is not asked for. */
  readonly hasEmail: boolean;
}

const refuseShifted = (name: string): void => {
  if (looksLikePhone(name) || name.includes('@')) {
    refuseLine(
      `Le nom « ${name} » est ${name.includes('@') ? 'une adresse e-mail' : 'un numéro'} : les cellules de cette ligne sont décalées. Remettez-les sous leurs titres.`,
    );
  }
};

/** Only what was written is quoted: nobody has to guess what « » stands for. */
const unreachable = ({ phone, email, hasEmail }: Given): string => {
  if (phone === '' && email === '')
    return `Il manque un numéro de téléphone${hasEmail ? ' ou une adresse e-mail' : ''}.`;
  if (email === '') return `Le téléphone « ${phone} » n’est pas complet. Corrigez-le.`;
  if (phone === '') return `L’adresse e-mail « ${email} » n’est pas complète. Corrigez-la.`;
  return `Ni le téléphone « ${phone} » ni l’adresse e-mail « ${email} » ne permettent de joindre cette personne. Corrigez l’un des deux.`;
};

/** Reads who the line is about: a name and at least one way to be reached, or the line cannot be taken. */
export const readPerson = (given: Given, doubt: (text: string) => void): PersonCells => {
  const [firstName, lastName] = [tidyName(given.firstName), tidyName(given.lastName)];
  refuseShifted(firstName);
  refuseShifted(lastName);
  if (`${firstName}${lastName}` === '') refuseLine('Le nom manque. Écrivez un prénom ou un nom.');
  const { phones, rest } = phonesInCell(given.phone);
  const emailCell = [given.email, given.phone, given.address].find((cell) => cell.includes('@')) ?? '';
  const email = (/[^\s,;<>/]+@[^\s,;<>/]+\.[^\s,;<>/]+/.exec(emailCell)?.[0] ?? '').toLowerCase();
  if (phones.length === 0 && email === '') {
    refuseLine(unreachable(given));
  }
  if (rest !== '' && !rest.includes('@')) doubt(`Téléphone : « ${given.phone} » est gardé en note, à relire.`);
  if (given.email !== '' && !looksLikeEmail(given.email)) {
    doubt(
      email === ''
        ? `L'adresse e-mail « ${given.email} » ne se lit pas : elle est laissée de côté.`
        : `Adresse e-mail : « ${email} » est retenue parmi « ${given.email} ».`,
    );
  }
  return { firstName, lastName, phones, email: email === '' ? null : email };
};
