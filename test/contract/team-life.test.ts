import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Storage } from '#src/storage-ports.ts';
import { createStorage } from '#src/storage/stores.ts';
import { startSession } from '#src/team/session.ts';
import type { Request } from '#src/requests/request.ts';
import { AT, aPerson, aRequest, aTerritory, aTrip, CAHORS, FIGEAC, GRAMAT } from '#test/fixtures/drivers.ts';
import { forEachEngine } from './engines.ts';

const NOW = Temporal.Instant.from(AT);
const later = (minutes: number) => NOW.add({ minutes }).toString({ smallestUnit: 'millisecond' });

describe('the life of a team is kept alike', () => {
  forEachEngine((engine) => {
    let storage: Storage;
    const way = (id: string, from: typeof CAHORS, to: typeof CAHORS) => ({ ...aRequest().ways[0], id, from, to });
    before(async () => {
      storage = createStorage(engine);
      await storage.atomicallyOnInstance(async ({ territories, members }) => {
        await territories.add(aTerritory(), AT);
        await territories.add(aTerritory({ id: 't-tarn', slug: 'tarn' }), AT);
        for (const id of ['m-1', 'm-2']) {
          await members.add({ id, login: id, name: id, email: null, host: false, disabledAt: null, createdAt: AT });
          await members.setMembership({ memberId: id, territoryId: 't-lot', role: 'member', communeCodes: null });
        }
      });
      await storage.atomically('t-lot', async ({ people, drivers, trips, requests }) => {
        for (const id of ['p-1', 'p-2', 'p-3', 'd-1', 'd-2']) await people.add(aPerson({ id, firstName: id }));
        for (const personId of ['d-1', 'd-2'])
          await drivers.add({ personId, welcomedOn: '2026-01-01', welcomedBy: null, createdAt: AT });
        await trips.add(aTrip({ id: 'from-gramat', driverId: 'd-1', stops: [GRAMAT, CAHORS] }));
        await trips.add(aTrip({ id: 'from-cahors', driverId: 'd-2', stops: [CAHORS, GRAMAT] }));
        await trips.add(aTrip({ id: 'home', driverId: 'd-2', stops: [GRAMAT, CAHORS], returnOf: 'from-cahors' }));
        const add = (id: string, passengerId: string, changes: Partial<Request>) =>
          requests.add(aRequest({ id, passengerId, ...changes }), null);
        await add('to-gramat', 'p-1', { ways: [way('w-1', CAHORS, GRAMAT)] as Request['ways'] });
        await add('elsewhere', 'p-2', { ways: [way('w-2', CAHORS, FIGEAC)] as Request['ways'] });
        await add('mine', 'p-3', { ways: [way('w-3', CAHORS, FIGEAC)] as Request['ways'], memberId: 'm-1' });
      });
    });

    const sight = (communeCodes: readonly string[], fitting: readonly string[] = []) =>
      storage
        .seenBy({
          territoryId: 't-lot',
          memberId: 'm-1',
          communeCodes,
          yesterday: '2026-11-21',
          fitting: async () => new Set(fitting),
        })
        .in('t-lot');
    const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id).toSorted();

    test('the mark of the desk stays while nothing is written, and changes with what it speaks of', async () => {
      const { deskMark } = storage.in('t-lot');
      const first = await deskMark.read();
      assert.equal(await deskMark.read(), first);
      const seen = new Set([first]);
      const changes = async (what: string, work: Parameters<typeof storage.atomically<unknown>>[1]): Promise<void> => {
        await storage.atomically('t-lot', work);
        const mark = await deskMark.read();
        assert.ok(!seen.has(mark), what);
        seen.add(mark);
      };
      await changes('a request is written again', async ({ requests }) =>
        requests.save({ ...(await requests.get('elsewhere')), note: 'Sonner fort' }, null),
      );
      const asked = {
        id: 'i-mark',
        requestId: 'elsewhere',
        wayId: 'w-2',
        slots: ['2026-12-01'],
        driverId: 'd-1',
        tripId: null,
        regime: 'on-the-way',
        state: 'asked',
        callAgainOn: null,
        driverNumberShared: null,
        calls: [],
        asking: null,
        createdAt: AT,
        version: 1,
      } as const;
      await changes('a driver is asked', ({ introductions }) => introductions.add(asked));
      await changes('they answer', ({ introductions }) => introductions.save({ ...asked, state: 'no' }, AT));
      await changes('a name is mended', async ({ people }) =>
        people.change({ ...(await people.get('p-1')), lastName: 'Vidal' }, AT),
      );
      const other = await storage.in('t-tarn').deskMark.read();
      await storage.atomically('t-lot', async ({ requests }) =>
        requests.save({ ...(await requests.get('elsewhere')), note: '' }, null),
      );
      assert.equal(await storage.in('t-tarn').deskMark.read(), other, 'another territory has its own');
      const before_ = await deskMark.read();
      await storage.atomically('t-lot', ({ presence }) => presence.see('elsewhere', 'm-1', AT));
      assert.equal(await deskMark.read(), before_, 'who looks changes nothing');
      await storage.atomically('t-lot', ({ presence }) => presence.eraseBefore(later(1)));
    });

    test('a referent finds the requests of their communes and those in their care, counted alike', async () => {
      const { requests } = sight([GRAMAT.communeCode]);
      assert.deepEqual(ids(await requests.list({})), ['mine', 'to-gramat']);
      assert.equal(await requests.count({ state: 'open' }), 2);
      assert.equal(await requests.find('elsewhere'), undefined);
      await assert.rejects(requests.get('elsewhere'));
      assert.deepEqual(ids(await sight([]).requests.list({})), ['mine']);
    });

    test('the people of these requests, the drivers who start there, and those who fit', async () => {
      const all = ['p-1', 'p-2', 'p-3', 'd-1', 'd-2'];
      const seen = async (fitting: readonly string[] = []) =>
        ids(await sight([GRAMAT.communeCode], fitting).people.findMany(all));
      assert.deepEqual(await seen(), ['d-1', 'p-1', 'p-3'], 'a return makes no one of Gramat');
      assert.deepEqual(await seen(['d-2']), ['d-1', 'd-2', 'p-1', 'p-3']);
      const query = { filter: 'all', today: '2026-11-22', confirmedBefore: AT, limit: 1, offset: 0 } as const;
      const { drivers, trips } = sight([GRAMAT.communeCode]);
      assert.equal(await drivers.count(query), 1);
      assert.deepEqual(
        (await drivers.list(query)).map(({ person }) => person.id),
        ['d-1'],
      );
      assert.deepEqual(ids(await trips.ofDrivers(['d-1', 'd-2'])), ['from-gramat']);
      assert.equal(await trips.find('from-cahors'), undefined);
    });

    test('nothing of another territory, and an act starts from what is in sight', async () => {
      const scoped = storage.seenBy({
        territoryId: 't-lot',
        memberId: 'm-1',
        communeCodes: [GRAMAT.communeCode],
        yesterday: '2026-11-21',
        fitting: async () => new Set(),
      });
      assert.deepEqual(await scoped.in('t-tarn').requests.list({}), []);
      await scoped.atomically('t-lot', async (stores) => {
        assert.equal(await stores.requests.find('elsewhere'), undefined);
        assert.equal(await stores.people.find('p-2'), undefined);
        assert.equal((await stores.requests.list({ passengerIds: ['p-2'] })).length, 1, 'what depends is complete');
      });
    });

    test('presence is of one request, of others than oneself, and goes', async () => {
      await storage.atomically('t-lot', async ({ presence }) => {
        await presence.see('mine', 'm-1', AT);
        await presence.see('mine', 'm-2', AT);
        await presence.see('mine', 'm-2', later(1));
        await presence.see('none', 'm-2', AT);
      });
      await storage.atomically('t-tarn', ({ presence }) => presence.see('mine', 'm-2', later(9)));
      const { presence } = storage.in('t-lot');
      assert.deepEqual(await presence.others('mine', 'm-1', later(1)), ['m-2']);
      assert.deepEqual(await presence.others('mine', 'm-2', later(1)), []);
      assert.deepEqual(await presence.others('mine', 'm-1', later(2)), []);
      await storage.atomically('t-lot', async (stores) => assert.equal(await stores.presence.eraseBefore(later(1)), 1));
    });

    test('tablets and last sign-ins are those of the team', async () => {
      await storage.atomicallyOnInstance(async ({ members }) => {
        await members.addSession(startSession('s-1', 'm-1', NOW));
        await members.addSession(startSession('s-2', 'm-1', NOW, 'Zinc'));
        await members.addSession(startSession('s-3', 'm-2', NOW, 'Écran de la mairie'));
        await members.noteSignIn('m-2', AT);
      });
      const { members } = storage.instance;
      assert.deepEqual(
        (await members.tabletsOf('t-lot', AT)).map(({ device, memberName }) => [device, memberName]),
        [
          ['Écran de la mairie', 'm-2'],
          ['Zinc', 'm-1'],
        ],
      );
      assert.deepEqual(await members.tabletsOf('t-tarn', AT), []);
      assert.deepEqual(await members.tabletsOf('t-lot', later(60 * 24 * 61)), []);
      assert.deepEqual([...(await members.lastSignIns('t-lot'))], [['m-2', AT]]);
      assert.equal((await members.findSession('s-2'))?.device, 'Zinc');
    });

    test('rides that fall in an absence, once only, and who drove lately', async () => {
      const ride = { id: 'ride', wayId: 'w-1', slot: '2026-12-01', date: '2026-12-01', driverId: 'd-1' } as const;
      await storage.atomically('t-lot', async ({ requests }) => {
        const request = await requests.get('to-gramat');
        await requests.save(
          {
            ...request,
            rides: [{ ...ride, tripId: null, kilometres: 12, regime: 'on-the-way', state: 'agreed', createdAt: AT }],
          },
          null,
        );
      });
      const { closureRides, drivers } = storage.in('t-lot');
      assert.deepEqual(await closureRides.requestsWithRides('2026-12-01', '2026-12-02'), ['to-gramat']);
      assert.deepEqual(await closureRides.requestsWithRides('2026-12-02', '2026-12-03'), []);
      for (const memberId of ['m-1', 'm-2'])
        await storage.atomically('t-lot', (stores) => stores.closureRides.decide('ride', AT, memberId));
      await storage.atomically('t-tarn', (stores) => stores.closureRides.decide('other', AT, 'm-1'));
      assert.deepEqual([...(await closureRides.decided())], ['ride']);
      assert.deepEqual(await drivers.drove('2026-12-01', '2026-12-31'), [
        { personId: 'd-1', rides: 1, lastOn: '2026-12-01' },
      ]);
      assert.deepEqual(await drivers.drove('2026-12-02', '2026-12-31'), []);
      await storage.atomically('t-lot', ({ people }) => people.erase('p-1', AT));
      assert.deepEqual([...(await closureRides.decided())], [], 'what was said goes with the person');
    });
  });
});
