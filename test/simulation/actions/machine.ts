// What happens to the machine and to its clock, and what runs by itself.
import type { Request } from '#src/requests/request.ts';
import { createMakePromise } from '#src/follow-up/make-promise.ts';
import { openSlots, saysWhy } from '#src/requests/settlement.ts';
import { formatInstant } from '#src/time/zone.ts';
import { cutPower } from '#test/simulation/around-storage.ts';
import { callTo } from '#test/simulation/actions/desk-acts.ts';
import {
  actOn,
  type Happening,
  noteCallOn,
  one,
  openRequests,
  remember,
  type Scene,
  type Told,
} from '#test/simulation/life.ts';
import { forgetAsks, type Kept } from '#test/simulation/kept.ts';

const clockBack: Happening = {
  name: 'the clock of the machine jumps back',
  weight: 1,
  async live({ life, random }) {
    const seconds = random.whole(20, 300);
    life.now = life.now.subtract({ seconds });
    return { words: `${seconds} s` };
  },
};

/** Two things said in an order that the clock does not tell. */
const clockBackBetweenPromises: Happening = {
  name: 'the clock jumps back between two promises',
  weight: 1,
  async live(scene) {
    const { life, random, process } = scene;
    const request = one(random, openRequests(scene));
    if (!request) return undefined;
    const promise = createMakePromise(process.tools);
    const said = async (hours: number): Promise<string> => {
      const read = scene.kept.requests.get(request.id) ?? request;
      return remember(scene, await promise(actOn(scene, read), formatInstant(life.now.add({ hours }))));
    };
    const first = await said(48);
    life.now = life.now.subtract({ seconds: random.whole(1, 300) });
    return { words: `${request.id} ${first}, then ${await said(24)}` };
  },
};

const aNight: Happening = {
  name: 'nothing happens for some days',
  weight: 1,
  async live({ life, random }) {
    const hours = random.whole(12, 96);
    life.now = life.now.add({ hours });
    return { words: `${hours} h` };
  },
};

/** Requests may go or lose words by retention alone, and only once their time has come. */
const learnAfterJobs = async ({ life, process }: Scene, kept: Kept): Promise<readonly string[]> => {
  const broken: string[] = [];
  const { requests, trips, introductions } = process.truth.in(kept.territory.id);
  const found = new Map((await requests.list({})).map((request) => [request.id, request]));
  const today = life.now.toZonedDateTimeISO(kept.territory.zone).toPlainDate();
  for (const before of kept.requests.values()) {
    const now = found.get(before.id);
    if (now?.version === before.version) continue;
    const ended = lastDay(before);
    if (!now) {
      kept.requests.delete(before.id);
      kept.calls.delete(before.id);
      forgetAsks(kept, { requestId: before.id });
      for (const [key, { requestId }] of kept.messages) if (requestId === before.id) kept.messages.delete(key);
      const met =
        before.rides.some(({ state }) => state === 'agreed') || (before.closing && !saysWhy(before.closing.reason));
      if (met || ended === null || ended >= today.subtract({ months: 6 }).toString())
        broken.push(`${before.id}, which ended on ${ended}, was reduced to counts before its time`);
      continue;
    }
    if (ended === null || ended >= today.subtract({ weeks: 6 }).toString())
      broken.push(`${before.id}, which ended on ${ended}, lost its words before its time`);
    kept.requests.set(now.id, now);
  }
  for (const trip of kept.trips.values()) {
    const now = await trips.find(trip.id);
    if (now) kept.trips.set(now.id, now);
    else broken.push(`the trip ${trip.id} was removed by a job`);
  }
  const counted = await introductions.listOfRequests([...kept.requests.keys()]);
  const calls = Map.groupBy(counted, ({ requestId }) => requestId);
  for (const [id, number] of kept.calls) {
    const left = (calls.get(id) ?? []).reduce((sum, one) => sum + one.calls.length, 0);
    if (left !== number) broken.push(`${id} had ${number} calls before the jobs, and ${left} after`);
  }
  return broken;
};

/** The last day that was asked or driven; null without an end. Written apart from the service's own. */
const lastDay = ({ ways, rides, closing }: Request): string | null => {
  const days = rides.flatMap(({ date }) => date ?? []);
  for (const { when } of ways) {
    if (when.kind === 'dates') days.push(...when.dates);
    else if (when.until !== null) days.push(when.until);
    else if (!closing) return null;
    else days.push(closing.at.slice(0, 10));
  }
  return days.toSorted().at(-1) ?? null;
};

const jobs: Happening = {
  name: 'what runs by itself runs',
  weight: 2,
  async live(scene): Promise<Told> {
    const { life, process } = scene;
    const done: string[] = [];
    for (const job of process.jobs)
      for (const [key, count] of Object.entries(await job.run(life.now)))
        if (count > 0) done.push(`${job.name}: ${key} ${count}`);
    const broken: string[] = [];
    for (const kept of life.territories) broken.push(...(await learnAfterJobs(scene, kept)));
    // Twice in a row, nothing is left to do.
    for (const job of process.jobs)
      for (const [key, count] of Object.entries(await job.run(life.now)))
        if (count > 0 && key !== 'toWarn') broken.push(`${job.name} found ${count} more to do the second time`);
    return { words: done.join(', '), broken, reaches: life.territories.map(({ territory }) => territory.id) };
  },
};

/** The power goes while an act is being written: it was not acknowledged, and nothing of it is there. */
const crash: Happening = {
  name: 'the power is cut in the middle of an act',
  weight: 2,
  async live(scene) {
    const { life, random, kept, process } = scene;
    const request = one(random, openRequests(scene));
    const trip = one(random, [...kept.trips.values()]);
    const way = request?.ways[0];
    if (!request || !trip || !way) return undefined;
    const driver = { driverId: trip.driverId, tripId: trip.id };
    const gesture = callTo(scene, way, openSlots(request, way), driver, random.chance(0.7) ? 'yes' : 'not-reached');
    const act = actOn(scene, request);
    life.power.cutIn = random.whole(1, 12);
    let words: string;
    try {
      words = noteCallOn({ kept }, request, await gesture(act));
    } catch (error) {
      // The connection that dies with the power speaks first on a server.
      if (!life.power.off) throw error;
      words = 'not answered';
    }
    if (!life.power.off) await cutPower(life.power);
    return { words: `${request.id} ${words} (${process.engine.kind})`, restart: true };
  },
};

/** Written, and the answer never came: whoever pressed presses again, and nothing is done twice. */
const answerLost: Happening = {
  name: 'the answer to an act is lost, and it is done again',
  weight: 3,
  async live(scene) {
    const { random, kept, life } = scene;
    const request = one(random, openRequests(scene));
    const trip = one(random, [...kept.trips.values()]);
    const way = request?.ways[0];
    if (!request || !trip || !way) return undefined;
    const driver = { driverId: trip.driverId, tripId: trip.id };
    const gesture = callTo(scene, way, openSlots(request, way), driver, random.chance(0.5) ? 'yes' : 'no');
    const act = actOn(scene, request);
    const first = noteCallOn({ kept }, request, await gesture(act));
    if (random.chance(0.3)) await cutPower(life.power);
    const again = await gesture(act).catch(() => undefined);
    const broken =
      again?.kind === 'done' && first === 'done' ? [`${request.id}: a call sent twice was noted twice`] : [];
    const words = `${request.id} ${first}, then ${again?.kind ?? 'nobody answered'}`;
    return { words, broken, ...(life.power.off ? { restart: true } : {}) };
  },
};

export const machineHappenings: readonly Happening[] = [
  clockBack,
  clockBackBetweenPromises,
  aNight,
  jobs,
  crash,
  answerLost,
];
