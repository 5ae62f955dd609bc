import { execFileSync, fork } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom } from '#src/demo/random.ts';
import { percentileOf, sortedNumbers } from '#src/bench/percentile.ts';
import { createDatabase, postgresAddress } from '#test/contract/real-postgres.ts';
import { bundle } from '../../tools/bundle.ts';
import { type Work, workShift } from '#test/load/at-work.ts';
import { readBack } from '#test/load/read-back.ts';
import type { FromService } from '#test/load/served-desk.ts';
import { timedSite } from '#test/load/timed-site.ts';

export interface LoadOptions {
  readonly members: number;
  readonly seconds: number;
  readonly engine: 'sqlite' | 'postgres';
  readonly trips: number;
  /** Milliseconds between two gestures of one member, on average. */
  readonly pause: number;
}

export interface PageFigures {
  readonly page: string;
  readonly times: number;
  readonly p50: number;
  readonly p99: number;
  readonly most: number;
}

export interface LoadReport {
  readonly trips: number;
  /** GET /health asked in the same run, in the same crowd. */
  readonly reference: PageFigures;
  readonly pages: readonly PageFigures[];
  readonly errors: readonly string[];
  readonly acknowledged: number;
  readonly lost: readonly string[];
  readonly conflicts: number;
  readonly refusals: number;
  readonly givenUp: number;
  readonly perSecond: number;
  /** Of the service's process; slopes from the first third on, in mebibytes a minute. */
  readonly memory: {
    /** Once it answers, before anyone works. */
    readonly rssStart: number;
    readonly rssMiddle: number;
    readonly rssMost: number;
    readonly rssEnd: number;
    readonly rssSlope: number;
    readonly heapSlope: number;
  };
}

const REFERENCE = 'référence : GET /health';
const MEBIBYTE = 2 ** 20;
/** Seconds whose lowest heap stands for them: what waits to be collected is not what is held. */
const HEAP_WINDOW = 5;

/** Seconds at the start that are lived and not timed. */
const LONGEST_WARM_UP = 10;

interface Sample {
  readonly at: number;
  readonly bytes: number;
}

/** Least squares, in mebibytes a minute; 0 when there is too little to tell. */
const slopeOf = (samples: readonly Sample[]): number => {
  if (samples.length < 3) return 0;
  const mean = (of: (sample: Sample) => number): number =>
    samples.reduce((sum, one) => sum + of(one), 0) / samples.length;
  const [at, bytes] = [mean((one) => one.at), mean((one) => one.bytes)];
  const spread = samples.reduce((sum, one) => sum + (one.at - at) ** 2, 0);
  const together = samples.reduce((sum, one) => sum + (one.at - at) * (one.bytes - bytes), 0);
  return (together / spread / MEBIBYTE) * 60;
};

const lowest = (samples: readonly Sample[]): readonly Sample[] =>
  [...Map.groupBy(samples, ({ at }) => Math.floor(at / HEAP_WINDOW)).values()].map((some) =>
    some.reduce((low, one) => (one.bytes < low.bytes ? one : low)),
  );

const figuresOf = (page: string, milliseconds: readonly number[]): PageFigures => {
  const sorted = sortedNumbers(milliseconds);
  return {
    page,
    times: sorted.length,
    p50: percentileOf(sorted, 0.5),
    p99: percentileOf(sorted, 0.99),
    most: sorted.at(-1) ?? 0,
  };
};

/** Twenty members, or so many, at work for some seconds on the real service; then each acknowledged write is looked for. */
export const runLoad = async (options: LoadOptions): Promise<LoadReport> => {
  const server = options.engine === 'postgres' ? await createDatabase(postgresAddress() ?? '') : null;
  const dataFolder = mkdtempSync(join(tmpdir(), 'lotocar-load-'));
  try {
    return await loadOn(options, server?.url ?? null, dataFolder);
  } finally {
    await server?.drop();
    if (existsSync(dataFolder)) rmSync(dataFolder, { recursive: true, force: true });
  }
};

const loadOn = async (options: LoadOptions, databaseUrl: string | null, dataFolder: string): Promise<LoadReport> => {
  const { members, seconds, pause, trips } = options;
  // As it is delivered: what it holds is the product's, and nothing of a loader of sources.
  execFileSync(process.execPath, ['tools/build.ts', '--if-stale']);
  await bundle({ 'served-desk': 'test/load/served-desk.ts' });
  const child = fork('dist/served-desk.js', [databaseUrl ?? '', dataFolder, String(members), String(trips)], {
    // As `npm start` does.
    execArgv: ['--max-semi-space-size=4', '--max-old-space-size=512'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const rss: Sample[] = [];
  const heap: Sample[] = [];
  let started = performance.now();
  try {
    const ready = await new Promise<Extract<FromService, { kind: 'ready' }>>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`the service stopped with ${code}`)));
      child.on('message', (message: FromService) => {
        if (message.kind === 'ready') return resolve(message);
        const at = (performance.now() - started) / 1000;
        rss.push({ at, bytes: message.rss });
        heap.push({ at, bytes: message.heap });
      });
    });
    const site = timedSite(`http://127.0.0.1:${ready.port}`);
    const work: Work = { acknowledged: [], conflicts: 0, refusals: 0, givenUp: 0 };
    const today = Temporal.Now.plainDateISO('Europe/Paris').toString();
    let marks = 0;
    started = performance.now();
    const startedWith = ready.rss;
    rss.length = 0;
    heap.length = 0;
    const isOver = (): boolean => performance.now() - started > seconds * 1000;
    const reference = async (): Promise<void> => {
      while (!isOver()) {
        await site.get(REFERENCE, '/health');
        await sleep(100);
      }
    };
    const warmUp = sleep(Math.min(LONGEST_WARM_UP, seconds / 5) * 1000).then(() => site.warmedUp());
    await Promise.all([
      warmUp,
      reference(),
      ...ready.members.map((member, index) =>
        workShift(
          { site, member, work, today, random: createRandom(index + 1), mark: () => `charge-${(marks += 1)}` },
          isOver,
          pause,
        ),
      ),
    ]);
    const lived = (performance.now() - started) / 1000;
    child.disconnect();
    await gone;
    const warm = ({ at }: Sample): boolean => at > lived / 3;
    const all = [...site.pages].map(([page, { milliseconds }]) => figuresOf(page, milliseconds));
    const total = all.reduce((sum, { times }) => sum + times, 0);
    return {
      trips: ready.trips,
      reference: all.find(({ page }) => page === REFERENCE) ?? figuresOf(REFERENCE, []),
      pages: all.filter(({ page }) => page !== REFERENCE).toSorted((a, b) => b.p99 - a.p99),
      errors: site.failures.map(({ page, what }) => `${page}: ${what}`),
      acknowledged: work.acknowledged.length,
      lost: await readBack({ databaseUrl, dataFolder, territoryId: ready.territoryId }, work.acknowledged),
      conflicts: work.conflicts,
      refusals: work.refusals,
      givenUp: work.givenUp,
      perSecond: total / lived,
      memory: {
        rssStart: startedWith / MEBIBYTE,
        rssMiddle: (rss[Math.floor(rss.length / 2)]?.bytes ?? 0) / MEBIBYTE,
        rssMost: Math.max(0, ...rss.map(({ bytes }) => bytes)) / MEBIBYTE,
        rssEnd: (rss.at(-1)?.bytes ?? 0) / MEBIBYTE,
        rssSlope: slopeOf(rss.filter(warm)),
        heapSlope: slopeOf(lowest(heap.filter(warm))),
      },
    };
  } finally {
    if (child.connected) child.disconnect();
    // Bounded, whatever the service does.
    await Promise.race([gone, sleep(10_000, undefined, { ref: false })]);
    if (child.exitCode === null) child.kill();
  }
};
