import { greatCircleMetres } from '#src/places/distance.ts';
import type { Point } from '#src/places/place.ts';
import type { IsoDate, Metres } from '#src/time/units.ts';
import type { LegEnd } from '#src/transit/journey/journey.ts';
import { type Network, partOf } from '#src/transit/network/network.ts';
import type { Steps } from '#src/transit/network/steps.ts';
import type { Searcher } from '#src/transit/search/searcher.ts';
import { walkSeconds } from '#src/transit/network/transit-rules.ts';

/** Where a driver could hand a passenger over to a train or a coach, or take them from it. */
export interface Stations {
  /** Near the place one leaves: a vehicle leaves there that brings one to the other. The nearest first. */
  readonly nearStart: readonly LegEnd[];
  /** Near the place one goes to: a vehicle brings one there from the other. The nearest first. */
  readonly nearEnd: readonly LegEnd[];
}

export interface StationsQuery {
  readonly from: Point;
  readonly to: Point;
  readonly date: IsoDate;
}

/** As the crow flies: half an hour's drive at most. */
const FARTHEST: Metres = 20_000;
/** Each is a search among drivers. */
const MOST_STATIONS = 4;
/** Platforms of one station, stops of one village. */
const SAME_PLACE: Metres = 1000;

/**
 * The few stations worth a search: at each end, the four nearest places from which, or to which, something really runs that
 * day, and nearer to that end than to the other. Two scans of the day in all, whatever the number of stops.
 */
export function* stationsBetween(searcher: Searcher, { from, to, date }: StationsQuery): Steps<Stations> {
  const { network } = searcher;
  const day = searcher.day(date);
  const { longestWalkToStop } = network.rules;
  const around = (point: Point): Int32Array => network.near(point, walkSeconds(FARTHEST)).stops;
  const towards = yield* searcher.leading(day, network.near(to, longestWalkToStop), around(from));
  const fromThere = yield* searcher.reached(day, network.near(from, longestWalkToStop), around(to));
  return { nearStart: apart(network, towards, from, to), nearEnd: apart(network, fromThere, to, from) };
}

/** The first ones that are not the same place, on this side of the way. */
const apart = (network: Network, stops: Int32Array, end: Point, otherEnd: Point): readonly LegEnd[] => {
  const kept: LegEnd[] = [];
  for (const stop of stops) {
    if (kept.length === MOST_STATIONS) break;
    const { timetable, firstStop } = partOf(network, stop);
    const point = { latitude: network.latitudes[stop] as number, longitude: network.longitudes[stop] as number };
    if (greatCircleMetres(point, end) >= greatCircleMetres(point, otherEnd)) continue;
    if (kept.some((one) => greatCircleMetres(one.point, point) <= SAME_PLACE)) continue;
    kept.push({ name: timetable.stops.names[stop - firstStop] as string, point });
  }
  return kept;
};
