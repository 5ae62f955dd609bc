// npm test, npm run test:long and npm run test:installed: each part in a process of its own, then what passed, failed and was skipped, said aloud.
import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Part {
  readonly name: string;
  readonly files: readonly string[];
  /** Left out of them. */
  readonly except?: readonly string[];
  /** Keeps the files in which one of these stands. */
  readonly containing?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Parts that go on at once: one more than two cores, for each waits at times, for a browser or for a disk. */
const AT_ONCE = 3;

/** Waves of parts: in a wave the longest is first, so that none is left alone at the end; what kills or times itself is alone in its wave. */
const WAVES: Readonly<Record<string, readonly (readonly Part[])[]>> = {
  short: [
    [
      { name: 'navigateur, parcours', files: ['test/browser/**/*.test.ts'], except: ['test/browser/pages.test.ts'] },
      { name: 'contrat de stockage', files: ['test/contract/**/*.test.ts'] },
      { name: 'unités', files: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'tools/**/*.test.ts'] },
      { name: 'navigateur, chaque page', files: ['test/browser/pages.test.ts'] },
      { name: 'web', files: ['test/web/**/*.test.ts', 'test/web/**/*.test.tsx'] },
      { name: 'plusieurs membres à la fois', files: ['test/load/*.test.ts'] },
      { name: 'imports', files: ['test/roads-import/**/*.test.ts', 'test/timetables-import/**/*.test.ts'] },
      { name: 'simulation', files: ['test/simulation/*.test.ts'] },
    ],
  ],
  long: [
    [
      {
        name: 'propriétés, longues : routes, trajets, horaires',
        files: ['src/{matching,roads,transit}/**/*.test.ts'],
        containing: ['fc.assert', 'runs('],
        env: { LOTOCAR_RUNS: '20' },
      },
      {
        name: 'propriétés, longues : le reste',
        files: ['src/*.test.ts', 'src/!(matching|roads|transit)/**/*.test.ts', 'test/**/*.test.ts'],
        containing: ['fc.assert', 'runs('],
        env: { LOTOCAR_RUNS: '20' },
      },
    ],
    [{ name: 'kill -9', files: ['test/kill/**/*.test.ts'] }],
    [
      { name: 'vie simulée, SQLite', files: ['test/simulation/long/sqlite.test.ts'] },
      { name: 'vie simulée, PostgreSQL', files: ['test/simulation/long/postgres.test.ts'] },
      { name: 'vie simulée, fautes', files: ['test/simulation/long/faults.test.ts'] },
    ],
    [{ name: 'exactitude', files: ['test/bench/**/*.test.ts'] }],
    [{ name: 'départ à neuf', files: ['test/fresh/**/*.test.ts'] }],
  ],
  // After npm run package: what it made, alone in a folder, behind a real browser.
  installed: [
    [{ name: 'programme tout fait', files: ['test/installed/**/*.test.ts'] }],
    [
      {
        name: 'programme tout fait, parcours',
        files: ['test/browser/**/*.test.ts'],
        // Each page was looked at from the sources; the first evening has its own, with the code that the program wrote.
        except: ['test/browser/pages.test.ts', 'test/browser/first-evening.test.ts'],
        env: { LOTOCAR_TEST_EXECUTABLE: 'dist-packages/lotocar-linux-x64' },
      },
    ],
  ],
};

const which = process.argv[2] ?? 'short';
const only = process.argv[3];
const waves = WAVES[which];
if (!waves) throw new Error(`unknown set of tests: ${which}`);

const folder = mkdtempSync(join(tmpdir(), 'lotocar-tests-'));
const skippedFile = join(folder, 'skipped.txt');

interface Outcome {
  readonly part: Part;
  readonly code: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly seconds: number;
}

const matches = (file: string, texts: readonly string[] | undefined): boolean => {
  if (texts === undefined) return true;
  const content = readFileSync(file, 'utf8');
  return texts.some((text) => content.includes(text));
};

const filesOf = (part: Part): readonly string[] =>
  part.files
    .flatMap((pattern) => globSync(pattern))
    .filter((file) => part.except?.includes(file) !== true)
    .filter((file) => matches(file, part.containing))
    .toSorted();

/** A test file in a folder that no part names would pass for ever without being run. */
const refuseForgotten = (): void => {
  const known = new Set(Object.values(WAVES).flat(2).flatMap(filesOf));
  const forgotten = globSync(['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}', 'tools/**/*.test.{ts,tsx}']).filter(
    (file) => !known.has(file),
  );
  if (forgotten.length > 0)
    throw new Error(`no part runs ${forgotten.join(', ')}: name their folder in tools/run-tests.ts`);
};

const run = async (part: Part): Promise<Outcome> => {
  const files = filesOf(part);
  const started = process.hrtime.bigint();
  if (files.length === 0) throw new Error(`no test file for "${part.name}"`);
  const child = spawn(
    process.execPath,
    [
      '--import',
      './tools/tsx-loader.js',
      '--import',
      './test/helpers/runs.ts',
      '--test',
      '--test-isolation=none',
      '--test-reporter=spec',
      ...files,
    ],
    {
      env: { ...process.env, ...part.env, LOTOCAR_SKIPPED: skippedFile, NODE_ENV: 'test', FORCE_COLOR: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let output = '';
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (chunk: string) => {
    output += chunk;
  });
  const code = await new Promise<number>((resolve) => child.on('close', (value) => resolve(value ?? 1)));
  const count = (word: string): number => Number(new RegExp(`^ℹ ${word} (\\d+)$`, 'm').exec(output)?.[1] ?? 0);
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const outcome = {
    part,
    code,
    passed: count('pass'),
    failed: count('fail') + count('cancelled'),
    skipped: count('skipped') + count('todo'),
    seconds,
  };
  // Silence when all is well; everything when it is not.
  if (code !== 0) process.stdout.write(`\n=== ${part.name} ===\n${output}\n`);
  process.stdout.write(
    `${part.name} : ${outcome.passed} réussis, ${outcome.failed} échoués, ${seconds.toFixed(1)} s\n`,
  );
  return outcome;
};

refuseForgotten();
const outcomes: Outcome[] = [];
for (const wave of waves) {
  const waiting = wave.filter(({ name }) => only === undefined || name.startsWith(only)).values();
  const runThem = async (): Promise<void> => {
    for (const part of waiting) outcomes.push(await run(part));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, runThem));
}

let skippedLines: readonly string[] = [];
try {
  skippedLines = [...new Set(readFileSync(skippedFile, 'utf8').split('\n'))].filter((line) => line !== '');
} catch {
  // No part skipped anything.
}
rmSync(folder, { recursive: true, force: true });
const sum = (pick: (outcome: Outcome) => number): number =>
  outcomes.reduce((total, outcome) => total + pick(outcome), 0);
for (const { part, code } of outcomes) if (code !== 0) process.stdout.write(`échoué : ${part.name}\n`);
for (const line of skippedLines) process.stdout.write(`sauté : ${line}\n`);
process.stdout.write(
  `${sum((o) => o.passed)} passed, ${sum((o) => o.failed)} failed, ${sum((o) => o.skipped)} skipped\n`,
);
process.exitCode = outcomes.every((outcome) => outcome.code === 0) && sum((o) => o.passed) > 0 ? 0 : 1;
