import { constrainedMemory } from 'node:process';
import { totalmem } from 'node:os';

/** What the service takes besides, its pages and its trips, while roads are imported. */
const BASE_BYTES = 200e6;

/** Bytes for each point of a road at the highest of an import. */
const BYTES_PER_POINT = 40;

/** The part of the machine's memory that an import may fill; the rest is the system's. */
const SHARE = 0.7;

/** How many points of roads this machine has room for. */
export const mostPointsHere = (): number =>
  Math.max(0, Math.floor((memoryHere() * SHARE - BASE_BYTES) / BYTES_PER_POINT));

/** Of a container, what it is allowed; otherwise all there is. */
const memoryHere = (): number => {
  const allowed = constrainedMemory();
  const all = totalmem();
  return allowed > 0 && allowed < all ? allowed : all;
};
