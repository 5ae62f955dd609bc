import { capital } from '#src/capital.ts';
import type { IsoDate } from '#src/time/units.ts';
import { formatDate } from '#src/time/written-dates.ts';
import { UNTIL_FURTHER_NOTICE } from '#src/trips/runs-on.ts';
import type { DateRange } from '#src/trips/trip.ts';
import { FREE_HELP } from '#src/volunteers/free-help.ts';
import type { MonthLoad, Volunteer } from '#src/volunteers/volunteer.ts';

/** "Entraide gratuite, aucun frais demandé." */
export const FREE_SENTENCE = `${capital(FREE_HELP)}.`;

/** "du lundi 21 décembre au dimanche 3 janvier 2027", "le mardi 1er décembre". */
export const absenceWords = ({ from, until }: DateRange, today: IsoDate): string =>
  from === until ? `le ${formatDate(from, today)}` : `du ${formatDate(from, today)} au ${formatDate(until, today)}`;

/** "demandé 2 fois ce mois-ci, au plus 4". */
export const loadWords = ({ asked }: MonthLoad, most: Volunteer['mostAMonth']): string =>
  `demandé ${asked === 0 ? 'aucune fois' : `${asked} fois`} ce mois-ci${most === null ? '' : `, au plus ${most}`}`;

export const isOnCallPaused = ({ pausedUntil }: Pick<Volunteer, 'pausedUntil'>, today: IsoDate): boolean =>
  pausedUntil !== null && pausedUntil > today;

/** "en pause jusqu’à nouvel ordre", "en pause, reprend le lundi 4 janvier"; empty when not paused. */
export const onCallPauseWords = (volunteer: Pick<Volunteer, 'pausedUntil'>, today: IsoDate): string => {
  const { pausedUntil } = volunteer;
  if (pausedUntil === null || !isOnCallPaused(volunteer, today)) return '';
  return pausedUntil === UNTIL_FURTHER_NOTICE
    ? 'en pause jusqu’à nouvel ordre'
    : `en pause, reprend le ${formatDate(pausedUntil, today)}`;
};
