import { folded } from '#src/time/reading.ts';

export interface ConsentCell {
  /** null: nothing was said, which counts as no and stays to be asked. */
  readonly given: boolean | null;
  readonly doubt: string | null;
}

/** "oui", "Oui !", "OUI oui", "oui, merci", "oui avec plaisir", "oui bien sûr", "oui je consens". */
const YES = /^(?:oui|je consens)(?:[ ,]+(?:oui|merci|avec plaisir|bien sur|d'accord|je consens|ok))*$/;

/** Whether a driver said that their number may be given: "qui ne dit mot ne consent pas", and a condition is no plain yes. */
export const parseConsent = (cell: string): ConsentCell => {
  const plain = folded(cell)
    .replace(/[!?.;\s]+$/g, '')
    .trim();
  if (plain === '' || plain === '-') return { given: null, doubt: null };
  if (!cell.includes('?') && YES.test(plain)) return { given: true, doubt: null };
  if (/^(?:non\b|je ne consens pas|pas d'accord|refus)/.test(plain)) return { given: false, doubt: null };
  return {
    given: null,
    doubt: `Accord pour donner le numéro : « ${cell.trim()} » n'est ni oui ni non. Compté comme non, à demander.`,
  };
};
