import type { Motive } from '#src/requests/request.ts';
import { folded } from '#src/time/reading.ts';

const WORDS: readonly (readonly [Motive, RegExp])[] = [
  [
    'health',
    /medec|medic|docteur|hopital|hospital|dentist|kine|soin|sante|clinique|pharma|opht|radio|irm|scanner|infirm|dialyse|consultation|psy|specialiste|cardio|laboratoire|analyses/,
  ],
  [
    'work',
    /travail|emploi|entretien|formation|stage|mission|boulot|embauche|interim|ecole|lycee|cours(?!es)|examen|concours/,
  ],
  [
    'administration',
    /mairie|prefecture|\bcaf\b|administrati|banque|demarche|tribunal|impots|notaire|avocat|assistante? sociale|permis|cpam/,
  ],
  ['shopping', /course|achat|supermarche|marche|magasin|commission|alimenta/],
  ['visit', /visite|famille|ami[es]?\b|obseque|enterrement|anniversaire|mariage|voir (?:ma|mon|mes)|ehpad/],
  [
    'leisure',
    /loisir|sport|cinema|bibliotheque|mediatheque|associati|culture|concert|spectacle|piscine|danse|gym|club/,
  ],
];

/** The coarse motive behind the words of a cell, which are often about health and are not kept when they are understood. */
export const parseMotive = (cell: string): Motive | null => {
  const plain = folded(cell);
  if (plain === '' || plain === '-') return null;
  return WORDS.find(([, words]) => words.test(plain))?.[0] ?? 'other';
};
