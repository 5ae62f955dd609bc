import { addDays } from '#src/time/dates.ts';
import type { IsoDate, Minutes } from '#src/time/units.ts';
import { instantOf, localMoment, minutesAfter, momentAfter } from '#src/time/zone.ts';
import type { ServiceSeconds } from '#src/transit/timetable/timetable.ts';

/** What clocks show at the hours of a service day: the same number but on the two nights a year when they change. */
export interface DayClock {
  /** Whether they show the same as on any other day. */
  readonly isSteady: boolean;
  /** Minutes after the date's midnight, by clocks; a started minute is not counted. */
  readonly shown: (seconds: ServiceSeconds) => Minutes;
  readonly seconds: (shown: Minutes) => ServiceSeconds;
}

const HALF_DAY = 12 * 3600;

/** Where the hours of a service day are counted from: noon minus twelve hours, its midnight but on the days when clocks change. */
export const serviceMidnight = (date: IsoDate, zone: string): Temporal.Instant =>
  instantOf({ date, time: 12 * 60 }, zone).subtract({ seconds: HALF_DAY });

/** @param shownIn the zone of the clocks, where it is not that of the timetable */
export const dayClock = (date: IsoDate, zone: string, shownIn = zone): DayClock => {
  const start = serviceMidnight(date, zone);
  const midnight = instantOf({ date, time: 0 }, shownIn);
  const nextNoon = instantOf({ date: addDays(date, 1), time: 720 }, shownIn);
  const isSteady = start.equals(midnight) && nextNoon.since(start, { largestUnit: 'second' }).seconds === 3 * HALF_DAY;
  if (isSteady) return { isSteady, shown: (seconds) => Math.floor(seconds / 60), seconds: (shown) => shown * 60 };
  return {
    isSteady,
    shown: (seconds) => minutesAfter(date, localMoment(start.add({ seconds }), shownIn)),
    seconds: (shown) => instantOf(momentAfter(date, shown), shownIn).since(start, { largestUnit: 'second' }).seconds,
  };
};
