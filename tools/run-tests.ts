// npm test and npm run test:long: each part in a process of its own, then what passed, failed and was skipped, said aloud.
import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Part {
  readonly name: string;
  readonly files: readonly string[];
  /** Test files that start browsers or servers share the two cores badly: one part at a time. */
  readonly alone?: boolean;
  /** Keeps the files in which one of these stands. */
  readonly containing?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const PARTS: Readonly<Record<string, readonly Part[]>> = {
  short: [
    { name: 'unités', files: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'tools/**/*.test.ts'] },
    { name: 'contrat de stockage', files: ['test/contract/**/*.test.ts'] },
    { name: 'web', files: ['test/web/**/*.test.ts', 'test/web/**/*.test.tsx'] },
    { name: 'navigateur', files: ['test/browser/**/*.test.ts'], alone: true },
  ],
  long: [
    { name: 'kill -9', files: ['test/kill/**/*.test.ts'], alone: true },
    {
      name: 'propriétés, longues',
      files: ['src/**/*.test.ts', 'test/**/*.test.ts'],
      containing: ['fc.assert', 'runs('],
      env: { LOTOCAR_RUNS: '20' },
    },
    { name: 'exactitude', files: ['test/bench/**/*.test.ts'], alone: true },
    { name: 'départ à neuf', files: ['test/fresh/**/*.test.ts'], alone: true },
  ],
};

const which = process.argv[2] ?? 'short';
const only = process.argv[3];
const parts = PARTS[which];
if (!parts) throw new Error(`unknown set of tests: ${which}`);

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

const run = async (part: Part): Promise<Outcome> => {
  const files = part.files
    .flatMap((pattern) => globSync(pattern))
    .filter((file) => matches(file, part.containing))
    .toSorted();
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

const outcomes: Outcome[] = [];
const chosen = parts.filter((part) => only === undefined || part.name.startsWith(only));
outcomes.push(...(await Promise.all(chosen.filter((part) => !part.alone).map(run))));
for (const part of chosen.filter((candidate) => candidate.alone)) outcomes.push(await run(part));

let skippedLines: readonly string[] = [];
try {
  skippedLines = [...new Set(readFileSync(skippedFile, 'utf8').split('\n'))].filter((line) => line !== '');
} catch {
  // No part skipped anything.
}
rmSync(folder, { recursive: true, force: true });
const sum = (pick: (outcome: Outcome) => number): number =>
  outcomes.reduce((total, outcome) => total + pick(outcome), 0);
for (const line of skippedLines) process.stdout.write(`sauté : ${line}\n`);
process.stdout.write(
  `${sum((o) => o.passed)} passed, ${sum((o) => o.failed)} failed, ${sum((o) => o.skipped)} skipped\n`,
);
process.exitCode = outcomes.every((outcome) => outcome.code === 0) && sum((o) => o.passed) > 0 ? 0 : 1;
