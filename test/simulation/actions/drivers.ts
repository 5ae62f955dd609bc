// Drivers join, leave, pause, change their minds.
import { saysWhy } from '#src/requests/settlement.ts';
import { stopAt } from '#src/demo/geography.ts';
import { createAnswerConsent } from '#src/drivers/answer-consent.ts';
import { createBecomeDriver } from '#src/drivers/become-driver.ts';
import type { Actor, PersonTools } from '#src/people/person-tools.ts';
import { createErasePerson, type EraseStores } from '#src/privacy/erase-person.ts';
import { createJoinPersons } from '#src/privacy/join-persons.ts';
import { createSetAside } from '#src/drivers/set-aside.ts';
import { createWelcomeDriver } from '#src/drivers/welcome-driver.ts';
import { addDays, weekdayOf } from '#src/time/dates.ts';
import { weekdayBit } from '#src/time/weekdays.ts';
import { createAddTrip } from '#src/drivers/add-trip.ts';
import type { TripAct, TripOutcome } from '#src/drivers/change-one-trip.ts';
import { createChangeTrip } from '#src/drivers/change-trip.ts';
import { createConfirmTrips, createNoteAsked } from '#src/drivers/confirm-trips.ts';
import { createAddDaysOff } from '#src/drivers/days-off.ts';
import { createOfferTrip, type SignUp } from '#src/drivers/offer-trip.ts';
import { createPauseTrip, createResumeTrip } from '#src/drivers/pause-trip.ts';
import { createStopTrip } from '#src/drivers/stop-trip.ts';
import { detailsOf, type OfferedTrip } from '#src/trips/trip-details.ts';
import type { Trip } from '#src/trips/trip.ts';
import { forgetAsks } from '#test/simulation/kept.ts';
import { type Happening, one, type Scene, type Told } from '#test/simulation/life.ts';

const SECRET = new Uint8Array(32).fill(46);

const toolsOf = ({ process }: Scene): PersonTools<EraseStores> => ({
  atomically: (territoryId, work) => process.storage.atomically(territoryId, work),
  now: process.tools.now,
  newId: process.tools.newId,
});

const tripOf = ({ random, life, today }: Scene): OfferedTrip => {
  const home = life.geography.home(random);
  const there = life.geography.destination(random, home);
  const via = random.chance(0.4) ? life.geography.onTheWay(random, home, there) : [];
  const departure = random.chance(0.9) ? random.whole(26, 40) * 15 : null;
  const regular = random.chance(0.8);
  const day = addDays(today, random.whole(1, 14));
  return {
    details: {
      schedule: regular
        ? {
            kind: 'regular',
            weekdays: weekdayBit(weekdayOf(day)) | (random.chance(0.5) ? 31 : 0),
            departure,
            from: null,
            until: random.chance(0.2) ? addDays(today, random.whole(10, 150)) : null,
            excluded: [],
            pausedUntil: null,
          }
        : { kind: 'one-off', date: day, departure },
      stops: [home, ...via, there].map(stopAt),
      seats: random.pick([null, 1, 2, 3]),
      maxDetour: random.pick([null, null, 10, 30]),
      flexibility: 0,
      meetingPlace: null,
      remarks: '',
      carTakes: [],
      help: 'free',
    },
    back: random.chance(0.5) ? { departure: random.whole(56, 72) * 15, date: null } : null,
  };
};

/** Learns again what this driver offers, and says what was lost of it. */
const learnTrips = async ({ process, kept }: Scene, driverId: string): Promise<void> => {
  for (const trip of await process.truth.in(kept.territory.id).trips.ofDriver(driverId)) kept.trips.set(trip.id, trip);
};

const someDriver = ({ random, kept }: Scene): string | undefined => one(random, [...kept.drivers]);

/** The driver by their link, or a member who has them on the phone. */
const someone = ({ random, kept }: Scene, driverId: string): Actor =>
  random.chance(0.5) ? { kind: 'driver', id: driverId } : { kind: 'member', id: random.pick(kept.memberIds) };

const joins: Happening = {
  name: 'someone offers to drive',
  weight: 4,
  async live(scene) {
    const { random, life, kept, where, process } = scene;
    const trips = Array.from({ length: random.whole(1, 2) }, () => tripOf(scene));
    const byMember = random.chance(0.6);
    const asked: SignUp = {
      id: process.tools.newId(),
      driver: { ...life.people.name('working'), phones: [life.people.phone('mobile')], email: null, heardFrom: '' },
      trips,
      consents: { listed: random.chance(0.8), numberShown: random.chance(0.3), neighbours: random.chance(0.5) },
      by: byMember
        ? { kind: 'member', memberId: random.pick(kept.memberIds), welcomed: random.chance(0.8), informedOn: null }
        : { kind: 'form' },
    };
    const offer = createOfferTrip(toolsOf(scene), SECRET);
    const token = (): { readonly token: string; readonly code: null } => ({ token: process.tools.newId(), code: null });
    const first = await offer(where, asked, token());
    if (first.kind !== 'offered') return { words: first.kind };
    // The same form may arrive twice.
    const again = random.chance(0.2) ? await offer(where, asked, token()) : undefined;
    const { personId } = first;
    kept.people.add(personId);
    kept.drivers.add(personId);
    await learnTrips(scene, personId);
    const made = [...kept.trips.values()].filter((trip) => trip.driverId === personId).length;
    const wanted = trips.reduce((sum, { back }) => sum + (back ? 2 : 1), 0);
    const broken = made === wanted ? [] : [`${personId} offered ${wanted} trips, and ${made} are kept`];
    if (again && !(again.kind === 'offered' && again.already))
      broken.push(`the form of ${personId} sent twice made two drivers`);
    return { words: `${personId}, ${made} trips`, broken };
  },
};

const onDriver = (
  name: string,
  weight: number,
  act: (scene: Scene, driverId: string) => Promise<{ readonly kind: string }>,
): Happening => ({
  name,
  weight,
  async live(scene) {
    const driverId = someDriver(scene);
    if (driverId === undefined) return undefined;
    const { kind } = await act(scene, driverId);
    await learnTrips(scene, driverId);
    const broken = kind === 'not-found' ? [`${driverId} drives here, and was not found`] : [];
    return { words: `${driverId} ${kind}`, broken };
  },
});

const onTrip = (
  name: string,
  weight: number,
  act: (scene: Scene, trip: Trip, tripAct: TripAct) => Promise<TripOutcome>,
): Happening => ({
  name,
  weight,
  async live(scene) {
    const { random, kept } = scene;
    const trip = one(
      random,
      [...kept.trips.values()].filter(({ state }) => state === 'active'),
    );
    if (!trip) return undefined;
    const outcome = await act(scene, trip, {
      driverId: trip.driverId,
      tripId: trip.id,
      by: someone(scene, trip.driverId),
    });
    if (outcome.kind === 'done') kept.trips.set(trip.id, outcome.trip);
    const broken =
      outcome.kind === 'stale' || outcome.kind === 'not-found'
        ? [`the trip ${trip.id} was acted on as last acknowledged, and is ${outcome.kind}`]
        : [];
    return { words: `${trip.id} ${outcome.kind}`, broken };
  },
});

const twiceChanged: Happening = {
  name: 'a driver and a member write the same trip at once',
  weight: 1,
  async live(scene) {
    const { random, kept, process, where } = scene;
    const trip = one(
      random,
      [...kept.trips.values()].filter(({ state }) => state === 'active'),
    );
    if (!trip) return undefined;
    const change = createChangeTrip(toolsOf(scene));
    const outcomes = await Promise.all(
      (['driver', 'member'] as const).map((kind) =>
        change(
          where,
          {
            driverId: trip.driverId,
            tripId: trip.id,
            by: { kind, id: kind === 'driver' ? trip.driverId : random.pick(kept.memberIds) },
          },
          trip.version,
          { ...detailsOf(trip), remarks: kind },
        ),
      ),
    );
    kept.trips.set(trip.id, await process.truth.in(where.id).trips.get(trip.id));
    const done = outcomes.filter(({ kind }) => kind === 'done').length;
    const broken = done > 1 ? [`the same version of the trip ${trip.id} was written over twice`] : [];
    return { words: `${trip.id} ${outcomes.map(({ kind }) => kind).join(' / ')}`, broken };
  },
};

/** The person goes with all that hangs on them; requests of others lose their rides, and those awaited open again. */
const erase: Happening = {
  name: 'someone asks to be erased',
  weight: 1,
  async live(scene): Promise<Told | undefined> {
    const { random, kept, process, where, today } = scene;
    const personId = one(random, [...kept.people].toSorted());
    if (personId === undefined) return undefined;
    const erased = await createErasePerson(toolsOf(scene))(where, personId, {
      kind: 'member',
      id: random.pick(kept.memberIds),
    });
    if (erased.kind === 'not-found') return { words: personId, broken: [`${personId} is no longer there`] };
    return {
      words: `${personId}, ${erased.reopened.length} opened again`,
      broken: await forget(scene, personId, today, process),
    };
  },
};

/** What an erasure leaves in the memory of what was acknowledged, checked against what it left in the database. */
const forget = async (
  { kept }: Scene,
  personId: string,
  today: string,
  process: Scene['process'],
): Promise<readonly string[]> => {
  const broken: string[] = [];
  kept.people.delete(personId);
  kept.drivers.delete(personId);
  kept.erased.add(personId);
  forgetAsks(kept, { driverId: personId });
  for (const [key, draft] of kept.drafts) if (draft.personId === personId) kept.drafts.delete(key);
  for (const trip of kept.trips.values()) if (trip.driverId === personId) kept.trips.delete(trip.id);
  for (const [key, message] of kept.messages) if (message.personId === personId) kept.messages.delete(key);
  const { requests, introductions } = process.truth.in(kept.territory.id);
  for (const request of kept.requests.values()) {
    if (request.passengerId === personId) {
      kept.requests.delete(request.id);
      kept.calls.delete(request.id);
      forgetAsks(kept, { requestId: request.id });
      continue;
    }
    const theirs = request.rides.filter((ride) => ride.driverId === personId);
    const hadCalls = (kept.calls.get(request.id) ?? 0) > 0;
    if (theirs.length === 0 && !hadCalls) continue;
    const now = await requests.find(request.id);
    if (!now) {
      broken.push(`${request.id} went with ${personId}, who did not ask for it`);
      continue;
    }
    const awaited = theirs.some((ride) => ride.state === 'agreed' && (ride.date === null || ride.date >= today));
    if (awaited && now.closing && !saysWhy(now.closing.reason))
      broken.push(`${request.id} waits for ${personId}, who was erased, and stays closed`);
    if (theirs.length > 0) kept.ridesErased.add(request.id);
    kept.requests.set(request.id, now);
    const left = await introductions.listOfRequests([request.id]);
    kept.calls.set(
      request.id,
      left.reduce((sum, { calls }) => sum + calls.length, 0),
    );
  }
  return broken;
};

const joinSheets: Happening = {
  name: 'two sheets are found to be one person',
  weight: 1,
  async live(scene) {
    const { random, kept, process, where } = scene;
    const newcomer = someDriver(scene);
    const known = one(random, [...kept.people].toSorted());
    if (newcomer === undefined || known === undefined) return undefined;
    const joined = await createJoinPersons(toolsOf(scene))(where, newcomer, known, random.pick(kept.memberIds));
    if (joined.kind !== 'joined') return { words: `${newcomer} into ${known}: ${joined.kind}` };
    kept.people.delete(newcomer);
    kept.drivers.delete(newcomer);
    kept.drivers.add(known);
    kept.erased.add(newcomer);
    for (const [key, draft] of kept.drafts) if (draft.personId === newcomer) kept.drafts.delete(key);
    // What was asked, answered and written goes with the person.
    for (const [id, ask] of kept.asks)
      if (ask.driverId === newcomer) {
        kept.asks.set(id, { ...ask, driverId: known });
        kept.answered.add(ask.requestId);
      }
    if (kept.stopped.delete(newcomer)) kept.stopped.add(known);
    for (const [key, message] of kept.messages)
      if (message.personId === newcomer) kept.messages.set(key, { ...message, personId: known });
    await learnTrips(scene, known);
    const { requests, introductions } = process.truth.in(where.id);
    const broken: string[] = [];
    for (const request of kept.requests.values()) {
      const moved = request.passengerId === newcomer;
      if (!moved && (kept.calls.get(request.id) ?? 0) === 0) continue;
      const now = await requests.find(request.id);
      if (!now) broken.push(`${request.id} was lost when ${newcomer} became ${known}`);
      else kept.requests.set(request.id, now);
      const left = (await introductions.listOfRequests([request.id])).reduce((sum, { calls }) => sum + calls.length, 0);
      if (left !== (kept.calls.get(request.id) ?? 0))
        broken.push(`${request.id} lost calls when ${newcomer} became ${known}`);
    }
    return { words: `${newcomer} into ${known}`, broken };
  },
};

export const driverHappenings: readonly Happening[] = [
  joins,
  onDriver('a driver is welcomed', 4, ({ random, kept, ...scene }, personId) =>
    createWelcomeDriver(toolsOf({ random, kept, ...scene }))(scene.where, {
      personId,
      memberId: random.pick(kept.memberIds),
      informed: random.chance(0.7),
      tripsRead: random.chance(0.5),
      consents: random.chance(0.5) ? { listed: true } : {},
    }),
  ),
  onDriver('a driver offers one more trip', 3, (scene, driverId) =>
    createAddTrip(toolsOf(scene))(scene.where, driverId, tripOf(scene), someone(scene, driverId)),
  ),
  onDriver('a driver confirms their trips', 2, (scene, driverId) =>
    createConfirmTrips(toolsOf(scene))(scene.where, driverId, someone(scene, driverId)),
  ),
  onDriver('a driver is asked whether it still holds', 1, (scene, driverId) =>
    createNoteAsked(toolsOf(scene))(scene.where, driverId, scene.random.chance(0.8), someone(scene, driverId)),
  ),
  onDriver('a driver answers about consent', 2, (scene, driverId) =>
    createAnswerConsent(toolsOf(scene))(
      scene.where,
      driverId,
      { listed: scene.random.chance(0.7), neighbours: scene.random.chance(0.5) },
      someone(scene, driverId),
    ),
  ),
  onDriver('a driver is set aside or taken back', 1, (scene, driverId) =>
    createSetAside(toolsOf(scene))(
      scene.where,
      driverId,
      scene.random.chance(0.4) ? 'raison privée' : null,
      scene.random.pick(scene.kept.memberIds),
    ),
  ),
  {
    name: 'a passenger offers to drive as well',
    weight: 1,
    async live(scene) {
      const { random, kept, where } = scene;
      const personId = one(random, [...kept.people].toSorted());
      if (personId === undefined) return undefined;
      const became = await createBecomeDriver(toolsOf(scene))(where, personId, random.pick(kept.memberIds));
      if (became.kind === 'not-found') return { words: personId, broken: [`${personId} is no longer there`] };
      kept.drivers.add(personId);
      return { words: personId };
    },
  },
  onTrip('a trip is changed', 2, (scene, trip, act) => {
    scene.kept.tripsRewritten.add(trip.id);
    return createChangeTrip(toolsOf(scene))(scene.where, act, trip.version, {
      ...detailsOf(trip),
      seats: scene.random.pick([null, 1, 2, 4]),
      remarks: 'vu ensemble',
    });
  }),
  onTrip('a trip is paused', 2, (scene, _trip, act) =>
    createPauseTrip(toolsOf(scene))(
      scene.where,
      act,
      scene.random.chance(0.7) ? { until: addDays(scene.today, scene.random.whole(0, 30)) } : 'further-notice',
    ),
  ),
  onTrip('a trip runs again', 2, (scene, _trip, act) => createResumeTrip(toolsOf(scene))(scene.where, act)),
  onTrip('a driver takes days off', 2, (scene, _trip, act) => {
    const from = addDays(scene.today, scene.random.whole(-1, 20));
    return createAddDaysOff(toolsOf(scene))(scene.where, act, {
      from,
      until: addDays(from, scene.random.whole(0, 10)),
    });
  }),
  onTrip('a trip stops', 1, (scene, _trip, act) => createStopTrip(toolsOf(scene))(scene.where, act)),
  twiceChanged,
  erase,
  joinSheets,
];
