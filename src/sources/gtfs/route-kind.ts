import type { RouteKind } from '#src/transit/timetable/timetable.ts';

/** The basic types of GTFS. */
const BASIC: Readonly<Record<number, RouteKind>> = {
  0: 'tram',
  1: 'metro',
  2: 'train',
  3: 'bus',
  4: 'boat',
  5: 'cable',
  6: 'cable',
  7: 'cable',
  11: 'bus',
  12: 'metro',
};

/** The extended types, by hundreds (Hierarchical Vehicle Type, which most feeds of Europe use). */
const EXTENDED: Readonly<Record<number, RouteKind>> = {
  1: 'train',
  2: 'coach',
  3: 'train',
  4: 'metro',
  5: 'metro',
  6: 'metro',
  7: 'bus',
  8: 'bus',
  9: 'tram',
  10: 'boat',
  12: 'boat',
  13: 'cable',
  14: 'cable',
  15: 'taxi',
};

/** Carpool lines are written so by those who publish them: they are no taxi. */
const CARPOOL = { from: 1551, to: 1560 } as const;

/** What runs on a route of this `route_type`; undefined when the type is none that anybody uses. */
export const routeKindOf = (type: number): RouteKind | undefined => {
  if (type < 100) return BASIC[type];
  if (type >= CARPOOL.from && type <= CARPOOL.to) return 'other';
  if (type >= 1100 && type < 1200) return 'other';
  if (type >= 1600 && type < 1800) return 'other';
  return EXTENDED[Math.floor(type / 100)];
};
