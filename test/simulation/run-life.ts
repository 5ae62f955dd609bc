import { communesOfFrance } from '#src/sources/places-of-france.ts';
import type { Engine } from '#src/storage/engine.ts';
import { HAPPENINGS } from '#test/simulation/actions/index.ts';
import type { Fault } from '#test/simulation/around-storage.ts';
import { makeDatabase } from '#test/simulation/database.ts';
import { INVARIANTS } from '#test/simulation/invariants/index.ts';
import {
  beginLife,
  chanceOf,
  type Happening,
  type Life,
  startProcesses,
  today,
  type Told,
} from '#test/simulation/life.ts';
import { changedTables, type Prints, printsOf, printsQuery, type TakePrints } from '#test/simulation/prints.ts';
import { type Eyes, openEyes } from '#test/simulation/seen.ts';

export interface LifeOptions {
  readonly seed: number;
  readonly steps: number;
  readonly engine: Engine['kind'];
  /** Minutes from one step to the next, on average. */
  readonly pace: number;
  /** Steps that are not lived. */
  readonly without?: ReadonlySet<number>;
  /** Names of what happens ten times as often: a rare thing is met sooner. */
  readonly often?: readonly string[];
  /** Planted in the storage, to see that it is told. */
  readonly fault?: Fault;
}

export interface LivedLife {
  readonly kind: 'sound' | 'broken';
  /** Times each happening took place. */
  readonly counts: ReadonlyMap<string, number>;
  readonly until: string;
  readonly requests: number;
  /** Of a broken life. */
  readonly step: number;
  readonly broken: readonly string[];
  /** The last steps, the one that broke included. */
  readonly last: readonly string[];
}

const LAST = 12;
/** Everything is read again from time to time, whatever was written. */
const LOOK_AT_ALL_EVERY = 200;
const SENTENCES = 8;

const liveOne = async (
  life: Life,
  seed: number,
  often: readonly string[],
): Promise<{ readonly happening: Happening; readonly told: Told; readonly place: string } | undefined> => {
  const random = chanceOf(seed, life.step);
  const kept = random.pick(life.territories);
  const { id, zone } = kept.territory;
  const scene = {
    life,
    kept,
    random,
    process: random.pick(life.processes),
    where: { id, zone },
    today: today(life, kept),
  };
  const happening = random.weighted(HAPPENINGS, ({ name, weight }) => (often.includes(name) ? 10 * weight : weight));
  const told = await happening.live(scene).catch((error: unknown): Told => ({
    words: 'threw',
    broken: [`« ${happening.name} » threw ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`],
  }));
  return told && { happening, told, place: id };
};

/** What the step broke, in sentences. */
const check = async (
  life: Life,
  eyes: Eyes,
  told: Told,
  place: string,
  before: Prints,
  after: Prints,
): Promise<readonly string[]> => {
  const broken: string[] = [...(told.broken ?? [])];
  for (const kept of life.territories) {
    const { id, slug } = kept.territory;
    const changed = before === after ? [] : changedTables(before, after, id);
    if (id !== place && !told.reaches?.includes(id))
      broken.push(...changed.map((table) => `an act in another territory changed the table ${table} of ${slug}`));
    const seen = await eyes.look(kept, life.step % LOOK_AT_ALL_EVERY === 0 ? 'everything' : changed);
    broken.push(
      ...INVARIANTS.flatMap((invariant) => invariant(seen).map((sentence) => `${invariant.name}: ${sentence}`)),
    );
  }
  return broken;
};

/** Lives some months of two territories, step by step, until an invariant breaks. */
export const runLife = async (options: LifeOptions): Promise<LivedLife> => {
  const { seed, steps, pace, without, fault, often = [] } = options;
  const database = await makeDatabase(options.engine);
  const life = await beginLife(seed, database, communesOfFrance(), fault);
  const eyes = openEyes(life);
  const counts = new Map<string, number>();
  const last: string[] = [];
  const ended = (kind: LivedLife['kind'], broken: readonly string[]): LivedLife => ({
    kind,
    counts,
    until: life.now.toString(),
    requests: life.territories.reduce((sum, { requests }) => sum + requests.size, 0),
    step: life.step,
    broken: broken.slice(0, SENTENCES),
    last,
  });
  const engine = (): Engine => (life.processes[0] as Life['processes'][0]).engine;
  try {
    const query = await printsQuery(engine());
    let prints: TakePrints = printsOf(engine(), query);
    let before = await prints();
    for (life.step = 1; life.step <= steps; life.step += 1) {
      life.made = 0;
      // A machine's clock has milliseconds, which no two acts of a person share.
      life.now = life.now.add({ milliseconds: Math.ceil(chanceOf(seed, -life.step).next() * pace * 120_000) });
      if (without?.has(life.step)) continue;
      const lived = await liveOne(life, seed, often);
      if (!lived) continue;
      const { happening, told, place } = lived;
      counts.set(happening.name, (counts.get(happening.name) ?? 0) + 1);
      last.push(`${life.step} ${life.now.toString()} ${happening.name}: ${told.words}`);
      if (last.length > LAST) last.shift();
      if (told.restart) {
        await startProcesses(life, fault);
        prints = printsOf(engine(), query);
      }
      const after = await prints();
      const broken = await check(life, eyes, told, place, before, after);
      if (broken.length > 0) return ended('broken', broken);
      before = after;
    }
    return ended('sound', []);
  } finally {
    for (const { engine } of life.processes) await database.bury(engine);
    await database.remove();
  }
};
