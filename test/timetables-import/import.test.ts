import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, suite, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { FileStore } from '#src/files.ts';
import { importTimetablesCommand } from '#src/cli/timetables-command.ts';
import { refreshTimetables } from '#src/jobs/refresh-timetables.ts';
import { createLogger } from '#src/log.ts';
import { openService, type OpenService } from '#src/main.ts';
import { SaidToPeople } from '#src/said-to-people.ts';
import type { TimetableFeed } from '#src/timetables-import/feed-store.ts';
import {
  createTimetableImports,
  type TimetableEnd,
  type TimetableRequest,
} from '#src/timetables-import/timetable-imports.ts';
import { SMALL_FEED, writeFeed } from '#test/fixtures/gtfs-feed.ts';
import { setSwitches } from '#test/helpers/set-switches.ts';
import { openTestService, TUESDAY, type TestService } from '#test/helpers/test-service.ts';

suite('importing timetables', () => {
  let folder = '';
  let site: TestService;
  const others: OpenService[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lotocar-gtfs-'));
    site = await openTestService();
  });
  afterEach(async () => {
    for (const other of others.splice(0)) await other.close();
    await site.close();
    await rm(folder, { recursive: true, force: true });
  });

  const openAnother = async (): Promise<OpenService> => {
    const other = await openService({
      config: site.service.config,
      log: createLogger('silent'),
      clock: () => TUESDAY,
    });
    others.push(other);
    return other;
  };
  const importFeed = async (
    changes: Partial<TimetableRequest>,
    { service }: Pick<OpenService, 'service'> = site,
  ): Promise<TimetableEnd> => {
    const started = await service.timetableImports.start({
      territoryId: site.territory.id,
      label: 'essai.zip',
      askedBy: null,
      ...changes,
    });
    assert.ok(started.kind === 'started', started.kind);
    return started.end;
  };
  const importFile = (path: string, changes: Partial<TimetableRequest> = {}) =>
    importFeed({ source: { kind: 'file', path }, ...changes });
  const feeds = (): Promise<readonly TimetableFeed[]> => site.service.storage.instance.feeds.listOf(site.territory.id);
  const only = async (): Promise<TimetableFeed> => {
    const [feed, ...more] = await feeds();
    assert.ok(feed && more.length === 0);
    return feed;
  };
  const kept = async (): Promise<readonly string[]> =>
    (await readdir(join(site.service.config.dataFolder, 'fichiers')).catch(() => [])).filter((name) =>
      name.startsWith('horaires'),
    );
  const shift = (files: typeof SMALL_FEED) => ({
    ...files,
    'calendar.txt': (files['calendar.txt'] as string).replace('20261231', '20270131'),
  });

  test('a feed becomes a timetable of the territory, at once, after a restart, and in another process', async () => {
    const { timetables } = site.service;
    const early = await openAnother();
    const changed: string[] = [];
    early.service.timetables.onChange((territoryId) => changed.push(territoryId));
    const seen: string[] = [];
    const end = await importFile(await writeFeed(join(folder, 'lot.zip'), SMALL_FEED), {
      name: 'Cars du Lot',
      onProgress: (step, percent) => seen.push(`${step} ${percent}`),
    });
    assert.equal(end.kind, 'done');
    assert.ok(seen.some((words) => words.startsWith('reading')) && seen.at(-1) === 'saving 95');
    const [open] = timetables.of(site.territory.id);
    assert.equal(open?.name, 'Cars du Lot');
    assert.equal(open?.timetable.trips.ids.length, 3);
    assert.equal(timetables.of(site.territory.id), timetables.of(site.territory.id));
    assert.equal((await only()).inUse?.lastDate, '2026-12-31');
    assert.equal((await openAnother()).service.timetables.of(site.territory.id).length, 1);
    await early.service.timetables.refresh();
    assert.deepEqual(changed, [site.territory.id]);
    assert.equal(early.service.timetables.of(site.territory.id).length, 1);
  });

  test('several feeds answer; one is replaced by a newer file, another removed, and files go with them', async () => {
    const { timetables, timetableImports } = site.service;
    await importFile(await writeFeed(join(folder, 'un.zip'), SMALL_FEED), { name: 'Un' });
    site.setNow(TUESDAY.add({ minutes: 1 }));
    await importFile(await writeFeed(join(folder, 'deux.zip'), shift(SMALL_FEED)), { name: 'Deux' });
    const names = () => timetables.of(site.territory.id).map(({ name }) => name);
    assert.deepEqual(names(), ['Un', 'Deux']);
    assert.equal((await kept()).length, 2);
    const [first, second] = await feeds();
    await importFile(join(folder, 'deux.zip'), { feedId: first?.id });
    assert.equal((await feeds())[0]?.inUse?.lastDate, '2027-01-31');
    // Both hold the same now but for the moment they were read.
    assert.ok((await kept()).length <= 2);
    await timetableImports.remove(site.territory.id, second?.id ?? '');
    assert.deepEqual(names(), ['Un']);
    await timetableImports.forget(site.territory.id);
    assert.deepEqual(names(), []);
    assert.deepEqual(await kept(), []);
  });

  test('a bad file has its sentence, and what answers goes on answering', async () => {
    const { timetables } = site.service;
    await importFile(await writeFeed(join(folder, 'bon.zip'), SMALL_FEED));
    const { id } = await only();
    const before = timetables.of(site.territory.id);
    for (const [content, sentence] of [
      ['', /vide/u],
      ['<!DOCTYPE html><p>', /page web/u],
      ['PK\u0003\u0004tronqué', /pas entier/u],
    ] as const) {
      const path = join(folder, 'mauvais.zip');
      await writeFile(path, content);
      const end = await importFile(path, { feedId: id });
      assert.match(end.kind === 'failed' ? end.problem : '', sentence);
    }
    const end = await importFile(
      await writeFeed(join(folder, 'casse.zip'), { ...SMALL_FEED, 'stops.txt': 'stop_id\nailleurs\n' }),
      { feedId: id },
    );
    assert.match(end.kind === 'failed' ? end.problem : '', /aucune course ne peut être gardée/u);
    assert.equal((await only()).lastImport?.state, 'failed');
    assert.equal(timetables.of(site.territory.id), before);
  });

  test('what takes too long is given up, and the next one goes on', async () => {
    const { storage, config, clock, newId } = site.service;
    const imports = createTimetableImports({
      store: storage.instance.feeds,
      write: (work) => storage.atomicallyOnInstance(({ feeds }) => work(feeds)),
      files: {} as FileStore,
      dataFolder: config.dataFolder,
      onChange: async () => undefined,
      clock,
      newId,
      log: createLogger('silent'),
      zoneOf: async () => 'Europe/Paris',
      async makeTimetable(_order, { signal }) {
        signal.throwIfAborted();
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason as Error));
        });
      },
      secret: new Uint8Array(32),
      patience: 30,
    });
    const source = { kind: 'address', url: 'https://lent.exemple.fr/gtfs' } as const;
    const started = await imports.start({ territoryId: site.territory.id, label: 'lent', askedBy: null, source });
    assert.ok(started.kind === 'started');
    const end = await started.end;
    assert.match(end.kind === 'failed' ? end.problem : end.kind, /pas arrivés en vingt minutes/u);
    assert.equal(
      (await imports.start({ territoryId: site.territory.id, label: '', askedBy: null, source })).kind,
      'started',
    );
    await imports.close();
  });

  test('a file that could not be read is forgotten with the next one', async () => {
    const path = join(folder, 'page.zip');
    await writeFile(path, '<html>');
    await importFile(path);
    assert.match((await only()).lastImport?.problem ?? '', /page web/u);
    assert.equal((await importFile(await writeFeed(join(folder, 'lot.zip'), SMALL_FEED))).kind, 'done');
    assert.ok((await only()).inUse);
  });

  test('a file damaged on the disk is not shown, and is said', async () => {
    await importFile(await writeFeed(join(folder, 'lot.zip'), SMALL_FEED));
    const [name = ''] = await kept();
    await writeFile(join(site.service.config.dataFolder, 'fichiers', name), 'abîmé');
    const { service } = await openAnother();
    assert.deepEqual(service.timetables.of(site.territory.id), []);
    assert.equal(service.timetables.isBroken((await only()).id), true);
  });

  test('a territory has thirty feeds at most, and asks for one that exists', async () => {
    const { storage, timetableImports, newId } = site.service;
    const path = await writeFeed(join(folder, 'lot.zip'), SMALL_FEED);
    const request = { territoryId: site.territory.id, label: '', askedBy: null } as const;
    assert.equal((await timetableImports.start({ ...request, feedId: 'ailleurs' })).kind, 'unknown');
    await storage.atomicallyOnInstance(async ({ feeds }) => {
      for (let made = 0; made < 30; made += 1)
        await feeds.add({
          id: newId(),
          territoryId: site.territory.id,
          name: '',
          address: null,
          sealedLogin: null,
          createdAt: '2026-11-24T08:00:00.000Z',
        });
    });
    assert.equal((await timetableImports.start({ ...request, source: { kind: 'file', path } })).kind, 'too-many');
  });

  suite('from an address', () => {
    let url = '';
    let content: Buffer;
    let asked: IncomingMessage[] = [];
    let answer: (request: IncomingMessage, response: ServerResponse) => void;
    const server = createServer((request, response) => {
      asked.push(request);
      answer(request, response);
    });
    beforeEach(async () => {
      asked = [];
      content = await readFile(await writeFeed(join(folder, 'servi.zip'), SMALL_FEED));
      answer = serve('"un"');
      await new Promise<void>((resolve) => {
        server.listen(0, '127.0.0.1', resolve);
      });
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/gtfs`;
      await setSwitches(site, { timetables: true });
    });
    afterEach(async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
    const serve =
      (etag: string, login = '') =>
      (request: IncomingMessage, response: ServerResponse): void => {
        const expected = login === '' ? undefined : `Basic ${Buffer.from(login).toString('base64')}`;
        if (request.headers.authorization !== expected) response.writeHead(401).end();
        else if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
        else response.writeHead(200, { etag }).end(content);
      };
    const fromAddress = (address = url, changes: Partial<TimetableRequest> = {}) =>
      importFeed({ source: { kind: 'address', url: address }, anyAddress: true, ...changes });

    test('a member cannot make the service read the network inside', async () => {
      const end = await fromAddress(url, { anyAddress: false });
      assert.match(end.kind === 'failed' ? end.problem : '', /réseau privé/u);
      assert.equal(asked.length, 0);
    });

    test('a password is said to the site, kept sealed, and a wrong one is said', async () => {
      answer = serve('"un"', 'lot:s3cret');
      assert.equal((await fromAddress(url.replace('//', '//lot:s3cret@'))).kind, 'done');
      const feed = await only();
      assert.equal(feed.address, url);
      assert.ok(feed.sealedLogin?.startsWith('v1.'));
      assert.doesNotMatch(JSON.stringify(feed), /s3cret/u);
      assert.equal((await importFeed({ feedId: feed.id, anyAddress: true })).kind, 'done');
      const wrong = await fromAddress(url.replace('//', '//lot:autre@'), { feedId: feed.id });
      assert.match(wrong.kind === 'failed' ? wrong.problem : '', /refuse l’identifiant ou le mot de passe/u);
      assert.ok((await only()).inUse);
    });

    test('the same address typed again is the same feed, with the password just typed and the name just given', async () => {
      answer = serve('"un"', 'lot:s3cret');
      const wrong = await fromAddress(url.replace('//', '//lot:autre@'), { name: 'Cars' });
      assert.match(wrong.kind === 'failed' ? wrong.problem : '', /refuse l’identifiant/u);
      const right = await fromAddress(url.replace('//', '//lot:s3cret@'));
      assert.equal(right.kind, 'done');
      assert.equal((await only()).name, 'Cars');
      // The password is not shown: typed without it, the address keeps the one it had.
      assert.equal((await fromAddress(url, { name: 'Cars du Lot' })).kind, 'done');
      assert.equal((await only()).name, 'Cars du Lot');
      assert.equal((await fromAddress(url.replace('//', '//lot:autre@'))).kind, 'failed');
      assert.equal((await importFeed({ feedId: (await only()).id, anyAddress: true })).kind, 'done');
    });

    test('a file sent in the place of an address counts once it is read: a bad one leaves the address asked each night', async () => {
      await fromAddress();
      const { id } = await only();
      const path = join(folder, 'page.zip');
      await writeFile(path, '<!DOCTYPE html><p>');
      assert.equal((await importFile(path, { feedId: id })).kind, 'failed');
      assert.deepEqual([(await only()).address, (await only()).etag], [url, '"un"']);
      await importFile(await writeFeed(join(folder, 'bon.zip'), shift(SMALL_FEED)), { feedId: id });
      assert.deepEqual([(await only()).address, (await only()).etag], [null, null]);
      assert.equal((await only()).inUse?.lastDate, '2027-01-31');
    });

    test('an answer that is compressed once more is opened; one that is cut is said', async () => {
      const compressed = gzipSync(content);
      answer = (_request, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(compressed);
      assert.equal((await fromAddress()).kind, 'done');
      answer = (_request, response) => void response.writeHead(200).end(compressed.subarray(0, 200));
      const end = await fromAddress();
      assert.match(end.kind === 'failed' ? end.problem : '', /compressé n’est pas entier/u);
      const left = await readdir(join(site.service.config.dataFolder, 'horaires-en-cours')).catch(() => []);
      assert.deepEqual(
        left.filter((name) => name !== 'depots'),
        [],
      );
    });

    test('a page, an absence and a file too large are said', async () => {
      for (const [answerWith, sentence] of [
        [
          (response: ServerResponse) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
          /donne une page à lire.*GTFS/u,
        ],
        [(response: ServerResponse) => response.writeHead(404).end(), /pas de fichier/u],
        [
          (response: ServerResponse) => response.writeHead(200, { 'content-length': 2e9 }).write('PK'),
          /trop gros \(2,0 Go\)/u,
        ],
        [(response: ServerResponse) => response.writeHead(200).end('<html>'), /page web/u],
      ] as const) {
        answer = (_request, response) => void answerWith(response);
        const end = await fromAddress();
        assert.match(end.kind === 'failed' ? end.problem : '', sentence);
      }
    });

    test('the nightly look asks once a night, reads again what changed, and leaves what answers when the site fails', async () => {
      await fromAddress();
      const imports = {
        ...site.service.timetableImports,
        start: (request: TimetableRequest) => site.service.timetableImports.start({ ...request, anyAddress: true }),
      };
      const job = refreshTimetables({ storage: site.service.storage, timetableImports: imports });
      const night = (day: number): Temporal.Instant => Temporal.Instant.from(`2026-11-${day}T03:30:00Z`);
      const look = async (at: Temporal.Instant) => {
        site.setNow(at);
        return job.run(at);
      };
      assert.deepEqual(await look(TUESDAY.add({ hours: 2 })), { asked: 0, changed: 0, failed: 0 });
      assert.deepEqual(await look(night(25)), { asked: 1, changed: 0, failed: 0 });
      assert.equal(asked.at(-1)?.headers['if-none-match'], '"un"');
      assert.equal((await only()).checkedAt, '2026-11-25T03:30:00.000Z');
      assert.deepEqual(await look(night(25).add({ minutes: 30 })), { asked: 0, changed: 0, failed: 0 });
      content = await readFile(await writeFeed(join(folder, 'nouveau.zip'), shift(SMALL_FEED)));
      answer = serve('"deux"');
      assert.deepEqual(await look(night(26)), { asked: 1, changed: 1, failed: 0 });
      assert.equal((await only()).inUse?.lastDate, '2027-01-31');
      assert.equal((await kept()).length, 1);
      answer = (_request, response) => void response.writeHead(404).end();
      assert.deepEqual(await look(night(27)), { asked: 1, changed: 0, failed: 1 });
      assert.equal(site.service.timetables.of(site.territory.id).length, 1);
      assert.match((await only()).lastImport?.problem ?? '', /pas de fichier/u);
      await setSwitches(site, {});
      assert.deepEqual(await look(night(28)), { asked: 0, changed: 0, failed: 0 });
    });

    test('one that runs can be cancelled from another process; what answers stays', async () => {
      await fromAddress();
      const { id } = await only();
      answer = (_request, response) => void response.writeHead(200, { 'content-length': 1e6 }).write('PK');
      const running = fromAddress(url, { feedId: id });
      while (asked.length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
      const { service } = await openAnother();
      await service.timetableImports.cancel(site.territory.id, id);
      assert.equal((await running).kind, 'cancelled');
      assert.equal((await only()).lastImport?.state, 'cancelled');
      assert.equal(site.service.timetables.of(site.territory.id).length, 1);
    });

    test('from the command line, with its report; the same address again replaces it', async () => {
      const said: string[] = [];
      const over: string[] = [];
      const io = { say: (text: string) => void said.push(text), sayOver: (text: string) => void over.push(text) };
      const run = (...args: string[]) => importTimetablesCommand(args, site.service, io);
      const faulty = await writeFeed(join(folder, 'fautes.zip'), {
        ...SMALL_FEED,
        'stop_times.txt': `${SMALL_FEED['stop_times.txt'] as string}t1,9:00:00,9:00:00,perdu,9,,\n`,
      });
      await run(faulty, '--territory', 'lot', '--name', 'Fautes');
      assert.match(said.join('\n'), /les horaires de Cars d’essai sont là, du 01\/11\/2026 au 31\/12\/2026/u);
      assert.match(said.join('\n'), /stop_times\.txt, 1 fois : Cet arrêt.*\n +ligne 9 : arrêt « perdu »/u);
      assert.ok(over.some((line) => line.startsWith('Lecture des horaires')));
      assert.doesNotMatch(said.join('\n'), /réseau privé/u);
      await run(url, '--territory', 'lot', '--allow-private');
      await run(url, '--territory', 'lot', '--allow-private');
      assert.match(said.join('\n'), /Chaque nuit, une adresse d’un réseau privé n’est pas lue/u);
      await run(faulty, '--territory', 'lot', '--name', 'Fautes');
      assert.equal((await feeds()).length, 2);
      const page = join(folder, 'page.zip');
      await writeFile(page, '<html>');
      for (const [args, sentence] of [
        [[], /Écrivez :/u],
        [[faulty], /Écrivez :/u],
        [[faulty, '--territory', 'ailleurs'], /Aucun territoire/u],
        [[join(folder, 'absent.zip'), '--territory', 'lot'], /ne se lit pas/u],
        [[page, '--territory', 'lot'], /page web/u],
        [[page, '--territory', 'lot', '--name', 'Page'], /page web/u],
        [[page, '--territory', 'lot', '--name', 'Fautes'], /page web/u],
        [[url.replace('/gtfs', '/ailleurs'), '--territory', 'lot'], /réseau privé/u],
      ] as const)
        await assert.rejects(run(...args), (error) => {
          assert.ok(error instanceof SaidToPeople, String(error));
          assert.match(error.message, sentence);
          return true;
        });
      assert.deepEqual(
        (await feeds()).map(({ name }) => name).toSorted(),
        ['', 'Fautes'],
        'what failed was said, and left nothing',
      );
    });
  });
});
