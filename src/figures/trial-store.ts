import type { Followed, Trial } from '#src/figures/trial.ts';
import type { IsoInstant } from '#src/time/units.ts';

/** What the territory tried, and the counts that go with it. */
export interface TrialStore {
  /** The most recent first. */
  list(): Promise<readonly Trial[]>;
  add(trial: Trial, at: IsoInstant): Promise<void>;
  remove(id: string): Promise<void>;
  publish(id: string, published: boolean): Promise<void>;
  keepFollowed(id: string, followed: Followed): Promise<void>;
  /** Drivers and requests that came from an instant to another, excluded; of these communes, or of all. */
  countNew(
    communeCodes: readonly string[] | null,
    from: IsoInstant,
    until: IsoInstant,
  ): Promise<{ readonly drivers: number; readonly requests: number }>;
}
