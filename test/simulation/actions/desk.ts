// Members at work: alone, on a page read too long ago, or two at once.
import type { Outcome } from '#src/follow-up/change-request.ts';
import type { Act } from '#src/follow-up/act.ts';
import { matchQueryOf } from '#src/follow-up/ask-matches.ts';
import type { Request } from '#src/requests/request.ts';
import { createCloseRequest } from '#src/follow-up/close-request.ts';
import { agreedRides, isSettled, openSlots } from '#src/requests/settlement.ts';
import { readOffers } from '#src/storage/offer-rows.ts';
import { localMoment } from '#src/time/zone.ts';
import { matchAmong } from '#test/fixtures/match-among.ts';
import { callTo, DESK_ACTS, type DeskAct, shareNumbers } from '#test/simulation/actions/desk-acts.ts';
import { actOn, type Happening, noteCallOn, one, openRequests, remember, type Scene } from '#test/simulation/life.ts';

const note = (scene: Scene, { call }: Pick<DeskAct, 'call'>, request: Request, outcome: Outcome<unknown>): string =>
  call ? noteCallOn(scene, request, outcome) : remember(scene, outcome);

const requestFor = (scene: Scene, deskAct: DeskAct): Request | undefined => {
  const all = [...scene.kept.requests.values()];
  const closed = deskAct.onClosed === true || scene.random.chance(0.05);
  return one(scene.random, closed ? all.filter((request) => request.closing !== null) : openRequests(scene));
};

const alone = (deskAct: DeskAct): Happening => ({
  name: deskAct.name,
  weight: deskAct.weight,
  async live(scene) {
    const request = requestFor(scene, deskAct);
    const gesture = request && deskAct.prepare(scene, request);
    if (!request || !gesture) return undefined;
    const outcome = await gesture(actOn(scene, request));
    const broken =
      outcome.kind === 'changed-meanwhile' || outcome.kind === 'unknown'
        ? [`${request.id} was acted on as last acknowledged, and is ${outcome.kind}`]
        : [];
    return { words: `${request.id} ${note(scene, deskAct, request, outcome)}`, broken };
  },
});

/** Settled, told, closed: what the desk is for. */
const closeWhatIsSettled: Happening = {
  name: 'what is settled is closed',
  weight: 6,
  async live(scene) {
    const { random, process } = scene;
    const settled = openRequests(scene).filter((request) => isSettled(request) && agreedRides(request).length > 0);
    const request = one(random, settled);
    if (!request) return undefined;
    const outcome = await createCloseRequest(process.tools)(actOn(scene, request), {
      reason: 'done',
      reviewOn: null,
      passengerTold: true,
    });
    return { words: `${request.id} ${remember(scene, outcome)}` };
  },
};

const numbers: Happening = {
  name: 'numbers are shared',
  weight: 2,
  async live(scene) {
    const request = one(scene.random, openRequests(scene));
    const outcome = request && (await shareNumbers(scene, request, actOn(scene, request)));
    return outcome && { words: `${request.id} ${remember(scene, outcome)}` };
  },
};

/** An answer that comes after someone else wrote: never taken, whatever it says. */
const late: Happening = {
  name: 'an act comes from a page read before someone else wrote',
  weight: 5,
  async live(scene) {
    const { random } = scene;
    const deskAct = random.weighted(DESK_ACTS, ({ weight }) => weight);
    const request = one(
      random,
      openRequests(scene).filter(({ version }) => version > 1),
    );
    const gesture = request && deskAct.prepare(scene, request);
    if (!request || !gesture) return undefined;
    const act: Act = { ...actOn(scene, request), expectedVersion: request.version - 1 };
    const outcome = await gesture(act);
    const broken =
      outcome.kind === 'changed-meanwhile' ? [] : [`${deskAct.name} on an old page of ${request.id}: ${outcome.kind}`];
    return { words: `${deskAct.name} ${request.id} ${outcome.kind}`, broken };
  },
};

/** Two members read the same version: one of them writes, the other is told. */
const together: Happening = {
  name: 'two members act at once on what they both read',
  weight: 8,
  async live(scene) {
    const { random } = scene;
    const request = one(random, openRequests(scene));
    if (!request) return undefined;
    const gestures = [0, 1].map(() => {
      const deskAct = random.weighted(DESK_ACTS, ({ weight }) => weight);
      return { deskAct, gesture: deskAct.prepare(scene, request) };
    });
    const outcomes = await Promise.all(
      gestures.map(async ({ deskAct, gesture }) => {
        const act = actOn(scene, request);
        return { deskAct, outcome: gesture ? await gesture(act) : undefined };
      }),
    );
    const words = outcomes.map(({ deskAct, outcome }) =>
      outcome ? `${deskAct.name}: ${note(scene, deskAct, request, outcome)}` : `${deskAct.name}: not now`,
    );
    const done = outcomes.filter(({ outcome }) => outcome?.kind === 'done');
    const broken = done.length > 1 ? [`two members wrote over the same version of ${request.id}`] : [];
    return { words: `${request.id} ${words.join(' / ')}`, broken };
  },
};

/** The same driver says yes to two members at once, for two passengers. */
const twoYes: Happening = {
  name: 'two members have the same driver say yes at once',
  weight: 4,
  async live(scene) {
    const { random, kept } = scene;
    const [first, second] = random.shuffled(openRequests(scene));
    const trip = one(random, [...kept.trips.values()]);
    if (!first || !second || !trip) return undefined;
    const driver = { driverId: trip.driverId, tripId: trip.id };
    const outcomes = await Promise.all(
      [first, second].map(async (request) => {
        const [way] = request.ways;
        return way && callTo(scene, way, openSlots(request, way), driver, 'yes')(actOn(scene, request));
      }),
    );
    const words = [first, second].map((request, index) => {
      const outcome = outcomes[index];
      return outcome ? `${request.id} ${noteCallOn(scene, request, outcome)}` : request.id;
    });
    return { words: `${driver.driverId}: ${words.join(' / ')}` };
  },
};

/** The index answers as if each offer of the database had just been read. */
const ask: Happening = {
  name: 'who goes that way?',
  weight: 6,
  async live(scene) {
    const { random, kept, life, process } = scene;
    const request = one(random, openRequests(scene));
    const way = request && one(random, request.ways);
    if (!request || !way) return undefined;
    const query = matchQueryOf(request, way, openSlots(request, way), localMoment(life.now, scene.where.zone));
    if (!query) return { words: `${request.id} nothing left to drive` };
    const { territory } = kept;
    const found = await process.findMatches(territory, query);
    const offers = await readOffers(process.engine.db, territory.id);
    const naive = matchAmong(
      offers.filter(({ trip }) => trip.state === 'active'),
      query,
      { territoryId: territory.id, neighbourIds: [], bands: territory.bands, tolerance: territory.tolerance },
    );
    const tripsOf = (result: typeof found): string =>
      JSON.stringify(
        [result.matches, result.outsideWindow].map((some) =>
          some.map(({ offer, slots }) => [offer.trip.id, offer.trip.version, slots]),
        ),
      );
    const broken =
      tripsOf(found) === tripsOf(naive)
        ? []
        : [`the index answers ${tripsOf(found)} where the database says ${tripsOf(naive)}`];
    return { words: `${request.id} ${found.matches.length} matches`, broken };
  },
};

export const deskHappenings: readonly Happening[] = [
  ...DESK_ACTS.map(alone),
  closeWhatIsSettled,
  numbers,
  late,
  together,
  twoYes,
  ask,
];
