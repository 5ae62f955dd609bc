import type { ClosingReason } from '#src/requests/request.ts';
import { folded } from '#src/time/reading.ts';

export interface OutcomeCell {
  /** null = open. */
  readonly reason: ClosingReason | null;
  readonly doubt: string | null;
}

/** The ancestor's four letters, then the words a team writes; its insulting fourth is read as "pas fait" and not kept. */
const OUTCOMES: readonly (readonly [ClosingReason, RegExp])[] = [
  ['regular-found', /^r$|^(?:(?:o|oui|trajet)\b.*)?regulier/],
  ['cancelled', /^annul/],
  ['other-way', /^autre (?:moyen|solution)/],
  ['duplicate', /^doublon/],
  ['unreachable', /^injoignable|^pas joint/],
  ['out-of-scope', /^hors/],
  ['not-done', /^pas fait|^non fait|^f(?!ai)/],
  ['done', /^(?:o|oui|fait|faite|effectue)(?: |$|[.!,])/],
  ['no-solution', /^(?:n|non)(?: |$|[.!,])|^pas de (?:solution|conduct)/],
];

/** What became of a request, from `O`, `Oui`, `N`, `Non`, `R`, `F...`; blank is still open, and so is what nobody knows. */
export const parseOutcome = (cell: string): OutcomeCell => {
  const plain = folded(cell);
  if (plain === '' || plain === '-') return { reason: null, doubt: null };
  const reason = OUTCOMES.find(([, words]) => words.test(plain))?.[0];
  if (reason !== undefined) return { reason, doubt: null };
  return {
    reason: null,
    doubt: `« Trajet effectué » vaut « ${cell.trim()} », qui n'est ni Oui, ni Non, ni Régulier : la demande reste ouverte, à relire.`,
  };
};

/** How an export writes it; `parseOutcome` reads it back. */
export const formatOutcome = (reason: ClosingReason | null): string => (reason === null ? '' : OUTCOME_WORDS[reason]);

const OUTCOME_WORDS: Readonly<Record<ClosingReason, string>> = {
  done: 'Oui',
  'regular-found': 'Régulier',
  'no-solution': 'Non',
  'not-done': 'Pas fait',
  cancelled: 'Annulé',
  'other-way': 'Autre moyen',
  duplicate: 'Doublon',
  unreachable: 'Injoignable',
  'out-of-scope': 'Hors du service',
};
