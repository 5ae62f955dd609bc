import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, suite, test } from 'node:test';
import type { TimetableFeed } from '#src/timetables-import/feed-store.ts';
import { SMALL_FEED, writeFeed } from '#test/fixtures/gtfs-feed.ts';
import { setSwitches } from '#test/helpers/set-switches.ts';
import { htmlFaults } from '#test/helpers/html-faults.ts';
import { openTestService, TUESDAY, type TestService } from '#test/helpers/test-service.ts';
import { plant, type Planted } from './canaries.ts';

const OURS = { 'Sec-Fetch-Site': 'same-origin' };

suite('the settings page of timetables', () => {
  let folder = '';
  let site: TestService;
  let planted: Planted;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lotocar-gtfs-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));
  beforeEach(async () => {
    site = await openTestService();
    planted = await plant(site.engine, 'quercy');
    await site.service.storage.atomicallyOnInstance(({ feeds }) =>
      feeds.remove(planted.territoryId, planted.ids.timetable),
    );
  });
  afterEach(() => site.close());

  const path = (rest = ''): string => `/${planted.slug}/equipe/reglages/horaires${rest}`;
  const signedIn = (): Record<string, string> => ({ Cookie: planted.cookies.coordination, ...OURS });
  const read = async (response: Response): Promise<string> => {
    const html = await response.text();
    assert.deepEqual(await htmlFaults(html), []);
    return html.replaceAll('&#39;', "'").replaceAll('\u202f', ' ');
  };
  const show = async (rest = ''): Promise<string> => read(await site.get(path(rest), signedIn()));
  const feeds = (): Promise<readonly TimetableFeed[]> =>
    site.service.storage.instance.feeds.listOf(planted.territoryId);
  const settled = async (): Promise<TimetableFeed> => {
    for (;;) {
      const [feed] = await feeds();
      if (feed && feed.lastImport?.state !== 'running') {
        // What was noted as done is opened next.
        await site.service.timetables.refresh();
        return feed;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const send = async (rest: string, file: Uint8Array<ArrayBuffer> | string, name = 'lot.zip'): Promise<Response> => {
    const body = new FormData();
    body.append('fichier', new Blob([file]), name);
    return site.app.request(path(rest), { method: 'POST', body, headers: signedIn() });
  };
  const feedFile = async (files = SMALL_FEED): Promise<Uint8Array<ArrayBuffer>> =>
    new Uint8Array(await readFile(await writeFeed(join(folder, 'envoi.zip'), files)));
  /** An import under way, without its process. */
  const begin = async (startedAt = TUESDAY): Promise<void> => {
    const [feed] = await feeds();
    const at = startedAt.toString({ fractionalSecondDigits: 3 });
    await site.service.storage.atomicallyOnInstance(async ({ feeds: store }) => {
      const { territoryId } = planted;
      await store.begin(territoryId, feed?.id ?? '', { id: 'un', label: 'lot.zip', askedBy: null, startedAt: at }, at);
      await store.advance(territoryId, 'un', { step: 'reading', percent: 57, seenAt: at });
    });
  };

  test('off, there is no page and no word of it', async () => {
    await setSwitches(site, {}, planted.slug);
    assert.equal((await site.get(path(), signedIn())).status, 404);
    assert.equal((await site.post(path(), { adresse: 'https://exemple.fr/gtfs' }, signedIn())).status, 404);
    const settings = await (await site.get(`/${planted.slug}/equipe/reglages`, signedIn())).text();
    assert.doesNotMatch(settings, /horaires/u);
  });

  test('with none it says what they bring and where to find them', async () => {
    const html = await show();
    assert.match(html, /Charger des horaires/u);
    assert.match(html, /transport\.data\.gouv\.fr/u);
    assert.match(await read(await site.get(`/${planted.slug}/equipe/reglages`, signedIn())), /reglages\/horaires"/u);
  });

  test('a file that is sent is read, shown with its dates, and removed once it has served', async () => {
    const response = await send('/fichier', await feedFile());
    assert.equal(response.status, 303);
    const { id } = await settled();
    const html = await show();
    assert.match(html, /Horaires du 1er novembre au 31 décembre 2026/u);
    assert.match(html, /Cars d’essai : 2 lignes, 5 arrêts, 3 courses/u);
    assert.match(html, /ils ne changent pas tout seuls/u);
    assert.doesNotMatch(html, /Charger à nouveau|n’allait pas/u);
    assert.equal(site.service.timetables.of(planted.territoryId).length, 1);
    assert.match(await show(`/${id}/retirer`), /n’apparaîtra plus/u);
    assert.equal((await site.post(path(`/${id}/retirer`), {}, signedIn())).status, 303);
    assert.deepEqual(await feeds(), []);
    assert.equal(site.service.timetables.of(planted.territoryId).length, 0);
  });

  test('what was wrong in it is on a page, line by line', async () => {
    const stopTimes = SMALL_FEED['stop_times.txt'] as string;
    await send(
      '/fichier',
      await feedFile({ ...SMALL_FEED, 'stop_times.txt': `${stopTimes}t1,9:00:00,9:00:00,perdu,9,,\n` }),
    );
    const { id } = await settled();
    assert.match(await show(), /Ce qui n’allait pas dans le fichier/u);
    const html = await show(`/${id}`);
    assert.match(html, /Fichier lu le mardi 24 novembre, .{3,9}, tel qu’il a été envoyé/u);
    assert.match(html, /<h2>stop_times\.txt<\/h2>/u);
    assert.match(html, /ligne 9 : arrêt « perdu »<\/bdi>/u);
  });

  test('a bad file has its sentence, and the timetable before serves', async () => {
    await send('/fichier', await feedFile());
    const { id } = await settled();
    await send(`/${id}/fichier`, '<!DOCTYPE html><p>Connectez-vous');
    await settled();
    const html = await show();
    assert.match(html, /page web/u);
    assert.match(html, /Les horaires d’avant servent toujours/u);
    assert.equal(site.service.timetables.of(planted.territoryId).length, 1);
    assert.match(await read(await send('/fichier', '', '')), /Choisissez un fichier/u);
  });

  test('an address is asked for; one that is none keeps what was typed; the network inside is refused', async () => {
    const wrong = await site.post(path(), { adresse: 'lot.zip', nom: 'Cars du Lot' }, signedIn());
    assert.equal(wrong.status, 422);
    assert.match(await read(wrong), /value="lot\.zip".*value="Cars du Lot"/su);
    const response = await site.post(path(), { adresse: 'http://127.0.0.1:1/gtfs', nom: 'Cars du Lot' }, signedIn());
    assert.equal(response.status, 303);
    await settled();
    const html = await show();
    assert.match(html, /<h2[^>]*>Cars du Lot<\/h2>/u);
    assert.match(html, /réseau privé/u);
    assert.match(html, /Charger à nouveau/u);
  });

  test('an import under way shows how far it is, follows by itself, and can be stopped', async () => {
    await send('/fichier', await feedFile());
    const { id } = await settled();
    await begin();
    const response = await site.get(path(), signedIn());
    assert.equal(response.headers.get('Refresh'), '4');
    assert.match(await read(response), /Lecture des horaires : <strong>57 %<\/strong>/u);
    assert.equal((await site.get(path('?suivre=non'), signedIn())).headers.get('Refresh'), null);
    assert.equal((await site.post(path(`/${id}/arreter`), {}, signedIn())).status, 303);
    assert.match(await show(), /L’import a été arrêté : les horaires d’avant servent toujours/u);
    await begin(TUESDAY.subtract({ minutes: 5 }));
    assert.match(await show(), /s’est interrompu avant la fin/u);
  });

  test('addresses of realtime are kept and read at once; what is wrong with them is said, and nothing else changes', async () => {
    await send('/fichier', await feedFile());
    const { id } = await settled();
    assert.match(await show(), /Adresses du temps réel, une par ligne/u);
    const wrong = await site.post(path(`/${id}/temps-reel`), { [`temps-reel-${id}`]: 'flux du réseau' }, signedIn());
    assert.equal(wrong.status, 422);
    assert.match(await read(wrong), /<details class="more" open.*flux du réseau<\/textarea>/su);
    const typed = 'https://moi:secret@127.0.0.1:1/retards\nhttp://127.0.0.1:1/alertes';
    const kept = await site.post(path(`/${id}/temps-reel`), { [`temps-reel-${id}`]: typed }, signedIn());
    assert.equal(kept.status, 303);
    const html = await show();
    assert.match(html, /Temps réel de 127\.0\.0\.1:1.*réseau privé.*Les horaires sont montrés, sans/su);
    assert.match(html, />https:\/\/127\.0\.0\.1:1\/retards\nhttp:\/\/127/u);
    assert.doesNotMatch(html, /secret/u);
    const [feed] = await feeds();
    assert.equal(feed?.live.length, 2);
    assert.match(feed?.live[0]?.sealedLogin ?? '', /^v1\./u);
    assert.equal(site.service.timetables.of(planted.territoryId).length, 1);
    await site.post(path(`/${id}/temps-reel`), { [`temps-reel-${id}`]: '' }, signedIn());
    assert.deepEqual((await feeds())[0]?.live, []);
    assert.doesNotMatch(await show(), /réseau privé/u);
  });

  test('timetables that are over are said to be over', async () => {
    await send('/fichier', await feedFile());
    await settled();
    await site.service.storage.atomicallyOnInstance(async ({ feeds: store }) => {
      const [feed] = await store.listOf(planted.territoryId);
      assert.ok(feed?.inUse);
      const started = { id: 'deux', label: '', askedBy: null, startedAt: '2026-11-24T08:00:00.000Z' };
      await store.begin(planted.territoryId, feed.id, started, started.startedAt);
      await store.finish(planted.territoryId, 'deux', { ...feed.inUse, lastDate: '2026-11-20' }, feed);
    });
    assert.match(await show(), /Ils sont finis/u);
  });
});
