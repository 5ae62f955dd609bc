import type { IsoDate, IsoInstant } from '#src/time/units.ts';
import type { Wish } from '#src/wishes/wish.ts';

/** Up to where the wishes of a territory were looked at. */
export interface WishLook {
  readonly day: IsoDate;
  readonly tripChange: number;
  /** '' = no volunteer yet. */
  readonly volunteersChangedAt: IsoInstant;
}

/** The kept wishes of one territory. They go with their request. */
export interface WishStore {
  list(): Promise<readonly Wish[]>;
  /** Those to be told, the oldest news first. */
  found(): Promise<readonly Wish[]>;
  /** Requests with something to be told. */
  countFound(): Promise<number>;
  keep(wish: Wish): Promise<void>;
  /** These ways are no wishes any more: settled, past, or closed. */
  forget(wayIds: readonly string[]): Promise<void>;
  /** A member looked at what was found for this request. */
  see(requestId: string, memberId: string): Promise<void>;
  lastLook(): Promise<WishLook | undefined>;
  noteLook(look: WishLook, at: IsoInstant): Promise<void>;
  /** What a look made now would be up to: cheap. */
  now(): Promise<Omit<WishLook, 'day'>>;
  /** Whether an open request was added or changed since it was looked at: cheap. */
  hasUnseenRequest(): Promise<boolean>;
}
