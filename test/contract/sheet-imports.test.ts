import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { createLogger } from '#src/log.ts';
import type { Storage } from '#src/storage-ports.ts';
import { createSheetImports, type SheetImports } from '#src/sheet-imports/sheet-imports.ts';
import type { ImportState } from '#src/sheet-imports/sheet-import.ts';
import { previewUndo } from '#src/sheet-imports/undo-import.ts';
import { communesOfFrance, placesOfFrance } from '#src/sources/places-of-france.ts';
import { createStorage } from '#src/storage/stores.ts';
import { AT, aTerritory } from '#test/fixtures/drivers.ts';
import { forEachEngine } from './engines.ts';

const NOW = Temporal.Instant.from('2026-11-22T20:00:00Z');
const communes = communesOfFrance();
const placeSearch = placesOfFrance();
const LOT = aTerritory({ communeCodes: communes.communesOfDepartment('46').map(({ code }) => code) });

const SHEET = [
  'Date,Départ,Arrivée,Jours,Heure de départ,Heure de retour,Prénom,Nom,Téléphone,Contact direct',
  '01/03/2026 10:00:00,Figeac,Cahors,Lundi,8h30,17h,Jeanne,Essai,06 39 98 00 01,Oui',
  '01/03/2026 10:00:00,Figeac,Cahors,Mardi,9h00,,Jeanne,Essai,06 39 98 00 01,Non',
  '02/03/2026 10:00:00,Gramat,Cahors,Lundi,8h30,,Marc,Essai,06 39 98 00 02,Oui',
  '03/03/2026 10:00:00,Nullepart,Cahors,Lundi,8h30,,Luc,Essai,06 39 98 00 03,Oui',
].join('\n');

describe('a spreadsheet taken over on a page is kept alike', () => {
  forEachEngine((engine) => {
    let storage: Storage;
    let work: SheetImports;
    let ids = 0;
    const stores = () => storage.in(LOT.id);
    const find = async (id: string) => (await stores().sheetImports.find(id)) ?? assert.fail('is gone');
    const received = async (text = SHEET): Promise<string> => {
      const pieces = async function* () {
        yield Buffer.from(text);
      };
      const file = await work.receive(LOT.id, 'claire', 'C:\\listes\\trajets.csv', pieces());
      return file.kind === 'received' ? file.id : assert.fail(file.kind);
    };
    const goTo = async (id: string, state: ImportState): Promise<void> => {
      const one = await find(id);
      assert.equal(
        await storage.atomically(LOT.id, ({ sheetImports }) => sheetImports.save({ ...one, state })),
        'saved',
      );
      await work.goOn(LOT, id);
    };

    before(async () => {
      storage = createStorage(engine);
      work = createSheetImports({
        storage,
        placeSearch,
        communes,
        clock: () => NOW,
        newId: () => `id-${String((ids += 1)).padStart(5, '0')}`,
        log: createLogger('silent'),
      });
      await storage.atomicallyOnInstance(async ({ territories }) => {
        await territories.add(LOT, AT);
        await territories.add(aTerritory({ id: 't-other', slug: 'ailleurs', name: 'Ailleurs' }), AT);
      });
    });

    test('its rows wait, its territory alone sees them, and one writes at a time', async () => {
      const id = await received();
      const one = await find(id);
      assert.deepEqual(
        [one.fileName, one.state, one.choice.kind, one.choice.headerLine],
        ['trajets.csv', 'columns', 'drivers', 1],
      );
      assert.equal(await storage.in('t-other').sheetImports.find(id), undefined);
      assert.deepEqual(await storage.in('t-other').sheetImports.lines(id, { sheet: 0, after: 0, limit: 9 }), []);
      const save = () => storage.atomically(LOT.id, ({ sheetImports }) => sheetImports.save(one));
      assert.deepEqual([await save(), await save()], ['saved', 'changed-meanwhile']);
      await storage.atomically(LOT.id, ({ sheetImports }) => sheetImports.remove(id));
      assert.deepEqual(await stores().sheetImports.lines(id, { sheet: 0, after: 0, limit: 9 }), []);
    });

    test('read over, corrected, taken: what one person said on two lines is read together', async () => {
      const id = await received();
      await goTo(id, 'checking');
      const counts = await stores().sheetImports.counts(id, 0);
      // The line of the titles is never read.
      assert.deepEqual([counts.new, counts.doubt, counts.refused, counts.known, counts.unread], [2, 1, 1, 0, 1]);
      assert.deepEqual(await stores().people.withNumber('+33639980001'), [], 'nothing came in');
      const [bad] = await stores().sheetImports.shown(id, { sheet: 0, filter: 'refused', limit: 5, offset: 0 });
      assert.match(bad?.said[0] ?? '', /Nullepart/);
      const cells = bad?.cells.map((cell) => (cell === 'Nullepart' ? 'Rocamadour' : cell)) ?? [];
      await storage.atomically(LOT.id, ({ sheetImports }) =>
        sheetImports.correct(id, 0, { line: bad?.line ?? 0, cells, leftOut: false }),
      );
      await work.recheck(LOT, id, [bad?.line ?? 0]);
      await goTo(id, 'taking');
      const done = await find(id);
      assert.deepEqual([done.state, done.added.people, done.added.trips, done.added.returns], ['done', 3, 5, 1]);
      assert.deepEqual(await stores().sheetImports.lines(id, { sheet: 0, after: 0, limit: 9 }), [], 'the rows went');
      const [jeanne] = await stores().people.withNumber('+33639980001');
      assert.equal((await stores().drivers.get(jeanne?.id ?? '')).consents.numberShown, false, 'one no is a no');
    });

    test('undone: people go with their trips, but whoever the team dealt with; their lines may come again', async () => {
      const [one] = await stores().sheetImports.list();
      const id = one?.id ?? assert.fail();
      const [marc] = await stores().people.withNumber('+33639980002');
      await storage.atomically(LOT.id, ({ people }) => people.change({ ...(marc ?? assert.fail()), note: 'vu' }, AT));
      assert.deepEqual(await previewUndo(stores().sheetImports, id), {
        goes: { people: 2, places: 0 },
        kept: [{ kind: 'person', id: marc?.id, reason: 'changed' }],
      });
      assert.equal(await stores().sheetImports.countUnits(id), 3, 'what is left to undo is said');
      await goTo(id, 'undoing');
      assert.equal(await stores().sheetImports.countUnits(id), 0);
      assert.equal((await find(id)).state, 'undone');
      assert.deepEqual(await stores().people.withNumber('+33639980001'), []);
      assert.equal((await stores().trips.ofDriver(marc?.id ?? '')).length, 1);
      assert.deepEqual(await stores().sheetImports.kept(id), [{ kind: 'person', id: marc?.id, reason: 'changed' }]);
      const again = await received();
      await goTo(again, 'checking');
      const counts = await stores().sheetImports.counts(again, 0);
      assert.deepEqual([counts.new + counts.doubt, counts.known], [2, 1]);
    });

    test('someone known before stays, without what the sheet had made of them', async () => {
      await storage.atomically(LOT.id, ({ people }) =>
        people.add({
          id: 'odette',
          territoryId: LOT.id,
          firstName: 'Odette',
          lastName: 'Essai',
          phones: [{ number: '+33639980009', kind: 'mobile', sms: true }],
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
          lastContactAt: AT,
          createdAt: AT,
          version: 1,
        }),
      );
      const id = await received(
        `${SHEET.split('\n')[0]}\n05/03/2026 10:00:00,Figeac,Cahors,Lundi,8h30,,Odette,Essai,06 39 98 00 09,Oui\n`,
      );
      await goTo(id, 'checking');
      await goTo(id, 'taking');
      assert.equal((await stores().drivers.find('odette'))?.consents.numberShown, true);
      await goTo(id, 'undoing');
      assert.equal(await stores().drivers.find('odette'), undefined);
      assert.ok(await stores().people.find('odette'));
      assert.deepEqual(await stores().drivers.consentsOf('odette'), []);
    });

    test('work that stopped in the middle goes on where it was, and nothing comes twice', async () => {
      const lines = Array.from(
        { length: 80 },
        (_, n) =>
          `06/03/2026 10:00:00,Figeac,Cahors,Lundi,8h30,,Ida,Suite${n},06 39 98 01 ${String(n).padStart(2, '0')},Oui`,
      );
      const id = await received(`${SHEET.split('\n')[0]}\n${lines.join('\n')}\n`);
      await goTo(id, 'checking');
      let calls = 0;
      const stopping = createSheetImports({
        storage: {
          in: (territoryId) => storage.in(territoryId),
          atomically: (territoryId, closure) =>
            (calls += 1) === 2 ? Promise.reject(new Error('power cut')) : storage.atomically(territoryId, closure),
        },
        placeSearch,
        communes,
        clock: () => NOW,
        newId: () => `id-${String((ids += 1)).padStart(5, '0')}`,
        log: createLogger('silent'),
      });
      const one = await find(id);
      await storage.atomically(LOT.id, ({ sheetImports }) => sheetImports.save({ ...one, state: 'taking' }));
      await stopping.goOn(LOT, id);
      const half = await find(id);
      assert.equal(half.state, 'taking');
      assert.ok(half.added.people > 0 && half.added.people < 80, `${half.added.people}`);
      await work.goOn(LOT, id);
      const done = await find(id);
      assert.deepEqual([done.state, done.added.people, done.added.trips], ['done', 80, 80]);
    });

    test('drafts go after a day, what came in after a week', async () => {
      const before = await stores().sheetImports.list();
      const gone = await storage.atomically(LOT.id, ({ sheetImports }) =>
        sheetImports.eraseBefore('2026-11-22T20:00:00.001Z', '2026-11-15T20:00:00.000Z'),
      );
      const after = await stores().sheetImports.list();
      assert.equal(gone, before.filter(({ doneAt }) => doneAt === null).length);
      assert.ok(gone > 0 && after.length > 0 && after.every(({ doneAt }) => doneAt !== null));
      await storage.atomically(LOT.id, ({ sheetImports }) =>
        sheetImports.eraseBefore('2026-11-22T20:00:00.001Z', '2026-11-22T20:00:00.001Z'),
      );
      assert.deepEqual(await stores().sheetImports.list(), []);
    });
  });
});
