import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { after, before, suite, test } from 'node:test';
import { openTestService, type TestService, TUESDAY } from '#test/helpers/test-service.ts';
import { STYLES, workbookOf } from '#test/fixtures/workbook.ts';
import { plant, type Planted } from './canaries.ts';

const PAGE = '/equipe/reglages/reprise';
const TITLES = 'Date,Départ,Arrivée,Jours,Heure de départ,Prénom,Nom,Téléphone,Remarques';
const line = (n: number, changes: Partial<Record<'from' | 'to' | 'days' | 'name' | 'phone' | 'notes', string>> = {}) =>
  [
    `${String((n % 28) + 1).padStart(2, '0')}/03/2026 10:00:00`,
    changes.from ?? 'Figeac',
    changes.to ?? 'Cahors',
    changes.days ?? 'Lundi',
    '8h30',
    'Jean',
    changes.name ?? `Essai${n}`,
    changes.phone ?? `06 39 98 ${String(Math.floor(n / 100)).padStart(2, '0')} ${String(n % 100).padStart(2, '0')}`,
    changes.notes ?? '',
  ].join(',');
const csv = (...lines: readonly string[]): string => `${[TITLES, ...lines].join('\n')}\n`;

suite('a spreadsheet is taken over on a page', () => {
  let service: TestService;
  let quercy: Planted;
  before(async () => {
    service = await openTestService();
    quercy = await plant(service.engine, 'quercy');
    // Only those of these tests.
    await service.engine.atomically((trx) => trx.deleteFrom('sheet_import').execute());
  });
  after(() => service.close());

  const headers = (extra: Record<string, string> = {}) => ({
    Cookie: quercy.cookies.coordination,
    'Sec-Fetch-Site': 'same-origin',
    ...extra,
  });
  const get = (path: string) => service.get(`/quercy${path}`, headers());
  const html = async (path: string): Promise<string> => (await get(path)).text();
  const post = (path: string, form: Readonly<Record<string, string | readonly string[]>> = {}) =>
    service.post(`/quercy${path}`, form, headers());
  const send = async (content: string | Uint8Array<ArrayBuffer>, name = 'trajets.csv'): Promise<Response> => {
    const form = new FormData();
    form.append('fichier', new Blob([content]), name);
    const request = new Request('http://localhost/', { method: 'POST', body: form });
    return service.app.request(`/quercy${PAGE}/fichier`, {
      method: 'POST',
      headers: headers({ 'Content-Type': request.headers.get('content-type') ?? '' }),
      body: new Uint8Array(await request.arrayBuffer()),
    });
  };
  /** Sends a file, and gives the address of its import. */
  const begun = async (content: string | Uint8Array<ArrayBuffer>, name?: string): Promise<string> => {
    const response = await send(content, name);
    assert.equal(response.status, 303, await response.text());
    return (response.headers.get('Location') ?? '').replace(/^.*(\/equipe.*)\/colonnes$/u, '$1');
  };
  const hidden = (page: string, name: string): string =>
    new RegExp(`name="${name}" value="([^"]*)"`, 'u').exec(page)?.[1] ?? '';
  /** What the page of columns would post as it is. */
  const asDrawn = (page: string): Record<string, string> => {
    const form: Record<string, string> = { version: hidden(page, 'version'), faire: 'voir' };
    for (const [, name = '', options = ''] of page.matchAll(/<select[^>]*name="([^"]+)"[^>]*>(.*?)<\/select>/gsu))
      form[name] = /<option value="([^"]*)" selected/u.exec(options)?.[1] ?? '';
    return form;
  };
  const read = async (at: string): Promise<string> => {
    const answer = await post(`${at}/colonnes`, asDrawn(await html(`${at}/colonnes`)));
    assert.equal(answer.status, 303, await answer.text());
    return html(`${at}/lignes`);
  };
  const taken = async (at: string): Promise<string> => {
    const page = await html(`${at}/lignes`);
    assert.equal((await post(`${at}/prendre`, { version: hidden(page, 'version') })).status, 303);
    return html(at);
  };
  const rows = async (table: 'person' | 'trip' | 'request' | 'local_place' | 'sheet_import_line' | 'imported_line') =>
    Number(
      (
        await service.engine.db
          .selectFrom(table)
          .select((is) => is.fn.countAll().as('number'))
          .where('territory_id', '=', quercy.territoryId)
          .executeTakeFirstOrThrow()
      ).number,
    );

  test('file, columns, errors in place, preview, in; then the undo leaves what was used since', async () => {
    const before = [await rows('person'), await rows('trip')];
    const at = await begun(
      csv(line(1), line(2, { from: 'Villnuve sur rien' }), line(3, { phone: '' }), line(4), line(4)),
    );
    const columns = await html(`${at}/colonnes`);
    assert.match(columns, /« Téléphone »/u);
    assert.match(columns, /Par exemple : 06 39 98 00 01/u);
    const first = await read(at);
    assert.match(first, /2 lignes entreront, 2 sont à corriger, 1 est déjà là\./u);
    assert.match(first, /Le lieu « Villnuve sur rien » n’est pas connu/u);
    assert.match(first, /name="l3-from"[^>]*aria-invalid="true"|aria-invalid="true"[^>]*name="l3-from"|id="l3-from"/u);
    assert.equal(await rows('person'), before[0], 'nothing came in');

    const answer = await post(`${at}/lignes?voir=a-corriger`, {
      version: hidden(first, 'version'),
      lignes: '3,4',
      'l3-from': 'Villeneuve-rien',
      'l4-phone': '06 39 98 00 03',
    });
    assert.equal(answer.status, 303);
    const second = await html(`${at}/lignes`);
    assert.match(second, /3 lignes entreront, 1 est à corriger, 1 est déjà là\./u);
    assert.match(second, /value="Villeneuve-rien"/u, 'what was typed stays');
    await post(`${at}/lignes`, { version: hidden(second, 'version'), lignes: '3', 'l3-from': 'Gramat', laisser: '3' });
    assert.match(await html(`${at}/lignes`), /3 lignes entreront, 1 est déjà là, 1 est laissée de côté\./u);

    const done = await taken(at);
    assert.match(done, /sont entrés 3 personnes, 3 trajets\./u);
    assert.match(done, /3 personnes attendent d’être accueillies/u);
    assert.deepEqual(
      [await rows('person'), await rows('trip'), await rows('sheet_import_line')],
      [(before[0] ?? 0) + 3, (before[1] ?? 0) + 3, 0],
    );

    const jean = await service.engine.db
      .selectFrom('person')
      .select('id')
      .where('last_name', '=', 'Essai4')
      .executeTakeFirstOrThrow();
    await service.service.storage.atomically(quercy.territoryId, ({ drivers }) =>
      drivers.welcome(jean.id, '2026-11-24', null, '2026-11-24T08:30:00.000Z'),
    );
    const ask = await html(`${at}/annuler`);
    assert.match(ask, /ce qui est venu avec 2 personnes sera retiré/u);
    assert.match(ask, /Une fiche restera/u);
    assert.match(ask, /Jean Essai4.*l’équipe l’a accueillie/su);
    assert.equal((await post(`${at}/annuler`, { version: hidden(ask, 'version') })).status, 303);
    assert.match(await html(at), /Cette reprise est annulée.*Jean Essai4/su);
    assert.deepEqual([await rows('person'), await rows('trip')], [(before[0] ?? 0) + 1, (before[1] ?? 0) + 1]);

    const again = await read(await begun(csv(line(1), line(4))));
    assert.match(again, /1 ligne entrera, 1 est déjà là\./u, 'what was undone may come again');
    const journal = await service.engine.db
      .selectFrom('journal')
      .select('action')
      .where('territory_id', '=', quercy.territoryId)
      .execute();
    assert.ok(
      ['sheet-imported', 'sheet-import-undone'].every((wanted) => journal.some(({ action }) => action === wanted)),
    );
  });

  test('a guess is corrected: two columns of one meaning, one that is missing, titles elsewhere, another kind', async () => {
    const at = await begun('Qui,D,A,Quand,Tel\nJean Roux,Figeac,Gramat,lundi,06 39 98 07 01\n');
    const page = await html(`${at}/colonnes`);
    const form = asDrawn(page);
    assert.equal(form['colonne_4'], 'phone', 'its cells say what its title does not');
    const refused = await post(`${at}/colonnes`, { ...form, colonne_1: 'from', colonne_2: 'from' });
    assert.equal(refused.status, 422);
    const text = await refused.text();
    assert.match(text, /Une autre colonne contient déjà cela/u);
    assert.match(text, /Il manque une colonne : Arrivée/u);
    assert.equal(asDrawn(text)['colonne_2'], 'from', 'what was chosen stays');
    const again = await post(`${at}/colonnes`, { ...form, faire: 'relire', sorte: 'requests', titres: '0' });
    assert.equal(again.status, 200);
    assert.match(await again.text(), /Colonne A, sans titre/u);
    const ok = {
      ...form,
      titres: '1',
      sorte: 'drivers',
      colonne_0: 'fullName',
      colonne_1: 'from',
      colonne_2: 'to',
      colonne_3: 'days',
    };
    assert.equal((await post(`${at}/colonnes`, ok)).status, 303);
    assert.match(await html(`${at}/lignes`), /1 ligne entrera\./u);
    assert.match(await html(`${at}/lignes`), /Ligne 2 : Jean Roux/u);
  });

  test('a workbook of several sheets: one is chosen, days and hours come as they are shown', async () => {
    const titles = [
      'Date de la demande',
      'Départ',
      'Arrivée',
      'Date de départ',
      'Heure de départ',
      'Prénom',
      'Nom',
      'Fixe',
      'Portable',
    ];
    const book = await workbookOf([
      { name: 'Notes', rows: [['Rappeler la mairie']] },
      {
        name: 'Demandes',
        rows: [
          titles,
          [
            { number: 46_340, style: STYLES.date },
            'Figeac',
            'Cahors',
            { number: 46_360, style: STYLES.date },
            { number: 0.375, style: STYLES.time },
            'Odette',
            'Essai',
            536_490_012,
            '06 39 98 07 77',
          ],
        ],
      },
    ]);
    const at = await begun(book, 'demandes.xlsx');
    const columns = await html(`${at}/colonnes`);
    const form = asDrawn(columns);
    assert.deepEqual([form['feuille'], form['sorte']], ['1', 'requests']);
    assert.match(columns, /05\/12\/2026|04\/12\/2026/u);
    assert.equal((await post(`${at}/colonnes`, { ...form, colonne_7: 'phone', colonne_8: 'phone' })).status, 303);
    assert.match(await html(`${at}/lignes`), /1 ligne entrera\./u);
    const done = await taken(at);
    assert.match(done, /1 personne, 1 demande/u);
    const { phones } = (await service.service.storage.in(quercy.territoryId).people.withNumber('+33536490012'))[0] ?? {
      phones: [],
    };
    assert.deepEqual(
      phones.map(({ number }) => number),
      ['+33536490012', '+33639980777'],
    );
  });

  test('places come in, and go out unless they were changed', async () => {
    const before = await rows('local_place');
    const at = await begun(
      'noms;latitude;longitude\nTerre Rouge;44,4400;1,4300\nLe Mas;44,6000;1,9000\nNulle part;1;2\n',
      'lieux.csv',
    );
    assert.match(await read(at), /2 lignes entreront, 1 est à corriger/u);
    assert.match(await taken(at), /sont entrés 2 lieux/u);
    const places = service.service.storage.in(quercy.territoryId).localPlaces;
    const mas = (await places.list()).find(({ names }) => names[0] === 'Le Mas') ?? assert.fail();
    await service.service.storage.atomically(quercy.territoryId, ({ localPlaces }) =>
      localPlaces.save({ ...mas, names: ['Le Mas', 'Le Mas Vieux'] }),
    );
    const ask = await html(`${at}/annuler`);
    assert.match(ask, /1 lieu sera retiré/u);
    await post(`${at}/annuler`, { version: hidden(ask, 'version') });
    assert.equal(await rows('local_place'), before + 1);
  });

  test('what is no spreadsheet is refused with a sentence that says what to do', async () => {
    for (const [content, name, sentence] of [
      [new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1]), 'a.xls', /ancien classeur Excel.*Enregistrer sous/su],
      ['%PDF-1.7', 'a.pdf', /document PDF/u],
      ['', 'vide.csv', /vide/u],
      ['a;"b\nc', 'a.csv', /guillemet ouvert/u],
      [`${'x;'.repeat(1_000_000)}x`, 'large.csv', /plus de 200 colonnes/u],
      [csv(...Array.from({ length: 10_021 }, (_, n) => line(n))), 'long.csv', /plus de 10 000 lignes/u],
      [new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0, 0]), 'a.xlsx', /abîmé ou protégé/u],
    ] as const) {
      const response = await send(content, name);
      assert.equal(response.status, 422, name);
      assert.match(await response.text(), sentence);
    }
    const large = await send('x'.repeat(5_000_001), 'gros.csv');
    assert.equal(large.status, 413);
    assert.match(await large.text(), /plus de 5 Mo/u);
    assert.equal((await post(`${PAGE}/fichier`)).status, 422);
  });

  test('what cells hold is never HTML, never a path, never a formula', async () => {
    const nasty = '<img src=x onerror=alert(1)>';
    const at = await begun(csv(line(1, { from: nasty, notes: '=HYPERLINK("http://x")' })), `../../${nasty}.csv`);
    const pages = `${await html(`${at}/colonnes`)}${await read(at)}${await html(PAGE)}`;
    assert.ok(!pages.includes('<img'), 'escaped everywhere');
    assert.ok(!pages.includes('../..'));
    const nul = await begun(csv(line(7, { notes: 'avant\u0001après' })));
    assert.match(await read(nul), /entrera/u);
  });

  test('two members on one draft: the second is told, and what they typed stays', async () => {
    const at = await begun(csv(line(21, { from: 'Nullepart' }), line(22)));
    const page = await read(at);
    const old = { version: hidden(page, 'version'), lignes: '2' };
    assert.equal((await post(`${at}/lignes`, { ...old, 'l2-from': 'Gramat' })).status, 303);
    const late = await post(`${at}/lignes`, { ...old, 'l2-from': 'Rocamadour' });
    assert.equal(late.status, 409);
    const text = await late.text();
    assert.match(text, /vient de changer ce tableur/u);
    assert.match(text, /value="Rocamadour"/u);
    const take = await post(`${at}/prendre`, { version: old.version });
    assert.equal(take.status, 409);
    const columns = await post(`${at}/colonnes`, { ...asDrawn(await html(`${at}/colonnes`)), version: old.version });
    assert.equal(columns.status, 409);
  });

  test('taken twice from two tabs, it comes in once; the same file sent twice, too', async () => {
    const file = csv(...Array.from({ length: 30 }, (_, n) => line(n + 100)));
    const [at, other] = [await begun(file), await begun(file)];
    const version = hidden(await read(at), 'version');
    await read(other);
    const before = await rows('trip');
    const otherVersion = hidden(await html(`${other}/lignes`), 'version');
    const answers = await Promise.all([
      post(`${at}/prendre`, { version }),
      post(`${at}/prendre`, { version }),
      post(`${other}/prendre`, { version: otherVersion }),
    ]);
    assert.deepEqual(
      answers.map(({ status }) => status),
      [303, 303, 303],
    );
    assert.equal(await rows('trip'), before + 30);
    assert.match((await html(at)) + (await html(other)), /rien de nouveau n’est entré/u);
    assert.equal((await post(`${at}/laisser`)).status, 409, 'what is in is not left, it is undone');
  });

  test('left, it is erased at once; forgotten, after a day; undone no more after a week', async () => {
    const at = await begun(csv(line(300)));
    assert.equal((await post(`${at}/laisser`)).status, 303);
    assert.equal((await get(at)).status, 404);
    const [draft, done] = [await begun(csv(line(301))), await begun(csv(line(302)))];
    await read(done);
    await taken(done);
    const { sheetImports } = service.service.storage.in(quercy.territoryId);
    const stillThere = async (path: string) =>
      (await sheetImports.list()).some(({ id }) => id === path.split('/').at(-1));
    service.setNow(TUESDAY.add({ hours: 23 }));
    await service.jobs.runNow('tidy-desk');
    assert.ok(await stillThere(draft));
    service.setNow(TUESDAY.add({ hours: 25 }));
    await service.jobs.runNow('tidy-desk');
    assert.deepEqual([await stillThere(draft), await stillThere(done)], [false, true]);
    service.setNow(TUESDAY.add({ hours: 24 * 8 }));
    await service.jobs.runNow('tidy-desk');
    assert.equal(await stillThere(done), false);
    service.setNow(TUESDAY);
  });

  test('a thousand lines: the service goes on answering, pages stay light', async () => {
    const file = csv(
      ...Array.from({ length: 1000 }, (_, n) =>
        line(n, { from: n % 100 === 0 ? 'Nullepart' : 'Figeac', notes: 'x'.repeat(100), name: `Foule${n}` }),
      ),
    );
    let slowest = 0;
    let isOver = false;
    const watch = (async () => {
      while (!isOver) {
        const start = performance.now();
        await service.get('/health');
        await new Promise((resolve) => setTimeout(resolve, 5));
        slowest = Math.max(slowest, performance.now() - start);
      }
    })();
    after(() => {
      isOver = true;
    });
    const at = await begun(file, 'foule.csv');
    await post(`${at}/colonnes`, asDrawn(await html(`${at}/colonnes`)));
    const waitFor = async (pattern: RegExp): Promise<string> => {
      for (;;) {
        const response = await get(at);
        const text = response.status === 303 ? await html(`${at}/lignes`) : await response.text();
        if (pattern.test(text)) return text;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    };
    const lines = await waitFor(/lignes entreront/u);
    assert.match(lines, /990 lignes entreront, 10 sont à corriger/u);
    assert.ok(gzipSync(lines).length < 30_000, `${gzipSync(lines).length} bytes`);
    await post(`${at}/prendre`, { version: hidden(lines, 'version') });
    assert.match(await waitFor(/C’est repris/u), /990 personnes/u);
    const ask = await html(`${at}/annuler`);
    await post(`${at}/annuler`, { version: hidden(ask, 'version') });
    await waitFor(/Cette reprise est annulée/u);
    isOver = true;
    await watch;
    assert.ok(slowest < 2000, `${Math.round(slowest)} ms`);
  });
});
