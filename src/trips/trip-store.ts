import type { IsoDate, IsoInstant } from '#src/time/units.ts';
import type { Trip } from '#src/trips/trip.ts';

/** Trips of one territory. Each write records a change for the matching index in the same transaction. */
export interface TripStore {
  find(id: string): Promise<Trip | undefined>;
  /** @throws Error when this territory has no such trip. */
  get(id: string): Promise<Trip>;
  findMany(ids: readonly string[]): Promise<readonly Trip[]>;
  /** All of a driver's, stopped ones too: active first, then the oldest first. */
  ofDriver(driverId: string): Promise<readonly Trip[]>;
  ofDrivers(driverIds: readonly string[]): Promise<readonly Trip[]>;
  /** How many active trips start or end in one of these communes. */
  countTouching(communeCodes: readonly string[]): Promise<number>;
  /** The new trip, with `version` 1. */
  add(trip: Trip): Promise<void>;
  /** Keeps all of the trip if its `version` is still the one read; it then grows by one. */
  change(trip: Trip, at: IsoInstant): Promise<'changed' | 'stale'>;
  /** Active one-off trips of a day before this one. */
  oneOffsBefore(day: IsoDate): Promise<readonly Trip[]>;
  /** Active regular trips not paused for good, last confirmed before `confirmedBefore`, whose row rests since `restsSince`. */
  unconfirmed(query: {
    readonly confirmedBefore: IsoInstant;
    readonly askedAtLeast: number;
    readonly restsSince: IsoInstant;
  }): Promise<readonly Trip[]>;
  /** Stopped trips that nobody touched since this instant. */
  stoppedBefore(at: IsoInstant): Promise<readonly Trip[]>;
}
