import { type RideWhileAway, ridesBetween } from '#src/requests/rides-in-closures.ts';
import { absencesAhead } from '#src/territory/closure.ts';
import type { Ctx } from '#src/web/context.ts';

/** Absences so near that their rides are asked about. */
const AHEAD_DAYS = 60;

/** The rides to come that fall while the team is away, and of which nobody has said anything yet. */
export const ridesWhileAway = async (c: Ctx): Promise<readonly RideWhileAway[]> => {
  const { territory, today } = c.get('at');
  // Public holidays come back each year and rides on them are agreed knowingly: only the team's own absences ask.
  const closures = territory.closures.filter(({ lastDay }) => lastDay >= today);
  const absences = absencesAhead(territory, today, AHEAD_DAYS).filter(({ firstDay, lastDay }) =>
    closures.some((closure) => closure.firstDay <= lastDay && closure.lastDay >= firstDay),
  );
  if (absences.length === 0) return [];
  const stores = c.get('service').storage.in(territory.id);
  const decided = await stores.closureRides.decided();
  const found: RideWhileAway[] = [];
  for (const { firstDay, lastDay } of absences) {
    const from = firstDay > today ? firstDay : today;
    const ids = await stores.closureRides.requestsWithRides(from, lastDay);
    const requests = await stores.requests.list({ ids });
    found.push(...ridesBetween(requests, from, lastDay).filter(({ ride }) => !decided.has(ride.id)));
  }
  return found;
};
