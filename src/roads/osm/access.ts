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

/** Which way along the road, as written behind a key; '' for both. */
export type Along = '' | ':forward' | ':backward';

/**
 * Whether a car may pass, by the most particular key there is: `motor_vehicle=yes` opens what `access=no` closes.
 * @returns null where no key says anything
 */
export const mayPass = (tags: Tags, along: Along = ''): boolean | null => {
  for (const key of KEYS) {
    const value = (along === '' ? undefined : tags.get(key + along)) ?? tags.get(key);
    if (value !== undefined) return isOpen(value);
  }
  return null;
};

/** Several values stand one beside another, "agricultural;destination": one that lets in is enough. */
const isOpen = (value: string): boolean =>
  value.includes(';') ? value.split(';').some((one) => !CLOSED.has(one.trim())) : !CLOSED.has(value);
