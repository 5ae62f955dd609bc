import { formatNumber } from '#src/format-number.ts';

/** Under it, a count in a small territory points at someone: it is said "moins de 5" (peers' practice; 0 says nothing of anyone). */
export const LEAST_SHOWN = 5;

/** A count fit to publish. */
export const hideSmall = (count: number): number | 'few' => (count > 0 && count < LEAST_SHOWN ? 'few' : count);

/** "moins de 5", or the count with French thousands. */
export const formatCount = (count: number): string => {
  const shown = hideSmall(count);
  return shown === 'few' ? `moins de ${LEAST_SHOWN}` : formatNumber(shown);
};
