import type { ExpressionBuilder, Kysely } from 'kysely';
// oxlint-disable-next-line no-restricted-imports -- pure, and part of what the port promises
import { backOffSeconds } from '#src/jobs/back-off.ts';
// oxlint-disable-next-line no-restricted-imports -- the port of the jobs, which storage implements
import type { ClaimedJob, Job, JobKey, JobStore } from '#src/jobs/job.ts';
import type { IsoInstant } from '#src/time/units.ts';
import type { Engine } from './engine.ts';
import type { Database } from './schema/database.ts';
import type { JobTable } from './schema/instance.ts';

/** Characters kept of an error: enough to understand, no more than a screen. */
const ERROR_LENGTH = 500;

/** The jobs of an instance in its database. Each verb is one transaction of its own. */
export const createJobStore = (engine: Pick<Engine, 'db' | 'atomically'>): JobStore => {
  const claim = async (
    find: (db: Kysely<Database>) => Promise<JobTable | undefined>,
    now: IsoInstant,
    owner: string,
    leaseSeconds: number,
  ): Promise<ClaimedJob | undefined> => {
    // Most of the time nothing is due: a worker that only looks takes no lock.
    if ((await find(engine.db)) === undefined) return undefined;
    return await engine.atomically(async (trx) => {
      const row = await find(trx);
      if (row === undefined) return undefined;
      const lease = { owner, until: after(now, leaseSeconds) };
      const attempts = row.attempts + 1;
      await trx
        .updateTable('job')
        .set({ lease_owner: lease.owner, lease_until: lease.until, attempts })
        .where('name', '=', row.name)
        .where('territory_id', '=', row.territory_id)
        .execute();
      return { ...jobOf(row), lease, attempts };
    });
  };

  /** Changes a job only while its lease is still ours: owner and end tell it from any later one. */
  const settle = (job: ClaimedJob, changes: Partial<JobTable>): Promise<boolean> =>
    engine.atomically(async (trx) => {
      const { numUpdatedRows } = await trx
        .updateTable('job')
        .set(changes)
        .where('name', '=', job.name)
        .where('territory_id', '=', job.territoryId)
        .where('lease_owner', '=', job.lease.owner)
        .where('lease_until', '=', job.lease.until)
        .executeTakeFirstOrThrow();
      return numUpdatedRows === 1n;
    });

  return {
    async ensureJob(key, dueAt) {
      const nobody = { lease_owner: null, lease_until: null, last_run_at: null, last_error: null, attempts: 0 };
      await engine.atomically((trx) =>
        trx
          .insertInto('job')
          .values({ name: key.name, territory_id: key.territoryId, due_at: dueAt, ...nobody })
          .onConflict((conflict) => conflict.columns(['name', 'territory_id']).doNothing())
          .execute(),
      );
    },
    claimDueJob: (now, owner, leaseSeconds) =>
      claim(
        (db) =>
          db
            .selectFrom('job')
            .selectAll()
            .where('due_at', '<=', now)
            .where(isFree(now))
            .orderBy('due_at')
            .orderBy('name')
            .orderBy('territory_id')
            .limit(1)
            .executeTakeFirst(),
        now,
        owner,
        leaseSeconds,
      ),
    claimJob: (key, now, owner, leaseSeconds) =>
      claim((db) => rowOf(db, key).where(isFree(now)).executeTakeFirst(), now, owner, leaseSeconds),
    async renewJob(job, now, leaseSeconds) {
      const lease = { owner: job.lease.owner, until: after(now, leaseSeconds) };
      return (await settle(job, { lease_until: lease.until })) ? { ...job, lease } : undefined;
    },
    finishJob: (job, now, nextDueAt) =>
      settle(job, {
        due_at: nextDueAt,
        lease_owner: null,
        lease_until: null,
        last_run_at: now,
        last_error: null,
        attempts: 0,
      }),
    failJob: (job, now, error) =>
      settle(job, {
        due_at: after(now, backOffSeconds(job.attempts)),
        lease_owner: null,
        lease_until: null,
        last_run_at: now,
        last_error: error.replaceAll('\0', '').slice(0, ERROR_LENGTH),
      }),
    async removeJob(key) {
      await engine.atomically((trx) =>
        trx.deleteFrom('job').where('name', '=', key.name).where('territory_id', '=', key.territoryId).execute(),
      );
    },
    async listJobs() {
      const rows = await engine.db.selectFrom('job').selectAll().execute();
      return rows.map(jobOf).toSorted((a, b) => byText(a.name, b.name) || byText(a.territoryId, b.territoryId));
    },
  };
};

const isFree = (now: IsoInstant) => (eb: ExpressionBuilder<Database, 'job'>) =>
  eb.or([eb('lease_until', 'is', null), eb('lease_until', '<=', now)]);

const rowOf = (db: Kysely<Database>, key: JobKey) =>
  db.selectFrom('job').selectAll().where('name', '=', key.name).where('territory_id', '=', key.territoryId);

const after = (instant: IsoInstant, seconds: number): IsoInstant =>
  Temporal.Instant.from(instant)
    .add({ milliseconds: Math.round(seconds * 1000) })
    .toString({ fractionalSecondDigits: 3 });

const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const jobOf = (row: JobTable): Job => ({
  name: row.name,
  territoryId: row.territory_id,
  dueAt: row.due_at,
  lease:
    row.lease_owner === null || row.lease_until === null ? null : { owner: row.lease_owner, until: row.lease_until },
  lastRunAt: row.last_run_at,
  lastError: row.last_error,
  attempts: row.attempts,
});
