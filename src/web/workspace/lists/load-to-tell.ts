import type { LostRide } from '#src/requests/lost-ride-store.ts';
import type { Person } from '#src/people/person.ts';
import { writerOf } from '#src/outbox/write-to.ts';
import { changeWords } from '#src/requests/ride-changes.ts';
import { rideFacts, rideSentences } from '#src/requests/ride-facts.ts';
import type { Request, Ride } from '#src/requests/request.ts';
import { findWay } from '#src/requests/settlement.ts';
import type { TerritoryStores } from '#src/storage-ports.ts';
import type { Telling } from '#src/requests/telling.ts';
import { addDays } from '#src/time/dates.ts';
import type { At, Ctx } from '#src/web/context.ts';
import { fullName } from '#src/web/workspace/shared/desk-words.ts';

/** Someone to be told, and all that is said to them. */
export interface ToTell {
  readonly telling: Telling;
  readonly request: Request;
  readonly ride: Ride;
  readonly person: Person | undefined;
  readonly other: Person | undefined;
  /** What is read to them. */
  readonly words: readonly string[];
  /** Why what was written to them did not arrive, or perhaps not: somebody has to call. */
  readonly problem: string | null;
  /** They could be written to. */
  readonly channel: 'sms' | 'email' | null;
  /** Not reached, or the ride is near and they still count on it: heads the desk. */
  readonly urgent: boolean;
}

/** A ride of today or tomorrow that is off, and somebody does not know: nobody may wait at the roadside. */
const NEAR_DAYS = 1;

const isUrgent = ({ state, about }: Telling, ride: Ride, at: At): boolean =>
  state === 'not-reached' || (about === 'cancelled' && ride.date !== null && ride.date <= addDays(at.today, NEAR_DAYS));

/** A ride whose driver asked to be erased, as the list shows it: nobody is known to have driven it. */
const tellingOfLost = ({ requestId, id, state, memberId, at }: LostRide): Telling => ({
  requestId,
  rideId: id,
  party: 'passenger',
  about: 'cancelled',
  changed: [],
  state,
  how: state === 'not-reached' ? 'voice' : null,
  messageId: null,
  memberId,
  at,
  createdAt: at,
});

const rideOfLost = ({ id, wayId, slot, date, at }: LostRide): Ride => ({
  id,
  wayId,
  slot,
  date,
  driverId: '',
  tripId: null,
  kilometres: null,
  regime: 'on-the-way',
  state: 'cancelled',
  createdAt: at,
});

/** What is no longer as they were told, said before all the rest. */
const whatChanged = (request: Request, ride: Ride, { changed }: Telling): readonly string[] => {
  const way = findWay(request, ride.wayId);
  return way && changed.length > 0 ? [`Du nouveau : ${changeWords(request, way, changed, ({ label }) => label)}.`] : [];
};

/** Read at most: those that failed and that nobody took up are few. */
const MOST_PROBLEMS = 200;

/** What is wrong with the messages that did not leave, or perhaps not, by their id. */
const whyNotArrived = async ({ outbox }: TerritoryStores): Promise<ReadonlyMap<string, string>> => {
  const found = await outbox.list({ states: ['failed', 'uncertain'] }, { limit: MOST_PROBLEMS, offset: 0 });
  return new Map(found.flatMap(({ id, problem }) => (problem === null ? [] : [[id, problem]])));
};

/** Everyone to be told of a ride, those not reached first. */
export const loadToTell = async (c: Ctx): Promise<readonly ToTell[]> => {
  const at = c.get('at');
  const stores = c.get('service').storage.in(at.territory.id);
  const lost = await stores.lostRides.listPending(at.today);
  const pending = [...(await stores.tellings.listPending(at.today)), ...lost.map(tellingOfLost)];
  if (pending.length === 0) return [];
  const requests = await stores.requests.list({ ids: [...new Set(pending.map(({ requestId }) => requestId))] });
  const ids = requests.flatMap(({ passengerId, rides }) => [passengerId, ...rides.map(({ driverId }) => driverId)]);
  const people = new Map((await stores.people.findMany([...new Set(ids)])).map((person) => [person.id, person]));
  const introductions = await stores.introductions.listOfRequests(requests.map(({ id }) => id));
  const tripIds = requests.flatMap(({ rides }) => rides.flatMap(({ tripId }) => tripId ?? []));
  const trips = new Map((await stores.trips.findMany([...new Set(tripIds)])).map((trip) => [trip.id, trip]));
  const writer = await writerOf(stores, at.territory);
  const problems = await whyNotArrived(stores);
  const found = pending.flatMap((telling): readonly ToTell[] => {
    const request = requests.find(({ id }) => id === telling.requestId);
    const gone = lost.find(({ id }) => id === telling.rideId);
    const ride = gone ? rideOfLost(gone) : request?.rides.find(({ id }) => id === telling.rideId);
    const passenger = request && people.get(request.passengerId);
    if (!request || !ride || !passenger || !findWay(request, ride.wayId)) return [];
    const driver = people.get(ride.driverId);
    const [person, other] = telling.party === 'driver' ? [driver, passenger] : [passenger, driver];
    const introduction = introductions.findLast((one) => one.wayId === ride.wayId && one.driverId === ride.driverId);
    const facts = rideFacts({
      request,
      ride,
      driver,
      passenger,
      trip: ride.tripId === null ? null : (trips.get(ride.tripId) ?? null),
      driverNumberShared: introduction?.driverNumberShared === true,
      territory: at.territory,
      today: at.today,
    });
    const words =
      telling.about === 'cancelled'
        ? [
            `Le trajet prévu ${facts.day}${other ? ` avec ${fullName(other)}` : ''} n’a plus lieu.`,
            telling.party === 'passenger' && !request.closing
              ? 'Nous cherchons quelqu’un d’autre, et nous vous rappelons.'
              : 'Vous n’avez rien à faire.',
          ]
        : [...whatChanged(request, ride, telling), ...rideSentences(facts, telling.party)];
    // What is written to somebody names a ride that is kept.
    const channel = person && !gone ? (writer.reach(person)?.channel ?? null) : null;
    const problem = problems.get(telling.messageId ?? '') ?? null;
    return [{ telling, request, ride, person, other, words, problem, channel, urgent: isUrgent(telling, ride, at) }];
  });
  return found.toSorted((a, b) => Number(b.urgent) - Number(a.urgent));
};
