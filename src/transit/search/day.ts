import { DAY_ENDS } from '#src/transit/network/transit-rules.ts';
import { addDays, dayNumber } from '#src/time/dates.ts';
import type { IsoDate, IsoInstant } from '#src/time/units.ts';
import { instantOf } from '#src/time/zone.ts';
import type { ExtraKind } from '#src/transit/journey/live-ride.ts';
import type { Network, NetworkPart } from '#src/transit/network/network.ts';
import { allAtOnce, type Steps } from '#src/transit/network/steps.ts';
import { serviceMidnight } from '#src/transit/timetable/day-clock.ts';
import { runsOfTrip } from '#src/transit/timetable/frequencies.ts';
import { type Stays, staysOf } from '#src/transit/search/stays.ts';
import { runsOnDay, type ServiceSeconds } from '#src/transit/timetable/timetable.ts';

/** In `flags`: one may get on at the start of the hop, one may get off at its end. */
export const MAY_BOARD = 1;
export const MAY_ALIGHT = 2;
/** In `flags` too: the run goes on as others behind this hop, or before it was another one. See `stays`. */
export const GOES_ON = 4;
export const COMES_FROM = 8;

/**
 * All that runs on one date, as hops from one stop to the next ("connections"), by the hour they leave; of those that
 * leave together, the ones that take no time first, and along one run in the order it makes them. All hours are in
 * seconds after noon minus twelve hours of that date, those of the eve's trips and of the morrow's too.
 */
export interface Day {
  readonly date: IsoDate;
  /** Its midnight: 0 but on the days when clocks change. */
  readonly starts: ServiceSeconds;
  readonly departures: Int32Array;
  readonly arrivals: Int32Array;
  /** The berths it leaves and comes to. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly runs: Int32Array;
  readonly flags: Uint8Array;
  /** The row, in the stop times of its timetable, of the stop it leaves; it goes to the next row. */
  readonly stopTimes: Int32Array;
  /** The hop that its run makes next; `NO_HOP` for the last one. */
  readonly following: Int32Array;
  readonly boarding: BoardingHops;
  readonly stays: Stays;
  readonly runTable: readonly Run[];
}

/** By berth, the hops for which one may get on there, in the order of the day: those of berth b from `first[b]` to `first[b + 1]`. */
export interface BoardingHops {
  readonly first: Int32Array;
  readonly hops: Int32Array;
  /** By hop, its row in `hops`. */
  readonly rows: Int32Array;
}

export const NO_HOP = -1;

/** A trip as it runs once: at the hours of its timetable, moved by so many seconds. */
export interface Run {
  readonly part: NetworkPart;
  readonly trip: number;
  readonly shift: number;
  /** -1 for a trip of the eve, 1 for one of the morrow. */
  readonly dayOffset: number;
  /** Seconds between two runs where hours are not exact, null where they are. */
  readonly every: number | null;
  /** Of a run that no timetable has: what its network made of it, and when it said so. */
  readonly extra?: { readonly kind: ExtraKind; readonly saidAt: IsoInstant };
}

export const dayOf = (network: Network, date: IsoDate): Day => allAtOnce(daySteps(network, date));

/** Trips, runs and hops looked at between two steps: a few milliseconds. */
const ROWS_A_STEP = 4096;

/** The same, step by step. */
export function* daySteps(network: Network, date: IsoDate): Steps<Day> {
  const { zone } = network;
  const midnight = secondsOf(serviceMidnight(date, zone));
  const starts = secondsOf(instantOf({ date, time: 0 }, zone)) - midnight;
  const runTable: Run[] = [];
  for (const part of network.parts) yield* addRuns(runTable, part, date, midnight, starts);
  return yield* sorted(date, starts, runTable, network.berths.count);
}

const secondsOf = (instant: Temporal.Instant): number => instant.epochMilliseconds / 1000;

/** Runs of the date, of its eve and of its morrow, by the hours of a day counted from there. */
function* addRuns(
  runTable: Run[],
  part: NetworkPart,
  date: IsoDate,
  midnight: number,
  starts: ServiceSeconds,
): Steps<void> {
  const { about, services, trips } = part.timetable;
  for (const dayOffset of [-1, 0, 1]) {
    const served = addDays(date, dayOffset);
    const day = dayNumber(served) - dayNumber(about.firstDate);
    const shift = secondsOf(serviceMidnight(served, about.zone)) - midnight;
    for (let trip = 0; trip < trips.ids.length; trip += 1) {
      if (trip % ROWS_A_STEP === ROWS_A_STEP - 1) yield;
      if (!runsOnDay(services, trips.services[trip] as number, day)) continue;
      for (const { shift: later, every } of runsOfTrip(part.timetable, trip, part.frequencies.get(trip))) {
        const run = { part, trip, shift: shift + later, dayOffset, every };
        if (movesInDay(run, starts)) runTable.push(run);
      }
    }
    yield;
  }
}

/** Whether it leaves a stop between the two ends of the day. */
export const movesInDay = ({ part: { timetable }, trip, shift }: Run, starts: ServiceSeconds): boolean => {
  const { trips, stopTimes } = timetable;
  const first = trips.firstStopTime[trip] as number;
  const last = (trips.firstStopTime[trip + 1] as number) - 1;
  return (
    last > first &&
    (stopTimes.departures[first] as number) + shift < DAY_ENDS &&
    (stopTimes.departures[last - 1] as number) + shift >= starts
  );
};

/** So many hops, none of which says anything yet. */
export const hopColumns = (length: number) => ({
  departures: new Int32Array(length),
  arrivals: new Int32Array(length),
  from: new Int32Array(length),
  to: new Int32Array(length),
  runs: new Int32Array(length),
  flags: new Uint8Array(length),
  stopTimes: new Int32Array(length),
  following: new Int32Array(length).fill(NO_HOP),
});

function* sorted(date: IsoDate, starts: ServiceSeconds, runTable: readonly Run[], berthCount: number): Steps<Day> {
  const hops = yield* hopsOf(runTable, starts);
  yield;
  const { length } = hops.order;
  const day = {
    date,
    starts,
    ...hopColumns(length),
    runTable,
  };
  const latest = new Int32Array(runTable.length).fill(NO_HOP);
  for (let at = 0; at < length; at += 1) {
    if (at % ROWS_A_STEP === ROWS_A_STEP - 1) yield;
    const hop = hops.order[at] as number;
    const number = hops.runs[hop] as number;
    const { part, trip, shift } = runTable[number] as Run;
    const { stops, departures, arrivals, pickups, dropOffs } = part.timetable.stopTimes;
    const row = hops.stopTimes[hop] as number;
    day.departures[at] = (departures[row] as number) + shift;
    day.arrivals[at] = (arrivals[row + 1] as number) + shift;
    day.from[at] = berthOf(part, trip, stops[row] as number);
    day.to[at] = berthOf(part, trip, stops[row + 1] as number);
    day.runs[at] = number;
    day.flags[at] = (pickups[row] === 1 ? 0 : MAY_BOARD) | (dropOffs[row + 1] === 1 ? 0 : MAY_ALIGHT);
    day.stopTimes[at] = row;
    const previous = latest[number] as number;
    if (previous !== NO_HOP) day.following[previous] = at;
    latest[number] = at;
  }
  yield;
  const stays = yield* staysOf(day);
  for (const hop of stays.after.keys()) day.flags[hop] = (day.flags[hop] as number) | GOES_ON;
  for (const hop of stays.before.keys()) day.flags[hop] = (day.flags[hop] as number) | COMES_FROM;
  return { ...day, stays, boarding: yield* boardingOf(day.from, day.flags, berthCount) };
}

const berthOf = ({ named, firstStop }: NetworkPart, trip: number, stop: number): number =>
  named?.get(stop)?.get(trip) ?? firstStop + stop;

/** A run has ten hops or so. */
const RUNS_A_STEP = ROWS_A_STEP / 8;
/** Hops put in their place between two steps. */
const PLACED_A_STEP = ROWS_A_STEP * 8;

interface Hops {
  /** Their places below, in the order in which to take them. */
  readonly order: Int32Array;
  readonly runs: Int32Array;
  readonly stopTimes: Int32Array;
}

/** Every hop that leaves within the day, run by run, and the order in which to take them. */
function* hopsOf(runTable: readonly Run[], starts: ServiceSeconds): Steps<Hops> {
  let most = 0;
  for (const { part, trip } of runTable) most += callsOf(part, trip) - 1;
  yield;
  const [ranks, runs, stopTimes] = [new Int32Array(most), new Int32Array(most), new Int32Array(most)];
  let count = 0;
  for (const [number, { part, trip, shift }] of runTable.entries()) {
    if (number % RUNS_A_STEP === RUNS_A_STEP - 1) yield;
    const { timetable } = part;
    const { trips, stopTimes: times } = timetable;
    const last = (trips.firstStopTime[trip + 1] as number) - 1;
    for (let row = trips.firstStopTime[trip] as number; row < last; row += 1) {
      const departure = (times.departures[row] as number) + shift;
      if (departure < starts || departure >= DAY_ENDS) continue;
      const takesTime = (times.arrivals[row + 1] as number) + shift > departure ? 1 : 0;
      ranks[count] = (departure - starts) * 2 + takesTime;
      runs[count] = number;
      stopTimes[count] = row;
      count += 1;
    }
  }
  yield;
  const order = yield* orderOf(ranks.subarray(0, count), (DAY_ENDS - starts) * 2);
  return { order, runs, stopTimes };
}

const callsOf = ({ timetable: { trips } }: NetworkPart, trip: number): number =>
  (trips.firstStopTime[trip + 1] as number) - (trips.firstStopTime[trip] as number);

/** The places of these ranks from the least to the greatest, each counted and put there: a sort that can be left at any hop. */
function* orderOf(ranks: Int32Array, rankCount: number): Steps<Int32Array> {
  const first = new Int32Array(rankCount + 1);
  for (let at = 0; at < ranks.length; at += 1) {
    if (at % PLACED_A_STEP === PLACED_A_STEP - 1) yield;
    const next = (ranks[at] as number) + 1;
    first[next] = (first[next] as number) + 1;
  }
  for (let rank = 0; rank < rankCount; rank += 1)
    first[rank + 1] = (first[rank + 1] as number) + (first[rank] as number);
  yield;
  const order = new Int32Array(ranks.length);
  for (let at = 0; at < ranks.length; at += 1) {
    if (at % PLACED_A_STEP === PLACED_A_STEP - 1) yield;
    const rank = ranks[at] as number;
    const place = first[rank] as number;
    first[rank] = place + 1;
    order[place] = at;
  }
  yield;
  return order;
}

/** By berth, the hops for which one may get on there. */
export function* boardingOf(from: Int32Array, flags: Uint8Array, berthCount: number): Steps<BoardingHops> {
  const first = new Int32Array(berthCount + 1);
  const boards = (hop: number): boolean => ((flags[hop] as number) & MAY_BOARD) !== 0;
  for (let hop = 0; hop < from.length; hop += 1) {
    if (hop % PLACED_A_STEP === PLACED_A_STEP - 1) yield;
    const next = (from[hop] as number) + 1;
    if (boards(hop)) first[next] = (first[next] as number) + 1;
  }
  for (let berth = 0; berth < berthCount; berth += 1)
    first[berth + 1] = (first[berth + 1] as number) + (first[berth] as number);
  yield;
  const free = first.slice();
  const hops = new Int32Array(first[berthCount] as number);
  const rows = new Int32Array(from.length);
  for (let hop = 0; hop < from.length; hop += 1) {
    if (hop % PLACED_A_STEP === PLACED_A_STEP - 1) yield;
    if (!boards(hop)) continue;
    const berth = from[hop] as number;
    const row = free[berth] as number;
    free[berth] = row + 1;
    hops[row] = hop;
    rows[hop] = row;
  }
  return { first, hops, rows };
}

/** The first hop that leaves at that hour or later; as many as there are when none does. */
export const firstLeaving = ({ departures }: Day, hour: ServiceSeconds): number => {
  let low = 0;
  let high = departures.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((departures[middle] as number) < hour) low = middle + 1;
    else high = middle;
  }
  return low;
};
