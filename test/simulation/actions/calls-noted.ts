// People call, or write: requests come in, once or twice.
import type { Random } from '#src/demo/random.ts';
import { stopAt } from '#src/demo/geography.ts';
import { awaitsAnswer, saidYes, stillNeeded } from '#src/introductions/asking.ts';
import { createAmendRequest } from '#src/follow-up/amend-request.ts';
import { createCancelOwnRequest } from '#src/follow-up/cancel-own-request.ts';
import type { NewWay } from '#src/requests/check-ways.ts';
import { describeWindow } from '#src/requests/describe-way.ts';
import type { NewRequest, Passenger } from '#src/requests/new-request.ts';
import { REACHED_BY } from '#src/people/person.ts';
import { MOTIVES, NEEDS, type TimeWindow, WAYS_HOME, type When } from '#src/requests/request.ts';
import { slotsOf } from '#src/requests/slots.ts';
import { createSubmitRequest, type Submitted } from '#src/follow-up/submit-request.ts';
import { createTransferRequest } from '#src/follow-up/transfer-request.ts';
import { PARTIES } from '#src/requests/telling.ts';
import { addDays, weekdayOf } from '#src/time/dates.ts';
import { weekdayBit } from '#src/time/weekdays.ts';
import { formatInstant } from '#src/time/zone.ts';
import { tellingText } from '#test/simulation/actions/rides.ts';
import { actOn, type Happening, one, openRequests, remember, type Scene } from '#test/simulation/life.ts';

const DAUGHTER = { name: 'sa fille', number: '+33639980000' } as const;

const hourOf = (random: Random, from: number, until: number): number => random.whole(from * 4, until * 4) * 15;

const windowOf = (random: Random, from: number, until: number): TimeWindow =>
  random.pick<TimeWindow>([
    { kind: 'arrive-by', at: hourOf(random, from, until) },
    { kind: 'leave-at', at: hourOf(random, from, until) },
    { kind: 'morning' },
    { kind: 'any' },
  ]);

const whenOf = ({ random, today }: Scene): When => {
  const first = addDays(today, random.whole(0, 12));
  const kind = random.weighted(
    ['day', 'days', 'within', 'weekly'] as const,
    (one) => ({ day: 6, days: 1, within: 1, weekly: 2 })[one],
  );
  if (kind === 'day') return { kind: 'dates', dates: [first] };
  if (kind === 'days') return { kind: 'dates', dates: [first, addDays(first, random.whole(1, 7))] };
  if (kind === 'within') return { kind: 'within', from: today, until: addDays(today, 7) };
  const weekdays = weekdayBit(weekdayOf(first)) | (random.chance(0.3) ? weekdayBit(random.whole(1, 7)) : 0);
  return {
    kind: 'weekly',
    weekdays,
    from: first,
    until: random.chance(0.4) ? addDays(first, random.whole(20, 120)) : null,
  };
};

const waysOf = (scene: Scene): readonly NewWay[] => {
  const { random, life } = scene;
  const home = life.geography.home(random);
  const there = life.geography.destination(random, home);
  const when = whenOf(scene);
  const [from, to] = [stopAt(home), stopAt(there)];
  const outward: NewWay = { direction: 'outward', from, to, when, window: windowOf(random, 7, 11) };
  return random.chance(0.6)
    ? [
        outward,
        {
          direction: 'return',
          from: to,
          to: from,
          when,
          window: windowOf(random, 14, 18),
          ...(random.chance(0.5) ? { wayHome: random.pick(WAYS_HOME) } : {}),
        },
      ]
    : [outward];
};

const passengerOf = ({ random, life, kept }: Scene): Passenger => {
  const known = one(random, [...kept.people].toSorted());
  if (known !== undefined && random.chance(0.5)) return { kind: 'known', personId: known };
  const described = life.people.name('old');
  return {
    kind: 'described',
    ...described,
    phone: life.people.phone(random.chance(0.7) ? 'landline' : 'mobile'),
    email: null,
  };
};

const requestOf = (scene: Scene): NewRequest => {
  const { random, life, kept } = scene;
  const byPhone = random.chance(0.8);
  return {
    passenger: byPhone
      ? passengerOf(scene)
      : { kind: 'described', ...life.people.name('retired'), phone: life.people.phone('mobile'), email: null },
    askedFor: random.chance(0.1) ? { ...DAUGHTER, callBackAsker: random.chance(0.5) } : null,
    source: byPhone ? 'phone' : 'form',
    ways: waysOf(scene),
    needs: random.chance(0.3) ? [random.pick(NEEDS)] : [],
    motive: random.chance(0.4) ? random.pick(MOTIVES) : null,
    seats: random.weighted([1, 2, 3], (seats) => 10 / seats ** 3),
    note: random.chance(0.2) ? 'parle fort' : '',
    chosenTripId: null,
    noted: byPhone
      ? {
          memberId: random.pick(kept.memberIds),
          promisedBefore: random.chance(0.8) ? formatInstant(life.now.add({ hours: random.whole(2, 72) })) : null,
          informedOn: null,
          minor: random.chance(0.03),
          parentAgreedOn: null,
          reach: random.chance(0.3)
            ? { by: random.pick(REACHED_BY), trustedContact: random.chance(0.3) ? DAUGHTER : null, address: '' }
            : null,
        }
      : null,
  };
};

/** What was acknowledged is what the database has, down to the words. */
const keptAsAsked = async (
  { process, kept }: Scene,
  asked: NewRequest,
  submitted: Submitted,
): Promise<readonly string[]> => {
  if (submitted.kind === 'refused') return [];
  const { requestId, passengerId, already } = submitted;
  kept.people.add(passengerId);
  const found = await process.truth.in(kept.territory.id).requests.find(requestId);
  if (!found) return [`the request ${requestId} was acknowledged, and is not there`];
  if (already)
    return kept.requests.has(requestId) ? [] : [`${requestId} was said to be there already, and nobody knew it`];
  kept.requests.set(requestId, found);
  const lost = [
    found.ways.length === asked.ways.length ? '' : 'a way',
    (asked.noted?.promisedBefore ?? null) === (found.promise?.dueAt ?? null) ? '' : 'the promise',
    found.note === asked.note && found.seats === asked.seats && found.needs.length === asked.needs.length
      ? ''
      : 'its words',
  ].filter((what) => what !== '');
  return lost.map((what) => `the request ${requestId} was kept without ${what}`);
};

const say = (submitted: Submitted): string =>
  submitted.kind === 'refused'
    ? `refused: ${JSON.stringify(submitted.refusal)}`
    : `${submitted.already ? 'already ' : ''}${submitted.requestId}`;

export const noteCall: Happening = {
  name: 'a request is noted',
  weight: 14,
  async live(scene) {
    const asked = requestOf(scene);
    const submitted = await createSubmitRequest(scene.process.tools)(scene.where, asked);
    return { words: say(submitted), broken: await keptAsAsked(scene, asked, submitted) };
  },
};

export const noteTwiceAtOnce: Happening = {
  name: 'the same form arrives twice at once',
  weight: 2,
  async live(scene) {
    const asked = requestOf(scene);
    const submit = createSubmitRequest(scene.process.tools);
    const both = await Promise.all([submit(scene.where, asked), submit(scene.where, asked)]);
    // One after the other, then: the first kept it, the second found it.
    const inOrder = both.toSorted(
      (a, b) => Number(a.kind === 'kept' && a.already) - Number(b.kind === 'kept' && b.already),
    );
    const broken: string[] = [];
    for (const submitted of inOrder) broken.push(...(await keptAsAsked(scene, asked, submitted)));
    const ids = new Set(both.map((submitted) => (submitted.kind === 'kept' ? submitted.requestId : '')));
    // Without a name and a number of their own two people may be two.
    const recognised = asked.passenger.kind === 'known' || asked.passenger.phone !== null;
    if (ids.size > 1 && recognised) broken.push(`one form sent twice made two requests: ${[...ids].join(' and ')}`);
    return { words: both.map(say).join(' / '), broken };
  },
};

export const amend: Happening = {
  name: 'a request is changed',
  weight: 3,
  async live(scene) {
    const request = one(scene.random, openRequests(scene));
    if (!request) return undefined;
    const { random } = scene;
    const moved = random.chance(0.5) ? whenOf(scene) : null;
    const outward = request.ways.find(({ direction }) => direction === 'outward');
    const ways: NewWay[] = request.ways.map(({ direction, from, to, when }) => ({
      direction,
      from,
      to,
      when: moved ?? when,
      window: windowOf(random, 8, 17),
    }));
    if (outward && ways.length === 1 && random.chance(0.4))
      ways.push({
        direction: 'return',
        from: outward.to,
        to: outward.from,
        when: moved ?? outward.when,
        window: { kind: 'any' },
      });
    const outcome = await createAmendRequest(scene.process.tools)(actOn(scene, request), {
      ways,
      needs: request.needs,
      motive: request.motive,
      seats: random.whole(1, 3),
      note: request.note,
    });
    // Whoever was told of a first change is to be told of the next one.
    if (outcome.kind === 'done')
      for (const { id } of request.rides)
        for (const party of PARTIES) scene.kept.voices.delete(tellingText({ rideId: id, party, about: 'changed' }));
    const broken: string[] = [];
    if (outcome.kind === 'done') {
      const { id } = request;
      const at = formatInstant(scene.process.tools.now());
      for (const asked of await scene.process.truth.in(scene.where.id).introductions.listOfRequests([id])) {
        const way = outcome.request.ways.find((one_) => one_.id === asked.wayId);
        const before = request.ways.find((one_) => one_.id === asked.wayId);
        if (!way || !before || !(awaitsAnswer(asked) || saidYes(asked)) || (asked.asking?.until ?? '') <= at) continue;
        const same = describeWindow(way.window) === describeWindow(before.window);
        if (!same && stillNeeded(request, asked))
          broken.push(`${asked.driverId} was asked for another hour of ${id}, and does not know`);
        if (asked.slots.some((slot) => !slotsOf(way).includes(slot)))
          broken.push(`${asked.driverId} was asked for a day of ${id} that is asked no more, and does not know`);
      }
    }
    return { words: `${request.id} ${remember(scene, outcome)}`, broken };
  },
};

export const cancelOwn: Happening = {
  name: 'a passenger takes their request back by their link',
  weight: 2,
  async live(scene) {
    const request = one(scene.random, [...scene.kept.requests.values()].slice(-40));
    if (!request) return undefined;
    const cancelled = await createCancelOwnRequest(scene.process.tools)(scene.where, request.id);
    if (cancelled.kind === 'unknown')
      return { words: request.id, broken: [`the request ${request.id} is no longer there`] };
    scene.kept.requests.set(request.id, cancelled.request);
    return { words: `${request.id} ${cancelled.kind}` };
  },
};

export const transfer: Happening = {
  name: 'a request is sent to the neighbours',
  weight: 1,
  async live(scene) {
    const { kept, life, random, process } = scene;
    const request = one(random, openRequests(scene));
    const neighbour = life.territories.find((other) => other !== kept);
    if (!request || !neighbour) return undefined;
    const outcome = await createTransferRequest(process.tools)(
      { ...scene.where, neighbourIds: [neighbour.territory.id] },
      actOn(scene, request),
      { to: neighbour.territory, tripId: null, personAgreed: random.chance(0.9), from: 'Transmise par les voisins.' },
    );
    const words = `${request.id} ${remember(scene, outcome)}`;
    const there = await process.truth
      .in(neighbour.territory.id)
      .requests.find(`${request.id}-${neighbour.territory.id}`);
    if (there && !neighbour.requests.has(there.id)) {
      neighbour.requests.set(there.id, there);
      neighbour.people.add(there.passengerId);
    }
    const broken =
      outcome.kind === 'done' && !there ? [`${request.id} was said to be sent, and the neighbours do not have it`] : [];
    return { words, broken, reaches: [neighbour.territory.id] };
  },
};
