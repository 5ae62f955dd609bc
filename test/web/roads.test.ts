import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, suite, test } from 'node:test';
import type { RoadImportRequest, RoadImports, StartedImport } from '#src/roads-import/road-imports.ts';
import { SaidToPeople } from '#src/said-to-people.ts';
import { createApp } from '#src/web/app.tsx';
import { createLogger } from '#src/log.ts';
import { lotExtract, writeLotExtract } from '#test/fixtures/lot-extract.ts';
import { htmlFaults } from '#test/helpers/html-faults.ts';
import { openTestService, TUESDAY, type TestService } from '#test/helpers/test-service.ts';
import { plant, type Planted } from './canaries.ts';

const OURS = { 'Sec-Fetch-Site': 'same-origin' };

suite('the settings page of roads', () => {
  let folder = '';
  let site: TestService;
  let planted: Planted;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lotocar-roads-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));
  beforeEach(async () => {
    site = await openTestService();
    planted = await plant(site.engine, 'quercy');
  });
  afterEach(() => site.close());

  const path = (rest = ''): string => `/${planted.slug}/equipe/reglages/routes${rest}`;
  const signedIn = (): Record<string, string> => ({ Cookie: planted.cookies.coordination, ...OURS });
  const read = async (response: Response): Promise<string> => {
    const html = await response.text();
    assert.deepEqual(await htmlFaults(html), []);
    return html.replaceAll('&#39;', "'");
  };
  const show = async (rest = ''): Promise<string> => read(await site.get(path(rest), signedIn()));
  const territoryId = async (): Promise<string> =>
    (await site.service.storage.instance.territories.findBySlug(planted.slug))?.id ?? '';
  /** An import under way, without its process. */
  const begin = async (startedAt = TUESDAY): Promise<void> => {
    const id = await territoryId();
    const at = startedAt.toString({ fractionalSecondDigits: 3 });
    await site.service.storage.atomicallyOnInstance(async ({ roads }) => {
      await roads.begin(id, { id: 'un', source: 'midi-pyrenees', askedBy: null, startedAt: at }, at);
      await roads.advance(id, 'un', { step: 'computing', percent: 57, seenAt: at });
    });
  };
  const useRoads = async (): Promise<void> => {
    const started = await site.service.roadImports.start({
      territoryIds: [await territoryId()],
      sources: [{ kind: 'file', path: await writeLotExtract(folder, 'midi-pyrenees-latest.osm.pbf') }],
      label: 'Midi-Pyrénées',
      askedBy: null,
    });
    assert.equal(started.kind === 'started' && (await started.end).kind, 'done');
  };
  /** The same pages, with imports that only note what is asked. */
  const withImports = (changes: Partial<RoadImports>) => {
    const asked: RoadImportRequest[] = [];
    const roadImports: RoadImports = {
      ...site.service.roadImports,
      start: async (request) => {
        asked.push(request);
        return { kind: 'started', end: new Promise(() => undefined) };
      },
      ...changes,
    };
    const app = createApp({ ...site.service, roadImports }, createLogger('silent'));
    const post = async (
      rest: string,
      body: URLSearchParams | FormData,
      headers: Record<string, string> = {},
    ): Promise<Response> => app.request(path(rest), { method: 'POST', body, headers: { ...signedIn(), ...headers } });
    return { asked, post };
  };

  test('without roads it says that times are estimates and proposes the region, with what it weighs', async () => {
    const html = await show();
    assert.match(html, /<strong>estimations<\/strong>/u);
    assert.match(html, /value="midi-pyrenees" checked/u);
    assert.match(html, /Midi-Pyrénées \(environ 330 Mo\)/u);
    assert.match(html, /Charger les routes/u);
    assert.doesNotMatch(html, /Revenir aux estimations/u);
    assert.match(await read(await site.get(`/${planted.slug}/equipe/reglages`, signedIn())), /reglages\/routes"/u);
  });

  test('the button asks for the extracts of the regions chosen', async () => {
    const { asked, post } = withImports({});
    const body = new URLSearchParams([
      ['region', 'midi-pyrenees'],
      ['region', 'limousin'],
      ['region', 'atlantide'],
    ]);
    const response = await post('', body);
    assert.equal(response.status, 303);
    assert.deepEqual(
      asked.map(({ sources, label, anyAddress }) => [sources, label, anyAddress]),
      [
        [
          ['limousin', 'midi-pyrenees'].map((slug) => ({
            kind: 'address',
            url: `https://download.geofabrik.de/europe/france/${slug}-latest.osm.pbf`,
          })),
          'Limousin, Midi-Pyrénées',
          undefined,
        ],
      ],
    );
    assert.equal((await post('', new URLSearchParams())).status, 422);
    assert.equal((await post('', new URLSearchParams({ adresse: 'midi-pyrenees' }))).status, 422);
    assert.equal(asked.length, 1);
  });

  test('an address within the network is refused where it is read', async () => {
    const response = await site.post(path(), { adresse: 'http://127.0.0.1:1/lot.osm.pbf' }, signedIn());
    assert.equal(response.status, 303);
    const running = async () => (await site.service.storage.instance.roads.find(await territoryId()))?.lastImport;
    while ((await running())?.state === 'running') await new Promise((resolve) => setTimeout(resolve, 20));
    assert.match(await show(), /réseau privé/u);
  });

  test('busy elsewhere, or asked by another member already', async () => {
    const answer = (started: StartedImport) => withImports({ start: async () => started });
    const form = (): URLSearchParams => new URLSearchParams({ region: 'midi-pyrenees' });
    const busy = await answer({ kind: 'busy' }).post('', form());
    assert.equal(busy.status, 409);
    assert.match(await read(busy), /Un autre territoire/u);
    await begin();
    const running = (await site.service.storage.instance.roads.find(await territoryId()))?.lastImport;
    assert.ok(running);
    assert.equal((await answer({ kind: 'under-way', running }).post('', form())).status, 303);
  });

  test('an import under way shows how far it is, follows by itself, and can be stopped', async () => {
    await begin();
    const response = await site.get(path(), signedIn());
    assert.equal(response.headers.get('Refresh'), '4');
    const html = await read(response);
    assert.match(html, /Calcul des itinéraires : <strong>57 %<\/strong>/u);
    assert.match(html, /Midi-Pyrénées, depuis 9\u00a0h/u);
    assert.doesNotMatch(html, /Charger les routes/u);
    assert.equal((await site.get(path('?suivre=non'), signedIn())).headers.get('Refresh'), null);
    assert.equal((await site.post(path('/arreter'), {}, signedIn())).status, 303);
    assert.match(await show(), /L’import a été arrêté/u);
  });

  test('one whose process died is said to be over', async () => {
    await begin(TUESDAY.subtract({ minutes: 5 }));
    const response = await site.get(path(), signedIn());
    assert.equal(response.headers.get('Refresh'), null);
    assert.match(await read(response), /s’est interrompu avant la fin/u);
  });

  test('a failure is told in its own words', async () => {
    await begin();
    const id = await territoryId();
    await site.service.storage.atomicallyOnInstance(({ roads }) =>
      roads.stop(id, 'un', { problem: 'Le disque de cette machine est plein.' }),
    );
    assert.match(await show(), /Le disque de cette machine est plein/u);
  });

  test('with roads it says whose they are; public pages too; and estimates come back when asked twice', async () => {
    const about = /href="https:\/\/www\.openstreetmap\.org\/copyright">© les contributeurs d’OpenStreetMap/u;
    assert.doesNotMatch(await read(await site.get(`/${planted.slug}`)), about);
    await useRoads();
    const html = await show();
    assert.match(html, /Midi-Pyrénées/u);
    assert.match(html, /dimanche 1er novembre/u);
    assert.match(html, about);
    assert.match(await read(await site.get(`/${planted.slug}`)), about);
    assert.match(await show('/retirer'), /Supprimer les routes/u);
    assert.equal((await site.post(path('/retirer'), {}, signedIn())).status, 303);
    assert.match(await show(), /<strong>estimations<\/strong>/u);
    assert.doesNotMatch(await read(await site.get(`/${planted.slug}`)), about);
  });

  test('times are by the roads once they are there', async () => {
    const search = `/lot/trajets?depart=Gramat&arrivee=Cahors`;
    await site.addDriver({ stops: ['Figeac', 'Gramat', 'Cahors'] });
    assert.match(await read(await site.get(search)), /sont des estimations/u);
    const started = await site.service.roadImports.start({
      territoryIds: [site.territory.id],
      sources: [{ kind: 'file', path: await writeLotExtract(folder) }],
      label: 'Lot',
      askedBy: null,
    });
    assert.equal(started.kind === 'started' && (await started.end).kind, 'done');
    const html = await read(await site.get(search));
    assert.match(html, /Lucette/u);
    assert.doesNotMatch(html, /estimation/u);
    assert.match(html, /OpenStreetMap/u);
  });

  suite('sending a file', () => {
    const formOf = (bytes: Uint8Array<ArrayBuffer>, name = 'lot.osm.pbf'): FormData => {
      const form = new FormData();
      form.append('fichier', new Blob([bytes]), name);
      return form;
    };

    test('an extract sent by the browser is imported, then removed', async () => {
      const response = await site.app.request(path('/fichier'), {
        method: 'POST',
        body: formOf(new Uint8Array(lotExtract())),
        headers: signedIn(),
      });
      assert.equal(response.status, 303);
      const roads = async () => site.service.storage.instance.roads.find(await territoryId());
      while ((await roads())?.lastImport?.state === 'running') await new Promise((resolve) => setTimeout(resolve, 20));
      assert.equal((await roads())?.inUse?.source, 'lot');
    });

    test('a file larger than a form is let in from our pages only, and read by members only', async () => {
      const large = new Uint8Array(300_000);
      const received: number[] = [];
      const { asked, post } = withImports({
        receive: async (_name, bytes) => {
          let size = 0;
          for await (const piece of bytes) size += piece.length;
          received.push(size);
          return { kind: 'file', path: '/nulle-part' };
        },
      });
      assert.equal((await post('/fichier', formOf(large))).status, 303);
      assert.deepEqual(received, [300_000]);
      assert.equal(asked[0]?.label, 'lot.osm.pbf');
      // Without a word of where it comes from, it is a form like any other.
      assert.equal((await post('/fichier', formOf(large), { 'Sec-Fetch-Site': 'none' })).status, 413);
      assert.equal((await post('/fichier', formOf(large), { 'Sec-Fetch-Site': 'cross-site' })).status, 413);
      assert.equal((await post('/fichier', formOf(large), { Cookie: planted.cookies.member })).status, 403);
      assert.equal((await post('/fichier', formOf(large), { Cookie: '' })).status, 303);
      assert.equal((await post('', formOf(large))).status, 413);
      assert.equal(received.length, 1);
    });

    test('no file, or one too long, has its sentence', async () => {
      const none = withImports({});
      assert.equal((await none.post('/fichier', formOf(new Uint8Array(), ''))).status, 422);
      const long = withImports({ receive: () => Promise.reject(new SaidToPeople('Ce fichier est trop gros.')) });
      const response = await long.post('/fichier', formOf(new Uint8Array(10)));
      assert.equal(response.status, 413);
      assert.match(await read(response), /href="#champ-fichier">Ce fichier est trop gros/u);
    });
  });
});
