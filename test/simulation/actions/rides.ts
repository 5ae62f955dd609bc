// What becomes of a ride once it is agreed: its people are told, or not reached; its driver takes it back by their link.
import { createHoldDriver } from '#src/follow-up/hold-driver.ts';
import { createCancelOwnRide } from '#src/follow-up/cancel-own-ride.ts';
import { createSendTelling } from '#src/follow-up/send-telling.ts';
import { agreedRides, openSlots } from '#src/requests/settlement.ts';
import { createTellPerson } from '#src/follow-up/tell-person.ts';
import type { TellingKey } from '#src/requests/telling.ts';
import { callTo } from '#test/simulation/actions/desk-acts.ts';
import { actOn, type Happening, noteCallOn, one, openRequests } from '#test/simulation/life.ts';

export const tellingText = ({ rideId, party, about }: TellingKey): string => `${rideId} ${party} ${about}`;

const tell: Happening = {
  name: 'someone of a ride is told, or not reached',
  weight: 7,
  async live(scene) {
    const { random, kept, where, process } = scene;
    const { tellings, requests } = process.truth.in(where.id);
    const withRides = [...kept.requests.values()].filter(({ rides }) => rides.length > 0);
    const request = one(random, withRides.slice(-12));
    const telling = request && one(random, await tellings.ofRequests([request.id]));
    if (!request || !telling) return undefined;
    const key = tellingText(telling);
    const memberId = random.pick(kept.memberIds);
    if (random.chance(0.25)) {
      const { kind } = await createSendTelling(process.tools)(actOn(scene, request), telling);
      return { words: `${key} by a message: ${kind}` };
    }
    const reached = random.chance(0.7);
    const { kind } = await createTellPerson(process.tools)(
      where,
      { requestId: request.id, memberId },
      telling,
      reached ? { kind: 'told', how: 'voice' } : { kind: 'not-reached' },
      { kind: 'member', id: memberId },
    );
    const broken = kind === 'noted' ? [] : [`${key} was to be told, and is ${kind}`];
    if (reached) kept.voices.add(key);
    // Once the passenger knows all, the promise is kept: the request may be written.
    const now = await requests.find(request.id);
    if (!now) broken.push(`${request.id} was lost by telling`);
    else kept.requests.set(now.id, now);
    return { words: `${key} ${reached ? 'told' : 'not reached'}`, broken };
  },
};

const cancelOwn: Happening = {
  name: 'a driver takes a ride back by their link',
  weight: 3,
  async live(scene) {
    const { random, kept, where, process } = scene;
    const rides = [...kept.requests.values()].flatMap((request) => agreedRides(request));
    const ride = one(random, rides);
    if (!ride) return undefined;
    const cancel = createCancelOwnRide(process.tools);
    const [first, second] = await Promise.all(
      random.chance(0.3)
        ? [cancel(where, ride.driverId, ride.id), cancel(where, ride.driverId, ride.id)]
        : [cancel(where, ride.driverId, ride.id)],
    );
    const cancelled = [first, second].flatMap((one) => (one?.kind === 'cancelled' ? one : []));
    for (const { request } of cancelled) kept.requests.set(request.id, request);
    const broken = cancelled.length > 1 ? [`the ride ${ride.id} was taken back twice`] : [];
    if (first?.kind === 'unknown') broken.push(`the ride ${ride.id} is agreed, and its driver finds none`);
    return { words: `${ride.id} ${first?.kind ?? ''} ${second?.kind ?? ''}`, broken };
  },
};

/** "J'appelle" by two members at once: one of them calls, and the other one's call is not noted meanwhile. */
const holdTwice: Happening = {
  name: 'two members are about to call the same driver',
  weight: 4,
  async live(scene) {
    const { random, kept, process } = scene;
    const request = one(random, openRequests(scene));
    const driverId = one(random, [...kept.drivers]);
    const way = request?.ways[0];
    const [one1, one2] = random.shuffled(kept.memberIds);
    if (!request || !way || driverId === undefined || one1 === undefined || one2 === undefined) return undefined;
    const hold = createHoldDriver(process.tools);
    const on = actOn(scene, request);
    const both = await Promise.all([one1, one2].map((memberId) => hold({ ...on, memberId }, driverId)));
    const held = both.flatMap((one) => (one.kind === 'held' ? one.hold : []));
    const broken = held.length > 1 ? [`two members hold ${driverId} at once`] : [];
    if (both.some(({ kind }) => kind === 'unknown')) broken.push(`${driverId} drives here, and cannot be held`);
    const holder = held[0]?.memberId ?? both.flatMap((one) => (one.kind === 'busy' ? one.hold.memberId : []))[0];
    const other = kept.memberIds.find((id) => id !== holder) ?? one1;
    const call = callTo(scene, way, openSlots(request, way), { driverId, tripId: null }, 'no');
    const outcome = await call({ ...on, memberId: other });
    if (outcome.kind === 'done') broken.push(`${other} noted a call to ${driverId}, whom ${holder} has on the phone`);
    return {
      words: `${driverId} ${both.map(({ kind }) => kind).join(' / ')}, ${noteCallOn(scene, request, outcome)}`,
      broken,
    };
  },
};

export const rideHappenings: readonly Happening[] = [tell, cancelOwn, holdTwice];
