import { mayPass } from '#src/roads/osm/access.ts';
import { directionsOf } from '#src/roads/osm/direction.ts';
import { meanSpeed } from '#src/roads/osm/mean-speed.ts';
import { isMainRoad, roadClassOf } from '#src/roads/osm/road-class.ts';
import { type KilometresPerHour, speedLimitsOf } from '#src/roads/osm/speed-limit.ts';
import type { Tags } from '#src/roads/osm/tags.ts';
import type { Metres } from '#src/time/units.ts';

/** What driving needs to know of a way. */
export interface Road {
  /** Mean speed in the order of its points; 0 where it may not be driven so. */
  readonly forward: KilometresPerHour;
  readonly backward: KilometresPerHour;
  /** Kept beyond the area. */
  readonly isMain: boolean;
  /** Its length as the data says it, in extracts reduced to crossings (`length_m`); 0 to measure its points. */
  readonly length: Metres;
}

/** @returns null for a way no car may drive */
export const readRoad = (tags: Tags): Road | null => {
  const roadClass = roadClassOf(tags);
  if (roadClass === null || mayPass(tags) === false) return null;
  const directions = directionsOf(tags, roadClass);
  if (!directions.forward && !directions.backward) return null;
  const limits = speedLimitsOf(tags, roadClass);
  return {
    forward: directions.forward ? meanSpeed(tags, roadClass, limits.forward) : 0,
    backward: directions.backward ? meanSpeed(tags, roadClass, limits.backward) : 0,
    isMain: isMainRoad(roadClass),
    length: lengthOf(tags),
  };
};

/** Longer is a mistake: no way between two crossings is. */
const LONGEST: Metres = 1_000_000;

const lengthOf = (tags: Tags): Metres => {
  const length = Number(tags.get('length_m') ?? 0);
  return length > 0 && length <= LONGEST ? length : 0;
};
