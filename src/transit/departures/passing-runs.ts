import { dateOf, dayNumber } from '#src/time/dates.ts';
import type { IsoDate, Minutes } from '#src/time/units.ts';
import { DAY_ENDS } from '#src/transit/network/transit-rules.ts';
import type { StopsByFeed } from '#src/transit/departures/stops-of-communes.ts';
import { type DayClock, dayClock } from '#src/transit/timetable/day-clock.ts';
import type { NetworkFeed } from '#src/transit/network/network.ts';
import type { Steps } from '#src/transit/network/steps.ts';
import { rowsByTrip, runsOfTrip } from '#src/transit/timetable/frequencies.ts';
import {
  runsOnDay,
  type ServiceDays,
  type ServiceSeconds,
  type TimetableAbout,
} from '#src/transit/timetable/timetable.ts';

/** A trip that calls at one of the stops looked for, as it runs at the same hours of the clock on so many days. */
export interface PassingRun {
  readonly feed: NetworkFeed;
  readonly trip: number;
  /** Its first row in the stop times, and the row after its last. */
  readonly rows: readonly [number, number];
  readonly days: RunDays;
  /** Seconds after the hours of its timetable. */
  readonly shift: number;
  /** Seconds between two runs where hours are not exact, null where they are. */
  readonly every: number | null;
}

/** Days on which clocks show the same for the same hours of a timetable. */
export interface RunDays {
  readonly clock: DayClock;
  /** Of a vehicle that calls so many days after its service date, the days of the span on which it does, as day numbers. */
  readonly calls: (daysLater: number) => readonly number[];
}

/** Minutes after the midnight of a day, beyond 1439 in the night after it: until four in the morning. */
export interface Shown {
  /** After the service date of the run. */
  readonly daysLater: number;
  readonly minutes: Minutes;
}

const NIGHT_ENDS: Minutes = DAY_ENDS / 60;
const DAY: Minutes = 1440;
/** Days before and after those asked whose trips are looked at: some take two nights. */
const MARGIN = 3;

/** Trips looked at between two steps. */
const TRIPS_A_STEP = 4096;

/**
 * Every run of these days, of all feeds, that calls at one of these stops.
 * @param shownIn the zone of the clocks by which it is told
 */
export function* passingRuns(
  feeds: readonly NetworkFeed[],
  stops: StopsByFeed,
  span: readonly [IsoDate, IsoDate],
  shownIn: string,
): Steps<readonly PassingRun[]> {
  const runs: PassingRun[] = [];
  for (const feed of feeds) {
    const wanted = stops.get(feed.feedId);
    if (wanted === undefined) continue;
    const { about, trips, stopTimes, services, frequencies } = feed.timetable;
    const repeats = rowsByTrip(frequencies.trips);
    const isWanted = new Uint8Array(feed.timetable.stops.ids.length);
    for (const stop of wanted.keys()) isWanted[stop] = 1;
    const daysOf = daysOfServices(services, about, span, shownIn);
    for (let trip = 0; trip < trips.ids.length; trip += 1) {
      if (trip % TRIPS_A_STEP === TRIPS_A_STEP - 1) yield;
      const rows = [trips.firstStopTime[trip] as number, trips.firstStopTime[trip + 1] as number] as const;
      if (!callsIn(stopTimes.stops, rows, isWanted)) continue;
      for (const days of daysOf(trips.services[trip] as number))
        for (const { shift, every } of runsOfTrip(feed.timetable, trip, repeats.get(trip)))
          runs.push({ feed, trip, rows, days, shift, every });
    }
    yield;
  }
  return runs;
}

/** What a clock shows at so many seconds of its timetable. A train that leaves at thirty hours is said at six, the day after. */
export const shownAt = ({ days: { clock }, shift }: PassingRun, seconds: ServiceSeconds): Shown => {
  const minutes = clock.shown(seconds + shift);
  if (minutes >= 0 && minutes < NIGHT_ENDS) return { daysLater: 0, minutes };
  const daysLater = Math.floor(minutes / DAY);
  return { daysLater, minutes: minutes - daysLater * DAY };
};

/** By service, the days looked at on which it runs; services of the same days share them. */
const daysOfServices = (
  services: ServiceDays,
  { firstDate, zone }: TimetableAbout,
  [first, last]: readonly [IsoDate, IsoDate],
  shownIn: string,
): ((service: number) => readonly RunDays[]) => {
  const [from, until, start] = [dayNumber(first), dayNumber(last), dayNumber(firstDate)];
  const looked = Array.from({ length: until - from + 2 * MARGIN + 1 }, (_, at) => {
    const day = from - MARGIN + at;
    return { day, clock: dayClock(dateOf(day), zone, shownIn) };
  });
  const known = new Map<number, readonly RunDays[]>();
  const shared = new Map<string, RunDays>();
  const share = (clock: DayClock, days: readonly number[]): RunDays => {
    const key = days.join();
    const made = shared.get(key) ?? runDays(clock, days, from, until);
    shared.set(key, made);
    return made;
  };
  return (service) => {
    const before = known.get(service);
    if (before) return before;
    const runs = looked.filter(({ day }) => runsOnDay(services, service, day - start));
    const steady = runs.filter(({ clock }) => clock.isSteady);
    const made = [
      ...(steady[0]
        ? [
            share(
              steady[0].clock,
              steady.map(({ day }) => day),
            ),
          ]
        : []),
      ...runs.filter(({ clock }) => !clock.isSteady).map(({ clock, day }) => share(clock, [day])),
    ];
    known.set(service, made);
    return made;
  };
};

const runDays = (clock: DayClock, days: readonly number[], from: number, until: number): RunDays => {
  const known = new Map<number, readonly number[]>();
  return {
    clock,
    calls(daysLater) {
      const calls =
        known.get(daysLater) ?? days.map((day) => day + daysLater).filter((day) => from <= day && day <= until);
      known.set(daysLater, calls);
      return calls;
    },
  };
};

/** Whether any of these rows is at one of the stops: asked of every trip of a country. */
const callsIn = (stops: Int32Array, [first, end]: readonly [number, number], isWanted: Uint8Array): boolean => {
  for (let row = first; row < end; row += 1) if (isWanted[stops[row] as number] === 1) return true;
  return false;
};
