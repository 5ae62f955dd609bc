import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import type { Storage } from '#src/storage-ports.ts';
import { communesOfFrance, placesOfFrance } from '#src/sources/places-of-france.ts';
import { createImportSheet } from '#src/spreadsheets/import-sheet.ts';
import type { ImportReport } from '#src/spreadsheets/import-tally.ts';
import { openSheet } from '#src/spreadsheets/open-sheet.ts';
import { createStorage } from '#src/storage/stores.ts';
import { createTerritory } from '#src/territory/create-territory.ts';
import type { Territory } from '#src/territory/territory.ts';
import type { Trip } from '#src/trips/trip.ts';
import { forEachEngine } from './engines.ts';

const NOW = Temporal.Instant.from('2026-11-22T20:00:00Z');
const communes = communesOfFrance();
const placeSearch = placesOfFrance();

const fixture = (name: string): Uint8Array => readFileSync(new URL(`../fixtures/sheets/${name}.csv`, import.meta.url));

describe('a sheet is taken alike', () => {
  forEachEngine((engine) => {
    let storage: Storage;
    let ids = 0;
    const newId = (): string => `id-${String((ids += 1)).padStart(5, '0')}`;

    const territoryCalled = async (slug: string, department: string): Promise<Territory> => {
      const created = await createTerritory({
        atomicallyOnInstance: (work) => storage.atomicallyOnInstance(work),
        findCommune: (code) => communes.find(code),
        clock: () => NOW,
        newId,
      })({
        slug,
        name: slug,
        phone: '+33536490000',
        phoneHours: '',
        controller: '',
        communeCodes: communes.communesOfDepartment(department).map(({ code }) => code),
      });
      return created.kind === 'created' ? created.territory : assert.fail(created.reason);
    };

    const take = async (
      territory: Territory,
      bytes: Uint8Array,
      {
        dryRun = false,
        atomically = (id, work) => storage.atomically(id, work),
      }: { dryRun?: boolean; atomically?: Storage['atomically'] } = {},
    ): Promise<ImportReport> => {
      const sheet = openSheet(bytes);
      if (sheet.kind === 'refused') assert.fail(sheet.reason);
      return createImportSheet({ atomically, placeSearch, communes, clock: () => NOW, newId })({
        sheet: sheet.value,
        territoryId: territory.id,
        territory: async () => territory,
        dryRun,
      });
    };

    /** All that an import may write, as counts. */
    const counts = async (territory: Territory) => {
      const count = async (
        table:
          | 'person'
          | 'driver'
          | 'trip'
          | 'request'
          | 'way'
          | 'consent'
          | 'local_place'
          | 'imported_line'
          | 'journal'
          | 'trip_change',
      ) =>
        Number(
          (
            await engine.db
              .selectFrom(table)
              .select((is) => is.fn.countAll().as('number'))
              .where('territory_id', '=', territory.id)
              .executeTakeFirstOrThrow()
          ).number,
        );
      const tables = [
        'person',
        'driver',
        'trip',
        'request',
        'way',
        'consent',
        'local_place',
        'imported_line',
        'journal',
        'trip_change',
      ] as const;
      const all: Record<string, number> = {};
      for (const table of tables) all[table] = await count(table);
      return all;
    };

    const tripsOf = async (territory: Territory, lastName: string): Promise<readonly Trip[]> => {
      const { people, trips } = storage.in(territory.id);
      const found = (await people.search(lastName, 10)).filter((person) => person.lastName === lastName);
      return trips.ofDrivers(found.map(({ id }) => id));
    };

    before(() => {
      storage = createStorage(engine);
    });

    test('a dry run says what would be taken, line by line, and writes nothing', async () => {
      const territory = await territoryCalled('essai', '46');
      const dry = await take(territory, fixture('lot-21-utf8-virgule'), { dryRun: true });
      assert.deepEqual(Object.values(await counts(territory)), [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
      const real = await take(territory, fixture('lot-21-utf8-virgule'));
      assert.deepEqual(real, dry);
      assert.deepEqual(
        real.refused.map(({ line }) => line),
        [6, 8, 10, 11, 12, 15, 16, 19, 21, 23],
      );
      assert.match(real.refused[0]?.reason ?? '', /30\/02\/2026/);
      assert.match(real.refused[3]?.reason ?? '', /« Labastide-Murat \(Cœur de Causse, Lot\) »/);
      assert.deepEqual(real.ignored, ['Actif ou Retraité']);
      const { person, driver, trip } = await counts(territory);
      assert.deepEqual({ person, driver, trip }, { person: 9, driver: 9, trip: real.added.trips });
    });

    test('taking it again, in any export, changes nothing', async () => {
      const territory = await territoryCalled('deux-fois', '46');
      const first = await take(territory, fixture('lot-21-utf8-virgule'));
      const before = await counts(territory);
      for (const name of [
        'lot-21-utf8-virgule',
        'lot-21-windows1252-point-virgule',
        'lot-21-colonnes-deplacees',
        'lot-21-sans-titres-utf16',
      ]) {
        const again = await take(territory, fixture(name));
        assert.deepEqual(Object.values(again.added), [0, 0, 0, 0, 0, 0, 0], name);
        assert.equal(again.known, first.lines - first.refused.length, name);
        assert.deepEqual(await counts(territory), before, name);
      }
    });

    test('one person on several lines is one person; the return belongs to its outward; all waits for the team', async () => {
      const territory = await territoryCalled('personnes', '46');
      await take(territory, fixture('lot-21-utf8-virgule'));
      const { drivers, people } = storage.in(territory.id);
      const trips = await tripsOf(territory, 'Delmas');
      assert.equal(new Set(trips.map(({ driverId }) => driverId)).size, 1);
      assert.equal(trips.length, 4);
      const outward = trips.find(({ returnOf, stops }) => returnOf === null && stops.at(-1)?.communeName === 'Cahors');
      const back = trips.find(({ returnOf }) => returnOf === outward?.id);
      assert.deepEqual(
        [outward?.stops[0]?.label, outward?.schedule, outward?.toVerify],
        [
          'Gourdon',
          { kind: 'regular', weekdays: 3, departure: 450, from: null, until: null, excluded: [], pausedUntil: null },
          true,
        ],
      );
      assert.deepEqual(
        [back?.stops[0]?.label, back?.schedule.departure, back?.meetingPlace?.text],
        ['Cahors', 1050, 'Hôpital'],
      );
      const jeanne = await drivers.get(trips[0]?.driverId ?? '');
      assert.deepEqual(jeanne.consents, { listed: false, numberShown: true, neighbours: false });
      assert.equal(jeanne.welcomedOn, null);
      assert.equal(jeanne.person.createdAt, '2019-12-05T09:22:00.000Z');
      assert.match(jeanne.person.note, /ne pas fumer/);
      // Two people share the landline of the Vaysse: a no for one is none for the other.
      const vaysse = await people.withNumber('+33536490102');
      assert.deepEqual(vaysse.map(({ firstName }) => firstName).toSorted(), ['Marcel', 'Simone']);
      const consents = (await drivers.findMany(vaysse.map(({ id }) => id))).map(({ person, consents }) => [
        person.firstName,
        consents.numberShown,
      ]);
      assert.deepEqual(
        consents.toSorted((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)),
        [
          ['Marcel', false],
          ['Simone', true],
        ],
      );
    });

    test('an edited line is not taken a second time: it is shown to a person', async () => {
      const territory = await territoryCalled('change', '46');
      await take(territory, fixture('lot-16-windows1252'));
      const edited = Buffer.from(fixture('lot-16-windows1252')).toString('latin1').replace('9h15', '9h45');
      const report = await take(territory, Buffer.from(edited, 'latin1'));
      assert.equal(report.added.trips, 0);
      assert.match(report.refused[0]?.reason ?? '', /déjà été prise, avec d'autres valeurs/);
    });

    test('a person already kept is found, and an answer already given is never changed', async () => {
      const territory = await territoryCalled('connue', '46');
      await storage.atomically(territory.id, async ({ people, drivers }) => {
        await people.add({
          id: 'jeanne-connue',
          territoryId: territory.id,
          firstName: 'Jeanne',
          lastName: 'Delmas',
          phones: [{ number: '+33639980101', kind: 'mobile', sms: true }],
          email: null,
          address: '',
          trustedContact: null,
          reachedBy: 'voice',
          note: '',
          heardFrom: '',
          informedOn: null,
          minor: false,
          parentAgreedOn: null,
          setAsideReason: null,
          lastContactAt: '2026-10-01T08:00:00.000Z',
          createdAt: '2026-10-01T08:00:00.000Z',
          version: 1,
        });
        await drivers.add({
          personId: 'jeanne-connue',
          welcomedOn: '2026-10-01',
          welcomedBy: null,
          createdAt: '2026-10-01T08:00:00.000Z',
        });
        await drivers.recordConsent({
          id: 'consent-jeanne',
          personId: 'jeanne-connue',
          purpose: 'numberShown',
          given: false,
          how: 'link',
          memberId: null,
          at: '2026-10-01T08:00:00.000Z',
        });
      });
      await take(territory, fixture('lot-21-utf8-virgule'));
      const jeanne = await storage.in(territory.id).drivers.get('jeanne-connue');
      assert.equal(jeanne.consents.numberShown, false);
      assert.equal(jeanne.welcomedOn, '2026-10-01');
      assert.equal(jeanne.person.email, 'jeanne.delmas@exemple.fr');
      const trips = await storage.in(territory.id).trips.ofDriver('jeanne-connue');
      assert.ok(trips.length === 4 && trips.every(({ toVerify }) => toVerify));
    });

    test('someone erased does not come back with the old sheet', async () => {
      const territory = await territoryCalled('efface', '46');
      await take(territory, fixture('lot-21-utf8-virgule'));
      const [jeanne] = await storage.in(territory.id).people.withNumber('+33639980101');
      await storage.atomically(territory.id, ({ people }) =>
        people.erase(jeanne?.id ?? assert.fail(), '2026-11-22T21:00:00.000Z'),
      );
      const again = await take(territory, fixture('lot-21-utf8-virgule'));
      assert.equal(again.added.people, 0);
      assert.deepEqual(await storage.in(territory.id).people.withNumber('+33639980101'), []);
    });

    test('what fails in the middle leaves nothing behind', async () => {
      const territory = await territoryCalled('milieu', '46');
      const failing: Storage['atomically'] = (id, work) =>
        storage.atomically(id, (stores) => {
          let added = 0;
          const add: typeof stores.trips.add = async (trip) => {
            if ((added += 1) === 4) throw new Error('power cut');
            await stores.trips.add(trip);
          };
          return work({ ...stores, trips: { ...stores.trips, add } });
        });
      await assert.rejects(take(territory, fixture('lot-21-utf8-virgule'), { atomically: failing }), /power cut/);
      assert.deepEqual(Object.values(await counts(territory)), [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    });

    test('requests: passengers, ways, and what became of them', async () => {
      const territory = await territoryCalled('demandes', '46');
      const report = await take(territory, fixture('demandes-17-utf8'));
      assert.deepEqual(
        [report.added.requests, report.added.openRequests, report.added.people, report.known],
        [11, 3, 10, 1],
      );
      const { requests } = storage.in(territory.id);
      const all = await requests.list({});
      const reasons = all.map(({ closing }) => closing?.reason ?? 'open').toSorted();
      assert.deepEqual(reasons, [
        'done',
        'done',
        'no-solution',
        'no-solution',
        'not-done',
        'open',
        'open',
        'open',
        'regular-found',
        'regular-found',
        'regular-found',
      ]);
      const gorses = all.find(({ ways }) => ways[0]?.from.communeName === 'Gorses');
      assert.deepEqual(
        gorses?.ways.map(({ direction, when, window }) => [direction, when, window]),
        [
          ['outward', { kind: 'dates', dates: ['2026-11-12'] }, { kind: 'leave-at', at: 510 }],
          ['return', { kind: 'dates', dates: ['2026-11-12'] }, { kind: 'leave-at', at: 690 }],
        ],
      );
      assert.deepEqual(
        [gorses?.motive, gorses?.source, gorses?.createdAt],
        ['health', 'import', '2026-11-03T08:12:00.000Z'],
      );
      assert.equal(gorses?.settledOtherwise.length, 2);
      const again = await take(territory, fixture('demandes-17-windows1252-sans-titres'));
      assert.deepEqual([again.added.requests, again.known], [0, 12]);
    });

    test('places, then lines that use their names', async () => {
      const territory = await territoryCalled('lieux', '46');
      const report = await take(territory, fixture('lieux-3-point-virgule'));
      assert.equal(report.added.places, 6);
      const again = await take(territory, fixture('lieux-3-virgule'));
      assert.deepEqual([again.added.places, again.refused.length], [0, report.refused.length]);
      const titles = 'Date,Départ,Arrivée,Jours,Prénom,Nom,N° de téléphone\n';
      const sheet = `${titles}20/11/2026 10:00:00,Villeneuve,Terre Rouge,Lundi,Léa,Roux,06 39 98 07 01\n`;
      assert.equal((await take(territory, Buffer.from(sheet))).refused.length, 0);
      const [trip] = await tripsOf(territory, 'Roux');
      assert.deepEqual(
        trip?.stops.map(({ label, communeName, source }) => [label, communeName, source]),
        [
          ['Villeneuve', 'Villeneuve', 'local'],
          ['Terre Rouge', 'Cahors', 'local'],
        ],
      );
    });
  });
});
