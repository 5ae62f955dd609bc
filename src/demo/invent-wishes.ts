import { type DemoContext, instantAt } from '#src/demo/demo-context.ts';
import { fittingTrips } from '#src/demo/fitting-trips.ts';
import type { FollowedRequest } from '#src/demo/invent-follow-up.ts';
import { addDays } from '#src/time/dates.ts';
import type { Trip } from '#src/trips/trip.ts';
import { type Wish, wishedSlots } from '#src/wishes/wish.ts';

/** Requests for which somebody came this week: enough for the list to show what it is for. */
const NEWS = 3;
const FOUND = 2;

/** Open requests nobody was asked for, for which drivers are there since yesterday evening. */
export const inventWishes = (
  context: DemoContext,
  requests: readonly FollowedRequest[],
  trips: readonly Trip[],
): readonly Wish[] => {
  const yesterday = addDays(context.today, -1);
  const at = instantAt(context, yesterday, 19 * 60);
  return requests
    .filter(({ request, introductions }) => request.closing === null && introductions.length === 0)
    .flatMap(({ request }): readonly Wish[] => {
      const [way] = request.ways;
      if (!way || wishedSlots(request, way).length === 0) return [];
      const fits = fittingTrips(context, trips, way, yesterday).slice(0, FOUND);
      if (fits.length === 0) return [];
      const found = fits.map(({ trip }) => ({ driverId: trip.driverId, tripId: trip.id }));
      const news = { wayId: way.id, requestId: request.id, state: 'found', found, foundAt: at } as const;
      return [{ ...news, requestVersion: request.version, lookedAt: at, seenBy: null }];
    })
    .slice(0, NEWS);
};
