import type { CommuneDirectory } from '#src/places/commune-directory.ts';
import { formatNumber } from '#src/format-number.ts';
import { sayBand } from '#src/figures/say-band.ts';
import { daysLeft, type Followed, type Trial, type TrialKind } from '#src/figures/trial.ts';
import type { IsoDate } from '#src/time/units.ts';

export const KIND_WORDS: Readonly<Record<TrialKind, string>> = {
  poster: 'Affiche',
  flyer: 'Tract, de la main à la main',
  article: 'Article, bulletin',
  radio: 'Radio',
  meeting: 'Réunion, marché',
  other: 'Autre',
};

/** A trial with what followed it. */
export interface Counted {
  readonly trial: Trial;
  readonly followed: Followed;
}

/** Where: "tout le territoire", or its communes. */
export const whereWords = ({ communeCodes }: Trial, communes: CommuneDirectory): string =>
  communeCodes === null
    ? 'tout le territoire'
    : communeCodes.map((code) => communes.find(code)?.name ?? code).join(', ');

/** "0 €", "35 €", "non dit". */
export const costWords = ({ cost }: Trial): string => (cost === null ? 'non dit' : `${formatNumber(cost)} €`);

/** "8 (5 avant)": the number after, and the one before; as bands once it leaves the team. */
export const countWords = ({ before, after }: Followed['drivers'], leaving: boolean): string => {
  const say = leaving ? sayBand : formatNumber;
  return `${say(after)} (${say(before)} avant)`;
};

/** "encore 12 jours" while its four weeks run; '' afterwards. */
export const leftWords = ({ day }: Trial, today: IsoDate): string => {
  const left = daysLeft(day, today);
  return left === 0 ? '' : left === 1 ? 'encore un jour à compter' : `encore ${left} jours à compter`;
};
