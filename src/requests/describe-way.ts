import type { TimeWindow, Way, WayHome, When } from '#src/requests/request.ts';
import { formatHour } from '#src/time/hours.ts';
import type { IsoDate } from '#src/time/units.ts';
import { formatWeekdays } from '#src/time/weekdays.ts';
import { formatDate } from '#src/time/written-dates.ts';

const list = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} et ${items.at(-1)}`;

/** The days asked, as people say them: "mardi 1er décembre", "chaque semaine, mardi et jeudi, à partir du lundi 7 décembre". */
export const describeWhen = (when: When, today: IsoDate): string => {
  switch (when.kind) {
    case 'dates':
      return list(when.dates.toSorted().map((date) => formatDate(date, today)));
    case 'within':
      return `un jour entre le ${formatDate(when.from, today)} et le ${formatDate(when.until, today)}`;
    case 'weekly':
      return [
        `chaque semaine, ${formatWeekdays(when.weekdays)}`,
        ...(when.from > today ? [`à partir du ${formatDate(when.from, today)}`] : []),
        ...(when.until === null ? [] : [`jusqu’au ${formatDate(when.until, today)}`]),
      ].join(', ');
  }
};

/** The hour asked: "rendez-vous à 9 h 30", "départ à 17 h", "le matin". */
export const describeWindow = (window: TimeWindow): string => {
  switch (window.kind) {
    case 'arrive-by':
      return `rendez-vous à ${formatHour(window.at)}`;
    case 'leave-at':
      return `départ à ${formatHour(window.at)}`;
    case 'morning':
      return 'le matin';
    case 'afternoon':
      return 'l’après-midi';
    case 'any':
      return 'à toute heure';
  }
};

const HOME: Readonly<Record<WayHome, string>> = {
  waits: 'qui conduit attend sur place',
  'comes-back': 'qui conduit revient la chercher',
  'other-driver': 'avec quelqu’un d’autre',
};

/** How someone comes home, said after "retour": a return is not settled because it was spoken of. */
export const describeWayHome = ({ wayHome }: Pick<Way, 'wayHome'>): string =>
  wayHome === undefined ? 'on ne sait pas encore comment' : HOME[wayHome];

/** "mardi 1er décembre, rendez-vous à 9 h 30". */
export const describeWay = (way: Pick<Way, 'when' | 'window'>, today: IsoDate): string =>
  `${describeWhen(way.when, today)}, ${describeWindow(way.window)}`;
