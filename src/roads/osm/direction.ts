import { mayPass } from '#src/roads/osm/access.ts';
import type { RoadClass } from '#src/roads/osm/road-class.ts';
import type { Tags } from '#src/roads/osm/tags.ts';

/** Ways in which a road is driven, in the order of its points (`forward`) or against it. */
export interface Directions {
  readonly forward: boolean;
  readonly backward: boolean;
}

const BOTH: Directions = { forward: true, backward: true };
const FORWARD: Directions = { forward: true, backward: false };
const BACKWARD: Directions = { forward: false, backward: true };
const NEITHER: Directions = { forward: false, backward: false };

/** Keys of one-ways for cars, from the most particular (wiki.openstreetmap.org/wiki/Key:oneway). */
const KEYS = ['oneway:motorcar', 'oneway:motor_vehicle', 'oneway:vehicle', 'oneway'] as const;

const SAID: ReadonlyMap<string, Directions> = new Map([
  ['yes', FORWARD],
  ['true', FORWARD],
  ['1', FORWARD],
  ['-1', BACKWARD],
  ['reverse', BACKWARD],
  ['no', BOTH],
  ['false', BOTH],
  ['0', BOTH],
  // Which way it is open changes with the hour: a promise cannot be made of it.
  ['reversible', NEITHER],
  // Lights let one side through, then the other: a narrow bridge, open all day.
  ['alternating', BOTH],
]);

/** Which ways a road may be driven, by its one-way and by its access. */
export const directionsOf = (tags: Tags, roadClass: RoadClass): Directions => {
  const { forward, backward } = oneWayOf(tags) ?? (isOneWayBySelf(tags, roadClass) ? FORWARD : BOTH);
  return {
    forward: forward && mayPass(tags, 'forward') !== false,
    backward: backward && mayPass(tags, 'backward') !== false,
  };
};

const oneWayOf = (tags: Tags): Directions | undefined => {
  for (const key of KEYS) {
    const said = SAID.get(tags.get(key) ?? '');
    if (said) return said;
  }
  return undefined;
};

const isOneWayBySelf = (tags: Tags, roadClass: RoadClass): boolean => {
  const junction = tags.get('junction');
  return roadClass === 'motorway' || junction === 'roundabout' || junction === 'circular';
};
