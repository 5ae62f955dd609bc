import type { Line } from '#src/transit/journey/journey.ts';
import type { Timetable } from '#src/transit/timetable/timetable.ts';

/** The line of a trip, as it is told. */
export const lineOf = ({ trips, routes, agencies }: Timetable, trip: number): Line => {
  const route = routes[trips.routes[trip] as number];
  if (route === undefined) throw new Error(`trip ${trips.ids[trip]} has no route`);
  const { id, shortName, longName, kind, color, url } = route;
  const agency = agencies[route.agency];
  return { id, shortName, longName, kind, color, url, agency: agency?.name ?? '', phone: agency?.phone ?? null };
};
