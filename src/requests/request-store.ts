import type { ClosingReason, Request } from '#src/requests/request.ts';
import type { IsoDate, IsoInstant } from '#src/time/units.ts';

/** Which requests a list wants; what is absent does not restrict. */
export interface RequestFilter {
  readonly state?: 'open' | 'closed';
  readonly ids?: readonly string[];
  readonly passengerIds?: readonly string[];
  /** Created at or after, and before. */
  readonly createdFrom?: IsoInstant;
  readonly createdBefore?: IsoInstant;
  readonly closingReason?: ClosingReason;
  /** Closed at or after. */
  readonly closedFrom?: IsoInstant;
  /** Whose review day is that day or before. */
  readonly reviewUntil?: IsoDate;
  /** Still of use that day or later, or without an end. */
  readonly lastDayFrom?: IsoDate;
  /** Starting or ending in one of these communes, or in the care of this member: what a referent sees. */
  readonly seenBy?: { readonly memberId: string; readonly communeCodes: readonly string[] };
  readonly limit?: number;
  readonly offset?: number;
}

/** The requests of one territory. */
export interface RequestStore {
  find(id: string): Promise<Request | undefined>;
  /** @throws when there is none. */
  get(id: string): Promise<Request>;
  /** The newest first. */
  list(filter: RequestFilter): Promise<readonly Request[]>;
  count(filter: RequestFilter): Promise<number>;
  /** Requests in which this driver has or had a ride, the newest first. */
  listOfDriver(driverId: string): Promise<readonly Request[]>;
  add(request: Request, byMember: string | null): Promise<void>;
  /**
   * Writes the request over the version it carries, and gives it back with the next one. Ways are changed in place; rides
   * and promises are added or updated, never removed.
   * @throws StaleRequest when someone wrote in between (use cases compare versions first, so it is a last guard).
   */
  save(request: Request, byMember: string | null): Promise<Request>;
}

/** Someone else wrote this request since it was read. */
export class StaleRequest extends Error {
  constructor(id: string) {
    super(`request ${id} was changed meanwhile`);
    this.name = 'StaleRequest';
  }
}
