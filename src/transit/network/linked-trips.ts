import { greatCircleMetres } from '#src/places/distance.ts';
import type { Metres } from '#src/time/units.ts';
import type { Steps } from '#src/transit/network/steps.ts';
import { runsOnDay, type ServiceSeconds, type Timetable } from '#src/transit/timetable/timetable.ts';

/** A trip that goes on as another one: whoever is on board may stay there. */
export interface Continuation {
  readonly trip: number;
  /** 0 on the same service day, 1 on the next one. */
  readonly daysLater: number;
}

/** The trips of a timetable that go on as others, or may: null stands for a timetable that has none. */
export interface LinkedTrips {
  /** What trips go on after this one, on a service day so many days after the first date of the timetable. */
  readonly after: (trip: number, day: number) => readonly Continuation[];
}

const STAY = 4;
const ALIGHT = 5;
const NO_BLOCK = -1;

/** A driver's rest at the end of a line; beyond, nobody stays on board, and the next trip is one like any other. */
const LONGEST_STAY: ServiceSeconds = 30 * 60;
/** Between the last stop of a trip and the first one of the next: two sides of a square. */
const SAME_PLACE: Metres = 200;

/** Trips looked at between two steps. */
const TRIPS_A_STEP = 16_384;

/**
 * Trips made by one vehicle one after another, which one may ride through: those that transfers.txt links (types 4 and 5), and
 * those of a block. What is linked wins: where it says how a trip goes on, or what goes on as a trip, its block says nothing.
 */
export function* linkedTrips(timetable: Timetable): Steps<LinkedTrips | null> {
  const { trips, transfers, frequencies } = timetable;
  const byFrequency = new Set(frequencies.trips);
  const { said, saidBefore, parted } = linksOf(transfers, byFrequency);
  const blocks = yield* blocksOf(timetable, byFrequency);
  if (said.size === 0 && blocks.size === 0) return null;
  const { services } = timetable;
  const runs = (trip: number, day: number): boolean => runsOnDay(services, trips.services[trip] as number, day);

  const linkedAfter = (trip: number, day: number): readonly Continuation[] =>
    (said.get(trip) ?? [])
      .map((next) => ({ trip: next, daysLater: startOf(timetable, next) >= endOf(timetable, trip) ? 0 : 1 }))
      .filter(({ trip: next, daysLater }) => runs(next, day + daysLater));
  const isLinkedBefore = (trip: number, day: number): boolean =>
    (saidBefore.get(trip) ?? []).some((earlier) =>
      [0, 1].some(
        (daysLater) =>
          runs(earlier, day - daysLater) &&
          linkedAfter(earlier, day - daysLater).some((next) => next.trip === trip && next.daysLater === daysLater),
      ),
    );

  return {
    after(trip, day) {
      const linked = linkedAfter(trip, day);
      if (linked.length > 0) return linked;
      const block = blocks.get(trips.blocks[trip] as number);
      const place = block?.places.get(trip);
      if (block === undefined || place === undefined) return [];
      const ends = endOf(timetable, trip);
      const next = nextOf(block, place, (later) => startOf(timetable, later) >= ends && runs(later, day));
      if (next === undefined) return [];
      const start = startOf(timetable, next);
      // Of a train that is parted, each half.
      return block.trips
        .slice(block.places.get(next))
        .filter((later) => startOf(timetable, later) === start && runs(later, day))
        .filter(
          (later) =>
            start - ends <= LONGEST_STAY &&
            parted.get(trip)?.has(later) !== true &&
            isSamePlace(timetable, trip, later) &&
            !isLinkedBefore(later, day),
        )
        .map((later) => ({ trip: later, daysLater: 0 }));
    },
  };
}

const linksOf = ({ types, fromTrips, toTrips }: Timetable['transfers'], byFrequency: ReadonlySet<number>) => {
  const said = new Map<number, number[]>();
  const saidBefore = new Map<number, number[]>();
  const parted = new Map<number, Set<number>>();
  for (const [row, type] of types.entries()) {
    const [from, to] = [fromTrips[row] as number, toTrips[row] as number];
    if (type === ALIGHT) parted.set(from, (parted.get(from) ?? new Set<number>()).add(to));
  }
  for (const [row, type] of types.entries()) {
    const [from, to] = [fromTrips[row] as number, toTrips[row] as number];
    // Which run goes on as which, nobody says of trips that run every so many minutes.
    if (type !== STAY || parted.get(from)?.has(to) === true || byFrequency.has(from) || byFrequency.has(to)) continue;
    said.set(from, [...new Set([...(said.get(from) ?? []), to])]);
    saidBefore.set(to, [...(saidBefore.get(to) ?? []), from]);
  }
  return { said, saidBefore, parted };
};

/** By block of several trips, these in the order they start; of those that start together, by their number. */
function* blocksOf(timetable: Timetable, byFrequency: ReadonlySet<number>): Steps<ReadonlyMap<number, Block>> {
  const { blocks } = timetable.trips;
  const all = new Map<number, number[]>();
  for (const [trip, block] of blocks.entries()) {
    if (trip % TRIPS_A_STEP === TRIPS_A_STEP - 1) yield;
    if (block === NO_BLOCK || byFrequency.has(trip)) continue;
    const list = all.get(block);
    if (list) list.push(trip);
    else all.set(block, [trip]);
  }
  yield;
  const several = new Map<number, Block>();
  for (const [block, list] of all) {
    if (list.length === 1) continue;
    const inOrder = list.toSorted((a, b) => startOf(timetable, a) - startOf(timetable, b) || a - b);
    several.set(block, { trips: inOrder, places: new Map(inOrder.map((trip, place) => [trip, place])) });
  }
  return several;
}

interface Block {
  readonly trips: readonly number[];
  readonly places: ReadonlyMap<number, number>;
}

/** The first trip behind that place for which something holds. */
const nextOf = ({ trips }: Block, place: number, holds: (trip: number) => boolean): number | undefined => {
  for (let at = place + 1; at < trips.length; at += 1) if (holds(trips[at] as number)) return trips[at];
  return undefined;
};

const startOf = ({ trips, stopTimes }: Timetable, trip: number): ServiceSeconds =>
  stopTimes.departures[trips.firstStopTime[trip] as number] ?? 0;

const endOf = ({ trips, stopTimes }: Timetable, trip: number): ServiceSeconds =>
  stopTimes.arrivals[(trips.firstStopTime[trip + 1] as number) - 1] ?? 0;

/** One station, or a few steps. */
const isSamePlace = ({ trips, stops, stopTimes }: Timetable, before: number, after: number): boolean => {
  const [off, on] = [
    stopTimes.stops[(trips.firstStopTime[before + 1] as number) - 1] as number,
    stopTimes.stops[trips.firstStopTime[after] as number] as number,
  ];
  const parent = stops.parents[off] as number;
  if (off === on || (parent >= 0 && parent === stops.parents[on])) return true;
  const pointOf = (stop: number) => ({
    latitude: stops.latitudes[stop] as number,
    longitude: stops.longitudes[stop] as number,
  });
  return greatCircleMetres(pointOf(off), pointOf(on)) <= SAME_PLACE;
};
