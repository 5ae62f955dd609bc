import { DAY_ENDS } from '#src/transit/network/transit-rules.ts';
import type { IsoDate, IsoInstant } from '#src/time/units.ts';
import type { ExtraKind } from '#src/transit/journey/live-ride.ts';
import type { NetworkPart } from '#src/transit/network/network.ts';
import type { Steps } from '#src/transit/network/steps.ts';
import type { ServiceSeconds } from '#src/transit/timetable/timetable.ts';

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

/** Where one may stay on board from one trip to the next: from the last hop of a run to the first ones of others, and back. */
export interface Stays {
  readonly after: ReadonlyMap<number, readonly number[]>;
  readonly before: ReadonlyMap<number, readonly number[]>;
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

/** Hops looked at between two steps: a few milliseconds. */
export const HOPS_A_STEP = 32_768;

/** By berth, the hops for which one may get on there. */
export function* boardingOf(from: Int32Array, flags: Uint8Array, berthCount: number): Steps<BoardingHops> {
  const first = new Int32Array(berthCount + 1);
  const boards = (hop: number): boolean => ((flags[hop] as number) & MAY_BOARD) !== 0;
  for (let hop = 0; hop < from.length; hop += 1) {
    if (hop % HOPS_A_STEP === HOPS_A_STEP - 1) yield;
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
    if (hop % HOPS_A_STEP === HOPS_A_STEP - 1) yield;
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
