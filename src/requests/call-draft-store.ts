import type { CallDraft } from '#src/requests/call-draft.ts';
import type { IsoInstant } from '#src/time/units.ts';

/** The calls being noted in one territory, each its own member's. */
export interface CallDraftStore {
  find(memberId: string, id: string): Promise<CallDraft | undefined>;
  /** Those under way, in the order they began. */
  listOf(memberId: string): Promise<readonly CallDraft[]>;
  /** Keeps what is typed so far. A call that was ended stays so: false then. */
  save(draft: Omit<CallDraft, 'createdAt'>): Promise<boolean>;
  /** The call is noted, or thrown away: what was typed goes at once. */
  end(memberId: string, id: string, at: IsoInstant): Promise<void>;
  /** Those nobody typed in since then go. Returns how many. */
  eraseBefore(at: IsoInstant): Promise<number>;
}
