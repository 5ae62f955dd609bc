import type { Phone, ReachedBy, TrustedContact } from '#src/people/person.ts';
import type { NewWay } from '#src/requests/check-ways.ts';
import type { AskedFor, Motive, Need, Request } from '#src/requests/request.ts';
import type { IsoDate, IsoInstant } from '#src/time/units.ts';

/** Who travels: a person the team recognised, or what was said of them. */
export type Passenger =
  | { readonly kind: 'known'; readonly personId: string }
  | {
      readonly kind: 'described';
      readonly firstName: string;
      readonly lastName: string;
      /** null only when someone else asks for them or is their trusted contact. */
      readonly phone: Phone | null;
      readonly email: string | null;
    };

/** How a new person is reached, and what that needs. */
export interface Reach {
  readonly by: ReachedBy;
  readonly trustedContact: TrustedContact | null;
  /** For letters; '' when it was not asked. */
  readonly address: string;
}

/** What only the team can note, on the phone. */
export interface NotedOnThePhone {
  readonly memberId: string;
  /** "On vous rappelle avant ...": null when nothing was promised. */
  readonly promisedBefore: IsoInstant | null;
  /** The information script was read that day. */
  readonly informedOn: IsoDate | null;
  readonly minor: boolean;
  readonly parentAgreedOn: IsoDate | null;
  /** null for someone already known: their sheet says it. */
  readonly reach: Reach | null;
}

/** A request as it comes in, from the public form, the phone or a neighbour's team. */
export interface NewRequest {
  readonly passenger: Passenger;
  readonly askedFor: AskedFor | null;
  readonly source: Request['source'];
  readonly ways: readonly NewWay[];
  readonly needs: readonly Need[];
  readonly motive: Motive | null;
  /** Places in the car, the passenger's included. */
  readonly seats: number;
  readonly note: string;
  readonly chosenTripId: string | null;
  /** null for the public form. */
  readonly noted: NotedOnThePhone | null;
  /** Given when it comes from elsewhere: taking it twice then changes nothing. */
  readonly id?: string;
}
