import type { Ctx } from '#src/web/context.ts';

/** Those of these communes to which the roads of the territory do not go; none while times are estimates everywhere. */
export const communesOffTheMap = (c: Ctx, codes: readonly string[]): readonly string[] => {
  const { roadMaps, communes } = c.get('service');
  const metric = roadMaps.of(c.get('at').territory.id);
  if (metric === null) return [];
  return codes.filter((code) => {
    const point = communes.find(code)?.point;
    return point != null && metric.nodeAt(point) === null;
  });
};
