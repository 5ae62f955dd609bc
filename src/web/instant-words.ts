import { formatHour } from '#src/time/hours.ts';
import type { IsoInstant } from '#src/time/units.ts';
import { formatDate } from '#src/time/written-dates.ts';
import { localMoment } from '#src/time/zone.ts';
import type { At } from '#src/web/context.ts';

type Where = Pick<At, 'territory' | 'today'>;

const local = ({ territory }: Where, instant: IsoInstant) =>
  localMoment(Temporal.Instant.from(instant), territory.zone);

/** "mardi 1er décembre": the day it was there. What is read on another day says neither "hier" nor "demain". */
export const dateWords = (at: Where, instant: IsoInstant): string => formatDate(local(at, instant).date, at.today);

/** "mardi 1er décembre, 17 h". */
export const dateAndHour = (at: Where, instant: IsoInstant): string =>
  `${dateWords(at, instant)}, ${formatHour(local(at, instant).time)}`;

/** "mardi 1er décembre, avant 17 h": by when an answer was promised. */
export const beforeWords = (at: Where, instant: IsoInstant): string =>
  `${dateWords(at, instant)}, avant ${formatHour(local(at, instant).time)}`;
