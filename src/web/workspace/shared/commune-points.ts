import type { Point } from '#src/places/place.ts';
import type { Ctx } from '#src/web/context.ts';

/** Where the communes of the territory stand: the dots of its map. The twelve of France without a point have none. */
export const communePoints = (c: Ctx): readonly Point[] => {
  const { communes } = c.get('service');
  return c.get('at').territory.communeCodes.flatMap((code) => communes.find(code)?.point ?? []);
};
