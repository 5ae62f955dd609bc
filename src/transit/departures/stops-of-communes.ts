import { around } from 'geokdbush';
import KDBush from 'kdbush';
import { greatCircleMetres } from '#src/places/distance.ts';
import type { Point } from '#src/places/place.ts';
import type { Metres } from '#src/time/units.ts';
import type { NetworkFeed } from '#src/transit/network/network.ts';
import type { Steps } from '#src/transit/network/steps.ts';
import type { Timetable } from '#src/transit/timetable/timetable.ts';
import { straightMetresIn, TRANSIT_RULES } from '#src/transit/network/transit-rules.ts';

/** A place of a commune, from which its stops are looked for: its centre, or one that the team knows. */
export interface CommunePlace {
  readonly communeCode: string;
  readonly point: Point;
}

/** A stop where vehicles call, near the places of a commune. */
export interface CommuneStop {
  readonly feedId: string;
  /** Its number in the columns of its timetable. */
  readonly stop: number;
  /** In a straight line from the nearest place of the commune. */
  readonly metres: Metres;
}

/** The stops of a commune by the feed they are of, with how far they are. */
export type StopsByFeed = ReadonlyMap<string, ReadonlyMap<number, Metres>>;

export const stopsByFeed = (stops: readonly CommuneStop[]): StopsByFeed =>
  new Map(
    [...Map.groupBy(stops, ({ feedId }) => feedId)].map(([feedId, all]) => [
      feedId,
      new Map(all.map(({ stop, metres }) => [stop, metres])),
    ]),
  );

/** A station may stand that far from the village it is named after. */
const FARTHEST: Metres = 5000;

/**
 * By commune, its stops, the nearest first: those one can walk to from its places, and those farther away that are nearer
 * to it than to any other commune. `places` are those of the communes around, too: else a stop beyond the border would be
 * taken for one of ours.
 */
export function* stopsOfCommunes(
  feeds: readonly NetworkFeed[],
  places: readonly CommunePlace[],
): Steps<ReadonlyMap<string, readonly CommuneStop[]>> {
  const stopsOf = new Map<string, CommuneStop[]>();
  if (places.length === 0) return stopsOf;
  const tree = new KDBush(places.length);
  for (const { point } of places) tree.add(point.longitude, point.latitude);
  tree.finish();
  const walk = straightMetresIn(TRANSIT_RULES.longestWalkToStop);
  for (const { feedId, timetable } of feeds) {
    const { latitudes, longitudes } = timetable.stops;
    for (const [at, stop] of (yield* servedStops(timetable)).entries()) {
      if (at % STOPS_A_STEP === STOPS_A_STEP - 1) yield;
      const point = { latitude: latitudes[stop] as number, longitude: longitudes[stop] as number };
      const near = new Map<string, Metres>();
      for (const number of around(tree, point.longitude, point.latitude, Infinity, FARTHEST / 1000)) {
        const { communeCode, point: place } = places[number] as CommunePlace;
        const metres = greatCircleMetres(place, point);
        // The nearest first: the first one has it whatever the distance.
        if (near.size > 0 && metres > walk) break;
        if (!near.has(communeCode)) near.set(communeCode, metres);
      }
      for (const [code, metres] of near) {
        const stops = stopsOf.get(code) ?? [];
        stops.push({ feedId, stop, metres });
        stopsOf.set(code, stops);
      }
    }
  }
  yield;
  for (const stops of stopsOf.values()) stops.sort((a, b) => a.metres - b.metres);
  return stopsOf;
}

/** Stops, and stop times, looked at between two steps. */
const STOPS_A_STEP = 64;
const ROWS_A_STEP = 65_536;

function* servedStops({ stops, stopTimes }: Timetable): Steps<readonly number[]> {
  const isServed = new Uint8Array(stops.ids.length);
  for (let row = 0; row < stopTimes.stops.length; row += 1) {
    if (row % ROWS_A_STEP === ROWS_A_STEP - 1) yield;
    isServed[stopTimes.stops[row] as number] = 1;
  }
  return [...isServed.keys()].filter((stop) => isServed[stop] === 1);
}
