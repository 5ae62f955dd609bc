import { findRidesWhileAway, type RideWhileAway } from '#src/requests/rides-in-closures.ts';
import type { Ctx } from '#src/web/context.ts';

/** The rides to come that fall while the team is away, and of which nobody has said anything yet. */
export const ridesWhileAway = async (c: Ctx): Promise<readonly RideWhileAway[]> => {
  const { territory, today } = c.get('at');
  return findRidesWhileAway(c.get('service').storage.in(territory.id), territory, today);
};
