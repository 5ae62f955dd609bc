import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { createFindVolunteers } from '#src/matching/find-volunteers.ts';
import type { Request } from '#src/requests/request.ts';
import { crowFlyMetric } from '#src/roads/crow-fly-metric.ts';
import type { Storage } from '#src/storage-ports.ts';
import { createStorage } from '#src/storage/stores.ts';
import { createTripCatalogue } from '#src/storage/trip-catalogue.ts';
import { ALL_ON } from '#src/territory/switches.ts';
import { createIsLookWanted, createLookAgain } from '#src/wishes/look-again.ts';
import { AT, aPerson, aTerritory, aTrip, everyMonday, FIGEAC, GRAMAT } from '#test/fixtures/drivers.ts';
import { request, way } from '#test/fixtures/requests.ts';
import { aVolunteer } from '#test/fixtures/volunteers.ts';
import { forEachEngine } from './engines.ts';

const LOT = 't-lot';
const OTHER = 't-other';
const TUESDAY = '2026-12-01';

describe('wishes are kept and looked at again alike', () => {
  forEachEngine((engine) => {
    let storage: Storage;
    let isWanted: ReturnType<typeof createIsLookWanted>;
    let lookAgain: ReturnType<typeof createLookAgain>;
    let now = Temporal.Instant.from(AT);
    const territory = aTerritory({ switches: ALL_ON });
    const at = () => now.toString({ smallestUnit: 'millisecond' });
    const pass = (): void => {
      now = now.add({ minutes: 1 });
    };
    const wanted = () => isWanted(territory, now);
    const look = async () => {
      pass();
      return lookAgain(territory, now);
    };
    const states = async () => new Map((await storage.in(LOT).wishes.list()).map((one) => [one.wayId, one.state]));
    const get = (id: string): Promise<Request> => storage.in(LOT).requests.get(id);
    const save = async (one: Request): Promise<void> => {
      pass();
      await storage.atomically(LOT, ({ requests }) => requests.save({ ...one, updatedAt: at() }, 'm-1'));
    };
    const addRequest = async (id: string, changes: Partial<Request> = {}): Promise<void> => {
      pass();
      const ways = [way('outward', { kind: 'dates', dates: [TUESDAY] }, { id: `${id}-out` })];
      await storage.atomically(LOT, ({ requests }) =>
        requests.add(request({ id, ways, createdAt: at(), updatedAt: at(), ...changes }), 'm-1'),
      );
    };
    const addDriver = (id: string, welcomedOn: string | null = '2026-11-02') =>
      storage.atomically(LOT, async ({ people, drivers }) => {
        pass();
        await people.add(aPerson({ id, phones: [] }));
        await drivers.add({ personId: id, welcomedOn, welcomedBy: null, createdAt: at() });
      });

    before(async () => {
      storage = createStorage(engine);
      const catalogue = createTripCatalogue({ engine, estimate: crowFlyMetric });
      const reading = (id: string) => storage.in(id);
      isWanted = createIsLookWanted({ in: reading });
      lookAgain = createLookAgain({
        in: reading,
        atomically: (id, work) => storage.atomically(id, work),
        findMatches: catalogue.findMatches,
        findVolunteers: createFindVolunteers({ in: reading, metricOf: () => () => crowFlyMetric }),
        meetingStops: async () => [],
        breathe: async () => undefined,
      });
      await storage.atomicallyOnInstance(async ({ territories }) => {
        await territories.add(territory, AT);
        await territories.add(aTerritory({ id: OTHER, slug: 'ailleurs', name: 'Ailleurs' }), AT);
      });
      await storage.atomically(LOT, ({ people }) => people.add(aPerson({ id: 'p-2', firstName: 'Lucette' })));
    });

    test('the first look finds nobody, and nothing calls for another until something happens', async () => {
      await addRequest('r-1');
      await addRequest('r-closed', { closing: { reason: 'no-solution', at: at(), byMember: null } });
      await addRequest('r-cancelled', { closing: { reason: 'cancelled', at: at(), byMember: null } });
      assert.equal(await wanted(), true);
      assert.deepEqual(await look(), { found: 0 });
      assert.deepEqual(
        [...(await states())],
        [
          ['r-1-out', 'nothing'],
          ['r-closed-out', 'nothing'],
        ],
      );
      assert.equal(await wanted(), false);
      assert.deepEqual(await look(), { found: 0 });
      await addRequest('r-2');
      assert.equal(await wanted(), true);
      assert.deepEqual(await look(), { found: 0 });
      assert.equal(await wanted(), false);
    });

    test('a trip that fits is news for each of them, the closed one too, and is told until it is seen', async () => {
      await addDriver('odile');
      const trip = aTrip({
        id: 'tuesdays',
        driverId: 'odile',
        schedule: { ...everyMonday, weekdays: 2, departure: 510 },
        stops: [GRAMAT, FIGEAC],
      });
      await storage.atomically(LOT, ({ trips }) => trips.add(trip));
      assert.equal(await wanted(), true);
      assert.deepEqual(await look(), { found: 3 });
      const { wishes } = storage.in(LOT);
      assert.equal(await wishes.countFound(), 3);
      assert.deepEqual((await wishes.found())[0]?.found, [{ driverId: 'odile', tripId: 'tuesdays' }]);
      assert.equal(await storage.in(OTHER).wishes.countFound(), 0);
      await storage.atomically(OTHER, (stores) => stores.wishes.see('r-2', 'm-away'));
      assert.equal(await wishes.countFound(), 3);
      await storage.atomically(LOT, (stores) => stores.wishes.see('r-2', 'm-1'));
      assert.equal(await wishes.countFound(), 2);
      assert.deepEqual(await look(), { found: 0 });
    });

    test('a trip that stops takes the news back; a volunteer, or a welcome, brings it again', async () => {
      const trip = await storage.in(LOT).trips.get('tuesdays');
      pass();
      await storage.atomically(LOT, ({ trips }) => trips.change({ ...trip, state: 'stopped' }, at()));
      await look();
      assert.deepEqual(new Set((await states()).values()), new Set(['nothing']));
      await addDriver('yvette', null);
      await storage.atomically(LOT, ({ volunteers }) =>
        volunteers.add(aVolunteer({ personId: 'yvette', mornings: 127, radius: 60, createdAt: at() })),
      );
      assert.equal(await wanted(), true);
      assert.equal((await look()).found, 0, 'not welcomed yet');
      assert.equal(await wanted(), false);
      pass();
      await storage.atomically(LOT, ({ drivers }) => drivers.welcome('yvette', '2026-11-22', 'm-1', at()));
      assert.equal(await wanted(), true);
      assert.equal((await look()).found, 3);
      assert.deepEqual((await storage.in(LOT).wishes.found())[0]?.found, [{ driverId: 'yvette', tripId: null }]);
    });

    test('who was asked is no news any more, and what is settled, cancelled or past is no wish', async () => {
      pass();
      await storage.atomically(LOT, ({ introductions }) =>
        introductions.add({
          id: 'i-1',
          requestId: 'r-1',
          wayId: 'r-1-out',
          slots: [TUESDAY],
          driverId: 'yvette',
          tripId: null,
          regime: 'on-purpose',
          asking: null,
          state: 'no',
          callAgainOn: null,
          driverNumberShared: null,
          calls: [],
          createdAt: at(),
          version: 1,
        }),
      );
      await save(await get('r-1'));
      await save({ ...(await get('r-2')), closing: { reason: 'cancelled', at: at(), byMember: 'm-1' } });
      assert.equal(await wanted(), true);
      await look();
      const after = await states();
      assert.equal(after.get('r-1-out'), 'nothing');
      assert.equal(after.get('r-2-out'), undefined);
      assert.equal(after.get('r-closed-out'), 'found');
      now = Temporal.Instant.from('2026-12-02T03:00:00Z');
      assert.equal(await wanted(), true, 'another day');
      await look();
      assert.deepEqual([...(await states())], []);
    });

    test('a wish goes with its request, and its look with the territory', async () => {
      await addRequest('r-3', {
        ways: [way('outward', { kind: 'dates', dates: ['2026-12-15'] }, { id: 'r-3-out' })],
      });
      await look();
      assert.equal((await states()).size, 1);
      await storage.atomically(LOT, ({ people }) => people.erase('p-2', at()));
      assert.deepEqual(await engine.db.selectFrom('wish').selectAll().execute(), []);
      await engine.atomically((trx) => trx.deleteFrom('territory').where('id', '=', LOT).execute());
      assert.deepEqual(await engine.db.selectFrom('wish_look').selectAll().execute(), []);
    });
  });
});
