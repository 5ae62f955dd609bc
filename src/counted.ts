/** "0 personne", "1 personne", "3 personnes": French has its plural from two on. */
export const counted = (number: number, one: string, several = `${one}s`): string =>
  `${number} ${number < 2 ? one : several}`;
