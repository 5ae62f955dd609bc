import type { Telling, TellingKey } from '#src/requests/telling.ts';

/** Who knows what of the rides of one territory. */
export interface TellingStore {
  ofRequests(requestIds: readonly string[]): Promise<readonly Telling[]>;
  /** Those nobody can count on yet: to tell, sent and not known to have arrived, not reached. The oldest first. */
  listPending(): Promise<readonly Telling[]>;
  put(telling: Telling): Promise<void>;
  /** There is nothing to tell any more. */
  remove(key: TellingKey): Promise<void>;
}
