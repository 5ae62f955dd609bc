// Drivers are asked by a message, several at once; they answer by their link, and the team confirms.
import { createAnswerByLink } from '#src/follow-up/answer-ask.ts';
import { createAskAgain } from '#src/follow-up/ask-again.ts';
import { createAskDrivers } from '#src/follow-up/ask-drivers.ts';
import type { AskTools } from '#src/follow-up/ask-tools.ts';
import { ASKED_ANSWERS, type AskedAnswer, type Introduction } from '#src/introductions/introduction.ts';
import { createConfirmYes } from '#src/follow-up/confirm-yes.ts';
import type { Request } from '#src/requests/request.ts';
import { openSlots } from '#src/requests/settlement.ts';
import { ANY_DAY, spanOf } from '#src/requests/slots.ts';
import { addDays } from '#src/time/dates.ts';
import { actOn, type Happening, one, openRequests, remember, type Scene } from '#test/simulation/life.ts';

const askTools = ({ process, random }: Scene): AskTools => ({
  ...process.tools,
  newToken: () => `jeton-${process.tools.newId()}-0123456789abcdef`,
  newCode: () => String(random.whole(1000, 9999)),
  linkTo: (token) => `https://exemple.fr/lien/${token}`,
});

const introductionsOf = ({ process, kept }: Scene, requestId: string): Promise<readonly Introduction[]> =>
  process.truth.in(kept.territory.id).introductions.listOfRequests([requestId]);

const askSeveral: Happening = {
  name: 'several drivers are asked by a message',
  weight: 10,
  async live(scene) {
    const { random, kept, where, process } = scene;
    const request = one(random, openRequests(scene));
    const way = request && one(random, request.ways);
    if (!request || !way) return undefined;
    const slots = openSlots(request, way);
    const byDriver = new Map(random.shuffled([...kept.trips.values()]).map((trip) => [trip.driverId, trip.id]));
    const onCall = new Set((await process.truth.in(where.id).volunteers.list()).map(({ driver }) => driver.id));
    const resting = [...byDriver].filter(([driverId]) => kept.stopped.has(driverId));
    // Somebody always tries those who asked not to be.
    const first = random.chance(0.4) ? resting : [];
    const drivers = [...new Map([...first, ...byDriver])].slice(0, random.whole(1, 3)).map(([driverId, tripId]) => ({
      driverId,
      tripId: random.chance(0.8) ? tripId : null,
      slots,
      onPurpose: onCall.has(driverId) && random.chance(0.5) ? { waits: random.chance(0.5) } : null,
    }));
    const outcome = await createAskDrivers(askTools(scene))(actOn(scene, request), { wayId: way.id, drivers });
    const broken: string[] = [];
    if (outcome.kind === 'done')
      for (const { id, driverId, asking, wayId, calls, state } of await introductionsOf(scene, request.id)) {
        if (!asking || wayId !== way.id || state !== 'asked' || !byDriver.has(driverId)) continue;
        if (!drivers.some((asked) => asked.driverId === driverId) || asking.answer !== null) continue;
        kept.asks.set(id, { requestId: request.id, driverId, answer: null, callsBefore: calls.length, tooLate: false });
        if (kept.stopped.has(driverId)) broken.push(`${driverId} asked not to be asked any more, and was asked`);
      }
    return { words: `${request.id} ${drivers.length} drivers ${remember(scene, outcome)}`, broken };
  },
};

/** Remembers an answer that was acknowledged. */
export const keepAnswer = (
  { kept }: Pick<Scene, 'kept'>,
  { id, requestId, driverId, calls }: Introduction,
  answer: AskedAnswer,
  tooLate: boolean,
): void => {
  kept.asks.set(id, { requestId, driverId, answer, callsBefore: calls.length, tooLate });
  kept.answered.add(requestId);
  if (answer === 'stop') kept.stopped.add(driverId);
};

const answerOf = ({ random }: Scene): AskedAnswer =>
  random.weighted(ASKED_ANSWERS, (answer) => ({ yes: 7, no: 2, 'not-this-week': 1, stop: 2 })[answer]);

/** Early, late, twice, once the request is closed: whatever the hour, the answer is noted or they are told why not. */
const answerByLink: Happening = {
  name: 'a driver answers by their link',
  weight: 10,
  async live(scene) {
    const { random, kept, where, process } = scene;
    const asks = [...kept.asks.keys()];
    const id = one(random, random.chance(0.8) ? asks.slice(-8) : asks);
    if (id === undefined) return undefined;
    const { introductions } = process.truth.in(where.id);
    const before = await introductions.find(id);
    if (!before) return { words: id, broken: [`the question ${id} was sent, and is lost`] };
    const answer = answerOf(scene);
    const give = createAnswerByLink(process.tools);
    const first = await give(where, id, answer);
    if (first.kind === 'noted')
      keepAnswer(scene, before, answer, first.standing !== 'first' && first.standing !== 'reserve');
    const broken: string[] = [];
    if (first.kind === 'unknown') broken.push(`the link of ${id} opens nothing`);
    if (first.kind !== 'noted' || !random.chance(0.3)) return { words: `${id} ${answer} ${first.kind}`, broken };
    const noted = await introductions.find(id);
    const [again] = await Promise.all([give(where, id, answer), give(where, id, answer)]);
    const after = await introductions.find(id);
    if (again.kind !== 'noted') broken.push(`${id} answered ${answer} twice, and the second time is ${again.kind}`);
    if (answer === 'yes' && noted?.version !== after?.version)
      broken.push(`a yes given twice to ${id} was noted twice`);
    return { words: `${id} ${answer} ${first.kind}, and again`, broken };
  },
};

const anyDay = ({ random, today }: Scene, request: Request, { wayId, slots }: Introduction): string | null => {
  const way = request.ways.find(({ id }) => id === wayId);
  if (!way || !slots.includes(ANY_DAY)) return null;
  const { first } = spanOf(way.when);
  return addDays(first > today ? first : today, random.whole(0, 3));
};

/** One member, or two at once on two answers. */
const confirm: Happening = {
  name: 'the team confirms a yes',
  weight: 8,
  async live(scene) {
    const { random, kept, process } = scene;
    const yeses = [...kept.asks].filter(
      ([id, { answer, requestId }]) =>
        answer === 'yes' && !kept.confirmed.has(id) && kept.requests.get(requestId)?.closing === null,
    );
    const found = one(random, yeses);
    const request = found && kept.requests.get(found[1].requestId);
    if (!request) return undefined;
    const both = yeses.filter(([, { requestId }]) => requestId === request.id).slice(0, random.whole(1, 2));
    const all = await introductionsOf(scene, request.id);
    const outcomes = await Promise.all(
      both.map(async ([id]) => {
        const introduction = all.find((asked) => asked.id === id);
        const date = introduction ? anyDay(scene, request, introduction) : null;
        const taken = { introductionId: id, date, anyway: false, waits: random.chance(0.8) };
        return { id, outcome: await createConfirmYes(process.tools)(actOn(scene, request), taken) };
      }),
    );
    const after = await introductionsOf(scene, request.id);
    const words = outcomes.map(({ id, outcome }) => {
      if (outcome.kind === 'done') {
        kept.confirmed.add(id);
        // Who waits there: the same yes is kept for the return.
        const driverId = all.find((asked) => asked.id === id)?.driverId;
        for (const { id: back, driverId: same, state } of after)
          if (same === driverId && state === 'yes') kept.confirmed.add(back);
      }
      return `${id} ${remember(scene, outcome)}`;
    });
    const done = outcomes.filter(({ outcome }) => outcome.kind === 'done');
    const broken = done.length > 1 ? [`two members confirmed on the same version of ${request.id}`] : [];
    return { words: `${request.id} ${words.join(' / ')}`, broken };
  },
};

const askAgain: Happening = {
  name: 'a driver may be asked again',
  weight: 1,
  async live({ random, kept, where, process }) {
    const driverId = one(random, [...kept.stopped]);
    if (driverId === undefined || random.chance(0.5)) return undefined;
    const { kind } = await createAskAgain({
      atomically: (territoryId, work) => process.storage.atomically(territoryId, work),
      now: process.tools.now,
      newId: process.tools.newId,
    })(where, driverId, random.pick(kept.memberIds));
    if (kind === 'done') kept.stopped.delete(driverId);
    return { words: `${driverId} ${kind}`, broken: kind === 'done' ? [] : [`${driverId} drives here, and is ${kind}`] };
  },
};

export const askHappenings: readonly Happening[] = [askSeveral, answerByLink, confirm, askAgain];
