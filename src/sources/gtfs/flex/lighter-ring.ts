import type { Polygon } from '#src/transit/on-demand/on-demand-service.ts';

type Ring = Polygon[number];

/** Some twenty metres: no house changes side, and a zone drawn with every bend of its streams is told in a tenth of its points. */
const STEP_DEGREES = 0.0002;
const FEWEST_POINTS = 4;

/**
 * A ring without the points that are next to the one before; it still ends where it began.
 * @returns undefined when nothing is left of it
 */
export const lighterRing = (ring: Ring): Ring | undefined => {
  const kept: Ring[number][] = [];
  let last: Ring[number] | undefined;
  for (const point of ring.slice(0, -1)) {
    if (last && Math.max(Math.abs(point[0] - last[0]), Math.abs(point[1] - last[1])) < STEP_DEGREES) continue;
    kept.push(point);
    last = point;
  }
  const [first] = kept;
  if (first) kept.push(first);
  return kept.length < FEWEST_POINTS ? undefined : kept;
};

/** A polygon with lighter rings; undefined when its outer ring is too small to be one. */
export const lighterPolygon = ([outer = [], ...holes]: Polygon): Polygon | undefined => {
  const ring = lighterRing(outer);
  return ring && [ring, ...holes.flatMap((hole) => [lighterRing(hole)].filter((one) => one !== undefined))];
};
