import type { Ride } from '#src/requests/request.ts';
import type { IsoDate, IsoInstant } from '#src/time/units.ts';

/** A ride to come whose driver asked to be erased: nothing is kept of who was to drive, and the passenger counts on it. */
export interface LostRide extends Pick<Ride, 'id' | 'wayId' | 'slot' | 'date'> {
  readonly requestId: string;
  readonly state: 'to-tell' | 'not-reached';
  /** Who tried to tell. */
  readonly memberId: string | null;
  /** Of the last change. */
  readonly at: IsoInstant;
}

/** Rides lost in one territory whose passenger does not know it yet. */
export interface LostRideStore {
  /** Of this day or later, and of every week; the oldest first. */
  listPending(since: IsoDate): Promise<readonly LostRide[]>;
  put(lost: LostRide): Promise<void>;
  /** The passenger knows. False when it was known already. */
  remove(id: string): Promise<boolean>;
}
