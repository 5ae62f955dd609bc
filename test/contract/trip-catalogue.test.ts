import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import * as fc from 'fast-check';
import { sql } from 'kysely';
import { Client } from 'pg';
import { crowFlyMetric } from '#src/roads/crow-fly-metric.ts';
import type { MatchResult } from '#src/matching/match.ts';
import type { Storage } from '#src/storage-ports.ts';
import { readOffers } from '#src/storage/offer-rows.ts';
import { createStorage } from '#src/storage/stores.ts';
import { createTripChangeCursor } from '#src/storage/trip-change-cursor.ts';
import { createTripCatalogue, type TripCatalogue } from '#src/storage/trip-catalogue.ts';
import { recordTripChange } from '#src/storage/trip-changes.ts';
import type { Territory } from '#src/territory/territory.ts';
import { AT, aPerson, aTerritory, aTrip } from '#test/fixtures/drivers.ts';
import { NOW, place, query, regular } from '#test/fixtures/lot-offers.ts';
import { naiveMatches } from '#test/fixtures/naive-matches.ts';
import { type EngineUnderTest, forEachEngine } from './engines.ts';

const LOT = aTerritory({ neighbourIds: ['t-other'] });
const OTHER = aTerritory({ id: 't-other', slug: 'voisin', name: 'Voisin', neighbourIds: ['t-lot'] });
const ROADS = [
  ['Cahors', 'Gourdon'],
  ['Cahors', 'Mercuès', 'Gourdon'],
  ['Gourdon', 'Cahors'],
  ['Gramat', 'Figeac'],
] as const;

/** What is said of a result, in words that compare. */
const told = ({ matches, outsideWindow }: MatchResult) =>
  [matches, outsideWindow].map((list) =>
    list.map(({ offer, wayBack, dates }) => ({
      trip: offer.trip.id,
      version: offer.trip.version,
      driver: offer.driver,
      dates,
      back: wayBack && `${wayBack.offer.trip.id} ${wayBack.offer.trip.version}`,
    })),
  );

type Kind =
  | 'add'
  | 'move'
  | 'reschedule'
  | 'pause'
  | 'stop'
  | 'consent'
  | 'welcome'
  | 'set-aside'
  | 'rename'
  | 'erase'
  | 'return';

interface Gesture {
  readonly kind: Kind;
  readonly driver: number;
  readonly which: number;
  readonly value: number;
  /** Whether a search runs while it is written, or after it. */
  readonly when: 'together' | 'after' | 'later';
}

const KINDS = [
  'add',
  'add',
  'add',
  'add',
  'move',
  'reschedule',
  'pause',
  'stop',
  'consent',
  'welcome',
  'set-aside',
  'rename',
  'erase',
  'return',
] as const;

const gestures: fc.Arbitrary<readonly Gesture[]> = fc.array(
  fc.record({
    kind: fc.constantFrom(...KINDS),
    driver: fc.nat(4),
    which: fc.nat(10),
    value: fc.nat(20),
    when: fc.constantFrom('together', 'after', 'later'),
  }),
  { minLength: 5, maxLength: 25, size: 'max' },
);

const territoryOf = (driver: number): string => (driver === 4 ? 't-other' : 't-lot');

/** A village of five drivers, the last of which lives in the neighbouring territory. */
const createVillage = (storage: Storage) => {
  let count = 0;
  const drivers = new Map<number, string>();
  const driverId = async (driver: number): Promise<string> => {
    const known = drivers.get(driver);
    if (known !== undefined) return known;
    const id = `p-${(count += 1)}-${Math.random().toString(36).slice(2)}`;
    drivers.set(driver, id);
    const territoryId = territoryOf(driver);
    await storage.atomically(territoryId, async (stores) => {
      await stores.people.add(aPerson({ id, territoryId, phones: [] }));
      await stores.drivers.add({ personId: id, welcomedOn: '2026-11-01', welcomedBy: null, createdAt: AT });
      for (const purpose of ['listed', 'neighbours'] as const)
        await stores.drivers.recordConsent({
          id: `${id} ${purpose}`,
          personId: id,
          purpose,
          given: true,
          how: 'form',
          memberId: null,
          at: AT,
        });
    });
    return id;
  };
  const at = (): string => new Date(Date.parse(AT) + (count += 1) * 1000).toISOString();
  return async ({ kind, driver, which, value }: Gesture): Promise<void> => {
    const id = await driverId(driver);
    const territoryId = territoryOf(driver);
    if (kind === 'erase') drivers.delete(driver);
    const now = at();
    const newTrip = `trip-${count}-${id}`;
    await storage.atomically(territoryId, async ({ people, drivers: store, trips }) => {
      const owned = await trips.ofDriver(id);
      const trip = owned[which % Math.max(1, owned.length)];
      const stops = (ROADS[value % ROADS.length] ?? ROADS[0]).map(place);
      const schedule = regular({
        weekdays: value % 4 === 0 ? 2 : 127,
        departure: value % 3 === 0 ? null : 400 + value * 20,
      });
      const person = await people.get(id);
      switch (kind) {
        case 'add':
          return trips.add(aTrip({ id: newTrip, territoryId, driverId: id, stops, schedule, remarks: 'vitre cassée' }));
        case 'return':
          if (trip === undefined) return;
          return trips.add({
            ...trip,
            id: newTrip,
            returnOf: trip.id,
            stops: trip.stops.toReversed(),
            schedule: regular({ departure: 1200 }),
          });
        case 'move':
          return void (trip && (await trips.change({ ...trip, stops }, now)));
        case 'reschedule':
          return void (trip && (await trips.change({ ...trip, schedule }, now)));
        case 'pause':
          return void (
            trip && (await trips.change({ ...trip, schedule: { ...schedule, pausedUntil: '9999-12-31' } }, now))
          );
        case 'stop':
          return void (trip && (await trips.change({ ...trip, state: value % 3 === 0 ? 'active' : 'stopped' }, now)));
        case 'consent': {
          const purpose = (['listed', 'neighbours', 'numberShown'] as const)[which % 3] ?? 'listed';
          return store.recordConsent({
            id: newTrip,
            personId: id,
            purpose,
            given: value % 4 !== 0,
            how: 'phone',
            memberId: null,
            at: now,
          });
        }
        case 'welcome':
          return store.welcome(id, value % 4 !== 0 ? '2026-11-02' : null, null, now);
        case 'set-aside':
          return void (await people.change({ ...person, setAsideReason: value % 4 !== 0 ? null : 'raison' }, now));
        case 'rename':
          return void (await people.change({ ...person, lastName: `Nom${value}` }, now));
        case 'erase':
          return people.erase(id, now);
      }
    });
  };
};

const searches = (value: number) => ({
  ...query('Cahors', 'Gourdon', { audience: value % 2 === 0 ? 'public' : 'team', now: NOW }),
  when: value % 3 === 0 ? ({ kind: 'any' } as const) : ({ kind: 'date', date: '2026-12-08' } as const),
});

describe('the catalogue in memory is what the database holds', () => {
  forEachEngine((engine) => {
    let storage: Storage;
    const open = (): TripCatalogue => createTripCatalogue({ engine, estimate: crowFlyMetric });

    before(async () => {
      storage = createStorage(engine);
      await storage.atomicallyOnInstance(async ({ territories }) => {
        await territories.add(LOT, AT);
        await territories.add(OTHER, AT);
      });
    });

    test('whatever is written between and during searches, as a fresh load and as the naive witness say', async () => {
      let seen = 0;
      await fc.assert(
        fc.asyncProperty(gestures, async (list) => {
          const catalogue = open();
          const act = createVillage(storage);
          const fresh = async (territory: Territory, value: number) =>
            told(await open().findMatches(territory, searches(value)));
          for (const gesture of list) {
            const territory = gesture.value % 5 === 0 ? OTHER : LOT;
            if (gesture.when === 'later') await act(gesture);
            else if (gesture.when === 'after') {
              await act(gesture);
              const found = await catalogue.findMatches(territory, searches(gesture.value));
              seen += found.matches.length;
              assert.deepEqual(told(found), await fresh(territory, gesture.value));
              assert.deepEqual(
                found.matches.map((match) => match.offer.trip.id),
                await naiveIds(engine, territory, gesture.value),
              );
            } else {
              const earlier = await fresh(territory, gesture.value);
              const [found] = await Promise.all([
                catalogue.findMatches(territory, searches(gesture.value)),
                act(gesture),
              ]);
              const later = await fresh(territory, gesture.value);
              const answer = JSON.stringify(told(found));
              assert.ok(
                answer === JSON.stringify(earlier) || answer === JSON.stringify(later),
                `${answer}\nis neither\n${JSON.stringify(earlier)}\nnor\n${JSON.stringify(later)}`,
              );
            }
          }
          await empty(engine);
        }),
        { numRuns: engine.kind === 'sqlite' ? 15 : 6 },
      );
      // Fewer runs see fewer matches: enough to tell that the property held for something.
      assert.ok(seen > (engine.kind === 'sqlite' ? 10 : 2), `${seen} matches seen`);
    });

    test('what crosses to the neighbours is the card, never what their own team keeps', async () => {
      const act = createVillage(storage);
      await act({ kind: 'add', driver: 4, which: 0, value: 4, when: 'later' });
      const { matches } = await open().findMatches(LOT, query('Cahors', 'Gourdon', { audience: 'team' }));
      const [match] = matches;
      assert.equal(match?.offer.trip.territoryId, 't-other');
      assert.equal(match.offer.trip.remarks, '');
      assert.deepEqual(
        [match.offer.driver.lastName, match.offer.driver.initial, match.offer.driver.numberShown],
        ['', 'D.', false],
      );
      const [own] = (await open().findMatches(OTHER, query('Cahors', 'Gourdon', { audience: 'team' }))).matches;
      assert.equal(own?.offer.trip.remarks, 'vitre cassée');
      await empty(engine);
    });

    test('a row changed behind our back, with nothing recorded, is still never shown', async () => {
      const act = createVillage(storage);
      await act({ kind: 'add', driver: 0, which: 0, value: 4, when: 'later' });
      await act({ kind: 'add', driver: 1, which: 0, value: 4, when: 'later' });
      const catalogue = open();
      const asked = query('Cahors', 'Gourdon');
      const [first, second] = (await catalogue.findMatches(LOT, asked)).matches;
      assert.ok(first && second);
      await engine.atomically(async (trx) => {
        await trx
          .updateTable('trip')
          .set({ state: 'stopped', version: 2 })
          .where('id', '=', first.offer.trip.id)
          .execute();
        await trx.deleteFrom('consent').where('person_id', '=', second.offer.driver.id).execute();
      });
      assert.deepEqual((await catalogue.findMatches(LOT, asked)).matches, []);
      await empty(engine);
    });

    // One writer at a time: SQLite gives its numbers in the order of commits.
    if (engine.kind === 'sqlite') return;

    test('a number given before others and shown after them is still read, once', async () => {
      let clock = 0;
      const cursor = createTripChangeCursor(engine.db, { late: true, elapsed: () => clock });
      const record = (id: string) => engine.atomically(async (trx) => recordTripChange(trx, 't-lot', [id], AT));
      const take = () =>
        engine.atomically(async (trx) => {
          const { rows } = await sql<{
            number: number;
          }>`select nextval(pg_get_serial_sequence('trip_change', 'sequence')) as number`.execute(trx);
          return Number(rows[0]?.number);
        });
      const commit = (number: number, id: string) =>
        engine.atomically(async (trx) => {
          await sql`insert into trip_change (sequence, territory_id, trip_id, at) overriding system value values (${number}, 't-lot', ${id}, ${AT})`.execute(
            trx,
          );
        });
      const read = async () => (await cursor.next()).map((change) => change.tripId);

      await record('before');
      const underWay = await take();
      await record('beside');
      assert.deepEqual(await read(), [], 'the first call takes its place');
      const late = await take();
      const never = await take();
      await record('a');
      assert.deepEqual(await read(), ['a']);
      await commit(late, 'late');
      await commit(underWay, 'under way at the start');
      await record('b');
      assert.deepEqual(await read(), ['under way at the start', 'late', 'b']);
      assert.deepEqual(await read(), []);
      clock += 11 * 60_000;
      assert.deepEqual(await read(), []);
      await commit(never, 'after eleven minutes');
      assert.deepEqual(await read(), [], 'a number rolled back is not waited for for ever');
    });

    // PGlite has one connection: nothing can be under way beside it.
    if (engine.kind === 'pglite') return;

    test('a trip whose commit comes after that of a later one is found', async () => {
      const act = createVillage(storage);
      await act({ kind: 'add', driver: 0, which: 0, value: 4, when: 'later' });
      await act({ kind: 'stop', driver: 0, which: 0, value: 4, when: 'later' });
      const catalogue = createTripCatalogue({ engine, estimate: crowFlyMetric });
      const drivers = async () =>
        (await catalogue.findMatches(LOT, query('Cahors', 'Gourdon'))).matches.map((match) => match.offer.driver.id);
      assert.equal((await drivers()).length, 0);
      const slow = new Client({ connectionString: engine.databaseUrl ?? '' });
      await slow.connect();
      try {
        await slow.query('begin');
        await slow.query("update trip set state = 'active', version = version + 1");
        await slow.query(
          `insert into trip_change (territory_id, trip_id, at) select territory_id, id, '${AT}' from trip`,
        );
        await act({ kind: 'add', driver: 1, which: 0, value: 4, when: 'later' });
        assert.equal((await drivers()).length, 1, 'the later number is there, the earlier one is not');
        await slow.query('commit');
      } finally {
        await slow.end();
      }
      assert.equal((await drivers()).length, 2);
      await empty(engine);
    });
  });
});

const naiveIds = async (engine: EngineUnderTest, territory: Territory, value: number): Promise<readonly string[]> => {
  const lists = await Promise.all(
    [territory.id, ...territory.neighbourIds].map(async (id) => readOffers(engine.db, id)),
  );
  const { neighbourIds } = territory;
  const rules = { territoryId: territory.id, neighbourIds, bands: territory.bands, tolerance: territory.tolerance };
  return naiveMatches(lists.flat(), searches(value), rules, () => crowFlyMetric).matches.map((match) => match.id);
};

const empty = async (engine: EngineUnderTest): Promise<void> => {
  await engine.atomically(async (trx) => {
    await trx.deleteFrom('person').execute();
  });
};
