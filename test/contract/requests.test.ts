import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { createRecordCall } from '#src/follow-up/record-call.ts';
import { createAgreeRide } from '#src/follow-up/agree-ride.ts';
import { createAmendRequest } from '#src/follow-up/amend-request.ts';
import { createCancelRide } from '#src/follow-up/cancel-ride.ts';
import { createCloseRequest } from '#src/follow-up/close-request.ts';
import { createKeepPromise } from '#src/follow-up/keep-promise.ts';
import { createMakePromise } from '#src/follow-up/make-promise.ts';
import type { NewRequest } from '#src/requests/new-request.ts';
import { createPlanReview } from '#src/follow-up/plan-review.ts';
import { createReopenRequest } from '#src/follow-up/reopen-request.ts';
import { StaleRequest } from '#src/requests/request-store.ts';
import type { Request, Way } from '#src/requests/request.ts';
import { createSettleOtherwise } from '#src/follow-up/settle-otherwise.ts';
import type { RideTools } from '#src/follow-up/stores.ts';
import { createSubmitRequest } from '#src/follow-up/submit-request.ts';
import { createTakeRequest } from '#src/follow-up/take-request.ts';
import { whatToDo } from '#src/follow-up/what-to-do.ts';
import type { Storage } from '#src/storage-ports.ts';
import { createStorage } from '#src/storage/stores.ts';
import { AT, aPerson, aTerritory } from '#test/fixtures/drivers.ts';
import { request, way } from '#test/fixtures/requests.ts';
import { forEachEngine } from './engines.ts';

const OTHER = 't-other';
const ZONE = 'Europe/Paris';

const asNew = ({ direction, from, to, when, window }: Way) => ({ direction, from, to, when, window });

const act = (one: Request, memberId = 'm-1') => ({
  territoryId: 't-lot',
  requestId: one.id,
  expectedVersion: one.version,
  memberId,
});
const ride = (one: Request, changes: { way?: number; slots?: readonly string[]; driverId?: string } = {}) => ({
  wayId: one.ways[changes.way ?? 0]?.id ?? '',
  slots: changes.slots ?? ['2026-12-01'],
  date: null,
  driverId: changes.driverId ?? 'd-1',
  tripId: null,
  passengerNumberShared: true,
});
const done = <T>(outcome: { kind: string; request?: T }): T => {
  assert.equal(outcome.kind, 'done', JSON.stringify(outcome));
  assert.ok(outcome.request);
  return outcome.request;
};

describe('requests and introductions are kept alike', () => {
  forEachEngine((engine) => {
    let storage: Storage;
    let tools: RideTools;
    let instant = Temporal.Instant.from(AT);
    let ids = 0;
    const territory = aTerritory();

    before(async () => {
      storage = createStorage(engine);
      tools = {
        atomically: (id, work) => storage.atomically(id, work),
        now: () => instant,
        newId: () => `new-${(ids += 1)}`,
        metres: () => 42_480,
        minutes: () => 42,
        largestDetour: 45,
      };
      await storage.atomicallyOnInstance(async ({ territories }) => {
        await territories.add(territory, AT);
        await territories.add(aTerritory({ id: OTHER, slug: 'ailleurs', name: 'Ailleurs' }), AT);
      });
      await storage.atomically('t-lot', async ({ people }) => {
        await people.add(aPerson({ id: 'p-2', firstName: 'Lucette', lastName: 'Vidal' }));
        for (const id of ['d-1', 'd-2']) await people.add(aPerson({ id, firstName: 'Driver', lastName: id }));
        await people.add(aPerson({ id: 'aside', setAsideReason: 'private' }));
      });
      await storage.atomically(OTHER, async ({ people }) => people.add(aPerson({ id: 'p-away', territoryId: OTHER })));
    });

    const keep = async (changes: Partial<Request>): Promise<Request> => {
      const id = `r-${(ids += 1)}`;
      const ways = (changes.ways ?? request().ways).map((one) => ({ ...one, id: `${id}-${one.id}` }));
      await storage.atomically('t-lot', async ({ requests }) => requests.add(request({ ...changes, id, ways }), 'm-1'));
      return storage.in('t-lot').requests.get(id);
    };
    const there: Request['ways'][number] = way('outward', { kind: 'dates', dates: ['2026-12-01'] });
    const home = way('return', { kind: 'dates', dates: ['2026-12-01'] });

    test('a request comes back as it was, with all that hangs on it', async () => {
      const full = await keep({
        ways: [there, way('return', { kind: 'weekly', weekdays: 20, from: '2026-12-01', until: null })],
        askedFor: { name: 'Sa fille', number: '+33639980077', callBackAsker: true },
        needs: ['walker', 'bags'],
        motive: 'health',
        note: 'Sonner fort',
        promise: { dueAt: '2026-11-24T16:00:00.000Z', saidAt: AT, byMember: 'm-1', keptAt: null },
        passengerNumberShared: false,
        reviewOn: '2027-01-10',
      });
      const { id, ways } = full;
      assert.deepEqual(full, { ...request(), ...full });
      assert.deepEqual(
        ways.map((one) => one.when),
        [there.when, { kind: 'weekly', weekdays: 20, from: '2026-12-01', until: null }],
      );
      assert.deepEqual(
        [full.needs, full.passengerNumberShared, full.askedFor?.name],
        [['walker', 'bags'], false, 'Sa fille'],
      );
      const saved = await storage.atomically('t-lot', async ({ requests }) =>
        requests.save({ ...full, note: 'Frapper', needs: [] }, 'm-2'),
      );
      assert.deepEqual(await storage.in('t-lot').requests.get(id), saved);
      assert.equal(saved.version, 2);
      await assert.rejects(
        storage.atomically('t-lot', async ({ requests }) => requests.save(full, 'm-1')),
        StaleRequest,
      );
    });

    test('filters narrow, and nothing crosses to another territory', async () => {
      const closed = await keep({ closing: { reason: 'cancelled', at: AT, byMember: null }, reviewOn: '2026-11-01' });
      const { requests } = storage.in('t-lot');
      const has = async (filter: Parameters<typeof requests.list>[0]): Promise<boolean> => {
        const found = (await requests.list(filter)).some((one) => one.id === closed.id);
        const counted = await requests.count({ ...filter, ids: [closed.id] });
        assert.equal(counted, found ? 1 : 0);
        return found;
      };
      assert.equal(await has({}), true);
      assert.equal(await has({ state: 'closed', passengerIds: ['p-2'], closedFrom: AT }), true);
      assert.equal(await has({ state: 'open' }), false);
      assert.equal(await has({ closingReason: 'cancelled' }), true);
      assert.equal(await has({ closingReason: 'done' }), false);
      assert.equal(await has({ lastDayFrom: '2026-12-01' }), true);
      assert.equal(await has({ lastDayFrom: '2026-12-02' }), false);
      assert.equal(await has({ passengerIds: [] }), false);
      assert.equal(await has({ createdFrom: AT }), true);
      assert.equal(await has({ createdBefore: AT }), false);
      assert.equal(await has({ reviewUntil: '2026-11-01' }), true);
      assert.equal(await has({ reviewUntil: '2026-10-31' }), false);
      const total = await requests.count({});
      assert.equal((await requests.list({ limit: 1 })).length, 1);
      assert.equal((await requests.list({ offset: 1 })).length, total - 1);
      const away = storage.in(OTHER).requests;
      assert.equal(await away.find(closed.id), undefined);
      assert.deepEqual(await away.list({}), []);
      await assert.rejects(storage.atomically(OTHER, async (stores) => stores.requests.add(closed, null)));
      await assert.rejects(
        storage.atomically(OTHER, async (stores) =>
          stores.requests.add({ ...closed, id: 'r-crossed', territoryId: OTHER }, null),
        ),
        'a passenger of another territory',
      );
    });

    test('outward and return are settled apart, then it closes', async () => {
      let one = await keep({ ways: [there, home] });
      one = done(await createAgreeRide(tools)(act(one), ride(one)));
      assert.deepEqual(
        await createCloseRequest(tools)(act(one), { reason: 'done', reviewOn: null, passengerTold: true }),
        {
          kind: 'refused',
          refusal: 'way-open',
        },
      );
      one = done(await createAgreeRide(tools)(act(one), ride(one, { way: 1, driverId: 'd-2' })));
      assert.equal(one.passengerNumberShared, true);
      one = done(await createCloseRequest(tools)(act(one), { reason: 'done', reviewOn: null, passengerTold: true }));
      assert.equal(one.closing?.reason, 'done');
      assert.equal((await storage.in('t-lot').requests.listOfDriver('d-2'))[0]?.id, one.id);

      const [first] = one.rides;
      assert.ok(first);
      one = done(await createCancelRide(tools)(act(one), { rideId: first.id, by: 'driver' }));
      assert.equal(one.closing, null, 'a cancelled ride opens the request again');
      one = done(await createAgreeRide(tools)(act(one), ride(one, { driverId: 'd-2' })));
      assert.deepEqual(one.rides.map(({ driverId, state }) => `${driverId} ${state}`).toSorted(), [
        'd-1 cancelled',
        'd-2 agreed',
        'd-2 agreed',
      ]);
      assert.ok(one.rides.every(({ kilometres }) => kilometres === 42.5));
    });

    test('two members do not undo each other: the second is told, and nothing is written', async () => {
      const seen = await keep({ ways: [there, home] });
      const first = done(await createAgreeRide(tools)(act(seen, 'm-1'), ride(seen)));
      const late = await createRecordCall(tools)(act(seen, 'm-2'), {
        ...ride(seen, { driverId: 'd-2' }),
        answer: 'yes',
        callAgainOn: null,
        note: '',
        driverNumberShared: null,
      });
      assert.equal(late.kind, 'changed-meanwhile');
      assert.deepEqual(late.kind === 'changed-meanwhile' && late.request, first);
      assert.deepEqual(await storage.in('t-lot').introductions.listOfRequests([seen.id]), []);
      const [line] = await storage.in('t-lot').journal.of({ kind: 'request', id: seen.id }, 10);
      assert.equal(line?.action, 'ride-agreed');
      assert.equal(line.details['version'], first.version);
    });

    test('calls are added, never changed, and a yes makes the ride', async () => {
      let one = await keep({});
      const call = (answer: 'yes' | 'no' | 'not-reached' | 'call-again', driverId = 'd-1') => ({
        ...ride(one, { driverId }),
        answer,
        callAgainOn: answer === 'call-again' ? '2026-11-25' : null,
        note: ` ${answer} `,
        driverNumberShared: answer === 'yes' ? true : null,
      });
      const record = createRecordCall(tools);
      one = done(await record(act(one), call('not-reached')));
      instant = instant.add({ minutes: 10 });
      one = done(await record(act(one), call('call-again')));
      const { introductions } = storage.in('t-lot');
      assert.equal((await introductions.listToCallAgain('2026-11-24')).length, 0);
      assert.deepEqual(
        (await introductions.listToCallAgain('2026-11-25')).map((it) => it.driverId),
        ['d-1'],
      );
      instant = instant.add({ minutes: 10 });
      one = done(await record(act(one), call('no', 'd-2')));
      one = done(await record(act(one), call('yes')));
      assert.deepEqual(
        one.rides.map((it) => [it.driverId, it.slot, it.date]),
        [['d-1', '2026-12-01', '2026-12-01']],
      );
      const [withFirst, withSecond] = await introductions.listOfRequests([one.id]);
      assert.deepEqual(
        withFirst?.calls.map((it) => [it.answer, it.note]),
        [
          ['not-reached', 'not-reached'],
          ['call-again', 'call-again'],
          ['yes', 'yes'],
        ],
      );
      assert.deepEqual([withFirst.state, withFirst.driverNumberShared, withFirst.callAgainOn], ['yes', true, null]);
      assert.equal(withSecond?.state, 'no');
      const asked = await introductions.asked(['d-1', 'd-2', 'nobody'], '2026-11-22T20:05:00.000Z');
      assert.deepEqual([asked.get('d-1')?.times, asked.get('d-2')?.times, asked.get('nobody')], [2, 1, undefined]);
      assert.deepEqual(await storage.in(OTHER).introductions.asked(['d-1'], AT), new Map());

      const taken = await record(act(one), call('yes', 'd-2'));
      assert.deepEqual(taken, { kind: 'refused', refusal: 'slot-taken' });
      assert.equal((await introductions.listOfDriver('d-2')).flatMap((it) => it.calls).length, 1);
      assert.deepEqual(await record(act(one), { ...call('call-again'), callAgainOn: null }), {
        kind: 'refused',
        refusal: 'call-again-date-needed',
      });
    });

    test('people set aside, minors without agreement and oneself are refused', async () => {
      const one = await keep({});
      const agree = createAgreeRide(tools);
      assert.deepEqual(await agree(act(one), ride(one, { driverId: 'aside' })), {
        kind: 'refused',
        refusal: 'driver-set-aside',
      });
      assert.deepEqual(await agree(act(one), ride(one, { driverId: 'p-2' })), {
        kind: 'refused',
        refusal: 'own-driver',
      });
      assert.deepEqual(await agree(act(one), ride(one, { driverId: 'p-away' })), {
        kind: 'refused',
        refusal: 'unknown-driver',
      });
      await storage.atomically('t-lot', async ({ people }) => people.add(aPerson({ id: 'young', minor: true })));
      const minors = await keep({ passengerId: 'young' });
      assert.deepEqual(await agree(act(minors), ride(minors)), {
        kind: 'refused',
        refusal: 'parent-agreement-missing',
      });
    });

    test('a weekly need closes as "régulier trouvé" and comes back at its review day', async () => {
      let one = await keep({
        ways: [way('outward', { kind: 'weekly', weekdays: 5, from: '2026-12-01', until: null })],
      });
      const settle = createSettleOtherwise(tools);
      one = done(await createAgreeRide(tools)(act(one), ride(one, { slots: ['weekday-1'] })));
      const wayId = one.ways[0]?.id ?? '';
      one = done(await settle(act(one), { wayId, slots: ['weekday-3'], reason: 'no-solution' }));
      one = done(await createAgreeRide(tools)(act(one), ride(one, { slots: ['weekday-3'], driverId: 'd-2' })));
      assert.deepEqual(one.settledOtherwise, [], 'a ride takes the place of the reason');
      one = done(
        await createCloseRequest(tools)(act(one), {
          reason: 'regular-found',
          reviewOn: '2027-01-10',
          passengerTold: false,
        }),
      );
      const { requests } = storage.in('t-lot');
      assert.ok((await requests.list({ state: 'closed', reviewUntil: '2027-01-10' })).some((it) => it.id === one.id));
      const lists = whatToDo([one], [], Temporal.Instant.from('2027-01-11T09:00:00Z'), ZONE);
      assert.deepEqual(
        lists.callBack.map((it) => it.due.map((due) => [due.kind, due.late])),
        [[['review', true]]],
      );
      one = done(await createPlanReview(tools)(act(one), '2027-06-01', ZONE));
      assert.equal(one.reviewOn, '2027-06-01');
      one = done(await createReopenRequest(tools)(act(one)));
      assert.deepEqual([one.closing, one.reviewOn], [null, null]);
      assert.deepEqual(await createReopenRequest(tools)(act(one)), { kind: 'refused', refusal: 'not-closed' });
    });

    test('promises are made, kept, and not forgotten by closing', async () => {
      let one = await keep({});
      one = done(await createMakePromise(tools)(act(one), '2026-11-24T16:00:00.000Z'));
      instant = instant.add({ minutes: 1 });
      one = done(await createMakePromise(tools)(act(one), '2026-11-25T16:00:00.000Z'));
      assert.deepEqual(await createMakePromise(tools)(act(one), AT), { kind: 'refused', refusal: 'past' });
      const closing = { reason: 'no-solution', reviewOn: null, passengerTold: false } as const;
      assert.deepEqual(await createCloseRequest(tools)(act(one), closing), {
        kind: 'refused',
        refusal: 'promise-not-kept',
      });
      one = done(await createKeepPromise(tools)(act(one), ZONE));
      assert.notEqual(one.promise?.keptAt, null);
      const rows = await engine.db.selectFrom('promise').selectAll().where('request_id', '=', one.id).execute();
      assert.equal(rows.length, 2, 'each promise said stays on record');
      one = done(await createCloseRequest(tools)(act(one), closing));
      assert.deepEqual(await createAgreeRide(tools)(act(one), ride(one)), { kind: 'refused', refusal: 'closed' });
    });

    test('the last promise said holds, even when the clock of the machine went back in between', async () => {
      let one = await keep({});
      one = done(await createMakePromise(tools)(act(one), '2026-12-24T16:00:00.000Z'));
      instant = instant.subtract({ minutes: 3 });
      one = done(await createMakePromise(tools)(act(one), '2026-12-23T16:00:00.000Z'));
      const found = await storage.in('t-lot').requests.get(one.id);
      assert.deepEqual(found.promise, one.promise);
      assert.equal(found.promise?.dueAt, '2026-12-23T16:00:00.000Z');
    });

    test('amending keeps what is settled, and refuses to lose a driver', async () => {
      let one = await keep({ ways: [way('outward', { kind: 'dates', dates: ['2026-12-01', '2026-12-03'] })] });
      const amend = createAmendRequest(tools);
      one = done(await createAgreeRide(tools)(act(one), ride(one)));
      const asked = { needs: ['dog'] as const, motive: null, seats: 2, note: 'Avec le chien' };
      const [first] = one.ways;
      assert.ok(first);
      const lost = await amend(act(one), {
        ...asked,
        ways: [{ ...first, when: { kind: 'dates', dates: ['2026-12-03'] } }],
      });
      assert.deepEqual(lost, { kind: 'refused', refusal: { kind: 'ride-in-the-way', direction: 'outward' } });
      one = done(await amend(act(one), { ...asked, ways: [first, home] }));
      assert.equal(one.rides[0]?.wayId, one.ways[0]?.id);
      assert.deepEqual([one.ways.length, one.seats, one.needs], [2, 2, ['dog']]);
      const without = await amend(act(one), { ...asked, ways: [first] });
      assert.deepEqual(without, { kind: 'refused', refusal: { kind: 'way-missing', direction: 'return' } });
    });

    test('a member takes a request and gives it back', async () => {
      let one = await keep({});
      one = done(await createTakeRequest(tools)(act(one, 'm-7'), true));
      assert.equal(one.memberId, 'm-7');
      one = done(await createTakeRequest(tools)(act(one), false));
      assert.equal(one.memberId, null);
      assert.deepEqual(await createTakeRequest(tools)({ ...act(one), requestId: 'none' }, true), { kind: 'unknown' });
      assert.deepEqual(await createTakeRequest(tools)({ ...act(one), territoryId: OTHER }, true), { kind: 'unknown' });
    });

    test('submitting finds the person by number and name, or makes one', async () => {
      const submit = createSubmitRequest(tools);
      const asked: NewRequest = {
        passenger: {
          kind: 'described',
          firstName: ' lucette',
          lastName: 'VIDAL ',
          phone: { number: '+33639980001', kind: 'mobile', sms: true },
          email: null,
        },
        askedFor: null,
        source: 'form',
        ways: [{ ...there, window: { kind: 'morning' } as const }, home].map(asNew),
        needs: [],
        motive: null,
        seats: 0,
        note: ' Merci ',
        chosenTripId: null,
        noted: null,
      };
      const kept = await submit(territory, asked);
      assert.ok(kept.kind === 'kept' && !kept.already);
      assert.equal(kept.passengerId, 'p-2');
      const one = await storage.in('t-lot').requests.get(kept.requestId);
      assert.deepEqual([one.seats, one.note, one.ways.length], [1, 'Merci', 2]);

      const again = await submit(territory, asked);
      assert.deepEqual(again, { ...kept, already: true }, 'pressed twice is one request');

      const other = await submit(territory, {
        ...asked,
        passenger: { ...asked.passenger, lastName: 'Autre' } as never,
      });
      assert.ok(other.kind === 'kept' && other.passengerId !== 'p-2', 'a number may belong to several persons');

      const byPhone = await submit(territory, {
        ...asked,
        passenger: { kind: 'known', personId: 'p-2' },
        source: 'phone',
        ways: [{ ...there, window: { kind: 'any' } }],
        noted: {
          memberId: 'm-1',
          promisedBefore: '2026-11-24T16:00:00.000Z',
          informedOn: '2026-11-22',
          minor: true,
          parentAgreedOn: '2026-11-22',
          reach: null,
        },
      });
      assert.equal(byPhone.kind, 'kept');
      const lucette = await storage.in('t-lot').people.get('p-2');
      assert.deepEqual([lucette.informedOn, lucette.minor, lucette.parentAgreedOn], ['2026-11-22', true, '2026-11-22']);

      const trusted = { name: 'Voisine', number: '+33536490042' };
      const throughSomeone = await submit(territory, {
        ...asked,
        passenger: { kind: 'described', firstName: '', lastName: 'Sansnuméro', phone: null, email: null },
        source: 'phone',
        ways: [
          there,
          { ...there, direction: 'return', from: there.to, to: there.from, window: { kind: 'any' }, wayHome: 'waits' },
        ],
        noted: {
          memberId: 'm-1',
          promisedBefore: null,
          informedOn: null,
          minor: false,
          parentAgreedOn: null,
          reach: { by: 'contact', trustedContact: trusted, address: '' },
        },
      });
      assert.ok(throughSomeone.kind === 'kept', 'whoever has no number is reached through someone');
      const { reachedBy, trustedContact } = await storage.in('t-lot').people.get(throughSomeone.passengerId);
      assert.deepEqual([reachedBy, trustedContact], ['contact', trusted]);
      const { ways } = await storage.in('t-lot').requests.get(throughSomeone.requestId);
      assert.deepEqual(
        ways.map(({ wayHome }) => wayHome),
        [undefined, 'waits'],
      );

      const refusal = async (changes: Partial<NewRequest>) => {
        const outcome = await submit(territory, { ...asked, ...changes });
        return outcome.kind === 'refused' && outcome.refusal;
      };
      assert.deepEqual(await refusal({ passenger: { kind: 'known', personId: 'p-away' } }), {
        kind: 'unknown-passenger',
      });
      assert.deepEqual(await refusal({ ways: [] }), { kind: 'way', problem: 'no-outward', direction: 'outward' });
      assert.deepEqual(await refusal({ ways: [{ ...there, when: { kind: 'dates', dates: ['2026-11-21'] } }] }), {
        kind: 'way',
        problem: 'past-day',
        direction: 'outward',
      });
      const nameless = { kind: 'described', firstName: '', lastName: ' ', phone: null, email: null } as const;
      assert.deepEqual(await refusal({ passenger: nameless }), { kind: 'no-name' });
      assert.deepEqual(await refusal({ passenger: { ...nameless, firstName: 'Zoé' } }), { kind: 'nobody-to-call' });

      const forMother = await submit(territory, {
        ...asked,
        passenger: { ...nameless, firstName: 'Zoé' },
        askedFor: { name: 'Sa fille', number: '+33639980055', callBackAsker: true },
      });
      assert.ok(forMother.kind === 'kept');
      const zoe = await storage.in('t-lot').people.get(forMother.passengerId);
      assert.deepEqual(zoe.trustedContact, { name: 'Sa fille', number: '+33639980055' });
    });

    test('what a neighbour sends twice is one request', async () => {
      const submit = createSubmitRequest(tools);
      const asked: NewRequest = {
        passenger: {
          kind: 'described',
          firstName: 'Jean',
          lastName: 'Voisin',
          phone: { number: '+33639980060', kind: 'mobile', sms: true },
          email: null,
        },
        askedFor: null,
        source: 'neighbour',
        ways: [there].map(asNew),
        needs: [],
        motive: null,
        seats: 1,
        note: '',
        chosenTripId: null,
        noted: null,
        id: 'from-elsewhere',
      };
      const first = await submit(territory, asked);
      assert.deepEqual(await submit(territory, asked), { ...first, already: true });
    });

    test('someone without a number, sent twice by a neighbour, is one person', async () => {
      const passenger = {
        kind: 'described',
        firstName: 'Marthe',
        lastName: 'Sansfil',
        phone: null,
        email: null,
      } as const;
      const submit = createSubmitRequest(tools);
      const asked: NewRequest = {
        passenger,
        askedFor: { name: 'Sa fille', number: '+33639980061', callBackAsker: true },
        source: 'neighbour',
        ways: [there].map(asNew),
        needs: [],
        motive: null,
        seats: 1,
        note: '',
        chosenTripId: null,
        noted: null,
        id: 'from-elsewhere-2',
      };
      const first = await submit(territory, asked);
      assert.deepEqual(await submit(territory, asked), { ...first, already: true });
      const rows = await engine.db.selectFrom('person').select('id').where('last_name', '=', 'Sansfil').execute();
      assert.equal(rows.length, 1);
    });
  });
});
