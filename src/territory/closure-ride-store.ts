import type { IsoDate, IsoInstant } from '#src/time/units.ts';

/** The rides that fall while the team is away, and what was said of them. */
export interface ClosureRideStore {
  /** Open or lately closed requests with an agreed ride on one of those days, or one that comes back every week. */
  requestsWithRides(firstDay: IsoDate, lastDay: IsoDate): Promise<readonly string[]>;
  /** Rides someone said take place all the same. */
  decided(): Promise<ReadonlySet<string>>;
  /** "Il a lieu quand même", said once or twice alike. */
  decide(rideId: string, at: IsoInstant, memberId: string): Promise<void>;
}
