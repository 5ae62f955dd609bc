import type { Match } from '#src/matching/match.ts';
import type { Minutes } from '#src/time/units.ts';
import { type DriverAndRide, type Handover, joinEvery } from '#src/transit/beside-drivers/driver-and-ride.ts';
import { canBeTaken } from '#src/transit/journey/can-be-taken.ts';
import type { Journey } from '#src/transit/journey/journey.ts';

/** How one comes back, the same day: by coach or train alone, with a driver alone, or with both. */
export type WayHome =
  | { readonly kind: 'ride'; readonly journey: Journey }
  | { readonly kind: 'driver'; readonly match: Match }
  | { readonly kind: 'driver-and-ride'; readonly one: DriverAndRide };

/** All that goes back that day, found by the same search run the other way. */
export interface GoingHome {
  readonly journeys: readonly Journey[];
  readonly matches: readonly Match[];
  readonly handovers: readonly Handover[];
}

/**
 * The way back that leaves last, of those that leave at that minute or later: whoever goes has to know how late they may stay. Of
 * two that leave together, the one with fewer people to wait for. A driver whose hour is to be agreed comes after all whose hour
 * is known. null: nothing was found, and it has to be said before anybody leaves.
 */
export const lastWayHome = ({ journeys, matches, handovers }: GoingHome, after: Minutes): WayHome | null => {
  const ways: readonly WayHome[] = [
    ...journeys.filter(canBeTaken).map((journey) => ({ kind: 'ride', journey }) as const),
    ...matches.map((match) => ({ kind: 'driver', match }) as const),
    // No hour is asked: what is told of each driver is what leaves last with them.
    ...joinEvery(handovers, { window: { kind: 'any' }, tolerance: 0 }).map(
      (one) => ({ kind: 'driver-and-ride', one }) as const,
    ),
  ];
  let last: WayHome | null = null;
  for (const way of ways) {
    const leaves = leavesAt(way);
    if (leaves !== null && leaves < after) continue;
    if (last === null || (leaves ?? -1) > (leavesAt(last) ?? -1)) last = way;
  }
  return last;
};

/** When one sets out, on foot if need be; null when the driver says it when asked. */
const leavesAt = (way: WayHome): Minutes | null => {
  switch (way.kind) {
    case 'ride':
      return way.journey.departure;
    case 'driver':
      return way.match.pickupAt === null ? null : way.match.pickupAt - (way.match.walkBefore?.walk ?? 0);
    case 'driver-and-ride':
      return way.one.departure;
  }
};
