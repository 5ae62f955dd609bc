import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Storage } from '#src/storage-ports.ts';
import { createStorage } from '#src/storage/stores.ts';
import { createTerritory } from '#src/territory/create-territory.ts';
import { OPEN, type Opening } from '#src/territory/opening.ts';
import type { Commune } from '#src/places/place.ts';
import { AT, aTerritory } from '#test/fixtures/drivers.ts';
import { forEachEngine } from './engines.ts';

const commune = (code: string, point: Commune['point']): Commune => ({
  code,
  name: `Commune ${code}`,
  department: '46',
  departmentName: 'Lot',
  postalCodes: [],
  epci: null,
  epciName: null,
  population: 100,
  point,
  pointSource: point && 'chef-lieu',
  parent: null,
});

/** Three communes; 46999 merged into 46042, and nobody published where 46128 is. */
const findCommune = (code: string): Commune | undefined =>
  ({
    '46042': commune('46042', { latitude: 44, longitude: 1 }),
    '46999': commune('46042', { latitude: 44, longitude: 1 }),
    '46102': commune('46102', { latitude: 45, longitude: 2 }),
    '46128': commune('46128', null),
  })[code];

const place = (id: string, name: string) => ({
  id,
  names: [name, `${name} bis`],
  kind: 'hamlet' as const,
  communeCode: '46042',
  point: { latitude: 44.44, longitude: 1.44 },
});

describe('territories and their places are kept alike', () => {
  forEachEngine((engine) => {
    let storage: Storage;
    before(async () => {
      storage = createStorage(engine);
      await storage.atomicallyOnInstance(async ({ territories }) => {
        await territories.add(aTerritory(), AT);
        await territories.add(aTerritory({ id: 't-tarn', slug: 'tarn', name: 'Lotocar du Tarn' }), AT);
        await territories.add(aTerritory({ id: 't-elle', slug: 'elle', name: 'Élan de l’Elle' }), AT);
      });
    });

    test('a territory comes back as it was, by id, by slug, and in the order of the French alphabet', async () => {
      const { territories } = storage.instance;
      assert.deepEqual(await territories.find('t-lot'), aTerritory());
      assert.deepEqual(await territories.findBySlug('lot'), aTerritory());
      assert.deepEqual(await territories.findVersion('lot'), { id: 't-lot', version: 1 });
      assert.deepEqual(
        [await territories.find('none'), await territories.findBySlug('none'), await territories.findVersion('none')],
        [undefined, undefined, undefined],
      );
      assert.deepEqual(
        (await territories.list()).map(({ slug }) => slug),
        ['elle', 'lot', 'tarn'],
      );
    });

    test('the second of two who save does not undo the first', async () => {
      const read = aTerritory();
      const save = (name: string) =>
        storage.atomicallyOnInstance(({ territories }) => territories.save({ ...read, name }, AT));
      assert.equal(await save('Premier'), 'saved');
      assert.equal(await save('Second'), 'changed-meanwhile');
      const kept = await storage.instance.territories.find('t-lot');
      assert.deepEqual([kept?.name, kept?.version], ['Premier', 2]);
    });

    test('how far a territory is opened comes back, and its neighbours see its trips only while it is open', async () => {
      const { territories } = storage.instance;
      const write = (work: (stores: typeof storage.instance) => Promise<unknown>) =>
        storage.atomicallyOnInstance(async (stores) => work(stores));
      const set = async (opening: Opening) => {
        const read = await territories.find('t-tarn');
        assert.ok(read);
        await write((stores) => stores.territories.save({ ...read, opening }, AT));
        return (await territories.find('t-tarn'))?.opening;
      };
      await write(async (stores) => {
        await stores.territories.agree('t-elle', 't-tarn', AT, null);
        await stores.territories.agree('t-tarn', 't-elle', AT, null);
      });
      const seen = async () => (await territories.find('t-elle'))?.neighbourIds;
      const version = async () => (await territories.findVersion('elle'))?.version ?? 0;
      assert.deepEqual(await seen(), ['t-tarn']);
      for (const opening of [
        { stage: 'drivers-first', plan: { kind: 'date', date: '2027-01-04' }, awaitsHost: false },
        { stage: 'unpublished', plan: { kind: 'lines', floor: 20 }, awaitsHost: false },
        { stage: 'open', plan: { kind: 'by-hand' }, awaitsHost: true },
      ] satisfies Opening[]) {
        const before_ = await version();
        assert.deepEqual(await set(opening), opening);
        assert.deepEqual(await seen(), [], opening.stage);
        assert.ok((await version()) > before_, 'what was read of the neighbour no longer holds');
      }
      await set(OPEN);
      assert.deepEqual(await seen(), ['t-tarn']);
      await write(async (stores) => {
        await stores.territories.withdrawAgreement('t-elle', 't-tarn', AT);
        await stores.territories.withdrawAgreement('t-tarn', 't-elle', AT);
      });
    });

    test('closures belong to their territory, move its version, and go', async () => {
      const { territories } = storage.instance;
      const of = async (id: string) => (await territories.find(id))?.closures.map((one) => one.id);
      const version = async () => (await territories.findVersion('elle'))?.version ?? 0;
      const write = (work: (stores: typeof storage.instance) => Promise<unknown>) =>
        storage.atomicallyOnInstance(async (stores) => work(stores));
      const closure = { id: 'c-2', firstDay: '2026-12-24', lastDay: '2026-12-26', reason: 'congés' };
      const before_ = await version();
      await write((stores) => stores.territories.addClosure('t-elle', closure, AT, null));
      await write((stores) =>
        stores.territories.addClosure(
          't-elle',
          { ...closure, id: 'c-1', firstDay: '2026-05-01', lastDay: '2026-05-02' },
          AT,
          null,
        ),
      );
      assert.deepEqual([await of('t-elle'), await of('t-lot')], [['c-1', 'c-2'], []]);
      assert.deepEqual((await territories.find('t-elle'))?.closures[1], closure);
      assert.equal(await version(), before_ + 2);
      await write((stores) => stores.territories.removeClosure('t-tarn', 'c-2', AT));
      assert.equal((await of('t-elle'))?.length, 2, 'not theirs to remove');
      await storage.atomicallyOnInstance(async (stores) => {
        assert.equal(await stores.territories.eraseClosuresBefore('t-elle', '2026-05-02'), 0);
        assert.equal(await stores.territories.eraseClosuresBefore('t-elle', '2026-05-03'), 1);
      });
      await write((stores) => stores.territories.removeClosure('t-elle', 'c-2', AT));
      assert.deepEqual(await of('t-elle'), []);
      await assert.rejects(
        write((stores) => stores.territories.addClosure('t-elle', { ...closure, lastDay: '2026-12-01' }, AT, null)),
      );
    });

    test('hours are kept as they were set, or read from the sentence of a profile of before', async () => {
      const hours = aTerritory().hours.map((day, index) => (index === 5 ? [{ from: 600, until: 660 }] : day));
      const add = aTerritory({ id: 't-hours', slug: 'heures', hours, answerDays: 3 });
      await storage.atomicallyOnInstance(({ territories }) => territories.add(add, AT));
      assert.deepEqual(await storage.instance.territories.find('t-hours'), add);
      const before_ = { bands: add.bands, tolerance: add.tolerance };
      await engine.atomically((trx) =>
        trx
          .updateTable('territory')
          .set({ settings: JSON.stringify(before_) })
          .where('id', '=', 't-hours')
          .execute(),
      );
      const kept = await storage.instance.territories.find('t-hours');
      assert.deepEqual([kept?.hours, kept?.answerDays], [aTerritory().hours, 2]);
    });

    test('what no territory may be is refused', async () => {
      const add = (changes: Parameters<typeof aTerritory>[0]) =>
        storage.atomicallyOnInstance(({ territories }) =>
          territories.add(aTerritory({ id: 't-bad', slug: 'bad', ...changes }), AT),
        );
      await assert.rejects(add({ slug: 'aide' }));
      await assert.rejects(add({ slug: 'lot' }), 'the slug is taken');
      await assert.rejects(add({ accent: '#ffffff' }));
      await assert.rejects(add({ phone: '05 36' }));
      await assert.rejects(add({ communeCodes: [] }));
      await assert.rejects(add({ bands: { direct: 10, small: 5, large: 45 } }));
      assert.equal(await storage.instance.territories.find('t-bad'), undefined);
    });

    test('neighbours are those where both agreed; each agreement moves both versions', async () => {
      const { territories } = storage.instance;
      const neighbours = async () => [
        (await territories.find('t-lot'))?.neighbourIds,
        (await territories.find('t-tarn'))?.neighbourIds,
      ];
      const versions = async () => [
        (await territories.findVersion('lot'))?.version ?? 0,
        (await territories.findVersion('tarn'))?.version ?? 0,
      ];
      const agree = (from: string, to: string) =>
        storage.atomicallyOnInstance((stores) => stores.territories.agree(from, to, AT, null));
      const [lot = 0, tarn = 0] = await versions();
      await agree('t-lot', 't-tarn');
      await agree('t-lot', 't-tarn');
      assert.deepEqual(await neighbours(), [[], []]);
      assert.deepEqual(await territories.agreements('t-tarn'), { given: [], received: ['t-lot'] });
      assert.deepEqual(await versions(), [lot + 1, tarn + 1], 'said twice is said once');
      await agree('t-tarn', 't-lot');
      assert.deepEqual(await neighbours(), [['t-tarn'], ['t-lot']]);
      await storage.atomicallyOnInstance((stores) => stores.territories.withdrawAgreement('t-lot', 't-tarn', AT));
      await storage.atomicallyOnInstance((stores) => stores.territories.withdrawAgreement('t-lot', 't-tarn', AT));
      assert.deepEqual(await neighbours(), [[], []]);
      assert.deepEqual(await versions(), [lot + 3, tarn + 3]);
    });

    test('a territory is opened with its defaults, or refused with a reason', async () => {
      let ids = 0;
      const create = createTerritory({
        atomicallyOnInstance: (work) => storage.atomicallyOnInstance(work),
        findCommune,
        clock: () => Temporal.Instant.from(AT),
        newId: () => `made-${(ids += 1)}`,
      });
      const draft = {
        slug: 'nouveau',
        name: ' Nouveau ',
        phone: '+33536490001',
        phoneHours: 'le matin',
        controller: 'Association Exemple',
        communeCodes: ['46999', '46042', '46102', '46128'],
      };
      const created = await create(draft);
      assert.ok(created.kind === 'created');
      const { territory } = created;
      assert.deepEqual(
        [territory.name, territory.communeCodes, territory.centre, territory.tolerance, territory.zone],
        ['Nouveau', ['46042', '46102', '46128'], { latitude: 44.5, longitude: 1.5 }, 60, 'Europe/Paris'],
      );
      assert.deepEqual(await storage.instance.territories.findBySlug('nouveau'), territory);
      const reasons: string[] = [];
      for (const changes of [
        {},
        { slug: 'Nouveau' },
        { slug: 'aide' },
        { slug: 'autre', name: ' ' },
        { slug: 'autre', phone: '05' },
        { slug: 'autre', accent: '#fff000' },
        { slug: 'autre', zone: 'Europe/Cahors' },
        { slug: 'autre', communeCodes: ['99999'] },
        { slug: 'autre', communeCodes: ['46128'] },
      ]) {
        const answer = await create({ ...draft, ...changes });
        reasons.push(answer.kind === 'refused' ? answer.reason : answer.kind);
      }
      assert.deepEqual(reasons, [
        'slug-taken',
        'slug-malformed',
        'slug-reserved',
        'name-missing',
        'phone-malformed',
        'accent-unreadable',
        'zone-unknown',
        'commune-unknown',
        'no-commune-with-point',
      ]);
    });

    test('own places belong to their territory, sort in French, and tell when they changed', async () => {
      const here = () => storage.in('t-lot').localPlaces;
      const empty = await here().stamp();
      await storage.atomically('t-lot', async ({ localPlaces }) => {
        await localPlaces.add(place('l-2', 'Zénith'), AT);
        await localPlaces.add(place('l-1', 'Écluse'), AT);
        await localPlaces.add(place('l-3', 'Faubourg'), AT);
      });
      await storage.atomically('t-tarn', ({ localPlaces }) => localPlaces.add(place('l-9', 'Ailleurs'), AT));
      assert.deepEqual(
        (await here().list()).map(({ names }) => names[0]),
        ['Écluse', 'Faubourg', 'Zénith'],
      );
      assert.equal(await here().find('l-9'), undefined);
      assert.deepEqual(await here().find('l-1'), { ...place('l-1', 'Écluse'), version: 1 });

      const full = await here().stamp();
      assert.notEqual(full, empty);
      const save = (name: string) =>
        storage.atomically('t-lot', ({ localPlaces }) => localPlaces.save({ ...place('l-1', name), version: 1 }));
      assert.deepEqual([await save('Port'), await save('Pont')], ['saved', 'changed-meanwhile']);
      const saved = await here().stamp();
      assert.notEqual(saved, full);
      await storage.atomically('t-lot', ({ localPlaces }) => localPlaces.remove('l-9'));
      assert.ok(await storage.in('t-tarn').localPlaces.find('l-9'), 'not ours to remove');
      await storage.atomically('t-lot', ({ localPlaces }) => localPlaces.remove('l-1'));
      assert.notEqual(await here().stamp(), saved);
      await assert.rejects(
        storage.atomically('t-lot', ({ localPlaces }) => localPlaces.add({ ...place('l-4', ''), names: [] }, AT)),
      );
    });
  });
});
