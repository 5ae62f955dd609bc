import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { createStorage } from '#src/storage/stores.ts';
import type { Storage } from '#src/storage-ports.ts';
import type { Request } from '#src/requests/request.ts';
import { AT, aPerson, aRequest, aTerritory, aTrip, everyMonday, GRAMAT } from '#test/fixtures/drivers.ts';
import { forEachEngine } from './engines.ts';

const OTHER = 't-other';
const LATER = '2026-11-23T08:00:00.000Z';

const line = (id: string, at: string) => ({
  id,
  at,
  actor: { kind: 'member' as const, id: 'm-1' },
  action: 'sheet-read',
  subject: { kind: 'person', id: 'p-1' },
  details: { trips: 2 },
});

describe('people, drivers and trips are kept alike', () => {
  forEachEngine((engine) => {
    let storage: Storage;
    const changes = async (): Promise<readonly string[]> =>
      (await engine.db.selectFrom('trip_change').select('trip_id').orderBy('sequence').execute()).map(
        (row) => row.trip_id,
      );
    /** What the work adds to the changes that matching follows. */
    const changesOf = async (work: () => Promise<unknown>): Promise<readonly string[]> => {
      const known = (await changes()).length;
      await work();
      return (await changes()).slice(known).toSorted();
    };

    before(async () => {
      storage = createStorage(engine);
      await storage.atomicallyOnInstance(async ({ territories }) => {
        await territories.add(aTerritory(), AT);
        await territories.add(aTerritory({ id: OTHER, slug: 'ailleurs', name: 'Ailleurs' }), AT);
      });
      await storage.atomically('t-lot', async ({ people, drivers, trips }) => {
        await people.add(aPerson());
        await drivers.add({ personId: 'p-1', welcomedOn: null, welcomedBy: null, createdAt: AT });
        await trips.add(aTrip());
        await trips.add(aTrip({ id: 'trip-2', returnOf: 'trip-1' }));
        const people2 = [
          aPerson({
            id: 'p-2',
            firstName: 'René',
            lastName: 'Rouquié',
            phones: [],
            trustedContact: { name: 'Voisine', number: '+33536490042' },
          }),
          aPerson({
            id: 'p-3',
            firstName: 'Anne',
            lastName: 'De La Croix',
            phones: [{ number: '+33536490007', kind: 'landline', sms: false }],
          }),
          aPerson({
            id: 'p-4',
            firstName: 'Paul',
            lastName: 'Delmasse',
            phones: [
              { number: '+33639980001', kind: 'mobile', sms: false },
              { number: '+442079460958', kind: 'other', sms: false },
            ],
          }),
        ];
        for (const person of people2) await people.add(person);
      });
      await storage.atomically(OTHER, async ({ people }) => {
        await people.add(aPerson({ id: 'p-away', territoryId: OTHER }));
      });
    });

    test('a person comes back as it was', async () => {
      const { people } = storage.in('t-lot');
      assert.deepEqual(await people.get('p-1'), aPerson());
      assert.deepEqual((await people.get('p-2')).trustedContact, { name: 'Voisine', number: '+33536490042' });
      assert.deepEqual(
        (await people.get('p-4')).phones.map((phone) => phone.number),
        ['+33639980001', '+442079460958'],
      );
    });

    test('nothing reaches across territories', async () => {
      const { people, drivers, trips } = storage.in(OTHER);
      assert.equal(await people.find('p-1'), undefined);
      assert.equal(await drivers.find('p-1'), undefined);
      assert.equal(await trips.find('trip-1'), undefined);
      assert.deepEqual(
        (await people.withNumber('+33639980001')).map(({ id }) => id),
        ['p-away'],
      );
      assert.deepEqual(
        (await people.search('Delmas', 9)).map(({ id }) => id),
        ['p-away'],
      );
      await storage.atomically(OTHER, async (stores) => {
        assert.equal(
          await stores.people.change({ ...aPerson({ territoryId: OTHER }), firstName: 'Volée' }, LATER),
          'stale',
        );
        await stores.people.erase('p-1', LATER);
      });
      assert.equal((await storage.in('t-lot').people.get('p-1')).firstName, 'Odile');
      await assert.rejects(storage.atomically(OTHER, async (stores) => stores.people.add(aPerson({ id: 'p-9' }))));
    });

    for (const [text, expected] of [
      ['0001', ['p-1', 'p-4']],
      ['00 01', ['p-1', 'p-4']],
      ['06 39 98 00 01', ['p-1', 'p-4']],
      ['06.39', ['p-1', 'p-4']],
      ['+33639980001', ['p-1', 'p-4']],
      ['0033 5 36 49', ['p-3']],
      ['0536490007', ['p-3']],
      ['+44 20', ['p-4']],
      ['0958', ['p-4']],
      ['Delmas', ['p-1', 'p-4']],
      ['Delmasse', ['p-4', 'p-1']],
      ['odile del', ['p-1']],
      ['Roukier', ['p-2']],
      ['rouquie rene', ['p-2']],
      ['delacroix', ['p-3']],
      ['De la Croix', ['p-3']],
      ['Ane Lacroix', []],
      ['9', []],
      ['', []],
      ['%', []],
      ['_', []],
    ] as const)
      test(`"${text}" finds ${expected.join(', ') || 'nobody'}`, async () => {
        const found = await storage.in('t-lot').people.search(text, 9);
        assert.deepEqual(
          found.map(({ id }) => id),
          expected,
        );
      });

    test('the second of two writers is told', async () => {
      const first = await storage.in('t-lot').people.get('p-3');
      const written = await storage.atomically('t-lot', async ({ people }) => [
        await people.change({ ...first, note: 'appelle le matin' }, LATER),
        await people.change({ ...first, note: 'appelle le soir' }, LATER),
      ]);
      assert.deepEqual(written, ['changed', 'stale']);
      const { note, version } = await storage.in('t-lot').people.get('p-3');
      assert.deepEqual([note, version], ['appelle le matin', 2]);
    });

    test('a call starts the 24 months again and forgets warnings', async () => {
      await storage.atomically('t-lot', async ({ retention }) => retention.addWarning('p-3'));
      await storage.atomically('t-lot', async ({ people }) => people.touch('p-3', LATER));
      const silent = await storage.in('t-lot').retention.silentSince('2026-11-23T09:00:00.000Z');
      assert.equal(silent.find(({ personId }) => personId === 'p-3')?.warned, 0);
      assert.equal((await storage.in('t-lot').people.get('p-3')).lastContactAt, LATER);
    });

    test('every change of what a card shows is a change of the trips', async () => {
      const both = ['trip-1', 'trip-2'];
      const driver = await storage.in('t-lot').drivers.get('p-1');
      const on = async (work: Parameters<typeof storage.atomically<unknown>>[1]) =>
        changesOf(async () => storage.atomically('t-lot', work));
      assert.deepEqual(await on(async ({ drivers }) => drivers.welcome('p-1', '2026-11-23', 'm-1', LATER)), both);
      assert.deepEqual(
        await on(async ({ people }) => people.change({ ...driver.person, setAsideReason: 'x' }, LATER)),
        both,
      );
      assert.deepEqual(
        await on(async ({ drivers }) =>
          drivers.recordConsent({
            id: 'c-1',
            personId: 'p-1',
            purpose: 'listed',
            given: true,
            how: 'form',
            memberId: null,
            at: AT,
          }),
        ),
        both,
      );
      const trip = await storage.in('t-lot').trips.get('trip-1');
      assert.deepEqual(await on(async ({ trips }) => trips.change({ ...trip, seats: 3 }, LATER)), ['trip-1']);
      assert.deepEqual(await on(async ({ trips }) => trips.change({ ...trip, seats: 4 }, LATER)), []);
      assert.equal((await storage.in('t-lot').trips.get('trip-1')).seats, 3);
      assert.deepEqual(await on(async ({ people }) => people.touch('p-1', LATER)), []);
    });

    test('the last answer holds, and silence is refusal', async () => {
      const say = async (id: string, given: boolean, at: string): Promise<void> =>
        storage.atomically('t-lot', async ({ drivers }) =>
          drivers.recordConsent({
            id,
            personId: 'p-1',
            purpose: 'numberShown',
            given,
            how: 'phone',
            memberId: 'm-1',
            at,
          }),
        );
      await say('c-2', true, '2026-11-23T08:00:00.000Z');
      assert.deepEqual((await storage.in('t-lot').drivers.get('p-1')).consents, {
        listed: true,
        numberShown: true,
        neighbours: false,
      });
      await say('c-3', false, '2026-11-23T09:00:00.000Z');
      assert.equal((await storage.in('t-lot').drivers.get('p-1')).consents.numberShown, false);
      await say('c-4', true, '2026-11-23T10:00:00.000Z');
      await say('c-5', false, '2026-11-23T09:59:00.000Z');
      assert.equal((await storage.in('t-lot').drivers.get('p-1')).consents.numberShown, false, 'a clock went back');
      assert.deepEqual(
        (await storage.in('t-lot').drivers.consentsOf('p-1')).map(({ id }) => id),
        ['c-5', 'c-4', 'c-3', 'c-2', 'c-1'],
      );
    });

    test('the lists of the desk', async () => {
      const ids = async (filter: 'to-welcome' | 'still-agree' | 'to-verify' | 'paused' | 'set-aside' | 'all') => {
        const query = {
          filter,
          today: '2026-11-23',
          confirmedBefore: '2026-11-01T00:00:00.000Z',
          limit: 50,
          offset: 0,
        };
        const found = await storage.in('t-lot').drivers.list(query);
        assert.equal(await storage.in('t-lot').drivers.count(query), found.length);
        return found.map(({ person }) => person.id);
      };
      await storage.atomically('t-lot', async ({ people, drivers, trips }) => {
        for (const [id, welcomedOn] of [
          ['d-new', null],
          ['d-old', '2026-01-05'],
          ['d-pause', '2026-01-05'],
          ['d-check', '2026-01-05'],
        ] as const) {
          await people.add(aPerson({ id, lastName: id }));
          await drivers.add({ personId: id, welcomedOn, welcomedBy: null, createdAt: AT });
        }
        const old = '2026-02-01T00:00:00.000Z';
        await trips.add(aTrip({ id: 'old-1', driverId: 'd-old', confirmedAt: old }));
        await trips.add(aTrip({ id: 'old-2', driverId: 'd-old', confirmedAt: old, state: 'stopped' }));
        await trips.add(
          aTrip({
            id: 'pause-1',
            driverId: 'd-pause',
            schedule: { ...everyMonday, pausedUntil: '9999-12-31' },
            confirmedAt: old,
          }),
        );
        await trips.add(aTrip({ id: 'check-1', driverId: 'd-check', toVerify: true }));
        await trips.add(
          aTrip({
            id: 'once-1',
            driverId: 'd-check',
            schedule: { kind: 'one-off', date: '2026-11-20', departure: null },
          }),
        );
      });
      assert.deepEqual(await ids('to-welcome'), ['d-new']);
      assert.deepEqual(await ids('still-agree'), ['d-old']);
      assert.deepEqual(await ids('paused'), ['d-pause']);
      assert.deepEqual(await ids('to-verify'), ['d-check']);
      assert.deepEqual(await ids('set-aside'), ['p-1']);
      assert.deepEqual(await ids('all'), ['d-check', 'd-new', 'd-old', 'd-pause', 'p-1']);
      const { trips } = storage.in('t-lot');
      assert.deepEqual(
        (await trips.oneOffsBefore('2026-11-23')).map(({ id }) => id),
        ['once-1'],
      );
      assert.deepEqual(
        (await trips.stoppedBefore(LATER)).map(({ id }) => id),
        ['old-2'],
      );
      const asked = { confirmedBefore: AT, restsSince: LATER };
      assert.deepEqual(
        (await trips.unconfirmed({ ...asked, askedAtLeast: 0 })).map(({ id }) => id),
        ['old-1'],
      );
      assert.deepEqual(await trips.unconfirmed({ ...asked, askedAtLeast: 1 }), []);
    });

    test('what was erased is gone with all that depends on it, and its counts stay', async () => {
      const ride: Request['rides'][number] = {
        id: 'ride-1',
        wayId: 'w-1',
        slot: '2026-12-01',
        date: '2026-12-01',
        driverId: 'd-old',
        tripId: 'old-1',
        kilometres: 41.6,
        regime: 'on-the-way',
        state: 'agreed',
        createdAt: AT,
      };
      await storage.atomically('t-lot', async ({ requests }) => requests.add(aRequest({ rides: [ride] }), null));
      const changed = await changesOf(async () =>
        storage.atomically('t-lot', async ({ people, retention }) => {
          await retention.keepCounts('d-old');
          await people.erase('d-old', LATER);
          await people.erase('d-old', LATER);
        }),
      );
      assert.deepEqual(changed, ['old-1', 'old-2']);
      assert.equal(await storage.in('t-lot').people.find('d-old'), undefined);
      assert.deepEqual(await storage.in('t-lot').trips.ofDriver('d-old'), []);
      assert.deepEqual((await storage.in('t-lot').requests.get('r-1')).rides, []);
      const counts = await engine.db
        .selectFrom('monthly_count')
        .select(['month', 'key', 'number'])
        .orderBy('key')
        .execute();
      assert.deepEqual(counts, [
        { month: '2026-12', key: 'ride', number: 1 },
        { month: '2026-12', key: 'ride-kilometres', number: 42 },
      ]);
      const erased = await engine.db.selectFrom('erasure').select(['id_hash', 'subject_kind']).execute();
      assert.equal(erased.length, 2, 'the attempt of the other territory left a hash of its own');
      assert.ok(erased.every(({ id_hash }) => /^[0-9a-f]{64}$/.test(id_hash)));
    });

    test('requests end as counts, or lose what is precise', async () => {
      const { retention } = storage.in('t-lot');
      await storage.atomically('t-lot', async ({ requests }) =>
        requests.add(
          aRequest({
            id: 'r-2',
            ways: aRequest().ways.map((way) => ({ ...way, id: 'w-2' })),
            closing: { reason: 'done', at: LATER, byMember: null },
          }),
          null,
        ),
      );
      assert.deepEqual(await retention.unmetEndedBefore('2026-12-01'), []);
      assert.deepEqual(await retention.unmetEndedBefore('2026-12-02'), ['r-1']);
      assert.deepEqual(await retention.metEndedBefore('2026-12-02'), ['r-2']);
      await storage.atomically('t-lot', async (stores) => {
        await stores.retention.reduceToCounts('r-1');
        await stores.retention.reduceToCounts('r-1');
        await stores.retention.blurRequest('r-2', () => GRAMAT, LATER);
      });
      assert.equal(await storage.in('t-lot').requests.find('r-1'), undefined);
      const blurred = await storage.in('t-lot').requests.get('r-2');
      assert.deepEqual(
        [blurred.needs, blurred.motive, blurred.note, blurred.ways[0]?.from, blurred.version],
        [[], null, '', GRAMAT, 2],
      );
      assert.deepEqual(await retention.metEndedBefore('2026-12-02'), []);
      const counts = await engine.db
        .selectFrom('monthly_count')
        .select(['key', 'number'])
        .where('month', '=', '2026-11')
        .orderBy('key')
        .execute();
      // The blurred one lost its motive, the other all of itself: the figures of their month stay what they were.
      assert.deepEqual(counts, [
        { key: 'by:commune:46128:waiting', number: 1 },
        { key: 'by:motive:health:met', number: 1 },
        { key: 'by:motive:health:waiting', number: 1 },
        { key: 'by:motive:none:met', number: -1 },
        { key: 'by:weekday:2:waiting', number: 1 },
        { key: 'end:waiting', number: 1 },
        { key: 'request', number: 1 },
        { key: 'request-closed:open', number: 1 },
        { key: 'request-unmet', number: 1 },
      ]);
    });

    test('links: codes die after five tries, a new link kills the old one', async () => {
      const link = {
        tokenHash: 'h-1',
        codeHash: 'c-1',
        codeExpiresAt: '2026-11-25T20:00:00.000Z',
        codeTries: 0,
        purpose: 'manage' as const,
        subjectId: 'p-1',
        createdAt: AT,
        expiresAt: '2027-12-22T20:00:00.000Z',
        revokedAt: null,
      };
      await storage.atomically('t-lot', async ({ links }) => links.add(link));
      const { links } = storage.in('t-lot');
      assert.deepEqual(await links.findByToken('h-1'), link);
      assert.equal(await storage.in(OTHER).links.findByToken('h-1'), undefined);
      assert.equal((await links.withLiveCode('manage', ['p-1'], LATER)).length, 1);
      assert.equal((await links.withLiveCode('manage', ['p-1'], '2026-11-25T20:00:00.000Z')).length, 0);
      for (let tries = 0; tries < 5; tries += 1)
        await storage.atomically('t-lot', async (stores) => stores.links.countTry('h-1'));
      assert.equal((await links.withLiveCode('manage', ['p-1'], LATER)).length, 0);
      assert.equal((await links.live('manage', 'p-1', LATER)).length, 1);
      await storage.atomically('t-lot', async (stores) => stores.links.revokeAll('manage', 'p-1', LATER));
      assert.equal((await links.live('manage', 'p-1', LATER)).length, 0);
      assert.equal(
        await storage.atomically('t-lot', async (stores) =>
          stores.retention.eraseLinksBefore('2026-12-23T00:00:00.000Z'),
        ),
        1,
      );
    });

    test('the journal: the newest first, and what is old goes', async () => {
      await storage.atomically('t-lot', async ({ journal }) => {
        await journal.add(line('j-1', AT));
        await journal.add(line('j-2', LATER));
      });
      const { journal } = storage.in('t-lot');
      assert.deepEqual(await journal.of({ kind: 'person', id: 'p-1' }, 9), [line('j-2', LATER), line('j-1', AT)]);
      assert.deepEqual(await storage.in(OTHER).journal.of({ kind: 'person', id: 'p-1' }, 9), []);
      assert.equal(await storage.atomically('t-lot', async (stores) => stores.journal.eraseBefore(LATER)), 1);
    });
  });
});
