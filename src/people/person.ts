import type { IsoDate, IsoInstant } from '#src/time/units.ts';

export type PhoneKind = 'mobile' | 'landline' | 'other';

export interface Phone {
  /** E.164, e.g. `+33639980001`. */
  readonly number: string;
  readonly kind: PhoneKind;
  /** Whether this person reads SMS there. */
  readonly sms: boolean;
}

/** Someone who answers for a person who is not reached directly: neighbour, nurse, daughter. */
export interface TrustedContact {
  readonly name: string;
  readonly number: string;
}

/** How someone is told what was found: called, by SMS, by a letter, or through their trusted contact. */
export const REACHED_BY = ['voice', 'sms', 'letter', 'contact'] as const;
export type ReachedBy = (typeof REACHED_BY)[number];

/** A name and ways to be reached: driver, passenger, or both. A number may belong to several persons. */
export interface Person {
  readonly id: string;
  readonly territoryId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phones: readonly Phone[];
  /** Never required, never invented. */
  readonly email: string | null;
  /** Read by the team only. */
  readonly address: string;
  readonly trustedContact: TrustedContact | null;
  readonly reachedBy: ReachedBy;
  /** "La personne peut demander à lire cette note". */
  readonly note: string;
  readonly heardFrom: string;
  /** The two-sentence information script was read to them. */
  readonly informedOn: IsoDate | null;
  readonly minor: boolean;
  /** Under 18: "accord d'un parent noté le ...". */
  readonly parentAgreedOn: IsoDate | null;
  /** Set aside with a private reason: never proposed, never shown. */
  readonly setAsideReason: string | null;
  readonly lastContactAt: IsoInstant;
  readonly createdAt: IsoInstant;
  readonly version: number;
}

/** What a driver accepted. Silence is refusal: what was never answered is false. */
export interface Consents {
  /** Their trips appear in the list (first name, initial, communes, hours). */
  readonly listed: boolean;
  /** Their number may be given to a passenger who asks for it. */
  readonly numberShown: boolean;
  /** Their trips may appear in the neighbouring territories that agreed with ours. */
  readonly neighbours: boolean;
}

export type ConsentPurpose = keyof Consents;

/** A person who drives. */
export interface Driver {
  readonly person: Person;
  readonly consents: Consents;
  /** "Joint au téléphone le ..., par ..."; null = waits on the list "à appeler pour accueillir" and is shown nowhere. */
  readonly welcomedOn: IsoDate | null;
  readonly welcomedBy: string | null;
}
