import type { Stop } from '#src/places/place.ts';
import type { IsoDate, IsoInstant } from '#src/time/units.ts';

/** Someone from whom nothing was heard for long. */
export interface SilentPerson {
  readonly personId: string;
  readonly lastContactAt: IsoInstant;
  /** Warnings since the last contact. */
  readonly warned: number;
  /** The last of these warnings. */
  readonly warnedAt: IsoInstant | null;
}

/** What the retention jobs ask of one territory's data (design decision 19). */
export interface RetentionStore {
  /**
   * Requests without any ride that ended before this day. A weekly one without an end has ended once it is closed.
   * @param only asks about this one alone.
   */
  unmetEndedBefore(day: IsoDate, only?: string): Promise<readonly string[]>;
  /** Before someone is erased: their requests and the rides they drove are added to the counts of their months. */
  keepCounts(personId: string): Promise<void>;
  /** The request goes; the counts of its month stay. */
  reduceToCounts(requestId: string): Promise<void>;
  /** Requests with a ride that ended before this day, and still say exact places, needs or motive. */
  metEndedBefore(day: IsoDate, only?: string): Promise<readonly string[]>;
  /** Places become what `blur` makes of them; needs, motive, note and who asked are forgotten. */
  blurRequest(requestId: string, blur: (stop: Stop) => Stop, at: IsoInstant): Promise<void>;
  /** People last heard of before this instant, the longest silence first. */
  silentSince(at: IsoInstant, only?: string): Promise<readonly SilentPerson[]>;
  /** They were told that what is kept about them will go. The journal line beside it carries the day. */
  addWarning(personId: string): Promise<void>;
  /** Links that expired or died before this instant go. Returns how many. */
  eraseLinksBefore(at: IsoInstant): Promise<number>;
}
