import { addDays, dayNumber } from '#src/time/dates.ts';
import { type Day, MAY_ALIGHT, MAY_BOARD, type Run } from '#src/transit/search/day.ts';
import type { DayChanges } from '#src/transit/search/changed-day.ts';
import { type ExtraRun, extraRuns } from '#src/transit/live/extra-runs.ts';
import { isOfRun, type KnownRun } from '#src/transit/live/is-of-run.ts';
import type { EpochSeconds, LiveReading, TripUpdate } from '#src/transit/live/live.ts';
import { rowDelays } from '#src/transit/live/row-delays.ts';
import { tripNumbers } from '#src/transit/live/scheduled-run.ts';
import type { LiveFeed } from '#src/transit/live/with-live.ts';
import type { Network, NetworkPart } from '#src/transit/network/network.ts';
import type { Steps } from '#src/transit/network/steps.ts';
import { serviceMidnight } from '#src/transit/timetable/day-clock.ts';
import type { Timetable } from '#src/transit/timetable/timetable.ts';

/** Runs looked at between two steps. */
const RUNS_A_STEP = 16_384;

/**
 * What networks say that a day is not as planned: runs that do not run, stops that are not served, runs that were added. Delays
 * are not among it: hours stay those of the timetable, with the delay beside.
 * @returns null when nothing is otherwise
 */
export function* dayChanges(network: Network, day: Day, feeds: readonly LiveFeed[]): Steps<DayChanges | null> {
  const [removed, hidden, closed] = [new Set<number>(), new Set<number>(), new Map<number, number>()];
  const added: Run[] = [];
  const skipped = new Map<number, ReadonlySet<number>>();
  for (const part of network.parts) {
    const feed = feeds.find(({ feedId, timetable }) => feedId === part.feedId && timetable === part.timetable);
    if (feed === undefined) continue;
    const { readings } = feed;
    added.push(...runsAdded(network, day, part, readings));
    const told = toldTrips(part.timetable, readings);
    if (told.size === 0) continue;
    for (const [number, run] of day.runTable.entries()) {
      if (number % RUNS_A_STEP === RUNS_A_STEP - 1) yield;
      if (run.part !== part || !told.has(run.trip)) continue;
      const update = updateOf(readings, run, knownRun(network, day, run));
      if (update === undefined) continue;
      if (update.state !== 'runs') removed.add(number);
      if (update.state === 'deleted' || update.state === 'replaced') hidden.add(number);
      const rows = update.state === 'runs' ? skippedRows(run, update) : NO_ROWS;
      if (rows.size > 0) skipped.set(number, rows);
    }
    yield;
  }
  if (removed.size + skipped.size + added.length === 0) return null;
  if (skipped.size > 0)
    for (let hop = 0; hop < day.runs.length; hop += 1) {
      const rows = skipped.get(day.runs[hop] as number);
      if (rows === undefined) continue;
      const row = day.stopTimes[hop] as number;
      const flags = (rows.has(row) ? MAY_BOARD : 0) | (rows.has(row + 1) ? MAY_ALIGHT : 0);
      if (flags !== 0) closed.set(hop, flags);
    }
  return { removed, hidden, closed, added };
}

const NO_ROWS: ReadonlySet<number> = new Set();

/** Trips of a timetable of which a reading says more than a delay. */
const toldTrips = (timetable: Timetable, readings: readonly LiveReading[]): ReadonlySet<number> => {
  const numbers = tripNumbers(timetable);
  return new Set(
    readings.flatMap(({ trips }) =>
      [...trips].flatMap(([tripId, updates]) =>
        updates.some(({ state, stops }) => state !== 'runs' || stops.some((stop) => stop.state === 'skipped'))
          ? (numbers.get(tripId) ?? [])
          : [],
      ),
    ),
  );
};

/** Of several readings, the first that knows its run tells how it runs: as for the words of a ride. */
const updateOf = (readings: readonly LiveReading[], { part, trip }: Run, known: KnownRun): TripUpdate | undefined => {
  const tripId = part.timetable.trips.ids[trip] as string;
  for (const { trips, saidAt } of readings) {
    const update = trips.get(tripId)?.find((one) => isOfRun(one.trip, known, saidAt));
    if (update) return update;
  }
  return undefined;
};

const midnightOf = (network: Network, { date }: Day): EpochSeconds =>
  serviceMidnight(date, network.zone).epochMilliseconds / 1000;

const knownRun = (network: Network, day: Day, { part, trip, shift, dayOffset, every }: Run): KnownRun => {
  const { trips, stopTimes, about } = part.timetable;
  const midnight = midnightOf(network, day) + shift;
  const serviceDate = addDays(day.date, dayOffset);
  const from = midnight + (stopTimes.departures[trips.firstStopTime[trip] as number] as number);
  return {
    serviceDate,
    start: from - serviceMidnight(serviceDate, about.zone).epochMilliseconds / 1000,
    from,
    until: midnight + (stopTimes.arrivals[(trips.firstStopTime[trip + 1] as number) - 1] as number),
    isByFrequency: part.frequencies.has(trip),
    isExact: every === null,
  };
};

/** The rows, in the stop times of its timetable, that a run passes without stopping. */
const skippedRows = ({ part, trip }: Run, update: TripUpdate): ReadonlySet<number> => {
  const { trips, stopTimes, stops } = part.timetable;
  const [first, end] = [trips.firstStopTime[trip] as number, trips.firstStopTime[trip + 1] as number];
  const rows = Array.from({ length: end - first }, (_, at) => ({
    stopId: stops.ids[stopTimes.stops[first + at] as number] as string,
    arrival: 0,
    departure: 0,
  }));
  const firstSequence = trips.firstSequences?.[trip] ?? -1;
  const delays = rowDelays(update, rows, firstSequence === -1 ? null : firstSequence);
  return new Set(delays.flatMap(({ isSkipped }, at) => (isSkipped ? [first + at] : [])));
};

/** The runs that readings add to a part of the network, each once, as runs of a timetable of their own. */
const runsAdded = (network: Network, day: Day, part: NetworkPart, readings: readonly LiveReading[]): readonly Run[] => {
  const extras = new Map<string, ExtraRun>();
  for (const reading of readings)
    for (const run of extraRuns(part.timetable, reading)) {
      const key = `${run.tripId} ${run.serviceDate} ${run.calls[0]?.departure}`;
      if (!extras.has(key)) extras.set(key, run);
    }
  const near = [...extras.values()].filter(({ serviceDate }) => Math.abs(daysFrom(day, serviceDate)) <= 1);
  if (near.length === 0) return [];
  const timetable = timetableOf(part.timetable, near, midnightOf(network, day));
  const ofExtras: NetworkPart = { ...part, timetable, frequencies: new Map(), named: null, linked: null };
  return near.map(({ kind, saidAt, serviceDate }, trip) => ({
    part: ofExtras,
    trip,
    shift: 0,
    dayOffset: daysFrom(day, serviceDate),
    every: null,
    extra: { kind, saidAt },
  }));
};

const daysFrom = ({ date }: Day, serviceDate: string): number => dayNumber(serviceDate) - dayNumber(date);

/** The same stops and lines, with these trips alone; hours are those of the day, whatever their service date. */
const timetableOf = (timetable: Timetable, runs: readonly ExtraRun[], midnight: EpochSeconds): Timetable => {
  const calls = runs.flatMap((run) => run.calls);
  const firstStopTime = [0];
  for (const run of runs) firstStopTime.push((firstStopTime.at(-1) as number) + run.calls.length);
  const column = <T>(list: readonly T[], of: (one: T) => number): Int32Array => Int32Array.from(list, of);
  return {
    ...timetable,
    trips: {
      ids: runs.map(({ tripId }) => tripId),
      headsigns: runs.map(({ headsign }) => headsign),
      shortNames: runs.map(({ number }) => number),
      routes: column(runs, ({ route }) => route),
      services: column(runs, () => 0),
      firstStopTime: Int32Array.from(firstStopTime),
      blocks: column(runs, () => -1),
    },
    stopTimes: {
      stops: column(calls, ({ stop }) => stop),
      arrivals: column(calls, ({ arrival }) => arrival - midnight),
      departures: column(calls, ({ departure }) => departure - midnight),
      pickups: Uint8Array.from(calls, ({ pickup }) => pickup),
      dropOffs: Uint8Array.from(calls, ({ dropOff }) => dropOff),
      approximate: new Uint8Array(calls.length),
    },
  };
};
