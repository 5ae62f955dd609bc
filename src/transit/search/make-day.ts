import { DAY_ENDS } from '#src/transit/network/transit-rules.ts';
import { addDays, dayNumber } from '#src/time/dates.ts';
import type { IsoDate } from '#src/time/units.ts';
import { instantOf } from '#src/time/zone.ts';
import type { Network, NetworkPart } from '#src/transit/network/network.ts';
import { allAtOnce, type Steps } from '#src/transit/network/steps.ts';
import {
  boardingOf,
  COMES_FROM,
  type Day,
  GOES_ON,
  hopColumns,
  HOPS_A_STEP,
  MAY_ALIGHT,
  MAY_BOARD,
  movesInDay,
  NO_HOP,
  type Run,
} from '#src/transit/search/day.ts';
import { staysOf } from '#src/transit/search/stays.ts';
import { serviceMidnight } from '#src/transit/timetable/day-clock.ts';
import { runsOfTrip } from '#src/transit/timetable/frequencies.ts';
import { runsOnDay, type ServiceSeconds } from '#src/transit/timetable/timetable.ts';

/** All that runs on a date. */
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
    if (at % HOPS_A_STEP === HOPS_A_STEP - 1) yield;
    const next = (ranks[at] as number) + 1;
    first[next] = (first[next] as number) + 1;
  }
  for (let rank = 0; rank < rankCount; rank += 1)
    first[rank + 1] = (first[rank + 1] as number) + (first[rank] as number);
  yield;
  const order = new Int32Array(ranks.length);
  for (let at = 0; at < ranks.length; at += 1) {
    if (at % HOPS_A_STEP === HOPS_A_STEP - 1) yield;
    const rank = ranks[at] as number;
    const place = first[rank] as number;
    first[rank] = place + 1;
    order[place] = at;
  }
  yield;
  return order;
}
