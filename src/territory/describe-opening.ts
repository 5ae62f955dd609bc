import type { OpeningPlan } from '#src/territory/opening.ts';
import type { IsoDate } from '#src/time/units.ts';
import { formatDate } from '#src/time/written-dates.ts';

/** "le lundi 4 janvier 2027", "bientôt, dès que 20 lignes sont prêtes", "bientôt": after "Le service ouvre". */
export const describePlan = (plan: OpeningPlan, today: IsoDate): string => {
  if (plan.kind === 'date') return `le ${formatDate(plan.date, today)}`;
  if (plan.kind === 'lines') return `bientôt, dès que ${ready(plan.floor)}`;
  return 'bientôt';
};

const ready = (floor: number): string => (floor === 1 ? 'la première ligne est prête' : `${floor} lignes sont prêtes`);

/** Said once the lines are there and before the site has opened by itself. */
export const OPENS_SOON = 'Tout est prêt : la recherche s’ouvre d’elle-même dans quelques minutes.';

/** "12 lignes sur 20": what is counted while drivers come first. */
export const describeCount = (lines: number, floor: number): string =>
  `${lines} ${lines < 2 ? 'ligne' : 'lignes'} sur ${floor}`;
