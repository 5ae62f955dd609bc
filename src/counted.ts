import { formatNumber } from '#src/format-number.ts';

/** "0 personne", "1 personne", "1 234 personnes": French has its plural from two on. */
export const counted = (number: number, one: string, several = `${one}s`): string =>
  `${formatNumber(number)} ${number < 2 ? one : several}`;
