import type { IsoDate, IsoInstant } from '#src/time/units.ts';

/** A driver who is not to be asked: until the end of a day, or any more. Their trips stay as they are. */
export interface AskingRest {
  readonly personId: string;
  /** The last day of it; null = for good. */
  readonly until: IsoDate | null;
  readonly at: IsoInstant;
}

/** Whom not to ask, in one territory. */
export interface RestStore {
  findMany(personIds: readonly string[]): Promise<readonly AskingRest[]>;
  /** The last word of a driver holds. */
  put(rest: AskingRest): Promise<void>;
  /** They may be asked again. */
  remove(personId: string): Promise<void>;
  /** Rests that ended before this day go. Returns how many. */
  eraseBefore(day: IsoDate): Promise<number>;
}

/** Whether this driver rests on that day. */
export const restsOn = (rest: AskingRest | undefined, day: IsoDate): boolean =>
  rest !== undefined && (rest.until === null || day <= rest.until);
