import { halfDayOf } from '#src/time/half-days.ts';
import type { IsoDate, WeekdayMask } from '#src/time/units.ts';
import { EVERY_DAY, formatWeekdays } from '#src/time/weekdays.ts';
import type { LocalMoment } from '#src/time/zone.ts';
import { formatDate } from '#src/time/written-dates.ts';
import { isOver, nextRuns } from '#src/trips/runs-on.ts';
import type { Trip } from '#src/trips/trip.ts';

/** A commune as lines name it. */
export interface LineEnd {
  readonly code: string;
  readonly name: string;
}

/** A one-off trip of a line. */
interface OneOff {
  readonly date: IsoDate;
  readonly half: 'morning' | 'afternoon' | null;
}

/** The half-days of a week on which someone drives. */
export interface LineWeek {
  readonly mornings: WeekdayMask;
  readonly afternoons: WeekdayMask;
  /** Days on which someone drives at an hour to be agreed. */
  readonly unsaid: WeekdayMask;
}

/** All who drive from one commune to another: how many, and on which half-days. Nobody is named. */
export interface Line extends LineWeek {
  readonly from: LineEnd;
  readonly to: LineEnd;
  /** Distinct drivers. */
  readonly drivers: number;
  /** To come, in order. */
  readonly oneOffs: readonly OneOff[];
}

const french = new Intl.Collator('fr');

const lineOf = (trips: readonly Trip[]): Line | undefined => {
  const [start, end] = [trips[0]?.stops[0], trips[0]?.stops.at(-1)];
  if (!start || !end) return undefined;
  let [mornings, afternoons, unsaid] = [0, 0, 0];
  const oneOffs: OneOff[] = [];
  for (const { schedule } of trips) {
    const half = schedule.departure === null ? null : halfDayOf(schedule.departure);
    if (schedule.kind === 'one-off') oneOffs.push({ date: schedule.date, half });
    else if (half === 'morning') mornings |= schedule.weekdays;
    else if (half === 'afternoon') afternoons |= schedule.weekdays;
    else unsaid |= schedule.weekdays;
  }
  return {
    from: { code: start.communeCode, name: start.communeName },
    to: { code: end.communeCode, name: end.communeName },
    drivers: new Set(trips.map((trip) => trip.driverId)).size,
    mornings,
    afternoons,
    unsaid: unsaid & ~(mornings | afternoons),
    oneOffs: oneOffs.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)),
  };
};

/**
 * The lines that these trips make, from commune to commune, in the order of the French alphabet. Trips that are over, or
 * paused until further notice, make none.
 */
export const linesOf = (trips: readonly Trip[], now: LocalMoment): readonly Line[] => {
  const running = trips.filter(({ schedule }) => !isOver(schedule, now) && nextRuns(schedule, now.date, 1).length > 0);
  const groups = Map.groupBy(running, ({ stops }) => `${stops[0]?.communeCode} ${stops.at(-1)?.communeCode}`);
  return [...groups.values()]
    .map(lineOf)
    .filter((line) => line !== undefined)
    .toSorted((a, b) => french.compare(a.from.name, b.from.name) || french.compare(a.to.name, b.to.name));
};

const HALVES = { morning: 'matin', afternoon: 'après-midi' } as const;

const halfDay = (mask: WeekdayMask, half: keyof typeof HALVES): string =>
  mask === EVERY_DAY
    ? `tous les ${half === 'morning' ? 'matins' : 'après-midi'}`
    : `${formatWeekdays(mask)} ${HALVES[half]}`;

const halfDays = ({ mornings, afternoons }: LineWeek): readonly string[] => {
  if (mornings !== 0 && mornings === afternoons)
    return [`${formatWeekdays(mornings)}${mornings === EVERY_DAY ? ',' : ''} matin et après-midi`];
  return [
    ...(mornings === 0 ? [] : [halfDay(mornings, 'morning')]),
    ...(afternoons === 0 ? [] : [halfDay(afternoons, 'afternoon')]),
  ];
};

/** "mardi et jeudi matin, vendredi à une heure à convenir": what comes back every week, for what hangs on a wall for months. */
export const describeWeek = (week: LineWeek): string =>
  [...halfDays(week), ...(week.unsaid === 0 ? [] : [`${formatWeekdays(week.unsaid)} à une heure à convenir`])].join(
    ', ',
  );

/** One-off dates said on a line; the others are counted. */
const MOST_DATES = 3;

/** "mardi et jeudi matin", "du lundi au vendredi matin, lundi après-midi", "mardi 1er décembre matin". */
export const describeLine = (line: Line, today: IsoDate): string => {
  const dates = line.oneOffs.map(({ date, half }) => `${formatDate(date, today)}${half ? ` ${HALVES[half]}` : ''}`);
  const more = dates.length - MOST_DATES;
  return [
    ...[describeWeek(line)].filter((words) => words !== ''),
    ...dates.slice(0, MOST_DATES),
    ...(more > 0 ? [more === 1 ? 'et un autre jour' : `et ${more} autres jours`] : []),
  ].join(', ');
};
