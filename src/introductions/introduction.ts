import type { Asking } from '#src/introductions/asking.ts';
import type { Regime, Slot } from '#src/requests/request.ts';
import type { IsoDate, IsoInstant } from '#src/time/units.ts';

export const ANSWERS = ['yes', 'no', 'not-reached', 'call-again'] as const;
export type Answer = (typeof ANSWERS)[number];

/** One call to a driver, as it was noted. Calls are added, never changed. */
export interface Call {
  readonly id: string;
  readonly at: IsoInstant;
  readonly memberId: string | null;
  readonly answer: Answer;
  /** For 'call-again'. */
  readonly callAgainOn: IsoDate | null;
  readonly note: string;
}

/** One driver asked for some slots of one way: mise en relation. */
export interface Introduction {
  readonly id: string;
  readonly requestId: string;
  readonly wayId: string;
  readonly slots: readonly Slot[];
  readonly driverId: string;
  readonly tripId: string | null;
  readonly regime: Regime;
  /** The last answer; 'asked' before any. */
  readonly state: 'asked' | Answer;
  readonly callAgainOn: IsoDate | null;
  /** Whether this driver agreed that this passenger has their number; null = not asked. */
  readonly driverNumberShared: boolean | null;
  readonly calls: readonly Call[];
  /** The question sent by a message; null when it was asked aloud. */
  readonly asking: Asking | null;
  readonly createdAt: IsoInstant;
  readonly version: number;
}
