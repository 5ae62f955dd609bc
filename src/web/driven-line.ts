import { placesAlong } from '#src/places/along-line.ts';
import type { Commune, Point } from '#src/places/place.ts';
import { driveThrough } from '#src/roads/drive-through.ts';
import type { RoadMetric } from '#src/roads/road-metric.ts';
import type { Trip } from '#src/trips/trip.ts';
import type { Ctx } from '#src/web/context.ts';

/** The road a trip follows, by the roads its territory uses. */
export interface DrivenLine {
  readonly points: readonly Point[];
  /** Names of the communes it passes, in order, without those of its own stops. */
  readonly passes: readonly string[];
}

/** @returns null where times are estimates: nobody knows which road it is then */
export const drivenLine = (
  roads: RoadMetric | null,
  { stops }: Pick<Trip, 'stops'>,
  communes: readonly Commune[],
): DrivenLine | null => {
  const route =
    roads &&
    driveThrough(
      roads,
      stops.map(({ point }) => point),
    );
  if (!route) return null;
  const own = new Set(stops.map(({ communeCode }) => communeCode));
  const passed = placesAlong(route.points, communes).filter(({ code }) => !own.has(code));
  return { points: route.points, passes: passed.map(({ name }) => name) };
};

/** Lines of the trips of a page. */
export const drivenLines = (c: Ctx): ((trip: Trip) => DrivenLine | null) => {
  const { communes, roadMaps } = c.get('service');
  const { communeCodes } = c.get('at').territory;
  const own = communeCodes.flatMap((code) => communes.find(code) ?? []);
  return (trip) => drivenLine(roadMaps.of(trip.territoryId), trip, own);
};
