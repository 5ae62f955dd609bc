import type { IsoInstant } from '#src/time/units.ts';

/** Minutes during which nobody else calls this driver: a conversation, and the time to note it. */
export const HOLD_MINUTES = 10;

/** "J'appelle": a member has this driver on the phone. */
export interface DriverHold {
  readonly driverId: string;
  readonly memberId: string;
  readonly requestId: string;
  readonly until: IsoInstant;
}

/** The holds of one territory: one for each driver at most. One that is over counts for nothing. */
export interface HoldStore {
  /** The one that holds at this instant. */
  find(driverId: string, at: IsoInstant): Promise<DriverHold | undefined>;
  findMany(driverIds: readonly string[], at: IsoInstant): Promise<readonly DriverHold[]>;
  /** Takes the place of the driver's former one: whoever calls it has looked that none holds. */
  put(hold: DriverHold): Promise<void>;
  release(driverId: string): Promise<void>;
  /** Those that are over go. Returns how many. */
  eraseBefore(at: IsoInstant): Promise<number>;
}
