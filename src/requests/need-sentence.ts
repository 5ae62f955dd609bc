import type { Need, Request } from '#src/requests/request.ts';

/** What a driver reads before accepting: never why someone travels. */
const WORDS: Readonly<Record<Need, string>> = {
  wheelchair: 'en fauteuil roulant',
  walker: 'avec un déambulateur',
  cane: 'marche avec une canne',
  companion: 'accompagnée d’une personne',
  bags: 'avec des bagages ou des courses',
  dog: 'avec un chien',
  'child-seat': 'avec un siège enfant',
};

/** "2 personnes, avec un déambulateur"; empty when there is nothing to foresee. */
export const needSentence = ({ needs, seats }: Pick<Request, 'needs' | 'seats'>): string =>
  [...(seats > 1 ? [`${seats} personnes`] : []), ...needs.map((need) => WORDS[need])].join(', ');
