import type { IsoInstant } from '#src/time/units.ts';

/** Who did it. `id` is a member's or a person's; null for a passenger nobody knows and for the system. */
export interface JournalActor {
  readonly kind: 'member' | 'driver' | 'passenger' | 'system';
  readonly id: string | null;
}

/** One access to, or one change of, what is kept about someone. Ids only: never a name, never a number. */
export interface JournalLine {
  readonly id: string;
  readonly at: IsoInstant;
  readonly actor: JournalActor;
  /** Kebab-case verb, e.g. 'sheet-read', 'number-revealed', 'trip-changed'. */
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id: string };
  /** Ids, counts and flags that tell the case. */
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
}

/** The journal of one territory: added to, never changed, kept twelve months (design decision 19). */
export interface JournalStore {
  add(line: JournalLine): Promise<void>;
  /** The most recent first. */
  of(subject: JournalLine['subject'], limit: number): Promise<readonly JournalLine[]>;
  /** Returns how many lines went. */
  eraseBefore(at: IsoInstant): Promise<number>;
}
