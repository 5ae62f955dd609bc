import type { RoadClass } from '#src/roads/osm/road-class.ts';
import type { Tags } from '#src/roads/osm/tags.ts';

/** Kilometres an hour. */
export type KilometresPerHour = number;

const KILOMETRES_PER_MILE = 1.609344;

/**
 * Limits by name, as written in `maxspeed`, `maxspeed:type`, `source:maxspeed` or `zone:traffic`: Code de la route,
 * articles R413-2 (motorways 130, two separated carriageways 110, other roads 80), R413-3 (built-up areas 50) and R110-2
 * (living streets 20, zones 30); at a walk, 6 (wiki.openstreetmap.org/wiki/Key:maxspeed).
 */
const NAMED: ReadonlyMap<string, KilometresPerHour> = new Map([
  ['fr:urban', 50],
  ['fr:rural', 80],
  ['fr:nsl_single', 80],
  ['fr:trunk', 110],
  ['fr:motorway', 130],
  ['fr:living_street', 20],
  ['fr:walk', 6],
  ['walk', 6],
  // Nowhere in France; where it is written, the law's highest limit holds.
  ['none', 130],
]);

/** A number alone, in miles, or of a zone: "50", "30 mph", "FR:30", "FR:zone30". */
const NUMBER = /^(?:fr:(?:zone:?)?)?(\d{1,3}(?:\.\d+)?)\s*(km\/h|kmh|kph|mph)?$/;

/** Limits where none is written, by the same articles, outside built-up areas. */
const RURAL: Readonly<Record<RoadClass, KilometresPerHour>> = {
  motorway: 130,
  motorway_link: 90,
  trunk: 110,
  trunk_link: 70,
  primary: 80,
  primary_link: 70,
  secondary: 80,
  secondary_link: 70,
  tertiary: 80,
  tertiary_link: 70,
  unclassified: 80,
  residential: 50,
  living_street: 20,
  service: 50,
  road: 50,
  track: 50,
};

/** The limit of built-up areas, Code de la route, article R413-3. */
const URBAN: KilometresPerHour = 50;

/** Limits of the two ways along a road, in the order of its points and against it. */
export interface SpeedLimits {
  readonly forward: KilometresPerHour;
  readonly backward: KilometresPerHour;
}

/** The limits written on a road; where none is, those of the law for its class, in or out of a built-up area. */
export const speedLimitsOf = (tags: Tags, roadClass: RoadClass): SpeedLimits => {
  const both = parseSpeed(tags.get('maxspeed')) ?? lawfulLimit(tags, roadClass);
  return {
    forward: parseSpeed(tags.get('maxspeed:forward')) ?? both,
    backward: parseSpeed(tags.get('maxspeed:backward')) ?? both,
  };
};

/** @returns undefined for what is not a speed: "signals", "variable", "50;70" or 0 */
export const parseSpeed = (text: string | undefined): KilometresPerHour | undefined => {
  if (text === undefined) return undefined;
  const word = text.trim().toLowerCase();
  const number = NUMBER.exec(word);
  if (!number) return NAMED.get(word);
  const speed = Number(number[1]) * (number[2] === 'mph' ? KILOMETRES_PER_MILE : 1);
  return speed > 0 ? speed : undefined;
};

const lawfulLimit = (tags: Tags, roadClass: RoadClass): KilometresPerHour => {
  for (const key of ['maxspeed:type', 'source:maxspeed', 'zone:traffic', 'zone:maxspeed']) {
    const named = parseSpeed(tags.get(key));
    if (named !== undefined) return Math.min(named, RURAL[roadClass]);
  }
  return isBuiltUp(tags) && !roadClass.startsWith('motorway') ? Math.min(URBAN, RURAL[roadClass]) : RURAL[roadClass];
};

/** Pavements and street lamps stand where people live: the surest sign of a built-up area a road bears itself. */
const isBuiltUp = (tags: Tags): boolean => {
  const pavement = tags.get('sidewalk') ?? tags.get('sidewalk:both') ?? tags.get('sidewalk:left') ?? 'no';
  return tags.get('lit') === 'yes' || (pavement !== 'no' && pavement !== 'none');
};
