import type { IsoInstant } from '#src/time/units.ts';

export const PARTIES = ['passenger', 'driver'] as const;
/** Who has to know. */
export type Party = (typeof PARTIES)[number];

/** What there is to know of a ride. */
export const TOLD_ABOUT = ['settled', 'cancelled', 'changed'] as const;
export type ToldAbout = (typeof TOLD_ABOUT)[number];

/** The parts of an agreed ride that may change under it; its day is cancelled, and agreed anew. */
export const CHANGED_PARTS = ['hour', 'from', 'to', 'needs'] as const;
export type ChangedPart = (typeof CHANGED_PARTS)[number];

/** By what someone knows. */
export const TOLD_HOW = ['voice', 'sms', 'email', 'letter', 'answer'] as const;
export type ToldHow = (typeof TOLD_HOW)[number];

/**
 * Whether one of the two people of a ride knows what became of it. Nobody is told until a voice, a delivered message or
 * an answer says so: 'sent' is not 'told'.
 */
export interface Telling {
  readonly requestId: string;
  readonly rideId: string;
  readonly party: Party;
  readonly about: ToldAbout;
  /** For 'changed': everything they were told otherwise, and do not know yet. */
  readonly changed: readonly ChangedPart[];
  readonly state: 'to-tell' | 'sent' | 'told' | 'not-reached';
  /** Of the last attempt. */
  readonly how: ToldHow | null;
  readonly messageId: string | null;
  /** Who told, or tried. */
  readonly memberId: string | null;
  /** Of the last change. */
  readonly at: IsoInstant;
  readonly createdAt: IsoInstant;
}

/** Tells tellings apart: one for each ride, person and thing to know. */
export type TellingKey = Pick<Telling, 'rideId' | 'party' | 'about'>;

export const sameTelling = (a: TellingKey, b: TellingKey): boolean =>
  a.rideId === b.rideId && a.party === b.party && a.about === b.about;

/** Who could not make it. */
export const CANCELLED_BY = ['driver', 'passenger', 'team'] as const;
export type CancelledBy = (typeof CANCELLED_BY)[number];
