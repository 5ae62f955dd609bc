import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { changeTerritory } from '#test/helpers/change-territory.ts';
import { openTestService, type TestService } from '#test/helpers/test-service.ts';
import { plant, type Planted } from './canaries.ts';

const PAGE = '/equipe/reglages/sauvegardes';

suite('the page of backups', () => {
  let service: TestService;
  let lot: Planted;
  before(async () => {
    service = await openTestService();
    lot = await plant(service.engine, 'quercy');
  });
  after(() => service.close());

  const headers = () => ({ Cookie: lot.cookies.coordination, 'Sec-Fetch-Site': 'same-origin' });
  const get = async (path = ''): Promise<{ readonly status: number; readonly text: string }> => {
    const response = await service.get(`/${lot.slug}${PAGE}${path}`, headers());
    return { status: response.status, text: await response.text() };
  };
  const post = (path: string, form: Record<string, string> = {}) =>
    service.post(`/${lot.slug}${PAGE}${path}`, form, headers());

  test('the coordination knows that there are some; only who runs the instance makes, reads or encrypts them', async () => {
    const { text } = await get();
    assert.match(text, /Aucune sauvegarde encore/u);
    assert.match(text, /entre les mains de la personne qui/u);
    assert.doesNotMatch(text, /Sauvegarder maintenant/u);
    assert.equal((await post('/maintenant')).status, 404);
    assert.equal((await post('/phrase', { phrase: 'quatre mots dans un coffre' })).status, 404);
    assert.deepEqual(await service.service.backups?.list(), []);
  });

  test('who runs the instance makes one, downloads it, and chooses a phrase', async () => {
    await service.engine.atomically(async (trx) => {
      await trx.updateTable('member').set({ host: 1 }).where('login', 'like', '%coordination%').execute();
    });
    assert.equal((await post('/maintenant')).status, 303);
    const [made] = (await service.service.backups?.list()) ?? [];
    assert.ok(made);
    assert.match((await get()).text, new RegExp(made.name, 'u'));
    const response = await service.get(`/${lot.slug}${PAGE}/${made.name}`, headers());
    assert.equal(response.status, 200);
    assert.equal(gunzipSync(await response.arrayBuffer()).toString('latin1', 0, 15), 'SQLite format 3');
    assert.equal((await get('/lotocar-2020-01-01-02h00m00.sqlite.gz')).status, 404);
    assert.equal((await get('/..%2Flotocar.sqlite')).status, 404);
    const short = await post('/phrase', { phrase: 'court' });
    assert.equal(short.status, 422);
    assert.match(await short.text(), /trop courte[\s\S]*value="court"/u);
    assert.equal((await post('/phrase', { phrase: 'quatre mots dans un coffre' })).status, 303);
    const { text } = await get();
    assert.match(text, /Les sauvegardes sont chiffrées/u);
    assert.doesNotMatch(text, /quatre mots dans un coffre/u, 'never shown again');
  });
});

suite('the backups of a territory alone on its machine', () => {
  let service: TestService;
  let lot: Planted;
  before(async () => {
    service = await openTestService();
    lot = await plant(service.engine, 'quercy');
    const { opening } = service.territory;
    // The other one of this instance is a space that nobody accepted yet.
    await changeTerritory(service, { opening: { ...opening, awaitsHost: true } });
  });
  after(() => service.close());

  const page = async (cookie: string): Promise<string> =>
    (await service.get(`/${lot.slug}${PAGE}`, { Cookie: cookie })).text();
  const make = (cookie: string): Promise<Response> =>
    service.post(`/${lot.slug}${PAGE}/maintenant`, {}, { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' });

  test('are in the hands of its coordination, while nobody is named to host', async () => {
    assert.match(await page(lot.cookies.coordination), /Sauvegarder maintenant/u);
    assert.equal((await make(lot.cookies.coordination)).status, 303);
    assert.notEqual((await make(lot.cookies.member)).status, 303);
    const handover = await service.get(`/${lot.slug}/equipe/reglages/passation`, { Cookie: lot.cookies.coordination });
    assert.match((await handover.text()).replaceAll(/\s+/gu, ' '), /en faire une, la garder ailleurs/u);
  });

  test('are in the hands of who is named, and of nobody else', async () => {
    await service.engine.atomically(async (trx) => {
      await trx.updateTable('member').set({ host: 1 }).where('id', '=', lot.ids.member).execute();
    });
    assert.doesNotMatch(await page(lot.cookies.coordination), /Sauvegarder maintenant/u);
    assert.equal((await make(lot.cookies.coordination)).status, 404);
  });
});
