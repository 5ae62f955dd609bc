import type { Point } from '#src/places/place.ts';
import type { Way } from '#src/requests/request.ts';

/** How someone drives on purpose. */
export interface OnPurpose {
  /** They wait there and bring the passenger back: the return is settled with them too, in the same drive. */
  readonly waits: boolean;
}

/**
 * The points a ride's kilometres are counted through. On the way: the passenger's own way. On purpose: from the driver's
 * door and back; someone who waits comes home once for both ways, so that each carries its half and nothing counts twice.
 */
export const countedThrough = (
  { direction, from, to }: Pick<Way, 'direction' | 'from' | 'to'>,
  door: Point | null,
  onPurpose: OnPurpose | null,
): readonly Point[] => {
  const way = [from.point, to.point];
  if (door === null) return way;
  if (!onPurpose?.waits) return [door, ...way, door];
  return direction === 'outward' ? [door, ...way] : [...way, door];
};
