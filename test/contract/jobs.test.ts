import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { openEngine } from '#src/storage/open-engine.ts';
import { createJobStore } from '#src/storage/job-store.ts';
import type { JobStore } from '#src/jobs/job.ts';
import { noteSkipped } from '#test/note-skipped.ts';
import { forEachEngine } from './engines.ts';
import type { EngineUnderTest } from './engines.ts';
import { startTogether, startWorker } from './second-process.ts';

const at = (minute: number): string => `2026-11-22T08:${String(minute).padStart(2, '0')}:00.000Z`;
const night = { name: 'retention', territoryId: 'lot' };

const empty = (engine: EngineUnderTest) => engine.atomically((trx) => trx.deleteFrom('job').execute());

describe('jobs', () => {
  forEachEngine((engine) => {
    let jobs: JobStore;
    beforeEach(async () => {
      await empty(engine);
      jobs = createJobStore(engine);
    });

    test('a job is made once: making it again does not move it', async () => {
      await jobs.ensureJob(night, at(1));
      await jobs.ensureJob(night, at(30));
      await jobs.ensureJob({ name: 'retention', territoryId: '' }, at(2));
      assert.deepEqual(
        (await jobs.listJobs()).map(({ territoryId, dueAt }) => [territoryId, dueAt]),
        [
          ['', at(2)],
          ['lot', at(1)],
        ],
      );
      await jobs.removeJob(night);
      assert.deepEqual(
        (await jobs.listJobs()).map(({ territoryId }) => territoryId),
        [''],
      );
    });

    test('nothing is taken before it is due; the one due for longest goes first', async () => {
      await jobs.ensureJob({ name: 'b', territoryId: '' }, at(5));
      await jobs.ensureJob({ name: 'a', territoryId: '' }, at(6));
      assert.equal(await jobs.claimDueJob(at(4), 'one', 60), undefined);
      const first = await jobs.claimDueJob(at(7), 'one', 60);
      assert.deepEqual(first, {
        name: 'b',
        territoryId: '',
        dueAt: at(5),
        lease: { owner: 'one', until: at(8) },
        lastRunAt: null,
        lastError: null,
        attempts: 1,
      });
      assert.equal((await jobs.claimDueJob(at(7), 'two', 60))?.name, 'a');
      assert.equal(await jobs.claimDueJob(at(7), 'three', 60), undefined);
    });

    test('a job that went well is due again later, and forgets its failures', async () => {
      await jobs.ensureJob(night, at(0));
      const first = await jobs.claimDueJob(at(0), 'one', 60);
      assert.ok(first);
      assert.equal(await jobs.failJob(first, at(0), 'the SMS host did not answer'), true);
      const [failed] = await jobs.listJobs();
      assert.deepEqual(failed, {
        ...night,
        dueAt: at(1),
        lease: null,
        lastRunAt: at(0),
        lastError: 'the SMS host did not answer',
        attempts: 1,
      });
      const second = await jobs.claimDueJob(at(1), 'one', 60);
      assert.ok(second);
      assert.equal(second.attempts, 2);
      assert.equal(await jobs.failJob(second, at(1), 'x'.repeat(2000)), true);
      const [again] = await jobs.listJobs();
      assert.equal(again?.dueAt, at(3));
      assert.equal(again.lastError?.length, 500);
      const third = await jobs.claimDueJob(at(3), 'one', 60);
      assert.ok(third);
      assert.equal(await jobs.finishJob(third, at(3), at(40)), true);
      assert.deepEqual(await jobs.listJobs(), [
        { ...night, dueAt: at(40), lease: null, lastRunAt: at(3), lastError: null, attempts: 0 },
      ]);
    });

    test('a lease that has run out is taken again, and the late worker changes nothing', async () => {
      await jobs.ensureJob(night, at(0));
      const late = await jobs.claimDueJob(at(0), 'same-host', 300);
      assert.ok(late);
      assert.equal(await jobs.claimDueJob(at(4), 'same-host', 300), undefined);
      const next = await jobs.claimDueJob(at(5), 'same-host', 300);
      assert.ok(next);
      assert.equal(next.attempts, 2, 'the run that never ended counts');
      assert.equal(await jobs.finishJob(late, at(6), at(50)), false);
      assert.equal(await jobs.failJob(late, at(6), 'late'), false);
      assert.equal(await jobs.renewJob(late, at(6), 300), undefined);
      const renewed = await jobs.renewJob(next, at(6), 600);
      assert.equal(renewed?.lease.until, at(16));
      assert.equal(await jobs.finishJob(next, at(7), at(50)), false, 'only the renewed lease holds');
      assert.equal(await jobs.claimDueJob(at(12), 'other', 300), undefined);
      assert.equal(await jobs.finishJob(renewed, at(12), at(50)), true);
    });

    test('by hand, a job is run before its hour, unless somebody holds it', async () => {
      await jobs.ensureJob(night, at(50));
      const held = await jobs.claimJob(night, at(0), 'hand', 60);
      assert.equal(held?.dueAt, at(50));
      assert.equal(await jobs.claimJob(night, at(0), 'other hand', 60), undefined);
      assert.equal(await jobs.claimJob({ name: 'unknown', territoryId: '' }, at(0), 'hand', 60), undefined);
    });

    test('twelve workers at once never share a job', async () => {
      const names = Array.from({ length: 30 }, (_, index) => `job-${index}`);
      for (const name of names) await jobs.ensureJob({ name, territoryId: '' }, at(0));
      const taken: string[] = [];
      const work = async (owner: string) => {
        for (;;) {
          const job = await jobs.claimDueJob(at(1), owner, 600);
          if (job === undefined) return;
          taken.push(job.name);
        }
      };
      await Promise.all(Array.from({ length: 12 }, (_, index) => work(`worker-${index}`)));
      assert.deepEqual(taken.toSorted(), names.toSorted());
    });

    if (engine.kind === 'pglite') {
      noteSkipped('deux processus sur PGlite, qui n’en accepte qu’un (faits sur SQLite et sur un vrai PostgreSQL)');
      return;
    }

    test('two processes never share a job', async () => {
      const names = Array.from({ length: 60 }, (_, index) => `job-${index}`);
      for (const name of names) await jobs.ensureJob({ name, territoryId: '' }, at(0));
      const workers = ['first', 'second'].map((owner) => startWorker('claim', engine, owner));
      const said = await startTogether(workers);
      const taken = said.map((lines) => lines.filter((line) => line.startsWith('job-')));
      assert.deepEqual(taken.flat().toSorted(), names.toSorted());
      assert.ok(
        taken.every((lines) => lines.length > 0),
        'both worked',
      );
    });

    test('another engine on the same database sees the lease', async () => {
      await jobs.ensureJob(night, at(0));
      const other = await openEngine({ databaseUrl: engine.databaseUrl, dataFolder: engine.dataFolder });
      try {
        assert.ok(await createJobStore(other).claimDueJob(at(1), 'other', 60));
        assert.equal(await jobs.claimDueJob(at(1), 'this', 60), undefined);
      } finally {
        await other.close();
      }
    });
  });
});
