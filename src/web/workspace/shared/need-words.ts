import type { Need } from '#src/requests/request.ts';

/** What the team ticks: one word each, as it is said on the phone. */
export const NEED_SHORT: Readonly<Record<Need, string>> = {
  wheelchair: 'fauteuil pliable',
  walker: 'déambulateur',
  cane: 'canne',
  companion: 'quelqu’un l’accompagne',
  bags: 'sacs ou bagages',
  dog: 'chien',
  'child-seat': 'enfant, avec siège',
};
