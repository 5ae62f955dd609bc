import type { Network } from '#src/transit/network/network.ts';
import type { Steps } from '#src/transit/network/steps.ts';
import {
  boardingOf,
  type Day,
  hopColumns,
  MAY_ALIGHT,
  MAY_BOARD,
  movesInDay,
  NO_HOP,
  type Run,
  type Stays,
} from '#src/transit/search/day.ts';
import { DAY_ENDS } from '#src/transit/network/transit-rules.ts';
import type { ServiceSeconds } from '#src/transit/timetable/timetable.ts';

/** What is otherwise on a day than its timetables say. */
export interface DayChanges {
  /** Runs that do not run, by their number; `hidden`, those of them that are not to be told. */
  readonly removed: ReadonlySet<number>;
  readonly hidden: ReadonlySet<number>;
  /** By hop, what nobody may do there that day: get on at its start, off at its end. */
  readonly closed: ReadonlyMap<number, number>;
  /** Each calls at stops of a part of the network, by a timetable of its own. */
  readonly added: readonly Run[];
}

/** A day as it really is, beside the one that was planned. */
export interface ChangedDay {
  readonly network: Network;
  readonly planned: Day;
  readonly day: Day;
  readonly changes: DayChanges;
}

/** Hops looked at between two steps. */
const HOPS_A_STEP = 32_768;

/** A day with these changes: hops that are no more are left out, those that are new are put in by their hour. */
export function* changedDay(network: Network, planned: Day, changes: DayChanges): Steps<ChangedDay> {
  const { removed, closed } = changes;
  const added = changes.added.filter((run) => movesInDay(run, planned.starts));
  const extra = addedHops(added, planned.starts);
  const runTable = [...planned.runTable, ...added];
  let kept = 0;
  for (const run of planned.runs) if (!removed.has(run)) kept += 1;
  const hops = hopColumns(kept + extra.length);
  const numbers = new Int32Array(planned.runs.length).fill(NO_HOP);
  const latest = new Int32Array(runTable.length).fill(NO_HOP);
  let at = 0;
  const put = (hop: AddedHop): void => {
    hops.departures[at] = hop.departure;
    hops.arrivals[at] = hop.arrival;
    hops.from[at] = hop.from;
    hops.to[at] = hop.to;
    hops.runs[at] = hop.run;
    hops.flags[at] = hop.flags;
    hops.stopTimes[at] = hop.stopTime;
    const previous = latest[hop.run] as number;
    if (previous !== NO_HOP) hops.following[previous] = at;
    latest[hop.run] = at;
    at += 1;
  };
  const putAdded = (hop: AddedHop): void => put({ ...hop, run: planned.runTable.length + hop.run });
  yield;
  let next = 0;
  for (let hop = 0; hop < planned.runs.length; hop += 1) {
    if (hop % HOPS_A_STEP === HOPS_A_STEP - 1) yield;
    const run = planned.runs[hop] as number;
    if (removed.has(run)) continue;
    const [departure, arrival] = [planned.departures[hop] as number, planned.arrivals[hop] as number];
    for (; next < extra.length && orderOf(extra[next] as AddedHop) < orderOf({ departure, arrival }); next += 1)
      putAdded(extra[next] as AddedHop);
    numbers[hop] = at;
    put({
      departure,
      arrival,
      from: planned.from[hop] as number,
      to: planned.to[hop] as number,
      run,
      flags: (planned.flags[hop] as number) & ~(closed.get(hop) ?? 0),
      stopTime: planned.stopTimes[hop] as number,
    });
  }
  for (; next < extra.length; next += 1) putAdded(extra[next] as AddedHop);
  yield;
  const stays = stillStays(planned.stays, numbers);
  const boarding = yield* boardingOf(hops.from, hops.flags, network.berths.count);
  const { date, starts } = planned;
  return { network, planned, day: { date, starts, ...hops, stays, boarding, runTable }, changes };
}

interface AddedHop {
  readonly departure: ServiceSeconds;
  readonly arrival: ServiceSeconds;
  readonly from: number;
  readonly to: number;
  readonly run: number;
  readonly flags: number;
  readonly stopTime: number;
}

/** Hops are by the hour they leave; of those that leave together, the ones that take no time first. */
const orderOf = ({ departure, arrival }: Pick<AddedHop, 'departure' | 'arrival'>): number =>
  departure * 2 + Number(arrival > departure);

const addedHops = (added: readonly Run[], starts: ServiceSeconds): readonly AddedHop[] =>
  added
    .flatMap(({ part, trip, shift }, run) => {
      const { trips, stopTimes } = part.timetable;
      const { stops, arrivals, departures, pickups, dropOffs } = stopTimes;
      const [first, last] = [trips.firstStopTime[trip] as number, (trips.firstStopTime[trip + 1] as number) - 1];
      return Array.from({ length: last - first }, (_, further) => first + further).map((row) => ({
        departure: (departures[row] as number) + shift,
        arrival: (arrivals[row + 1] as number) + shift,
        from: part.firstStop + (stops[row] as number),
        to: part.firstStop + (stops[row + 1] as number),
        run,
        flags: (pickups[row] === 1 ? 0 : MAY_BOARD) | (dropOffs[row + 1] === 1 ? 0 : MAY_ALIGHT),
        stopTime: row,
      }));
    })
    .filter(({ departure }) => departure >= starts && departure < DAY_ENDS)
    .toSorted((a, b) => orderOf(a) - orderOf(b));

/** Where one may stay on board, by the new numbers of hops. */
const stillStays = ({ after, before }: Stays, numbers: Int32Array): Stays => {
  const moved = (links: Stays['after']): Stays['after'] =>
    new Map(
      [...links].flatMap(([hop, others]) => {
        const number = numbers[hop] as number;
        const still = others.map((other) => numbers[other] as number).filter((other) => other !== NO_HOP);
        return number === NO_HOP || still.length === 0 ? [] : [[number, still] as const];
      }),
    );
  return { after: moved(after), before: moved(before) };
};
