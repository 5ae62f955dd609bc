import type { Tags } from '#src/roads/osm/tags.ts';

/** Keys that speak of cars, from the most particular (wiki.openstreetmap.org/wiki/Key:access, land transport). */
const KEYS = ['motorcar', 'motor_vehicle', 'vehicle', 'access'] as const;

/** Values that keep a private car out, or let in only some people's. Who lives there or goes there comes in. */
const CLOSED: ReadonlySet<string> = new Set([
  'no',
  'private',
  'permit',
  'agricultural',
  'forestry',
  'agriculture',
  'forest',
  'military',
  'emergency',
  'delivery',
  'restricted',
  'official',
  'bus',
  'psv',
  'hov',
  'use_sidepath',
]);

/** Which way along the road. */
export type Along = 'both' | 'forward' | 'backward';

/** For one way along it, "motorcar:forward" goes before "motorcar", and both before "vehicle:forward". */
const KEYS_ALONG: Readonly<Record<Along, readonly string[]>> = {
  both: KEYS,
  forward: KEYS.flatMap((key) => [`${key}:forward`, key]),
  backward: KEYS.flatMap((key) => [`${key}:backward`, key]),
};

/**
 * Whether a car may pass, by the most particular key there is: `motor_vehicle=yes` opens what `access=no` closes.
 * @returns null where no key says anything
 */
export const mayPass = (tags: Tags, along: Along = 'both'): boolean | null => {
  for (const key of KEYS_ALONG[along]) {
    const value = tags.get(key);
    if (value !== undefined) return isOpen(value);
  }
  return null;
};

/** Several values stand one beside another, "agricultural;destination": one that lets in is enough. */
const isOpen = (value: string): boolean =>
  value.includes(';') ? value.split(';').some((one) => !CLOSED.has(one.trim())) : !CLOSED.has(value);
