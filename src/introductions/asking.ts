import type { IsoInstant } from '#src/time/units.ts';

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
  /** "C'est trouvé, merci" was sent to them: once only. */
  readonly thankedAt: IsoInstant | null;
}
