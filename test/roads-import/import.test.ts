import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, suite, test } from 'node:test';
import { createLogger } from '#src/log.ts';
import { openService, type OpenService } from '#src/main.ts';
import type { ImportEnd, RoadImportRequest } from '#src/roads-import/road-imports.ts';
import { openTestService, TUESDAY, type TestService } from '#test/helpers/test-service.ts';
import { lotExtract, writeLotExtract } from '#test/fixtures/lot-extract.ts';

suite('importing roads', () => {
  let folder = '';
  let site: TestService;
  const others: OpenService[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lotocar-roads-'));
    site = await openTestService();
  });
  afterEach(async () => {
    for (const other of others.splice(0)) await other.close();
    await site.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Another process on the same data. */
  const openAnother = async (): Promise<OpenService> => {
    const { config } = site.service;
    const other = await openService({ config, log: createLogger('silent'), clock: () => TUESDAY });
    others.push(other);
    return other;
  };
  const ask = (changes: Partial<RoadImportRequest> = {}): RoadImportRequest => ({
    territoryIds: [site.territory.id],
    sources: [],
    label: 'Midi-Pyrénées',
    askedBy: null,
    ...changes,
  });
  const importRoads = async (request: RoadImportRequest, { service } = site): Promise<ImportEnd> => {
    const started = await service.roadImports.start(request);
    assert.equal(started.kind, 'started');
    return await (started as { end: Promise<ImportEnd> }).end;
  };
  const importFile = (path: string, changes: Partial<RoadImportRequest> = {}) =>
    importRoads(ask({ sources: [{ kind: 'file', path }], ...changes }));
  const roads = () => site.service.storage.instance.roads.find(site.territory.id);
  const kept = async (): Promise<readonly string[]> =>
    (await readdir(join(site.service.config.dataFolder, 'fichiers')).catch(() => [])).filter((name) =>
      name.startsWith('routes'),
    );

  test('an extract becomes the roads of the territory, at once and after a restart', async () => {
    const { roadMaps } = site.service;
    assert.equal(roadMaps.of(site.territory.id), null);
    const seen: string[] = [];
    const end = await importFile(await writeLotExtract(folder), {
      onProgress: (step, percent) => seen.push(`${step} ${percent}`),
    });
    assert.equal(end.kind, 'done');
    assert.ok(seen.some((words) => words.startsWith('reading')) && seen.some((words) => words.startsWith('computing')));
    const metric = roadMaps.of(site.territory.id);
    assert.ok(metric);
    assert.equal(metric.map.about.source, 'lot');
    assert.equal((await roads())?.inUse?.dataFrom?.slice(0, 10), '2026-11-01');
    assert.equal((await roads())?.lastImport?.state, 'done');
    const again = await openAnother();
    assert.ok(again.service.roadMaps.of(site.territory.id));
    assert.equal((await kept()).length, 1);
  });

  test('other roads replace them, the file before goes, and estimates come back when asked', async () => {
    const { roadMaps, roadImports } = site.service;
    await importFile(await writeLotExtract(folder));
    const [first] = await kept();
    await importFile(await writeLotExtract(folder, 'autre.osm.pbf'));
    assert.equal((await kept()).length, 1);
    assert.notEqual((await kept())[0], first);
    await roadImports.forget(site.territory.id);
    assert.equal(roadMaps.of(site.territory.id), null);
    assert.deepEqual(await kept(), []);
  });

  test('one file serves several territories, and says which it does not cover', async () => {
    const neighbour = await site.addTerritory('quercy', 'Quercy', '46');
    const far = await site.addTerritory('finistere', 'Finistère', '29');
    const end = await importFile(await writeLotExtract(folder), {
      territoryIds: [site.territory.id, neighbour.id, far.id],
    });
    assert.deepEqual(end.kind === 'done' && end.made.territoryIds, [site.territory.id, neighbour.id]);
    const { roadMaps, storage } = site.service;
    assert.equal(roadMaps.of(site.territory.id), roadMaps.of(neighbour.id));
    assert.equal(roadMaps.of(far.id), null);
    assert.match((await storage.instance.roads.find(far.id))?.lastImport?.problem ?? '', /aucune commune/u);
    assert.equal((await kept()).length, 1);
    await site.service.roadImports.forget(site.territory.id);
    assert.equal((await kept()).length, 1);
    assert.ok(roadMaps.of(neighbour.id));
  });

  test('a ready road file is taken as it is; one of elsewhere is refused', async () => {
    await importFile(await writeLotExtract(folder));
    const [name] = await kept();
    const ready = join(folder, 'lot.lotocar-routes');
    await writeFile(ready, await readFile(join(site.service.config.dataFolder, 'fichiers', name ?? '')));
    await site.service.roadImports.forget(site.territory.id);
    assert.equal((await importFile(ready)).kind, 'done');
    assert.ok(site.service.roadMaps.of(site.territory.id));
    const far = await site.addTerritory('finistere', 'Finistère', '29');
    const end = await importFile(ready, { territoryIds: [far.id] });
    assert.match(end.kind === 'failed' ? end.problem : '', /aucune commune du territoire/u);
    const both = [ready, join(folder, 'lot.osm.pbf')].map((path) => ({ kind: 'file' as const, path }));
    const mixed = await importRoads(ask({ sources: both }));
    assert.match(mixed.kind === 'failed' ? mixed.problem : '', /s’importe seul/u);
  });

  test('what is no extract has its sentence, and the roads in use stay', async () => {
    await importFile(await writeLotExtract(folder));
    for (const [name, content, sentence] of [
      ['vide.osm.pbf', '', /vide/u],
      ['page.osm.pbf', '<!DOCTYPE html><p>', /page web/u],
    ] as const) {
      const path = join(folder, name);
      await writeFile(path, content);
      const end = await importFile(path);
      assert.match(end.kind === 'failed' ? end.problem : '', sentence);
      assert.equal((await roads())?.lastImport?.state, 'failed');
    }
    const absent = await importFile(join(folder, 'absent.osm.pbf'));
    assert.equal(absent.kind, 'failed');
    assert.ok(site.service.roadMaps.of(site.territory.id));
  });

  test('a file damaged on the disk leaves estimates, and says so', async () => {
    await importFile(await writeLotExtract(folder));
    const [name] = await kept();
    await writeFile(join(site.service.config.dataFolder, 'fichiers', name ?? ''), 'abîmé');
    const { service } = await openAnother();
    assert.equal(service.roadMaps.of(site.territory.id), null);
    assert.equal(service.roadMaps.isBroken(site.territory.id), true);
    assert.equal(site.service.roadMaps.isBroken(site.territory.id), false);
  });

  test('another process learns of it', async () => {
    const { service } = await openAnother();
    const changed: string[] = [];
    service.roadMaps.onChange((territoryId) => changed.push(territoryId));
    await importFile(await writeLotExtract(folder));
    await service.roadMaps.refresh();
    assert.ok(service.roadMaps.of(site.territory.id));
    assert.deepEqual(changed, [site.territory.id]);
  });

  suite('from an address', () => {
    let url = '';
    const asked: (string | undefined)[] = [];
    let cutAfter = Infinity;
    let hang: (() => void) | null = null;
    const server = createServer((request, response: ServerResponse) => {
      asked.push(request.headers.range);
      const content = lotExtract();
      const from = Number(/^bytes=(\d+)-$/u.exec(request.headers.range ?? '')?.[1] ?? 0);
      response.writeHead(from > 0 ? 206 : 200, { etag: '"lot"', 'content-length': content.length - from });
      const part = content.subarray(from, from + cutAfter);
      if (from + part.length === content.length) return void response.end(part);
      response.write(part, () => {
        if (hang === null) setTimeout(() => response.destroy(), 20);
        else hang();
      });
    });
    beforeEach(async () => {
      asked.length = 0;
      cutAfter = Infinity;
      hang = null;
      await new Promise<void>((resolve) => {
        server.listen(0, '127.0.0.1', resolve);
      });
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/lot-latest.osm.pbf`;
    });
    afterEach(async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
    const fromAddress = (changes: Partial<RoadImportRequest> = {}) =>
      ask({ sources: [{ kind: 'address', url }], anyAddress: true, ...changes });
    const downloads = (): Promise<readonly string[]> =>
      readdir(join(site.service.config.dataFolder, 'routes-en-cours')).then((names) =>
        names.filter((name) => name !== 'depots'),
      );

    const bytesBrought = async (): Promise<number> => {
      const [name = ''] = await downloads();
      const path = join(site.service.config.dataFolder, 'routes-en-cours', name, 'lot-latest.osm.pbf');
      return await stat(path).then(
        ({ size }) => size,
        () => 0,
      );
    };

    test('a member cannot make the service read the network inside', async () => {
      const end = await importRoads(fromAddress({ anyAddress: false }));
      assert.match(end.kind === 'failed' ? end.problem : '', /réseau privé/u);
      assert.equal(asked.length, 0);
    });

    test('a cancelled download is taken up again; the roads in use stay meanwhile', async () => {
      cutAfter = 200;
      const arrived = new Promise<void>((resolve) => {
        hang = resolve;
      });
      const { roadImports } = site.service;
      const started = await roadImports.start(fromAddress());
      assert.equal(started.kind, 'started');
      // A second member clicks: they are shown the first's.
      const second = await roadImports.start(fromAddress());
      assert.equal(second.kind === 'under-way' && second.running.source, 'Midi-Pyrénées');
      const elsewhere = await site.addTerritory('quercy', 'Quercy', '46');
      assert.equal((await roadImports.start(fromAddress({ territoryIds: [elsewhere.id] }))).kind, 'busy');
      // So is one whose page is served by another process.
      const other = await openAnother();
      assert.equal((await other.service.roadImports.start(fromAddress())).kind, 'under-way');
      await arrived;
      while ((await bytesBrought()) === 0) await new Promise((resolve) => setTimeout(resolve, 10));
      await roadImports.cancel(site.territory.id);
      assert.deepEqual(await (started as { end: Promise<ImportEnd> }).end, { kind: 'cancelled' });
      assert.equal((await roads())?.lastImport?.state, 'cancelled');
      assert.equal((await downloads()).length, 1);
      [cutAfter, hang] = [Infinity, null];
      assert.equal((await importRoads(fromAddress())).kind, 'done');
      assert.match(asked.at(-1) ?? '', /^bytes=\d+-$/u);
      assert.deepEqual(await downloads(), []);
      assert.ok(site.service.roadMaps.of(site.territory.id));
    });

    test('one that runs in another process can be cancelled from here', async () => {
      cutAfter = 200;
      const arrived = new Promise<void>((resolve) => {
        hang = resolve;
      });
      const other = await openAnother();
      const started = await other.service.roadImports.start(fromAddress());
      await arrived;
      await site.service.roadImports.cancel(site.territory.id);
      assert.deepEqual(await (started as { end: Promise<ImportEnd> }).end, { kind: 'cancelled' });
    });

    test('a service that closes says so of its import', async () => {
      cutAfter = 200;
      hang = () => undefined;
      const other = await openAnother();
      await other.service.roadImports.start(fromAddress());
      await other.service.roadImports.close();
      assert.match((await roads())?.lastImport?.problem ?? '', /s’est arrêté pendant l’import/u);
    });
  });
});
