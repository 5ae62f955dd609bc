import type { Outcome, RideDay } from '#src/requests/ride-day.ts';
import type { IsoDate } from '#src/time/units.ts';

/** What the team noted of the rides of one territory, day by day. Rides of which nothing was said are absent. */
export interface RideDayStore {
  find(rideId: string, date: IsoDate): Promise<RideDay | undefined>;
  /** Of all rides, both days included, the first day first. */
  listBetween(from: IsoDate, until: IsoDate): Promise<readonly RideDay[]>;
  /** Keeps what was noted, in the place of what was: read in the same transaction. Gives it back with its new version. */
  save(day: RideDay): Promise<RideDay>;
  /** How the rides of these days went, both included: for the figures. */
  countOutcomes(from: IsoDate, until: IsoDate): Promise<Readonly<Record<Outcome, number>>>;
  /** Hours at which someone left home and came back, of days before this one, are forgotten. Returns how many rides. */
  forgetHoursBefore(day: IsoDate): Promise<number>;
}
