import type { Tags } from '#src/roads/osm/tags.ts';

/** The roads a car drives, by the value of `highway`; a slip road (`motorway_link`) is told from its road. */
export type RoadClass =
  | 'motorway'
  | 'motorway_link'
  | 'trunk'
  | 'trunk_link'
  | 'primary'
  | 'primary_link'
  | 'secondary'
  | 'secondary_link'
  | 'tertiary'
  | 'tertiary_link'
  | 'unclassified'
  | 'residential'
  | 'living_street'
  | 'service'
  | 'road'
  | 'track';

const CLASSES: ReadonlySet<string> = new Set<RoadClass>([
  'motorway',
  'motorway_link',
  'trunk',
  'trunk_link',
  'primary',
  'primary_link',
  'secondary',
  'secondary_link',
  'tertiary',
  'tertiary_link',
  'unclassified',
  'residential',
  'living_street',
  'service',
  'road',
  'track',
]);

/** Roads that long drives take: kept beyond the area, so that ways out of it, and around, exist. */
const MAIN: ReadonlySet<RoadClass> = new Set<RoadClass>([
  'motorway',
  'motorway_link',
  'trunk',
  'trunk_link',
  'primary',
  'primary_link',
  'secondary',
  'secondary_link',
]);

/** Service roads nobody drives through to get somewhere. */
const CLOSED_SERVICES: ReadonlySet<string> = new Set(['parking_aisle', 'drive-through', 'emergency_access']);

/** The class of a way a car may be able to drive, its access left aside; null for any other way. */
export const roadClassOf = (tags: Tags): RoadClass | null => {
  const highway = tags.get('highway');
  if (highway === undefined || !isRoadClass(highway)) return null;
  // An area is a square or a car park drawn by its outline: nobody drives along it.
  if (tags.get('area') === 'yes' || tags.get('route') === 'ferry') return null;
  if (tags.get('construction') === 'yes' || tags.get('proposed') === 'yes') return null;
  if (tags.get('impassable') === 'yes' || tags.get('smoothness') === 'impassable') return null;
  if (highway === 'service' && CLOSED_SERVICES.has(tags.get('service') ?? '')) return null;
  if (highway === 'track' && !isGoodTrack(tags)) return null;
  return highway;
};

export const isMainRoad = (roadClass: RoadClass): boolean => MAIN.has(roadClass);

const isRoadClass = (highway: string): highway is RoadClass => CLASSES.has(highway);

/** A farm track is a road where it is paved, or said to be open. */
const isGoodTrack = (tags: Tags): boolean =>
  tags.get('tracktype') === 'grade1' || tags.get('motor_vehicle') === 'yes' || tags.get('access') === 'yes';
