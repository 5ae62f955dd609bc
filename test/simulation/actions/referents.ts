// A referent of some communes: what is in their sight they see and act on, and nothing else is there for them.
import { createProposeDriver } from '#src/follow-up/propose-driver.ts';
import { createKeepPromise } from '#src/follow-up/keep-promise.ts';
import { openQuestions } from '#src/follow-up/open-queries.ts';
import type { Outcome } from '#src/follow-up/change-request.ts';
import type { Act } from '#src/follow-up/act.ts';
import type { Request } from '#src/requests/request.ts';
import { agreedRides, openSlots } from '#src/requests/settlement.ts';
import { createTakeRequest } from '#src/follow-up/take-request.ts';
import type { Storage } from '#src/storage-ports.ts';
import { NotTheirs, type Sight } from '#src/team/sight.ts';
import { addDays } from '#src/time/dates.ts';
import { createPauseTrip } from '#src/drivers/pause-trip.ts';
import { localMoment } from '#src/time/zone.ts';
import { type Happening, one, remember, type Scene } from '#test/simulation/life.ts';

/** What a referent has before their eyes, counted apart from the service, from what was acknowledged. */
interface InSight {
  readonly requests: ReadonlySet<string>;
  readonly people: ReadonlySet<string>;
  /** Of those, who is theirs to look after. */
  readonly own: ReadonlySet<string>;
}

const isTheirs = ({ kept }: Scene, { ways, memberId }: Request): boolean =>
  memberId === kept.referent.memberId ||
  ways.some(({ from, to }) => [from, to].some(({ communeCode }) => kept.referent.communeCodes.includes(communeCode)));

/** Drivers who fit an open request of theirs, as the matching says. */
const fittingOf = async (scene: Scene, requests: readonly Request[]): Promise<ReadonlySet<string>> => {
  const { kept, process, life, where } = scene;
  const ids = new Set<string>();
  const now = localMoment(life.now, where.zone);
  for (const { query, asking } of openQuestions(requests, now, [])) {
    const { matches, outsideWindow } = await process.findMatches(kept.territory, query);
    for (const match of [...matches, ...outsideWindow]) {
      ids.add(match.offer.driver.id);
      if (match.otherBack) ids.add(match.otherBack.offer.driver.id);
    }
    for (const { driver } of await process.findVolunteers(kept.territory, query, asking)) ids.add(driver.id);
  }
  return ids;
};

const countInSight = async (scene: Scene, fitting: ReadonlySet<string>): Promise<InSight> => {
  const { kept, process, where, today } = scene;
  const theirs = [...kept.requests.values()].filter((request) => isTheirs(scene, request));
  const introductions = await process.truth.in(where.id).introductions.listOfRequests(theirs.map(({ id }) => id));
  const open = new Set(theirs.filter(({ closing }) => closing === null).map(({ id }) => id));
  const starting = [...kept.trips.values()].filter(
    ({ returnOf, stops }) => returnOf === null && kept.referent.communeCodes.includes(stops[0]?.communeCode ?? ''),
  );
  const homes = (await process.truth.in(where.id).volunteers.list()).filter(({ volunteer }) =>
    kept.referent.communeCodes.includes(volunteer.home.communeCode),
  );
  const own = new Set([
    ...theirs.map(({ passengerId }) => passengerId),
    ...starting.map(({ driverId }) => driverId),
    ...homes.map(({ driver }) => driver.id),
  ]);
  const riding = theirs.flatMap(agreedRides).filter(({ date }) => date === null || date >= addDays(today, -1));
  return {
    requests: new Set(theirs.map(({ id }) => id)),
    people: new Set([
      ...own,
      ...introductions.filter(({ requestId }) => open.has(requestId)).map(({ driverId }) => driverId),
      ...riding.map(({ driverId }) => driverId),
      ...fitting,
    ]),
    own,
  };
};

interface Referent {
  readonly storage: Storage;
  readonly inSight: InSight;
}

/** The service as it is given to them. */
const sightOf = async (scene: Scene): Promise<Referent> => {
  const { kept, process, where, today } = scene;
  const open = [...kept.requests.values()].filter((request) => request.closing === null && isTheirs(scene, request));
  const fitting = await fittingOf(scene, open);
  const sight: Sight = {
    territoryId: where.id,
    ...kept.referent,
    yesterday: addDays(today, -1),
    fitting: async () => fitting,
  };
  return { storage: process.storage.seenBy(sight), inSight: await countInSight(scene, fitting) };
};

const outOf = (what: string, given: readonly string[], seen: ReadonlySet<string>): readonly string[] =>
  given.filter((id) => !seen.has(id)).map((id) => `a referent got the ${what} ${id}, which is out of their sight`);

const missingIn = (what: string, given: readonly string[], seen: ReadonlySet<string>): readonly string[] => {
  const all = new Set(given);
  return [...seen].filter((id) => !all.has(id)).map((id) => `a referent sees the ${what} ${id}, and did not get it`);
};

const looks: Happening = {
  name: 'a referent looks at what is in their sight',
  weight: 3,
  async live(scene) {
    const { kept, where, random } = scene;
    const { storage, inSight } = await sightOf(scene);
    const stores = storage.in(where.id);
    const requests = (await stores.requests.list({})).map(({ id }) => id);
    const people = (await stores.people.findMany([...kept.people])).map(({ id }) => id);
    const trips = await stores.trips.findMany([...kept.trips.keys()]);
    const introductions = await stores.introductions.listOfRequests([...kept.requests.keys()]);
    const drafts = await stores.callDrafts.listOf(kept.referent.memberId);
    const elsewhere = one(
      random,
      [...kept.requests.keys()].filter((id) => !inSight.requests.has(id)),
    );
    const broken = [
      ...outOf('request', requests, inSight.requests),
      ...missingIn('request', requests, inSight.requests),
      ...outOf('person', people, inSight.people),
      ...missingIn('person', people, inSight.people),
      ...outOf(
        'driver of a trip',
        trips.map(({ driverId }) => driverId),
        inSight.people,
      ),
      ...outOf(
        'introduction of',
        introductions.map(({ requestId }) => requestId),
        inSight.requests,
      ),
      ...drafts.map(({ id }) => `a referent got the call ${id}, which is not theirs`),
    ];
    if (elsewhere !== undefined && (await stores.requests.find(elsewhere)))
      broken.push(`a referent found the request ${elsewhere}, which is out of their sight`);
    return { words: `${requests.length} requests, ${people.length} people`, broken };
  },
};

/** What they do on a request, through what is in their sight only. */
const acts: Happening = {
  name: 'a referent acts, in their sight or out of it',
  weight: 6,
  async live(scene) {
    const { random, kept, process } = scene;
    const all = [...kept.requests.values()].filter(({ closing }) => closing === null);
    const theirs = all.filter((request) => isTheirs(scene, request));
    const request = one(random, random.chance(0.6) && theirs.length > 0 ? theirs : all);
    if (!request) return undefined;
    const { storage, inSight } = await sightOf(scene);
    const tools = {
      ...process.tools,
      atomically: <T>(id: string, work: Parameters<typeof storage.atomically<T>>[1]) => storage.atomically(id, work),
    };
    const act: Act = {
      territoryId: kept.territory.id,
      requestId: request.id,
      expectedVersion: request.version,
      memberId: kept.referent.memberId,
    };
    const driverId = one(random, [...kept.drivers]);
    const [way] = request.ways;
    const asks = driverId !== undefined && way !== undefined && random.chance(0.5);
    const outcome: Outcome<unknown> = asks
      ? await createProposeDriver(tools)(act, {
          wayId: way.id,
          slots: openSlots(request, way),
          driverId,
          tripId: null,
        })
      : random.chance(0.5)
        ? await createTakeRequest(tools)(act, random.chance(0.5))
        : await createKeepPromise(tools)(act, scene.where.zone);
    const broken: string[] = [];
    const seen = inSight.requests.has(request.id);
    if (!seen && outcome.kind !== 'unknown')
      broken.push(`a referent acted on ${request.id}, which is out of their sight: ${outcome.kind}`);
    if (seen && outcome.kind === 'unknown') broken.push(`a referent sees ${request.id}, and it is unknown to them`);
    if (asks && outcome.kind === 'done' && !inSight.people.has(driverId))
      broken.push(`a referent asked ${driverId}, who is out of their sight`);
    return { words: `${request.id} ${seen ? 'in' : 'out of'} sight: ${remember(scene, outcome)}`, broken };
  },
};

/** A trip of somebody who merely fits a request of theirs is not theirs to pause. */
const pauses: Happening = {
  name: 'a referent pauses a trip, theirs or not',
  weight: 2,
  async live(scene) {
    const { random, kept, process, where } = scene;
    const trip = one(
      random,
      [...kept.trips.values()].filter(({ state }) => state === 'active'),
    );
    if (!trip) return undefined;
    const { storage, inSight } = await sightOf(scene);
    const pause = createPauseTrip({
      atomically: (territoryId, work) => storage.atomically(territoryId, work),
      now: process.tools.now,
      newId: process.tools.newId,
    });
    const by = { kind: 'member', id: kept.referent.memberId } as const;
    const outcome = await pause(where, { driverId: trip.driverId, tripId: trip.id, by }, 'further-notice').catch(
      (error: unknown) => {
        if (error instanceof NotTheirs) return { kind: 'not-theirs' } as const;
        throw error;
      },
    );
    if (outcome.kind === 'done') kept.trips.set(trip.id, outcome.trip);
    const own = inSight.own.has(trip.driverId);
    // A trip that runs once is stopped, not paused: that is refused to anybody, before anything is written.
    const wrong = own ? outcome.kind === 'not-theirs' || outcome.kind === 'not-found' : outcome.kind === 'done';
    const broken = wrong
      ? [`${trip.driverId} is ${own ? '' : 'not '}a referent's to look after, and pausing is ${outcome.kind}`]
      : [];
    return { words: `${trip.id} ${outcome.kind}`, broken };
  },
};

export const referentHappenings: readonly Happening[] = [looks, acts, pauses];
