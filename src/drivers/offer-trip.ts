import type { DriverStores, DriverTools } from '#src/drivers/driver-tools.ts';
import { aboutPerson, momentOf, type Moment, type Where } from '#src/people/person-tools.ts';
import { replaceLink } from '#src/drivers/issue-link.ts';
import { manageLinkEnds, type NewToken } from '#src/people/link-token.ts';
import type { Consents, Person } from '#src/people/person.ts';
import type { IsoDate, IsoInstant } from '#src/time/units.ts';
import { makeTrips } from '#src/trips/make-trips.ts';
import { toCome } from '#src/drivers/set-on-call.ts';
import { refuseVolunteer, type VolunteerDetails, type VolunteerRefusal } from '#src/volunteers/volunteer.ts';
import { type OfferedTrip, refuseOffer, type TripRefusal } from '#src/trips/trip-details.ts';

/** Who offers, as they describe themselves. */
export type NewDriver = Pick<Person, 'firstName' | 'lastName' | 'phones' | 'email' | 'heardFrom'> &
  Partial<Pick<Person, 'address' | 'note' | 'minor' | 'parentAgreedOn' | 'trustedContact' | 'reachedBy'>>;

export interface SignUp {
  /**
   * Of the person, when the page chose it (from a secret of ours and a key that only this form holds): the form sent twice
   * makes one driver.
   */
  readonly id?: string;
  readonly driver: NewDriver;
  readonly trips: readonly OfferedTrip[];
  /** What they accept to drive on purpose, when they do. */
  readonly onCall?: VolunteerDetails | null;
  /** What was answered; a question not answered is not kept, and counts as a refusal. */
  readonly consents: Partial<Consents>;
  readonly by:
    | { readonly kind: 'form' }
    /** On the phone: the information was said on that day or not; `welcomed` = spoken to, shown at once. */
    | {
        readonly kind: 'member';
        readonly memberId: string;
        readonly welcomed: boolean;
        readonly informedOn: IsoDate | null;
      };
}

export type SignedUp =
  | {
      readonly kind: 'offered';
      readonly personId: string;
      /** The same form had already arrived: nothing was added, and its first link died. */
      readonly already: boolean;
      readonly linkEnds: IsoInstant;
    }
  | { readonly kind: 'refused'; readonly trip: number; readonly refusal: TripRefusal }
  | { readonly kind: 'refused-on-call'; readonly refusal: VolunteerRefusal }
  | { readonly kind: 'no-name' }
  | { readonly kind: 'no-contact' };

const makePerson = (where: Where, id: string, { driver, by }: SignUp, at: IsoInstant): Person => ({
  id,
  territoryId: where.id,
  firstName: driver.firstName.trim(),
  lastName: driver.lastName.trim(),
  phones: driver.phones,
  email: driver.email,
  address: driver.address ?? '',
  trustedContact: driver.trustedContact ?? null,
  reachedBy: driver.reachedBy ?? 'voice',
  note: driver.note ?? '',
  heardFrom: driver.heardFrom,
  informedOn: by.kind === 'member' ? by.informedOn : null,
  minor: driver.minor ?? false,
  parentAgreedOn: driver.minor === true ? (driver.parentAgreedOn ?? null) : null,
  setAsideReason: null,
  lastContactAt: at,
  createdAt: at,
  version: 1,
});

const keepAll = async (
  stores: DriverStores,
  { newId }: Pick<DriverTools, 'newId'>,
  where: Where,
  personId: string,
  asked: SignUp,
  { at, today }: Moment,
): Promise<void> => {
  const { by } = asked;
  const memberId = by.kind === 'member' ? by.memberId : null;
  await stores.people.add(makePerson(where, personId, asked, at));
  const welcomed = by.kind === 'member' && by.welcomed;
  await stores.drivers.add({
    personId,
    welcomedOn: welcomed ? today : null,
    welcomedBy: welcomed ? memberId : null,
    createdAt: at,
  });
  for (const purpose of ['listed', 'numberShown', 'neighbours'] as const) {
    const given = asked.consents[purpose];
    if (given === undefined) continue;
    const how = by.kind === 'form' ? 'form' : 'phone';
    await stores.drivers.recordConsent({ id: newId(), personId, purpose, given, how, memberId, at });
  }
  for (const offered of asked.trips)
    for (const trip of makeTrips({ territoryId: where.id, driverId: personId, at, newId }, offered))
      await stores.trips.add(trip);
  const { onCall = null } = asked;
  if (onCall)
    await stores.volunteers.add({
      ...toCome(onCall, today),
      personId,
      territoryId: where.id,
      pausedUntil: null,
      createdAt: at,
      version: 1,
    });
  await stores.journal.add(
    aboutPerson(
      newId,
      at,
      memberId === null ? { kind: 'driver', id: personId } : { kind: 'member', id: memberId },
      'driver-signed-up',
      personId,
      { trips: asked.trips.length, welcomed, ...(onCall ? { onCall: true } : {}) },
    ),
  );
};

/**
 * Someone offers to drive: a person, a driver, trips, what they accept, and their personal link, all or nothing.
 *
 * The public form always makes a new person, even when this name already answers at this number: a form proves nothing of
 * who filled it, so it may neither show nor change what is kept of anyone. The newcomer waits to be welcomed, is shown
 * nowhere meanwhile, and the desk sees both side by side: `joinPersons` makes one of them once they have been spoken to.
 */
export const createOfferTrip =
  ({ atomically, now, newId }: DriverTools, secret: Uint8Array) =>
  (where: Where, asked: SignUp, token: NewToken): Promise<SignedUp> =>
    atomically(where.id, async (stores): Promise<SignedUp> => {
      const moment = momentOf(now(), where);
      const { driver } = asked;
      if (driver.firstName.trim() === '' && driver.lastName.trim() === '') return { kind: 'no-name' };
      if (driver.phones.length === 0 && driver.email === null && !driver.trustedContact) return { kind: 'no-contact' };
      for (const [trip, offered] of asked.trips.entries()) {
        const refusal = refuseOffer(offered, moment.today);
        if (refusal !== undefined) return { kind: 'refused', trip, refusal };
      }
      const notOnCall = asked.onCall ? refuseVolunteer(asked.onCall) : undefined;
      if (notOnCall !== undefined) return { kind: 'refused-on-call', refusal: notOnCall };
      const personId = asked.id ?? newId();
      const already = (await stores.people.find(personId)) !== undefined;
      if (!already) await keepAll(stores, { newId }, where, personId, asked, moment);
      await replaceLink(stores.links, secret, personId, token, moment.instant);
      return { kind: 'offered', personId, already, linkEnds: manageLinkEnds(moment.instant) };
    });
