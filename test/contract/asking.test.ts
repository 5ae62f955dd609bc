import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { createHoldDriver, createReleaseDriver } from '#src/follow-up/hold-driver.ts';
import { createRecordCall } from '#src/follow-up/record-call.ts';
import { createAmendRequest } from '#src/follow-up/amend-request.ts';
import { createCancelRide } from '#src/follow-up/cancel-ride.ts';
import { createCloseRequest } from '#src/follow-up/close-request.ts';
import { createKeepPromise } from '#src/follow-up/keep-promise.ts';
import { createReopenRequest } from '#src/follow-up/reopen-request.ts';
import type { Request } from '#src/requests/request.ts';
import type { RideTools } from '#src/follow-up/stores.ts';
import type { Telling } from '#src/requests/telling.ts';
import type { Storage } from '#src/storage-ports.ts';
import { createStorage } from '#src/storage/stores.ts';
import { aPerson, aTerritory, AT, aTrip } from '#test/fixtures/drivers.ts';
import { aMessage } from '#test/fixtures/messages.ts';
import { request, way } from '#test/fixtures/requests.ts';
import { forEachEngine } from './engines.ts';

const TERRITORY = 't-lot';
const DAY = '2026-12-01';

describe('a driver is asked by one member at a time, and everyone is told', () => {
  forEachEngine((engine) => {
    let storage: Storage;
    let tools: RideTools;
    let instant = Temporal.Instant.from(AT);
    let ids = 0;

    before(async () => {
      storage = createStorage(engine);
      tools = {
        atomically: (id, work) => storage.atomically(id, work),
        now: () => instant,
        newId: () => `n-${(ids += 1)}`,
        metres: () => 30_000,
        minutes: (from, to) => (from.latitude === to.latitude ? 0 : 30),
        largestDetour: 45,
      };
      await storage.atomicallyOnInstance(async ({ territories, members }) => {
        await territories.add(aTerritory(), AT);
        for (const id of ['marie', 'luc'])
          await members.add({
            id,
            login: id,
            name: id,
            email: null,
            host: false,
            disabledAt: null,

            createdAt: AT,
          });
      });
      await storage.atomically(TERRITORY, async ({ people, drivers, trips }) => {
        await people.add(aPerson({ id: 'p-2', firstName: 'Lucette', lastName: 'Vidal' }));
        for (const id of ['d-1', 'd-2', 'd-3', 'd-4']) {
          await people.add(aPerson({ id, firstName: 'Driver', lastName: id }));
          await drivers.add({ personId: id, welcomedOn: '2026-11-01', welcomedBy: null, createdAt: AT });
        }
        const schedule = { kind: 'one-off', date: DAY, departure: 510 } as const;
        await trips.add(aTrip({ id: 'two-seats', driverId: 'd-3', seats: 2, schedule }));
        await trips.add(aTrip({ id: 'two-seats-too', driverId: 'd-4', seats: 2, schedule }));
      });
    });

    const keep = async (changes: Partial<Request> = {}): Promise<Request> => {
      const id = `r-${(ids += 1)}`;
      const ways = (changes.ways ?? request().ways).map((one) => ({ ...one, id: `${id}-${one.id}` }));
      await storage.atomically(TERRITORY, async ({ requests }) =>
        requests.add(request({ ...changes, id, ways }), null),
      );
      return storage.in(TERRITORY).requests.get(id);
    };
    const act = (one: Request, memberId = 'marie') => ({
      territoryId: TERRITORY,
      requestId: one.id,
      expectedVersion: one.version,
      memberId,
    });
    const yes = (one: Request, driverId: string, more: object = {}) => ({
      wayId: one.ways[0]?.id ?? '',
      slots: [DAY],
      date: null,
      driverId,
      tripId: null,
      passengerNumberShared: null,
      driverNumberShared: null,
      answer: 'yes' as const,
      callAgainOn: null,
      note: '',
      ...more,
    });
    const call = async (one: Request, driverId: string, memberId = 'marie', more: object = {}) =>
      createRecordCall(tools)(act(one, memberId), yes(one, driverId, more));
    const agreed = async (driverId: string, more: object = {}, changes: Partial<Request> = {}): Promise<Request> => {
      const outcome = await call(await keep(changes), driverId, 'marie', more);
      assert.equal(outcome.kind, 'done', JSON.stringify(outcome));
      return outcome.kind === 'done' ? outcome.request : request();
    };
    const told = async (one: Request): Promise<readonly string[]> =>
      (await storage.in(TERRITORY).tellings.ofRequests([one.id]))
        .map(({ party, about, state, how }: Telling) => `${party} ${about} ${state} ${how ?? '-'}`)
        .toSorted();

    test('of two members who call the same driver at once, one has them, and the other is told', async () => {
      const one = await keep();
      const hold = createHoldDriver(tools);
      const both = await Promise.all(['marie', 'luc'].map(async (member) => hold(act(one, member), 'd-1')));
      assert.deepEqual(both.map(({ kind }) => kind).toSorted(), ['busy', 'held']);
      const holder = both.find(({ kind }) => kind === 'held');
      const mine = holder?.kind === 'held' ? holder.hold.memberId : '';
      const other = mine === 'marie' ? 'luc' : 'marie';
      assert.deepEqual(await call(one, 'd-1', other, { answer: 'not-reached' }), {
        kind: 'refused',
        refusal: 'held-by-another',
      });
      assert.equal((await call(one, 'd-1', mine, { answer: 'not-reached' })).kind, 'done');
      // The outcome gave the driver back.
      assert.equal((await hold(act(one, other), 'd-1')).kind, 'held');
      await createReleaseDriver(tools)(act(one, mine), 'd-1');
      assert.equal((await hold(act(one, mine), 'd-1')).kind, 'busy');
      await createReleaseDriver(tools)(act(one, other), 'd-1');
      assert.equal((await hold(act(one, mine), 'd-1')).kind, 'held');
    });

    test('a hold that is over holds nobody', async () => {
      const one = await keep();
      assert.equal((await createHoldDriver(tools)(act(one, 'luc'), 'd-2')).kind, 'held');
      instant = instant.add({ minutes: 11 });
      assert.equal((await call(one, 'd-2', 'marie', { answer: 'no' })).kind, 'done');
      assert.equal((await createHoldDriver(tools)(act(one), 'nobody')).kind, 'unknown');
      await storage.atomically(TERRITORY, ({ holds }) => holds.eraseBefore('2027-01-01T00:00:00.000Z'));
      assert.deepEqual(await storage.in(TERRITORY).holds.findMany(['d-1', 'd-2'], AT), []);
    });

    test('who was on the phone knows, the passenger is to be told, until a voice says it', async () => {
      const one = await agreed('d-1');
      assert.deepEqual(await told(one), ['driver settled told voice', 'passenger settled to-tell -']);
      const kept = await createKeepPromise(tools)(act(one), 'Europe/Paris');
      assert.equal(kept.kind, 'done');
      assert.deepEqual(await told(one), ['driver settled told voice', 'passenger settled told voice']);
    });

    test('what nobody was told needs no denial; what was said does', async () => {
      const unsaid = await agreed('d-2', {}, { ways: [way('outward', { kind: 'dates', dates: [DAY] })] });
      const ride = unsaid.rides[0]?.id ?? '';
      await createCancelRide(tools)(act(unsaid), { rideId: ride, by: 'driver' });
      assert.deepEqual(await told(unsaid), ['driver cancelled told answer', 'driver settled told voice']);

      const said = await agreed('d-2');
      const kept = await createKeepPromise(tools)(act(said), 'Europe/Paris');
      assert.ok(kept.kind === 'done');
      await createCancelRide(tools)(act(kept.request), { rideId: said.rides[0]?.id ?? '', by: 'driver' });
      assert.deepEqual(await told(said), [
        'driver cancelled told answer',
        'driver settled told voice',
        'passenger cancelled to-tell -',
        'passenger settled told voice',
      ]);
      const pending = await storage.in(TERRITORY).tellings.listPending('2026-11-30');
      assert.ok(pending.some((telling) => telling.requestId === said.id && telling.about === 'cancelled'));
    });

    test('an SMS that may have left may have been read: the ride being off is told', async () => {
      for (const [state, cancelled] of [
        ['uncertain', true],
        ['failed', false],
      ] as const) {
        const one = await agreed(state === 'failed' ? 'd-1' : 'd-2', { anyway: true });
        const ride = one.rides[0]?.id ?? '';
        await storage.atomically(TERRITORY, async ({ outbox, tellings }) => {
          const messageId = `sms-${state}`;
          await outbox.add(
            aMessage({ id: messageId, key: messageId, territoryId: TERRITORY, state, problem: 'Perdu.' }),
          );
          const telling = (await tellings.ofRequests([one.id])).find(({ party }) => party === 'passenger');
          assert.ok(telling);
          await tellings.put({ ...telling, state: 'sent', how: 'sms', messageId });
        });
        await createCancelRide(tools)(act(one), { rideId: ride, by: 'driver' });
        const after = await told(one);
        assert.equal(after.includes('passenger cancelled to-tell -'), cancelled, `${state}: ${after.join(', ')}`);
      }
    });

    test('another hour is told to both, who knew the first one', async () => {
      const one = await agreed('d-1', { anyway: true });
      const amended = await createAmendRequest(tools)(act(one), {
        ways: one.ways.map((asked) => ({ ...asked, window: { kind: 'leave-at', at: 600 } })),
        needs: [],
        motive: null,
        seats: 1,
        note: '',
      });
      assert.equal(amended.kind, 'done');
      assert.ok((await told(one)).includes('driver changed to-tell -'));
    });

    test('a request that grows, or opens again, takes no place that the car does not have', async () => {
      const one = await agreed('d-4', { tripId: 'two-seats-too' });
      const words = { ways: one.ways, needs: [], motive: null, note: '' };
      const grown = await createAmendRequest(tools)(act(one), { ...words, seats: 3 });
      assert.deepEqual(grown, { kind: 'refused', refusal: { kind: 'no-seat-left' } });
      const closed = await createCloseRequest(tools)(act(one), {
        reason: 'cancelled',
        reviewOn: null,
        passengerTold: true,
      });
      assert.ok(closed.kind === 'done');
      const others = await call(await keep({ seats: 2 }), 'd-4', 'marie', { tripId: 'two-seats-too', anyway: true });
      assert.equal(others.kind, 'done', 'its place was free again');
      const again = await createReopenRequest(tools)(act(closed.request));
      assert.ok(again.kind === 'done', 'its own ride was cancelled with it');
      assert.deepEqual(
        again.request.rides.map(({ state }) => state),
        ['cancelled'],
      );
      // As closed before its rides were cancelled with it.
      const old = await storage.atomically(TERRITORY, async ({ requests }) =>
        requests.save(
          { ...again.request, rides: one.rides, closing: { reason: 'cancelled', at: AT, byMember: null } },
          null,
        ),
      );
      assert.deepEqual(await createReopenRequest(tools)(act(old)), { kind: 'refused', refusal: 'no-seat-left' });
      const off = await createCancelRide(tools)(act(old), { rideId: old.rides[0]?.id ?? '', by: 'team' });
      assert.ok(off.kind === 'done');
      assert.equal(off.request.closing?.reason, 'cancelled', 'a reason of its own stands: nothing counts again');
    });

    test('closed for a reason of its own: the rides to come are off, and both are told but for who is on the phone', async () => {
      for (const passengerTold of [false, true]) {
        const one = await agreed('d-1', { anyway: true });
        const kept = await createKeepPromise(tools)(act(one), 'Europe/Paris');
        assert.ok(kept.kind === 'done');
        const closed = await createCloseRequest(tools)(act(kept.request), {
          reason: 'no-solution',
          reviewOn: null,
          passengerTold,
        });
        assert.ok(closed.kind === 'done');
        assert.deepEqual(
          closed.request.rides.map(({ state }) => state),
          ['cancelled'],
        );
        assert.deepEqual(await told(one), [
          'driver cancelled to-tell -',
          'driver settled told voice',
          passengerTold ? 'passenger cancelled told voice' : 'passenger cancelled to-tell -',
          'passenger settled told voice',
        ]);
      }
      const done = await agreed('d-1', { anyway: true });
      const closing = { reason: 'done', reviewOn: null, passengerTold: true } as const;
      const closed = await createCloseRequest(tools)(act(done), closing);
      assert.ok(closed.kind === 'done' && closed.request.rides[0]?.state === 'agreed');
    });

    test('a car has its places, and nobody is in two places at once', async () => {
      await agreed('d-3', { tripId: 'two-seats' });
      const full = await call(await keep({ seats: 2 }), 'd-3', 'marie', { tripId: 'two-seats', anyway: true });
      assert.deepEqual(full, { kind: 'refused', refusal: 'no-seat-left' });
      await agreed('d-3', { tripId: 'two-seats' });
      // Half past nine elsewhere, while the trip of half past eight is on the road.
      const elsewhere = await keep({
        ways: [way('outward', { kind: 'dates', dates: [DAY] }, { window: { kind: 'arrive-by', at: 540 } })],
      });
      assert.deepEqual(await call(elsewhere, 'd-3'), { kind: 'refused', refusal: 'elsewhere-then' });
      assert.equal((await call(elsewhere, 'd-3', 'marie', { anyway: true })).kind, 'done');
    });

    test('whom not to ask is remembered, until Sunday or for good', async () => {
      const { rests } = storage.in(TERRITORY);
      await storage.atomically(TERRITORY, async (stores) => {
        await stores.rests.put({ personId: 'd-1', until: '2026-11-29', at: AT });
        await stores.rests.put({ personId: 'd-2', until: '2026-11-29', at: AT });
        await stores.rests.put({ personId: 'd-2', until: null, at: AT });
      });
      assert.deepEqual(
        (await rests.findMany(['d-1', 'd-2', 'd-3'])).map(({ personId, until }) => `${personId} ${until}`).toSorted(),
        ['d-1 2026-11-29', 'd-2 null'],
      );
      assert.equal(await storage.atomically(TERRITORY, (stores) => stores.rests.eraseBefore('2026-11-30')), 1);
      await storage.atomically(TERRITORY, (stores) => stores.rests.remove('d-2'));
      assert.deepEqual(await rests.findMany(['d-1', 'd-2']), []);
    });
  });
});
