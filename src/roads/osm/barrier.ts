import { mayPass } from '#src/roads/osm/access.ts';
import type { Tags } from '#src/roads/osm/tags.ts';

/** What stops a car unless it is said to let cars through (wiki.openstreetmap.org/wiki/Key:barrier). */
const CLOSED: ReadonlySet<string> = new Set([
  'block',
  'bollard',
  'bus_trap',
  'chain',
  'cycle_barrier',
  'debris',
  'fence',
  'full-height_turnstile',
  'guard_rail',
  'hampshire_gate',
  'hedge',
  'horse_stile',
  'jersey_barrier',
  'kissing_gate',
  'log',
  'motorcycle_barrier',
  'planter',
  'rope',
  'spikes',
  'stile',
  'sump_buster',
  'turnstile',
  'wall',
  'yes',
]);

/** Whether a node stops cars. A gate, a toll booth or a cattle grid lets them through unless it is said not to. */
export const isClosed = (tags: Tags): boolean => {
  const barrier = tags.get('barrier');
  if (barrier === undefined) return false;
  return !(mayPass(tags) ?? !CLOSED.has(barrier));
};
