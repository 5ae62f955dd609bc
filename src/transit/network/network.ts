import { greatCircleMetres } from '#src/places/distance.ts';
import { type Changes, changesBetween, type SaidSeconds } from '#src/transit/network/changes.ts';
import { createNearStops, type NearStops } from '#src/transit/network/near-stops.ts';
import { saidChanges } from '#src/transit/network/said-changes.ts';
import { rowsByTrip } from '#src/transit/timetable/frequencies.ts';
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
}

/** Timetables searched together: their stops one after another, and the walks between all of them. */
export interface Network {
  readonly parts: readonly NetworkPart[];
  readonly stopCount: number;
  readonly latitudes: Float64Array;
  readonly longitudes: Float64Array;
  readonly near: NearStops;
  readonly changes: Changes;
  readonly rules: TransitRules;
}

export const networkOf = (feeds: readonly NetworkFeed[], rules: TransitRules = TRANSIT_RULES): Network =>
  allAtOnce(networkSteps(feeds, rules));

/** The same, step by step: a country takes half a second. */
export function* networkSteps(feeds: readonly NetworkFeed[], rules: TransitRules = TRANSIT_RULES): Steps<Network> {
  const parts: NetworkPart[] = [];
  let stopCount = 0;
  for (const feed of feeds) {
    parts.push({ ...feed, firstStop: stopCount, frequencies: rowsByTrip(feed.timetable.frequencies.trips) });
    stopCount += feed.timetable.stops.ids.length;
  }
  yield;
  const latitudes = new Float64Array(stopCount);
  const longitudes = new Float64Array(stopCount);
  for (const { firstStop, timetable } of parts) {
    latitudes.set(timetable.stops.latitudes, firstStop);
    longitudes.set(timetable.stops.longitudes, firstStop);
  }
  const served = servedStops(parts, stopCount);
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
  const changes = yield* changesBetween({ served, latitudes, longitudes, walkBetween }, near, said, rules);
  return { parts, stopCount, latitudes, longitudes, near, changes, rules };
}

/** The part a stop of the network belongs to. */
export const partOf = ({ parts }: Network, stop: number): NetworkPart => {
  const part = parts.findLast(({ firstStop }) => firstStop <= stop);
  if (part === undefined) throw new Error(`stop ${stop} is in no part of the network`);
  return part;
};

const servedStops = (parts: readonly NetworkPart[], stopCount: number): Int32Array => {
  const served = new Uint8Array(stopCount);
  for (const { firstStop, timetable } of parts)
    for (const stop of timetable.stopTimes.stops) served[firstStop + stop] = 1;
  return Int32Array.from(served.keys()).filter((stop) => served[stop] === 1);
};
