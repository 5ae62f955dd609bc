// npm run simulate: lives months of two territories by chance, and tells the step after which something no longer holds.
import { parseArgs } from 'node:util';
import { shrink } from '#test/simulation/shrink.ts';
import { type LifeOptions, runLife } from '#test/simulation/run-life.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '46' },
    steps: { type: 'string', default: '10000' },
    engine: { type: 'string', default: 'sqlite' },
    /** Minutes between two steps, on average: 26 makes ten thousand steps of six months. */
    pace: { type: 'string', default: '26' },
    /** Steps left out: "3,7,10-20". */
    without: { type: 'string', default: '' },
    shrink: { type: 'boolean', default: false },
  },
});

const engines = ['sqlite', 'pglite', 'postgres'] as const;
const engine = engines.find((one) => one === values.engine);
if (!engine) throw new Error(`--engine is one of ${engines.join(', ')}`);

const readSteps = (text: string): ReadonlySet<number> =>
  new Set(
    text
      .split(',')
      .filter((part) => part !== '')
      .flatMap((part) => {
        const [from = 0, to = from] = part.split('-').map(Number);
        return Array.from({ length: to - from + 1 }, (_, index) => from + index);
      }),
  );

const writeSteps = (steps: ReadonlySet<number>): string => {
  const parts: [number, number][] = [];
  for (const step of [...steps].toSorted((a, b) => a - b)) {
    const last = parts.at(-1);
    if (last?.[1] === step - 1) last[1] = step;
    else parts.push([step, step]);
  }
  return parts.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(',');
};

const options: LifeOptions = {
  seed: Number(values.seed),
  steps: Number(values.steps),
  engine,
  pace: Number(values.pace),
  without: readSteps(values.without),
};

const commandOf = ({ seed, steps, without = new Set(), pace }: LifeOptions): string =>
  `npm run simulate -- --seed ${seed} --steps ${steps} --engine ${engine}` +
  (pace === 26 ? '' : ` --pace ${pace}`) +
  (without.size === 0 ? '' : ` --without ${writeSteps(without)}`);

const started = performance.now();
const life = await runLife(options);
const seconds = ((performance.now() - started) / 1000).toFixed(1);
if (life.kind === 'sound') {
  console.log(
    `${values.steps} steps of seed ${values.seed} on ${engine}, until ${life.until}: all holds (${seconds} s).`,
  );
  console.log(`${life.requests} requests are kept at the end.`);
  for (const [name, count] of [...life.counts].toSorted(([, a], [, b]) => b - a))
    console.log(`${String(count).padStart(6)} ${name}`);
} else {
  console.log(`Step ${life.step} of seed ${values.seed} on ${engine} broke:`);
  for (const sentence of life.broken) console.log(`- ${sentence}`);
  console.log('The last steps:');
  for (const line of life.last) console.log(`  ${line}`);
  const short = { ...options, steps: life.step };
  console.log(`Live it again: ${commandOf(short)}`);
  if (values.shrink) console.log(`The fewest steps found: ${commandOf(await shrink(short, life))}`);
  else console.log('Add --shrink to leave out the steps it does not need.');
  process.exitCode = 1;
}
