import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import { awaitedRides, createErasePerson } from '#src/privacy/erase-person.ts';
import type { Request } from '#src/requests/request.ts';
import { AT, aPerson, aRequest, aTrip } from '#test/fixtures/drivers.ts';
import { onSqlite } from '#test/fixtures/sqlite.ts';

const ride = (id: string, wayId: string, date: string | null): Request['rides'][number] => ({
  id,
  wayId,
  slot: date ?? 'weekday-1',
  date,
  driverId: 'p-1',
  tripId: 'trip-1',
  kilometres: 30,
  regime: 'on-the-way',
  state: 'agreed',
  createdAt: AT,
});

suite('erasePerson', () => {
  onSqlite((bench) => {
    const stores = () => bench.storage.in(bench.territory.id);

    before(async () => {
      await bench.storage.atomically(bench.territory.id, async ({ people, drivers, trips, requests }) => {
        await people.add(aPerson());
        await people.add(aPerson({ id: 'p-2', firstName: 'Lucette' }));
        await drivers.add({ personId: 'p-1', welcomedOn: null, welcomedBy: null, createdAt: AT });
        await trips.add(aTrip());
        const keep = (id: string, rides: Request['rides'], closing: Request['closing']) =>
          requests.add(
            aRequest({ id, ways: aRequest().ways.map((way) => ({ ...way, id: `w-${id}` })), rides, closing }),
            null,
          );
        const done = { reason: 'done', at: AT, byMember: null } as const;
        await keep('past', [ride('r-past', 'w-past', '2026-10-01')], done);
        await keep('coming', [ride('r-coming', 'w-coming', '2026-12-01')], done);
        await keep('weekly', [ride('r-weekly', 'w-weekly', null)], { ...done, reason: 'regular-found' });
        await requests.add(
          aRequest({ id: 'own', passengerId: 'p-1', ways: aRequest().ways.map((way) => ({ ...way, id: 'w-own' })) }),
          null,
        );
      });
    });

    test('says beforehand which rides people still count on', async () => {
      const awaited = await awaitedRides(stores(), 'p-1', '2026-11-22');
      assert.deepEqual(awaited.map(({ id }) => id).toSorted(), ['r-coming', 'r-weekly']);
    });

    test('all goes; whoever counted on a ride is looked after again; counts stay', async () => {
      const erased = await createErasePerson(bench.tools)(bench.territory, 'p-1', { kind: 'driver', id: 'p-1' });
      assert.deepEqual(erased.kind === 'erased' && erased.reopened.toSorted(), ['coming', 'weekly']);
      assert.equal(await stores().people.find('p-1'), undefined);
      assert.equal(await stores().requests.find('own'), undefined);
      for (const id of ['coming', 'weekly']) assert.equal((await stores().requests.get(id)).closing, null);
      assert.equal((await stores().requests.get('past')).closing?.reason, 'done');
      const counts = await bench.engine.db
        .selectFrom('monthly_count')
        .select(['month', 'key', 'number'])
        .orderBy('month')
        .orderBy('key')
        .execute();
      assert.deepEqual(
        counts.map(({ month, key, number }) => `${month} ${key} ${number}`),
        [
          '2026-10 ride 1',
          '2026-10 ride-kilometres 30',
          '2026-11 by:commune:46128:waiting 1',
          '2026-11 by:motive:health:waiting 1',
          '2026-11 by:weekday:2:waiting 1',
          '2026-11 end:waiting 1',
          '2026-11 person 1',
          '2026-11 request 1',
          '2026-11 request-closed:open 1',
          '2026-11 request-unmet 1',
        ],
      );
      const lost = await stores().lostRides.listPending('2026-11-22');
      assert.deepEqual(lost.map(({ id }) => id).toSorted(), ['r-coming', 'r-weekly'], 'both passengers are to be told');
      const [line] = await stores().journal.of({ kind: 'person', id: 'p-1' }, 1);
      assert.deepEqual([line?.action, line?.details], ['person-erased', { reopened: 2 }]);
      assert.equal((await bench.engine.db.selectFrom('erasure').selectAll().execute()).length, 1);
      assert.deepEqual(await createErasePerson(bench.tools)(bench.territory, 'p-1', { kind: 'system', id: null }), {
        kind: 'not-found',
      });
    });
  });
});
