import { SaidToPeople } from '#src/said-to-people.ts';
import type { Logger } from 'pino';
import type { ClaimedJob, JobStore } from '#src/jobs/job.ts';
import type { RegularJob } from '#src/jobs/regular-job.ts';
import type { Clock, NewId } from '#src/time/units.ts';
import { formatInstant } from '#src/time/zone.ts';

/** How often a process looks for a job that is due. */
const LOOK_MILLISECONDS = 30_000;
/** Long enough for the longest job, short enough for another process to take over the same hour. */
const LEASE_SECONDS = 15 * 60;

/** Runs what runs by itself, while the service is open. */
export interface JobRunner {
  /** One line a job: its name and what it does. */
  readonly names: readonly string[];
  start(): void;
  /** Waits for the job under way. */
  stop(): Promise<void>;
  /** Runs every job that is due; gives how many ran. */
  runDue(): Promise<number>;
  /** `lotocar job NAME`: now, due or not. @throws Error in French when no job has that name, or somebody else is at it. */
  runNow(name: string): Promise<string>;
}

interface Needs {
  readonly store: JobStore;
  readonly jobs: readonly RegularJob[];
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Logger;
}

export const createJobRunner = ({ store, jobs, clock, newId, log }: Needs): JobRunner => {
  const owner = newId();
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<unknown> = Promise.resolve();
  let stopped = false;

  const perform = async (claimed: ClaimedJob): Promise<string> => {
    const job = jobs.find(({ name }) => name === claimed.name);
    if (!job) {
      await store.removeJob(claimed);
      return '';
    }
    try {
      const counts = await job.run(clock());
      const next = clock().add({ minutes: job.every });
      await store.finishJob(claimed, formatInstant(clock()), formatInstant(next));
      const done = Object.entries(counts).filter(([, count]) => count > 0);
      if (done.length > 0) log.info({ job: job.name, ...Object.fromEntries(done) }, 'job done');
      return done.length === 0
        ? `${job.name} : rien à faire.`
        : `${job.name} : ${done.map(([key, count]) => `${key} ${count}`).join(', ')}.`;
    } catch (error) {
      // The name of the error only: its text may quote someone.
      const reason = error instanceof Error ? error.name : 'unknown';
      log.error(
        {
          job: job.name,
          error: reason,
          stack:
            error instanceof Error ? error.stack?.split('\n').filter((line) => line.startsWith('    at')) : undefined,
        },
        'job failed',
      );
      await store.failJob(claimed, formatInstant(clock()), reason);
      throw error;
    }
  };

  const ensureAll = async (): Promise<void> => {
    for (const { name } of jobs) await store.ensureJob({ name, territoryId: '' }, formatInstant(clock()));
  };

  const runDue = async (): Promise<number> => {
    let ran = 0;
    for (;;) {
      if (stopped) return ran;
      const claimed = await store.claimDueJob(formatInstant(clock()), owner, LEASE_SECONDS);
      if (!claimed) return ran;
      // A job that failed is due later: the others go on.
      await perform(claimed).catch(() => undefined);
      ran += 1;
    }
  };

  /** What happened since may want a job before its hour; another process may already be at it. */
  const runWanted = async (): Promise<number> => {
    let ran = 0;
    for (const job of jobs) {
      if (stopped || (await job.isWanted?.(clock())) !== true) continue;
      const key = { name: job.name, territoryId: '' };
      const claimed = await store.claimJob(key, formatInstant(clock()), owner, LEASE_SECONDS);
      if (claimed)
        ran += await perform(claimed).then(
          () => 1,
          () => 0,
        );
    }
    return ran;
  };

  const look = (): void => {
    underWay = runDue()
      .then(runWanted)
      .catch((error: unknown) =>
        log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'jobs could not be read'),
      )
      .finally(() => {
        if (!stopped) timer = setTimeout(look, LOOK_MILLISECONDS).unref();
      });
  };

  return {
    names: jobs.map(({ name, label }) => `${name.padEnd(24)} ${label}`),
    start() {
      underWay = ensureAll().then(look, (error: unknown) =>
        log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'jobs could not be written'),
      );
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await underWay;
    },
    runDue: async () => {
      await ensureAll();
      return (await runDue()) + (await runWanted());
    },
    async runNow(name) {
      if (!jobs.some((job) => job.name === name))
        throw new SaidToPeople(
          `Aucun travail ne s’appelle « ${name} ». Travaux : ${jobs.map((job) => job.name).join(', ')}.`,
        );
      await ensureAll();
      const claimed = await store.claimJob({ name, territoryId: '' }, formatInstant(clock()), owner, LEASE_SECONDS);
      if (!claimed) throw new SaidToPeople(`« ${name} » est déjà en cours ailleurs : réessayez dans un quart d’heure.`);
      return perform(claimed);
    },
  };
};
