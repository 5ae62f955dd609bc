// The team is away for some days: promises skip them, and rides that fall in them are asked about.
import { createMakePromise } from '#src/follow-up/make-promise.ts';
import { findRidesWhileAway } from '#src/requests/rides-in-closures.ts';
import { agreedRides, saysWhy } from '#src/requests/settlement.ts';
import { answerBefore } from '#src/territory/answer-before.ts';
import type { Closure } from '#src/territory/closure.ts';
import type { Territory } from '#src/territory/territory.ts';
import { addDays } from '#src/time/dates.ts';
import { formatInstant, instantOf, localMoment } from '#src/time/zone.ts';
import { actOn, type Happening, one, openRequests, remember, type Scene } from '#test/simulation/life.ts';

/** The territory as a page reads it: with the absences of its team. */
const readTerritory = ({ process, where }: Scene): Promise<Territory | undefined> =>
  process.storage.atomically(where.id, ({ instance }) => instance.territories.find(where.id));

const away: Happening = {
  name: 'the team notes that it will be away',
  weight: 3,
  async live({ random, kept, where, process, today, life }) {
    const firstDay = addDays(today, random.whole(0, 30));
    const closure: Closure = {
      id: process.tools.newId(),
      firstDay,
      lastDay: addDays(firstDay, random.pick([0, 0, 2, 6, 13])),
      reason: random.pick(['', 'congés']),
    };
    await process.storage.atomically(where.id, ({ instance }) =>
      instance.territories.addClosure(where.id, closure, formatInstant(life.now), random.pick(kept.memberIds)),
    );
    kept.closures.set(closure.id, closure);
    return { words: `${closure.firstDay} to ${closure.lastDay}` };
  },
};

const backAfterAll: Happening = {
  name: 'the team will be there after all',
  weight: 2,
  async live({ random, kept, where, process, life }) {
    const id = one(random, [...kept.closures.keys()]);
    if (id === undefined) return undefined;
    // Two members take it back at once.
    await Promise.all(
      Array.from({ length: random.whole(1, 2) }, () =>
        process.storage.atomically(where.id, ({ instance }) =>
          instance.territories.removeClosure(where.id, id, formatInstant(life.now)),
        ),
      ),
    );
    kept.closures.delete(id);
    return { words: id };
  },
};

/** "On vous rappelle avant ...", as the page proposes it: the member says it aloud. */
const promise: Happening = {
  name: 'the promise proposed is made',
  weight: 6,
  async live(scene) {
    const { random, kept, life, where } = scene;
    const request = one(random, openRequests(scene));
    const territory = request && (await readTerritory(scene));
    if (!request || !territory) return undefined;
    const proposed = answerBefore(territory, localMoment(life.now, where.zone), territory.answerDays);
    const dueAt = formatInstant(instantOf(proposed, where.zone));
    const outcome = await createMakePromise(scene.process.tools)(actOn(scene, request), dueAt);
    if (outcome.kind === 'done')
      kept.proposed.set(request.id, { dueAt, date: proposed.date, closures: [...kept.closures.values()] });
    return { words: `${request.id} ${proposed.date} ${remember(scene, outcome)}` };
  },
};

/** Every ride that somebody counts on while the team is away, unless it was said that it takes place. Counted apart. */
const ridesAway = ({ kept, today }: Scene): ReadonlySet<string> => {
  const last = addDays(today, 60);
  const isAway = (date: string): boolean =>
    [...kept.closures.values()].some(
      ({ firstDay, lastDay }) => firstDay <= date && date <= lastDay && firstDay <= last,
    );
  const counted = [...kept.requests.values()].filter(({ closing }) => !closing || !saysWhy(closing.reason));
  return new Set(
    counted.flatMap((request) =>
      agreedRides(request).flatMap(({ id, date }) =>
        date !== null && date >= today && isAway(date) && !kept.ridesKept.has(id) ? [id] : [],
      ),
    ),
  );
};

const decide: Happening = {
  name: 'a ride while the team is away is decided',
  weight: 4,
  async live(scene) {
    const { random, kept, where, process, life, today } = scene;
    const territory = await readTerritory(scene);
    if (!territory || kept.closures.size === 0) return undefined;
    const asked = await findRidesWhileAway(process.storage.in(where.id), territory, today);
    const shown = new Set(asked.map(({ ride }) => ride.id));
    const broken = [...ridesAway(scene)]
      .filter((id) => !shown.has(id))
      .map((id) => `the ride ${id} falls while the team is away, and nobody is asked about it`);
    broken.push(
      ...[...shown]
        .filter((id) => kept.ridesKept.has(id))
        .map((id) => `the ride ${id} was said to take place, and is asked about again`),
    );
    const ride = one(random, asked)?.ride;
    if (!ride) return { words: 'none', broken };
    await Promise.all(
      Array.from({ length: random.whole(1, 2) }, () =>
        process.storage.atomically(where.id, ({ closureRides }) =>
          closureRides.decide(ride.id, formatInstant(life.now), random.pick(kept.memberIds)),
        ),
      ),
    );
    kept.ridesKept.add(ride.id);
    return { words: `${ride.id} of ${asked.length}`, broken };
  },
};

export const closureHappenings: readonly Happening[] = [away, backAfterAll, promise, decide];
