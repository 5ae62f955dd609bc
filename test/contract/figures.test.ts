import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Storage } from '#src/storage-ports.ts';
import { monthReport } from '#src/figures/month-report.ts';
import { createStorage } from '#src/storage/stores.ts';
import type { Request } from '#src/requests/request.ts';
import { AT, aPerson, aRequest, aTerritory, CAHORS, FIGEAC } from '#test/fixtures/drivers.ts';
import { forEachEngine } from './engines.ts';

const MONTH = AT.slice(0, 7);
const LATER = '2027-06-01T00:00:00.000Z';

describe('figures are counted alike, and do not change with what is erased', () => {
  forEachEngine((engine) => {
    let storage: Storage;
    const figures = async () => {
      const kept = storage.in('t-lot').figures;
      return { report: monthReport(await kept.tally(MONTH, LATER), 48), drivers: await kept.activeDrivers('2026-12') };
    };
    before(async () => {
      storage = createStorage(engine);
      await storage.atomicallyOnInstance(async ({ territories }) => {
        await territories.add(aTerritory(), AT);
        await territories.add(aTerritory({ id: 't-tarn', slug: 'tarn' }), AT);
      });
      await storage.atomically('t-lot', async ({ people, requests }) => {
        for (const id of ['p-1', 'p-2', 'd-1']) await people.add(aPerson({ id, firstName: id }));
        const add = (id: string, passengerId: string, changes: Partial<Request>, from = CAHORS) =>
          requests.add(
            aRequest({
              id,
              passengerId,
              ways: [{ ...aRequest().ways[0], id: `w-${id}`, from, to: FIGEAC }] as Request['ways'],
              ...changes,
            }),
            null,
          );
        const hours = (count: number) =>
          Temporal.Instant.from(AT).add({ hours: count }).toString({ smallestUnit: 'millisecond' });
        await add('met', 'p-1', {
          rides: [
            {
              id: 'ride',
              wayId: 'w-met',
              slot: '2026-12-01',
              date: '2026-12-01',
              driverId: 'd-1',
              tripId: null,
              kilometres: 70,
              regime: 'on-the-way',
              state: 'agreed',
              createdAt: AT,
            },
          ],
          promise: { dueAt: hours(48), saidAt: AT, byMember: null, keptAt: hours(5) },
          closing: { reason: 'done', at: hours(300), byMember: null },
        });
        await add('none', 'p-1', { closing: { reason: 'no-solution', at: hours(60), byMember: null }, motive: null });
        await add('open', 'p-2', { promise: { dueAt: hours(48), saidAt: AT, byMember: null, keptAt: null } }, FIGEAC);
      });
    });

    test('a month as it stands', async () => {
      const { report, drivers } = await figures();
      assert.equal(report.requests, 3);
      assert.equal(report.persons, 2);
      assert.deepEqual(report.ends, { met: 1, refused: 0, unmet: 1, dropped: 0, waiting: 1 });
      assert.deepEqual(report.answers, { count: 2, medianHours: 5, inTime: 1 });
      assert.deepEqual([report.promises, report.promisesKept], [2, 1]);
      assert.deepEqual(
        report.breakdowns.commune.map(({ value, total }) => [value, total]),
        [
          ['46042', 2],
          ['46102', 1],
        ],
      );
      assert.deepEqual(
        report.breakdowns.motive.map(({ value, total }) => [value, total]),
        [
          ['health', 2],
          ['none', 1],
        ],
      );
      assert.deepEqual(
        report.breakdowns.weekday.map(({ value, total }) => [value, total]),
        [['2', 3]],
      );
      assert.equal(drivers, 1);
      const elsewhere = await storage.in('t-tarn').figures.tally(MONTH, LATER);
      assert.equal(monthReport(elsewhere, 48).requests, 0);
    });

    test('stays the same when a request is blurred, reduced to counts, and its person erased', async () => {
      const whole = (await figures()).report;
      const same = async (what: string) => assert.deepEqual((await figures()).report, whole, what);
      await storage.atomically('t-lot', ({ retention }) => retention.blurRequest('met', (stop) => stop, LATER));
      await same('blurred: its reason is forgotten, not its count');
      await storage.atomically('t-lot', ({ retention }) => retention.reduceToCounts('none'));
      await same('reduced');
      await storage.atomically('t-lot', async ({ retention, people }) => {
        await retention.keepCounts('p-1');
        await people.erase('p-1', LATER);
      });
      await same('erased');
      await storage.atomically('t-lot', ({ retention }) => retention.reduceToCounts('open'));
      await same('all gone');
    });
  });
});
