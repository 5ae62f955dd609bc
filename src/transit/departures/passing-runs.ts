import { addDays, dayNumber } from '#src/time/dates.ts';
import type { IsoDate, Minutes } from '#src/time/units.ts';
import { momentAfter } from '#src/time/zone.ts';
import { DAY_ENDS } from '#src/transit/network/transit-rules.ts';
import type { StopsByFeed } from '#src/transit/departures/stops-of-communes.ts';
import { dayClock } from '#src/transit/timetable/day-clock.ts';
import type { NetworkFeed } from '#src/transit/network/network.ts';
import { rowsByTrip, runsOfTrip } from '#src/transit/timetable/frequencies.ts';
import { runsOnDay, type ServiceSeconds, type TimetableAbout } from '#src/transit/timetable/timetable.ts';

/** A trip as it runs once, and calls at one of the stops looked for. */
export interface PassingRun {
  readonly feed: NetworkFeed;
  readonly trip: number;
  /** Its first row in the stop times, and the row after its last. */
  readonly rows: readonly [number, number];
  /** What a clock shows at so many seconds of its timetable, and on which day. */
  readonly shown: (seconds: ServiceSeconds) => Shown;
  /** Seconds between two runs where hours are not exact, null where they are. */
  readonly every: number | null;
}

/** Minutes after the midnight of a date, beyond 1439 in the night after it: until four in the morning. */
export interface Shown {
  readonly date: IsoDate;
  readonly minutes: Minutes;
}

const NIGHT_ENDS: Minutes = DAY_ENDS / 60;
/** Days before and after those asked whose trips are looked at: some take two nights. */
const MARGIN = 3;

/** Every run of these days, of all feeds, that calls at one of these stops. */
export function* passingRuns(
  feeds: readonly NetworkFeed[],
  stops: StopsByFeed,
  [first, last]: readonly [IsoDate, IsoDate],
): Generator<PassingRun> {
  for (const feed of feeds) {
    const wanted = stops.get(feed.feedId);
    if (wanted === undefined) continue;
    const { about, trips, stopTimes, services, frequencies } = feed.timetable;
    const repeats = rowsByTrip(frequencies.trips);
    const isWanted = new Uint8Array(feed.timetable.stops.ids.length);
    for (const stop of wanted.keys()) isWanted[stop] = 1;
    const days = daysOf(first, last, about);
    for (let trip = 0; trip < trips.ids.length; trip += 1) {
      const rows = [trips.firstStopTime[trip] as number, trips.firstStopTime[trip + 1] as number] as const;
      if (!callsIn(stopTimes.stops, rows, isWanted)) continue;
      const service = trips.services[trip] as number;
      for (const { date, day, clock } of days) {
        if (!runsOnDay(services, service, day)) continue;
        for (const { shift, every } of runsOfTrip(feed.timetable, trip, repeats.get(trip)))
          yield { feed, trip, rows, shown: (seconds) => onDay(date, clock.shown(seconds + shift)), every };
      }
    }
  }
}

/** The service days looked at, as their timetable counts them. */
const daysOf = (first: IsoDate, last: IsoDate, { firstDate, zone }: TimetableAbout) =>
  Array.from({ length: dayNumber(last) - dayNumber(first) + 2 * MARGIN + 1 }, (_, at) => {
    const date = addDays(first, at - MARGIN);
    return { date, day: dayNumber(date) - dayNumber(firstDate), clock: dayClock(date, zone) };
  });

/** Whether any of these rows is at one of the stops: asked of every trip of a country. */
const callsIn = (stops: Int32Array, [first, end]: readonly [number, number], isWanted: Uint8Array): boolean => {
  for (let row = first; row < end; row += 1) if (isWanted[stops[row] as number] === 1) return true;
  return false;
};

/** A train that leaves at thirty hours is said at six, the day after. */
const onDay = (date: IsoDate, minutes: Minutes): Shown => {
  if (minutes >= 0 && minutes < NIGHT_ENDS) return { date, minutes };
  const { date: other, time } = momentAfter(date, minutes);
  return { date: other, minutes: time };
};
