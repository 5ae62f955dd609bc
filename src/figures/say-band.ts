import { LEAST_SHOWN } from '#src/figures/hide-small.ts';

/** Where each band begins, the largest first. */
const BANDS = [50, 20, 10, LEAST_SHOWN] as const;

/**
 * A count fit to leave the team where two lines may overlap: the weeks of two actions, or a commune and its territory. An
 * exact number less another would point at someone; a band less a band does not. 0 says nothing of anyone.
 */
export const sayBand = (count: number): string => {
  if (count === 0) return '0';
  if (count < LEAST_SHOWN) return `moins de ${LEAST_SHOWN}`;
  const index = BANDS.findIndex((least) => count >= least);
  const [least, next] = [BANDS[index], BANDS[index - 1]];
  return next === undefined ? `${least} ou plus` : `${least} à ${next - 1}`;
};
