import type { DriverStores } from '#src/drivers/driver-tools.ts';
import { aboutPerson, type Moment, momentOf, type Where, type PersonTools } from '#src/people/person-tools.ts';
import type { HoldStore } from '#src/introductions/hold-store.ts';
import type { IntroductionStore } from '#src/introductions/introduction-store.ts';
import type { OutboxStore } from '#src/outbox/outbox-store.ts';
import type { RestStore } from '#src/introductions/rest-store.ts';
import type { JournalLine } from '#src/journal/journal-store.ts';
import type { RetentionStore } from '#src/privacy/retention-store.ts';
import { opensAgain } from '#src/follow-up/cancel-ride.ts';
import type { Request, Ride } from '#src/requests/request.ts';
import type { CallDraftStore } from '#src/requests/call-draft-store.ts';
import type { LostRideStore } from '#src/requests/lost-ride-store.ts';
import { tellingsAfter } from '#src/follow-up/tellings-after.ts';
import type { TellingStore } from '#src/requests/telling-store.ts';
import type { RequestStore } from '#src/requests/request-store.ts';

export interface EraseStores extends DriverStores {
  readonly requests: RequestStore;
  readonly introductions: IntroductionStore;
  readonly outbox: OutboxStore;
  readonly retention: RetentionStore;
  readonly holds: HoldStore;
  readonly rests: RestStore;
  readonly callDrafts: CallDraftStore;
  readonly tellings: TellingStore;
  readonly lostRides: LostRideStore;
}

export type ErasedPerson =
  | {
      readonly kind: 'erased';
      /** Requests of others that lose a ride to come: they are open again, and the desk has to find someone else. */
      readonly reopened: readonly string[];
    }
  | { readonly kind: 'not-found' };

/** An agreed ride that somebody still counts on: to come, or every week. */
const isAwaited = (ride: Ride, driverId: string, today: string): boolean =>
  ride.driverId === driverId && ride.state === 'agreed' && (ride.date === null || ride.date >= today);

/** The request without the rides of this driver that were still to come; open again, since they are to be settled anew. */
const without = (request: Request, driverId: string, today: string, at: string): Request => ({
  ...request,
  rides: request.rides.map((ride) => (isAwaited(ride, driverId, today) ? { ...ride, state: 'cancelled' } : ride)),
  closing: opensAgain(request) ? null : request.closing,
  reviewOn: opensAgain(request) ? null : request.reviewOn,
  updatedAt: at,
});

/** Rides that people still count on, of someone who drives: asked before an erasure, to warn of it. */
export const awaitedRides = async (
  { requests }: Pick<EraseStores, 'requests'>,
  driverId: string,
  today: string,
): Promise<readonly Ride[]> =>
  (await requests.listOfDriver(driverId)).flatMap((request) =>
    request.passengerId === driverId ? [] : request.rides.filter((ride) => isAwaited(ride, driverId, today)),
  );

/** Inside a transaction: the counts are kept, the requests of others are opened again, then all of the person goes. */
export const erasePersonIn = async (
  stores: EraseStores,
  { at, today }: Moment,
  personId: string,
  line: JournalLine,
): Promise<readonly string[]> => {
  const reopened: string[] = [];
  for (const request of await stores.requests.listOfDriver(personId)) {
    if (request.passengerId === personId) continue;
    if (!request.rides.some((ride) => isAwaited(ride, personId, today))) continue;
    const next = without(request, personId, today, at);
    await stores.requests.save(next, null);
    const known = await stores.tellings.ofRequests([request.id]);
    const { put } = tellingsAfter(request, next, known, { cancelledBy: 'driver' }, { at, memberId: null });
    // The ride goes with who was to drive; that somebody counts on it stays.
    for (const { rideId, party } of put) {
      const ride = request.rides.find(({ id }) => id === rideId);
      if (party === 'passenger' && ride)
        await stores.lostRides.put({
          id: ride.id,
          requestId: request.id,
          wayId: ride.wayId,
          slot: ride.slot,
          date: ride.date,
          state: 'to-tell',
          memberId: null,
          at,
        });
    }
    reopened.push(request.id);
  }
  await stores.retention.keepCounts(personId);
  await stores.people.erase(personId, at);
  await stores.journal.add({ ...line, details: { ...line.details, reopened: reopened.length } });
  return reopened;
};

/** "Effacez-moi": the person and all that depends on them go, for good. What remains is a hashed id, a line, and counts. */
export const createErasePerson =
  ({ atomically, now, newId }: PersonTools<EraseStores>) =>
  (where: Where, personId: string, by: JournalLine['actor']): Promise<ErasedPerson> =>
    atomically(where.id, async (stores): Promise<ErasedPerson> => {
      const moment = momentOf(now(), where);
      if (!(await stores.people.find(personId))) return { kind: 'not-found' };
      const line = aboutPerson(newId, moment.at, by, 'person-erased', personId);
      return { kind: 'erased', reopened: await erasePersonIn(stores, moment, personId, line) };
    });
