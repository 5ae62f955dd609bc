import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { createProposeDriver } from '#src/follow-up/propose-driver.ts';
import { createRecordCall } from '#src/follow-up/record-call.ts';
import { createJoinPersons } from '#src/privacy/join-persons.ts';
import { createForgetAbsences } from '#src/privacy/tidy-volunteers.ts';
import type { Request } from '#src/requests/request.ts';
import type { RideTools } from '#src/follow-up/stores.ts';
import type { Storage } from '#src/storage-ports.ts';
import { createStorage } from '#src/storage/stores.ts';
import { createPauseOnCall, createSetOnCall, createWithdrawOnCall } from '#src/drivers/set-on-call.ts';
import { AT, CAHORS, aPerson, aTerritory } from '#test/fixtures/drivers.ts';
import { request, way } from '#test/fixtures/requests.ts';
import { aVolunteer, onCallDetails as details } from '#test/fixtures/volunteers.ts';
import { forEachEngine } from './engines.ts';

const LOT = 't-lot';
const OTHER = 't-other';
const by = { kind: 'member', id: 'm-1' } as const;

describe('volunteers on call are kept alike', () => {
  forEachEngine((engine) => {
    let storage: Storage;
    let instant = Temporal.Instant.from(AT);
    let ids = 0;
    const where = aTerritory();
    const tools: RideTools & { atomically: Storage['atomically'] } = {
      atomically: (id, work) => storage.atomically(id, work),
      now: () => instant,
      newId: () => `new-${String((ids += 1)).padStart(4, '0')}`,
      metres: (...points) => points.length * 10_000,
      minutes: () => 20,
      largestDetour: 45,
    };
    const volunteers = (territoryId = LOT) => storage.in(territoryId).volunteers;
    const addDriver = (id: string, territoryId = LOT, welcomedOn: string | null = '2026-11-02') =>
      storage.atomically(territoryId, async ({ people, drivers }) => {
        await people.add(aPerson({ id, territoryId, phones: [] }));
        await drivers.add({ personId: id, welcomedOn, welcomedBy: null, createdAt: AT });
      });

    before(async () => {
      storage = createStorage(engine);
      await storage.atomicallyOnInstance(async ({ territories }) => {
        await territories.add(where, AT);
        await territories.add(aTerritory({ id: OTHER, slug: 'ailleurs', name: 'Ailleurs' }), AT);
      });
      for (const id of ['v-1', 'v-2', 'v-3']) await addDriver(id);
      await addDriver('far', OTHER);
      await storage.atomically(LOT, ({ people }) => people.add(aPerson({ id: 'p-2', firstName: 'Lucette' })));
    });

    test('what was said comes back as it was, with the card, in this territory only', async () => {
      const set = createSetOnCall(tools);
      const absences = [{ from: '2026-12-21', until: '2027-01-03' }];
      assert.deepEqual(await set(where, 'v-1', 0, { ...details, absences }, by), { kind: 'done' });
      const kept = await volunteers().find('v-1');
      assert.deepEqual(kept, aVolunteer({ personId: 'v-1', absences }));
      const [one, ...others] = await volunteers().list();
      assert.deepEqual([one?.volunteer, others], [kept, []]);
      assert.deepEqual([one?.driver.id, one?.driver.welcomed, one?.driver.setAside], ['v-1', true, false]);
      assert.deepEqual(await volunteers(OTHER).list(), []);
      assert.deepEqual(await volunteers(OTHER).findMany(['v-1']), []);
      await assert.rejects(
        storage.atomically(OTHER, (stores) => stores.volunteers.add(aVolunteer({ personId: 'far' }))),
        /another territory/,
      );
      await assert.rejects(
        storage.atomically(LOT, (stores) => stores.volunteers.add(aVolunteer({ personId: 'far' }))),
        'a driver of elsewhere is no volunteer here',
      );
    });

    test('what is no volunteer is refused, and two members do not undo each other', async () => {
      const set = createSetOnCall(tools);
      const refusal = async (changes: Partial<typeof details>) =>
        await set(where, 'v-2', 0, { ...details, ...changes }, by);
      assert.deepEqual(await refusal({ mornings: 0 }), { kind: 'refused', refusal: 'no-half-day' });
      assert.deepEqual(await refusal({ radius: 0 }), { kind: 'refused', refusal: 'bad-radius' });
      assert.deepEqual(await refusal({ mostAMonth: 0 }), { kind: 'refused', refusal: 'bad-most' });
      assert.deepEqual(await set(where, 'nobody', 0, details, by), { kind: 'not-found' });
      assert.deepEqual(await set(where, 'v-1', 0, details, by), { kind: 'stale' });
      assert.deepEqual(await set(where, 'v-1', 1, { ...details, radius: 20 }, by), { kind: 'done' });
      assert.deepEqual(await set(where, 'v-1', 1, details, by), { kind: 'stale' });
      assert.equal((await volunteers().find('v-1'))?.radius, 20);
    });

    test('a pause, its end, and no more', async () => {
      const pause = createPauseOnCall(tools);
      const paused = async () => (await volunteers().find('v-1'))?.pausedUntil;
      assert.deepEqual(await pause(where, 'v-1', { until: '2026-11-22' }, by), {
        kind: 'refused',
        refusal: 'past-date',
      });
      await pause(where, 'v-1', { until: '2026-12-24' }, by);
      assert.equal(await paused(), '2026-12-24');
      await pause(where, 'v-1', 'further-notice', by);
      assert.equal(await paused(), '9999-12-31');
      await pause(where, 'v-1', null, by);
      assert.equal(await paused(), null);
      assert.deepEqual(await pause(where, 'v-3', null, by), { kind: 'not-found' });
      await createSetOnCall(tools)(where, 'v-3', 0, details, by);
      assert.deepEqual(await createWithdrawOnCall(tools)(where, 'v-3', by), { kind: 'done' });
      assert.equal(await volunteers().find('v-3'), undefined);
      const actions = (await storage.in(LOT).journal.of({ kind: 'person', id: 'v-3' }, 9)).map(({ action }) => action);
      assert.deepEqual(actions.toSorted(), ['on-call-set', 'on-call-withdrawn']);
    });

    test('what changes a card moves the mark of the list', async () => {
      const before_ = await volunteers().changedAt();
      instant = instant.add({ minutes: 5 });
      await storage.atomically(LOT, ({ drivers }) =>
        drivers.welcome('v-1', '2026-11-22', 'm-1', instant.toString({ smallestUnit: 'millisecond' })),
      );
      assert.ok(((await volunteers().changedAt()) ?? '') > (before_ ?? ''));
      assert.equal(await volunteers(OTHER).changedAt(), null);
    });

    const keep = async (): Promise<Request> => {
      const id = `r-${(ids += 1)}`;
      const when = { kind: 'dates', dates: ['2026-12-01'] } as const;
      const ways = [way('outward', when), way('return', when)].map((one) => ({ ...one, id: `${id}-${one.direction}` }));
      await storage.atomically(LOT, ({ requests }) => requests.add(request({ id, ways }), 'm-1'));
      return storage.in(LOT).requests.get(id);
    };
    const act = (one: Request) => ({
      territoryId: LOT,
      requestId: one.id,
      expectedVersion: one.version,
      memberId: 'm-1',
    });
    const noted = (one: Request, waits: boolean, answer: 'yes' | 'no' | 'not-reached' = 'yes') => ({
      wayId: one.ways[0]?.id ?? '',
      slots: ['2026-12-01'],
      date: null,
      driverId: 'v-1',
      tripId: null,
      onPurpose: { waits },
      passengerNumberShared: null,
      driverNumberShared: null,
      answer,
      callAgainOn: null,
      note: '',
    });

    test('a yes on purpose counts the kilometres from the door and back, once when they wait', async () => {
      const record = createRecordCall(tools);
      const alone = await keep();
      const once = await record(act(alone), noted(alone, false));
      assert.ok(once.kind === 'done');
      assert.deepEqual(
        once.request.rides.map(({ regime, kilometres, tripId }) => [regime, kilometres, tripId]),
        [['on-purpose', 40, null]],
      );
      assert.deepEqual((await storage.in(LOT).requests.get(alone.id)).rides, once.request.rides);

      const both = await keep();
      const waited = await record(act(both), noted(both, true));
      assert.ok(waited.kind === 'done');
      assert.deepEqual(
        waited.request.rides.map(({ wayId, kilometres }) => [wayId, kilometres]),
        [
          [`${both.id}-outward`, 30],
          [`${both.id}-return`, 30],
        ],
      );
      const introductions = await storage.in(LOT).introductions.listOfRequests([both.id]);
      assert.deepEqual(
        introductions.map(({ regime, state }) => [regime, state]),
        [
          ['on-purpose', 'yes'],
          ['on-purpose', 'yes'],
        ],
      );

      const without = await keep();
      const [there] = without.ways;
      assert.ok(there);
      const settled = await record(act(without), { ...noted(without, false), wayId: `${without.id}-return` });
      assert.ok(settled.kind === 'done');
      assert.deepEqual(await record(act(settled.request), noted(without, true)), {
        kind: 'refused',
        refusal: 'no-return',
      });
      const stranger = { ...noted(without, false), driverId: 'v-2' };
      assert.deepEqual(await record(act(settled.request), stranger), { kind: 'refused', refusal: 'not-on-call' });
    });

    test('asked and agreed this month, by requests, the one at hand aside', async () => {
      const { introductions } = storage.in(LOT);
      const mine = (loads: Awaited<ReturnType<typeof introductions.onPurpose>>) => loads.get('v-1');
      assert.deepEqual(mine(await introductions.onPurpose('2026-11-01T00:00:00.000Z', '')), { asked: 3, agreed: 3 });
      const again = await keep();
      await createRecordCall(tools)(act(again), noted(again, false, 'not-reached'));
      assert.deepEqual(mine(await introductions.onPurpose('2026-11-01T00:00:00.000Z', '')), { asked: 3, agreed: 3 });
      const left = await keep();
      const proposed = { wayId: left.ways[0]?.id ?? '', slots: ['2026-12-01'], driverId: 'v-1', tripId: null };
      await createProposeDriver(tools)(act(left), { ...proposed, onPurpose: true });
      assert.deepEqual(mine(await introductions.onPurpose('2026-11-01T00:00:00.000Z', '')), { asked: 4, agreed: 3 });
      assert.deepEqual(mine(await introductions.onPurpose('2026-11-01T00:00:00.000Z', left.id)), {
        asked: 3,
        agreed: 3,
      });
      assert.equal(mine(await introductions.onPurpose('2026-12-01T00:00:00.000Z', '')), undefined);
      assert.equal(mine(await storage.in(OTHER).introductions.onPurpose('2026-11-01T00:00:00.000Z', '')), undefined);
    });

    test('absences go once they are gone', async () => {
      const absences = [
        { from: '2026-11-23', until: '2026-11-24' },
        { from: '2026-12-21', until: '2027-01-03' },
      ];
      const { version = 0 } = (await volunteers().find('v-1')) ?? {};
      await createSetOnCall(tools)(where, 'v-1', version, { ...details, absences }, by);
      const forget = createForgetAbsences({
        in: (id) => storage.in(id),
        atomically: (id, work) => storage.atomically(id, work),
        newId: tools.newId,
      });
      const now = Temporal.Instant.from('2026-11-25T08:00:00Z');
      for (const forgotten of [1, 0]) assert.deepEqual(await forget(where, now), { forgotten });
      assert.deepEqual((await volunteers().find('v-1'))?.absences, absences.slice(1));
    });

    test('whoever asked not to be asked stays so on the sheet they are joined to', async () => {
      await addDriver('twin', LOT, null);
      const { rests } = storage.in(LOT);
      const restOf = async (personId: string) => (await rests.findMany([personId]))[0]?.until;
      await storage.atomically(LOT, async (stores) => {
        await stores.rests.put({ personId: 'twin', until: null, at: AT });
        await stores.rests.put({ personId: 'v-1', until: '2026-11-29', at: AT });
      });
      assert.equal((await createJoinPersons(tools)(where, 'twin', 'v-1', 'm-1')).kind, 'joined');
      assert.equal(await restOf('v-1'), null);
      await addDriver('twin', LOT, null);
      await storage.atomically(LOT, (stores) => stores.rests.put({ personId: 'twin', until: '2026-11-29', at: AT }));
      assert.equal((await createJoinPersons(tools)(where, 'twin', 'v-1', 'm-1')).kind, 'joined');
      assert.equal(await restOf('v-1'), null, 'for good is longer');
      await storage.atomically(LOT, (stores) => stores.rests.remove('v-1'));
    });

    test('they follow the person who is joined, and go with the person who is erased', async () => {
      await addDriver('twin', LOT, null);
      await createSetOnCall(tools)(where, 'twin', 0, { ...details, home: CAHORS }, by);
      assert.equal((await createJoinPersons(tools)(where, 'twin', 'v-2', 'm-1')).kind, 'joined');
      assert.deepEqual((await volunteers().find('v-2'))?.home, CAHORS);
      assert.equal(await volunteers().find('twin'), undefined);
      await storage.atomically(LOT, ({ people }) => people.erase('v-2', AT));
      assert.equal(await volunteers().find('v-2'), undefined);
      const rows = await engine.db.selectFrom('volunteer').select('person_id').execute();
      assert.deepEqual(rows, [{ person_id: 'v-1' }]);
    });
  });
});
