import type { ClosingReason } from '#src/requests/request.ts';
import type { Tally } from '#src/figures/month-tally.ts';
import type { IsoInstant } from '#src/time/units.ts';

/** Counts of one territory over one month, never about one person. */
export interface MonthFigures {
  /** 'YYYY-MM'. */
  readonly month: string;
  readonly requests: number;
  /** By how they ended; 'open' for those still open. */
  readonly endings: Readonly<Partial<Record<ClosingReason | 'open', number>>>;
  readonly rides: number;
  readonly kilometres: number;
  readonly calls: number;
  readonly promises: number;
  /** Promises whose answer, yes or no, was given in time. */
  readonly promisesKept: number;
}

/** What stands today. */
export interface StandingFigures {
  /** Welcomed and not set aside. */
  readonly drivers: number;
  readonly driversToWelcome: number;
  readonly trips: number;
  readonly openRequests: number;
}

/** The only store a member in the role "figures" reads: it has no names. */
export interface FiguresStore {
  standing(): Promise<StandingFigures>;
  /** Months with anything in them, the most recent first; those erased by retention count through what was kept of them. */
  months(from: IsoInstant): Promise<readonly MonthFigures[]>;
  /** The counts of one month 'YYYY-MM': of what is there, and of what was erased since. */
  tally(month: string, now: IsoInstant): Promise<Tally>;
  /** How many drivers had a ride in that month. */
  activeDrivers(month: string): Promise<number>;
}
