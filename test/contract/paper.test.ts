import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { createPrintSheet } from '#src/paper/print-sheet.ts';
import type { Telling } from '#src/requests/telling.ts';
import { createReportLine } from '#src/paper/report-line.ts';
import { createTidyPaper } from '#src/privacy/tidy-paper.ts';
import { createMarkRide } from '#src/follow-up/mark-ride.ts';
import type { RideMark } from '#src/requests/ride-day.ts';
import type { Storage } from '#src/storage-ports.ts';
import { createStorage } from '#src/storage/stores.ts';
import { AT, aPerson, aTerritory } from '#test/fixtures/drivers.ts';
import { request, way } from '#test/fixtures/requests.ts';
import { aVolunteer } from '#test/fixtures/volunteers.ts';
import { forEachEngine } from './engines.ts';

const OTHER = 't-other';
const where = { id: 't-lot', zone: 'Europe/Paris' };
const at = (text: string): Temporal.Instant => Temporal.Instant.from(text);
const MONDAY = '2026-11-23';

const weekly = way('outward', { kind: 'weekly', weekdays: 1, from: '2026-11-01', until: null });
const ride = {
  wayId: 'outward',
  slot: 'weekday-1',
  date: null,
  driverId: 'd-1',
  tripId: null,
  kilometres: 12,
  state: 'agreed',
  regime: 'on-the-way',
  createdAt: AT,
} as const;

describe('what is marked, printed and typed back is kept alike', () => {
  forEachEngine((engine) => {
    let storage: Storage;
    let now = at('2026-11-23T08:00:00Z');
    let ids = 0;
    const tools: Parameters<typeof createReportLine>[0] = {
      atomically: (id, work) => storage.atomically(id, work),
      now: () => now,
      newId: () => `new-${(ids += 1)}`,
      metres: () => 12_000,
      minutes: () => 30,
      largestDetour: 45,
    };
    const stores = () => storage.in('t-lot');

    before(async () => {
      storage = createStorage(engine);
      await storage.atomicallyOnInstance(async ({ territories }) => {
        await territories.add(aTerritory(), AT);
        await territories.add(aTerritory({ id: OTHER, slug: 'ailleurs', name: 'Ailleurs' }), AT);
      });
      await storage.atomically('t-lot', async ({ people, requests, drivers, volunteers }) => {
        for (const id of ['p-2', 'p-3', 'd-1', 'd-2']) await people.add(aPerson({ id, lastName: id }));
        await drivers.add({ personId: 'd-2', welcomedOn: '2026-11-01', welcomedBy: null, createdAt: AT });
        await volunteers.add(aVolunteer({ personId: 'd-2' }));
        await requests.add(request({ ways: [weekly], rides: [{ ...ride, id: 'ride-1' }] }), 'm-1');
        const open = way('outward', { kind: 'dates', dates: ['2026-12-01'] }, { id: 'w-open' });
        await requests.add(
          request({
            id: 'r-open',
            passengerId: 'p-3',
            ways: [open],
            promise: { dueAt: '2026-11-24T16:00:00.000Z', saidAt: AT, byMember: 'm-1', keptAt: null },
          }),
          'm-1',
        );
      });
    });

    const mark = (word: RideMark, changes: { date?: string; seenVersion?: number; memberId?: string } = {}) =>
      createMarkRide(tools)({
        territoryId: 't-lot',
        zone: where.zone,
        memberId: 'm-1',
        requestId: 'r-1',
        rideId: 'ride-1',
        date: MONDAY,
        mark: word,
        seenVersion: 0,
        ...changes,
      });

    test('someone is out, then home: each word keeps its hour, and is said again in vain', async () => {
      assert.equal((await mark('out')).kind, 'done');
      now = at('2026-11-23T09:00:00Z');
      await mark('out');
      const home = await mark('home');
      assert.ok(home.kind === 'done');
      assert.deepEqual(
        [home.day.outAt, home.day.homeAt, home.day.version],
        ['2026-11-23T08:00:00.000Z', '2026-11-23T09:00:00.000Z', 3],
      );
      assert.deepEqual(await stores().rideDays.find('ride-1', MONDAY), home.day);
    });

    test('a weekly ride has a word for each of its days, and none for another day or a day to come', async () => {
      assert.equal((await mark('done', { date: '2026-11-24' })).kind, 'unknown', 'a Tuesday');
      assert.equal((await mark('done', { date: '2026-11-30' })).kind, 'too-early');
      assert.equal((await mark('done', { date: '2026-11-16' })).kind, 'done');
      assert.equal((await mark('not-done', { seenVersion: 3 })).kind, 'done');
      assert.deepEqual(await stores().rideDays.countOutcomes('2026-11-01', '2026-11-30'), {
        done: 1,
        'not-done': 1,
        unknown: 0,
      });
      assert.deepEqual(
        (await stores().rideDays.listBetween('2026-11-16', '2026-11-22')).map(({ date }) => date),
        ['2026-11-16'],
      );
    });

    test('a word never takes the place of one that its author had not read', async () => {
      const late = await mark('done', { memberId: 'm-2', seenVersion: 3 });
      assert.ok(late.kind === 'contradicted');
      assert.deepEqual([late.day.outcome, late.day.memberId], ['not-done', 'm-1']);
      assert.equal((await mark('not-done', { seenVersion: 3 })).kind, 'done', 'the same word contradicts nothing');
    });

    const print = () =>
      createPrintSheet(tools)({ territoryId: 't-lot', memberId: 'm-1' }, '2026-11-23', [
        { requestId: 'r-1', requestVersion: 1, subject: { kind: 'ride', rideId: 'ride-1' } },
        {
          requestId: 'r-open',
          requestVersion: 1,
          subject: {
            kind: 'driver',
            wayId: 'w-open',
            driverId: 'd-1',
            tripId: null,
            slots: ['2026-12-01'],
            date: '2026-12-01',
            pickupAt: 495,
            regime: 'on-the-way',
          },
        },
        {
          requestId: 'r-open',
          requestVersion: 1,
          subject: {
            kind: 'driver',
            wayId: 'w-open',
            driverId: 'd-2',
            tripId: null,
            slots: ['2026-12-01'],
            date: null,
            pickupAt: null,
            regime: 'on-purpose',
          },
        },
        { requestId: 'r-open', requestVersion: 1, subject: { kind: 'passenger' } },
      ]);

    test('a sheet comes back as it was numbered, and only where it was printed', async () => {
      const sheet = await print();
      assert.deepEqual(await stores().paper.find(sheet.id), sheet);
      assert.deepEqual(
        sheet.lines.map(({ number }) => number),
        [1, 2, 3, 4],
      );
      assert.deepEqual(await stores().paper.list(5), [sheet]);
      assert.equal(await storage.in(OTHER).paper.find(sheet.id), undefined);
      assert.equal(await storage.in(OTHER).rideDays.find('ride-1', MONDAY), undefined);
      assert.deepEqual(await storage.in(OTHER).paper.list(5), []);
    });

    test('a passenger called in vain is still to be told of their rides, before all else', async () => {
      const sheet = await print();
      const line = sheet.lines.find(({ subject }) => subject.kind === 'passenger');
      assert.ok(line);
      const telling: Telling = {
        requestId: 'r-open',
        rideId: 'ride-1',
        party: 'passenger',
        about: 'settled',
        changed: [],
        state: 'to-tell',
        how: null,
        messageId: null,
        memberId: null,
        at: sheet.printedAt,
        createdAt: sheet.printedAt,
      };
      await storage.atomically('t-lot', ({ tellings }) => tellings.put(telling));
      const reporting = {
        territoryId: 't-lot',
        zone: where.zone,
        memberId: 'm-1',
        sheetId: sheet.id,
        forDate: sheet.forDate,
        number: line.number,
        expectedVersion: 99,
      };
      const reported = await createReportLine(tools)(line, reporting, { kind: 'passenger', told: 'not-reached' });
      assert.deepEqual(reported, { kind: 'done', request: undefined }, 'whatever was written meanwhile');
      const [kept] = await stores().tellings.ofRequests(['r-open']);
      assert.deepEqual([kept?.state, kept?.how, kept?.memberId], ['not-reached', 'voice', 'm-1']);
      const [request] = await stores().requests.list({ ids: ['r-open'] });
      assert.equal(request?.promise?.keptAt, null, 'the promise stays to be kept');
      assert.equal((await stores().paper.find(sheet.id))?.lines.at(-1)?.reported?.word, 'not-reached');
      await storage.atomically('t-lot', ({ tellings }) => tellings.remove(telling));
    });

    test('each line is typed back by the use case of the desk, once', async () => {
      const sheet = await print();
      const report = createReportLine(tools);
      const say = async (number: number, said: Parameters<typeof report>[2], expectedVersion: number) => {
        const line = sheet.lines.find((one) => one.number === number);
        assert.ok(line);
        return report(
          line,
          {
            territoryId: 't-lot',
            zone: where.zone,
            memberId: 'm-2',
            sheetId: sheet.id,
            forDate: sheet.forDate,
            number,
            expectedVersion,
          },
          said,
        );
      };
      const call = { kind: 'driver', callAgainOn: null, date: null, note: '', waits: false } as const;
      assert.equal((await say(2, { ...call, answer: 'no' }, 1)).kind, 'done');
      assert.equal((await say(2, { ...call, answer: 'no' }, 1)).kind, 'already', 'sent twice, it counts once');
      const stale = await say(3, { ...call, answer: 'yes' }, 1);
      assert.equal(stale.kind, 'changed-meanwhile');
      assert.equal((await say(3, { ...call, answer: 'yes' }, 2)).kind, 'done');
      assert.equal((await say(4, { kind: 'passenger', told: 'told' }, 3)).kind, 'done');
      assert.equal((await say(1, { kind: 'ride', outcome: 'done' }, 99)).kind, 'contradicted');
      const [asked] = await stores().requests.list({ ids: ['r-open'] });
      assert.deepEqual(
        [asked?.rides.map(({ regime }) => regime), asked?.promise?.keptAt],
        [['on-purpose'], '2026-11-23T09:00:00.000Z'],
        'the ride is agreed, on purpose as it was printed, and the promise kept',
      );
      const calls = await stores().introductions.listOfRequests(['r-open']);
      assert.deepEqual(
        calls.map(({ state }) => state),
        ['no', 'yes'],
      );
      const kept = await stores().paper.find(sheet.id);
      assert.deepEqual(
        kept?.lines.map(({ reported }) => reported?.word ?? null),
        [null, 'no', 'yes', 'told'],
      );
    });

    test('someone erased leaves the sheets; the other lines keep their number', async () => {
      const sheet = await print();
      await storage.atomically('t-lot', ({ people }) => people.erase('d-2', AT));
      const kept = await stores().paper.find(sheet.id);
      assert.deepEqual(
        kept?.lines.map(({ number }) => number),
        [1, 2, 4],
      );
      await storage.atomically('t-lot', ({ people }) => people.erase('p-2', AT));
      assert.deepEqual(
        await stores().rideDays.listBetween('2026-01-01', '2026-12-31'),
        [],
        'rides go with their people',
      );
    });

    test('sheets go after a fortnight, hours after six weeks; how it went stays', async () => {
      await storage.atomically('t-lot', async ({ people, requests }) => {
        await people.add(aPerson({ id: 'p-4' }));
        await requests.add(
          request({
            id: 'r-2',
            passengerId: 'p-4',
            ways: [{ ...weekly, id: 'w-2' }],
            rides: [{ ...ride, wayId: 'w-2', id: 'ride-2' }],
          }),
          'm-1',
        );
      });
      const own = { requestId: 'r-2', rideId: 'ride-2' };
      for (const word of ['out', 'done'] as const)
        await createMarkRide(tools)({
          territoryId: 't-lot',
          zone: where.zone,
          memberId: 'm-1',
          date: MONDAY,
          mark: word,
          seenVersion: 1,
          ...own,
        });
      const tidy = createTidyPaper(tools);
      assert.deepEqual(await tidy(where, at('2026-12-07T08:59:00Z')), { sheets: 0, hours: 0 });
      assert.deepEqual(await tidy(where, at('2026-12-07T09:01:00Z')), { sheets: 4, hours: 0 });
      assert.deepEqual(await tidy(where, at('2027-01-05T09:00:00Z')), { sheets: 0, hours: 1 });
      assert.deepEqual(await tidy(where, at('2027-01-05T09:00:00Z')), { sheets: 0, hours: 0 });
      const day = await stores().rideDays.find('ride-2', MONDAY);
      assert.deepEqual([day?.outAt, day?.memberId, day?.outcome], [null, null, 'done']);
    });
  });
});
