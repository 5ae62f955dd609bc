import type { IsoInstant } from '#src/time/units.ts';

/** Who has which request of one territory before their eyes: kept for minutes, shown to the team only. */
export interface PresenceStore {
  /** This member's page about this request is open at this instant. */
  see(requestId: string, memberId: string, at: IsoInstant): Promise<void>;
  /** Ids of the other members whose page was open at that instant or after. */
  others(requestId: string, memberId: string, since: IsoInstant): Promise<readonly string[]>;
  /** Returns how many went. */
  eraseBefore(at: IsoInstant): Promise<number>;
}
