import { formatNumber } from '#src/format-number.ts';

/** How a part of the service is. */
export type Verdict = 'good' | 'look' | 'mend' | 'unchecked';

/** One line of `lotocar doctor`: what was looked at, how it is, and what to do. Nothing in it is about a person. */
export interface Finding {
  /** What was looked at, in French. */
  readonly about: string;
  readonly verdict: Verdict;
  /** In French: how it is and, unless it is good, what to do. */
  readonly sentence: string;
}

/** What a check says; `about` is the check's own. */
export type Said = Omit<Finding, 'about'>;

export const good = (sentence: string): Said => ({ verdict: 'good', sentence });
export const look = (sentence: string): Said => ({ verdict: 'look', sentence });
export const mend = (sentence: string): Said => ({ verdict: 'mend', sentence });
export const unchecked = (why: string): Said => ({ verdict: 'unchecked', sentence: `pas vérifié : ${why}` });

export const NO_NETWORK = 'pas de réseau.';

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  good: 'bien',
  look: 'à regarder',
  mend: 'à réparer',
  unchecked: 'pas vérifié',
};

/** "1,2 Go". */
export const sizeWords = (bytes: number): string =>
  bytes < 1e9
    ? `${formatNumber(Math.max(1, Math.round(bytes / 1e6)))} Mo`
    : `${(bytes / 1e9).toLocaleString('fr-FR', { maximumFractionDigits: 1 })} Go`;
