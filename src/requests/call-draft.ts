import type { IsoInstant } from '#src/time/units.ts';

/** What is typed in the form of a call, field by field; nothing in it was checked. */
export type TypedCall = Readonly<Record<string, string | readonly string[]>>;

/** A call being noted: a page that closes, a network that goes or another call lose nothing of it. */
export interface CallDraft {
  readonly id: string;
  /** The only one who ever sees it. */
  readonly memberId: string;
  /** Who calls, once recognised: their erasure takes it along. */
  readonly personId: string | null;
  readonly typed: TypedCall;
  readonly createdAt: IsoInstant;
  readonly updatedAt: IsoInstant;
}
