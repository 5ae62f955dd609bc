import type { Telling, TellingKey } from '#src/requests/telling.ts';
import type { IsoDate } from '#src/time/units.ts';

/** Who knows what of the rides of one territory. What became of the message sent counts: one that failed told nobody. */
export interface TellingStore {
  ofRequests(requestIds: readonly string[]): Promise<readonly Telling[]>;
  /**
   * Those nobody can count on yet: to tell, sent and not known to have arrived, not reached. Of rides of this day or later,
   * and of every week; the oldest first.
   */
  listPending(since: IsoDate): Promise<readonly Telling[]>;
  put(telling: Telling): Promise<void>;
  /** There is nothing to tell any more. */
  remove(key: TellingKey): Promise<void>;
}
