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

/** What a driver answers to a message: 'not-this-week' is a no and a rest until Sunday, 'stop' is a no for good. */
export const ASKED_ANSWERS = ['yes', 'no', 'not-this-week', 'stop'] as const;
export type AskedAnswer = (typeof ASKED_ANSWERS)[number];

/** By what a driver is asked, when it is not aloud. */
export type AskingChannel = 'sms' | 'email';

/** A question sent to one driver by a message, and what became of it. */
export interface Asking {
  readonly by: AskingChannel;
  /** 1 for the one the team would rather have. */
  readonly rank: number;
  readonly memberId: string | null;
  readonly at: IsoInstant;
  /** Four digits, to answer "OUI 4721"; null by e-mail. */
  readonly code: string | null;
  /** Wrong codes so far. */
  readonly tries: number;
  /** Until when an answer counts. */
  readonly until: IsoInstant;
  readonly answer: AskedAnswer | null;
  readonly answeredAt: IsoInstant | null;
  readonly answeredBy: 'link' | 'sms' | null;
  /** Asked to drive on purpose, to wait there and bring the passenger back: the return is part of the question. */
  readonly waits: boolean;
  /** "C'est trouvé, merci" was sent to them: once only. */
  readonly thankedAt: IsoInstant | null;
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
