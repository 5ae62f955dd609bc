import { greatCircleMetres } from '#src/places/distance.ts';
import { type Berths, berthsOf, MOST_BERTHS, type NamedTrips } from '#src/transit/network/berths.ts';
import { type Changes, changesBetween } from '#src/transit/network/changes.ts';
import { createNearStops, type NearStops } from '#src/transit/network/near-stops.ts';
import { saidChanges, type SaidSeconds } from '#src/transit/network/said-changes.ts';
import { rowsByTrip } from '#src/transit/timetable/frequencies.ts';
import { type LinkedTrips, linkedTrips } from '#src/transit/network/linked-trips.ts';
import { allAtOnce, type Steps } from '#src/transit/network/steps.ts';
import type { Timetable } from '#src/transit/timetable/timetable.ts';
import { TRANSIT_RULES, type TransitRules, walkSeconds } from '#src/transit/network/transit-rules.ts';

/** A timetable among those of a territory. */
export interface NetworkFeed {
  readonly feedId: string;
  readonly name: string;
  readonly timetable: Timetable;
}

/** The same, with the number in the network of its first stop. */
export interface NetworkPart extends NetworkFeed {
  readonly firstStop: number;
  /** By trip that runs by them, its rows of frequencies. */
  readonly frequencies: ReadonlyMap<number, readonly number[]>;
  /** Trips that stop at another berth than the stop itself. */
  readonly named: NamedTrips;
  /** Trips after which one may stay on board; null when there are none. */
  readonly linked: LinkedTrips | null;
}

/** Timetables searched together: their stops one after another, and the walks between all of them. */
export interface Network {
  readonly parts: readonly NetworkPart[];
  /** That of the clocks of whoever asks, by which its days begin and its hours are told; each feed has its own. */
  readonly zone: string;
  readonly stopCount: number;
  readonly berths: Berths;
  readonly latitudes: Float64Array;
  readonly longitudes: Float64Array;
  readonly near: NearStops;
  readonly changes: Changes;
  readonly rules: TransitRules;
}

/** What is seldom said of a network. */
export interface NetworkOptions {
  /** By default that of its first timetable. */
  readonly zone?: string;
  readonly mostBerths?: number;
}

export const networkOf = (
  feeds: readonly NetworkFeed[],
  rules: TransitRules = TRANSIT_RULES,
  options: NetworkOptions = {},
): Network => allAtOnce(networkSteps(feeds, rules, options));

/** The same, step by step: a country takes half a second. */
export function* networkSteps(
  feeds: readonly NetworkFeed[],
  rules: TransitRules = TRANSIT_RULES,
  { zone = feeds[0]?.timetable.about.zone ?? 'UTC', mostBerths = MOST_BERTHS }: NetworkOptions = {},
): Steps<Network> {
  const before: { readonly feed: NetworkFeed; readonly timetable: Timetable; readonly firstStop: number }[] = [];
  let stopCount = 0;
  for (const feed of feeds) {
    before.push({ feed, timetable: feed.timetable, firstStop: stopCount });
    stopCount += feed.timetable.stops.ids.length;
  }
  yield;
  const { berths, named } = yield* berthsOf(before, stopCount, mostBerths);
  const parts: NetworkPart[] = [];
  for (const [at, { feed, timetable, firstStop }] of before.entries()) {
    const frequencies = rowsByTrip(timetable.frequencies.trips);
    const linked = yield* linkedTrips(timetable);
    parts.push({ ...feed, firstStop, frequencies, named: named[at] ?? null, linked });
    yield;
  }
  const latitudes = new Float64Array(stopCount);
  const longitudes = new Float64Array(stopCount);
  for (const { firstStop, timetable } of parts) {
    latitudes.set(timetable.stops.latitudes, firstStop);
    longitudes.set(timetable.stops.longitudes, firstStop);
  }
  const served = yield* servedStops(parts, stopCount);
  yield;
  const near = createNearStops(served, latitudes, longitudes);
  const pointOf = (stop: number) => ({
    latitude: latitudes[stop] as number,
    longitude: longitudes[stop] as number,
  });
  const walkBetween = (from: number, to: number): number => walkSeconds(greatCircleMetres(pointOf(from), pointOf(to)));
  const said = new Map<number, ReadonlyMap<number, SaidSeconds>>(
    parts.flatMap(({ timetable, firstStop }) => [...saidChanges(timetable, firstStop)]),
  );
  yield;
  const changes = yield* changesBetween({ served, latitudes, longitudes, walkBetween, berths }, near, said, rules);
  return { parts, zone, stopCount, berths, latitudes, longitudes, near, changes, rules };
}

/** The part a stop of the network belongs to. */
export const partOf = ({ parts }: Network, stop: number): NetworkPart => {
  const part = parts.findLast(({ firstStop }) => firstStop <= stop);
  if (part === undefined) throw new Error(`stop ${stop} is in no part of the network`);
  return part;
};

/** Stop times looked at between two steps. */
const ROWS_A_STEP = 65_536;

function* servedStops(parts: readonly NetworkPart[], stopCount: number): Steps<Int32Array> {
  const served = new Uint8Array(stopCount);
  for (const { firstStop, timetable } of parts) {
    const { stops } = timetable.stopTimes;
    for (let row = 0; row < stops.length; row += 1) {
      if (row % ROWS_A_STEP === ROWS_A_STEP - 1) yield;
      served[firstStop + (stops[row] as number)] = 1;
    }
  }
  return Int32Array.from(served.keys()).filter((stop) => served[stop] === 1);
}
