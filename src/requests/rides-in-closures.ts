import type { Request, Ride, Way } from '#src/requests/request.ts';
import type { RequestStore } from '#src/requests/request-store.ts';
import { agreedRides, findWay } from '#src/requests/settlement.ts';
import { spanOf, weekdayOfSlot } from '#src/requests/slots.ts';
import { addDays, laterOf, weekdayOf } from '#src/time/dates.ts';
import type { ClosureRideStore } from '#src/territory/closure-ride-store.ts';
import { absencesAhead, type Calendar } from '#src/territory/closure.ts';
import type { IsoDate } from '#src/time/units.ts';

/** A ride agreed for a day on which the team is away: who would they call if something went wrong? */
export interface RideWhileAway {
  readonly request: Request;
  readonly way: Way;
  readonly ride: Ride;
  /** Its first day while the team is away. */
  readonly date: IsoDate;
}

const firstDayIn = (ride: Ride, way: Way, from: IsoDate, until: IsoDate): IsoDate | undefined => {
  if (ride.date !== null) return ride.date >= from && ride.date <= until ? ride.date : undefined;
  const weekday = weekdayOfSlot(ride.slot);
  if (weekday === undefined) return undefined;
  const { first, last } = spanOf(way.when);
  const start = laterOf(from, first);
  const date = addDays(start, (weekday - weekdayOf(start) + 7) % 7);
  return date <= until && (last === null || date <= last) ? date : undefined;
};

/** The rides of these requests that fall between two days, the first day first. */
export const ridesBetween = (requests: readonly Request[], from: IsoDate, until: IsoDate): readonly RideWhileAway[] =>
  requests
    .flatMap((request) =>
      agreedRides(request).flatMap((ride): readonly RideWhileAway[] => {
        const way = findWay(request, ride.wayId);
        const date = way && firstDayIn(ride, way, from, until);
        return way && date !== undefined ? [{ request, way, ride, date }] : [];
      }),
    )
    .toSorted((a, b) => (a.date + a.ride.id < b.date + b.ride.id ? -1 : 1));

/** Absences so near that their rides are asked about. */
const AHEAD_DAYS = 60;

/** The rides to come that fall while the team is away, and of which nobody has said anything yet. */
export const findRidesWhileAway = async (
  {
    closureRides,
    requests,
  }: { readonly closureRides: ClosureRideStore; readonly requests: Pick<RequestStore, 'list'> },
  calendar: Calendar,
  today: IsoDate,
): Promise<readonly RideWhileAway[]> => {
  // Public holidays come back each year and rides on them are agreed knowingly: only the team's own absences ask.
  const closures = calendar.closures.filter(({ lastDay }) => lastDay >= today);
  const absences = absencesAhead(calendar, today, AHEAD_DAYS).filter(({ firstDay, lastDay }) =>
    closures.some((closure) => closure.firstDay <= lastDay && closure.lastDay >= firstDay),
  );
  if (absences.length === 0) return [];
  const decided = await closureRides.decided();
  const found: RideWhileAway[] = [];
  for (const { firstDay, lastDay } of absences) {
    const from = laterOf(firstDay, today);
    const ids = await closureRides.requestsWithRides(from, lastDay);
    found.push(
      ...ridesBetween(await requests.list({ ids }), from, lastDay).filter(({ ride }) => !decided.has(ride.id)),
    );
  }
  return found;
};
