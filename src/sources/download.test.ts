import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, suite, test } from 'node:test';
import { SaidToPeople } from '#src/said-to-people.ts';
import { ROAD_FILE, TIMETABLE_FILE } from '#src/sources/download-faults.ts';
import { download, downloadIfNewer, type DownloadOptions } from '#src/sources/download.ts';

const CONTENT = Uint8Array.from({ length: 50_000 }, (_, at) => (at * 31) % 251);

suite('downloading', () => {
  let folder = '';
  let url = '';
  let asked: IncomingMessage[] = [];
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  const server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lotocar-download-'));
    asked = [];
    answer = serveRanges();
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/lot-latest.osm.pbf`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(folder, { recursive: true, force: true });
  });

  /** What Geofabrik's server does, cutting the line after so many bytes of each answer. */
  const serveRanges =
    ({ etag = '"one"', cutAfter = Infinity, content = CONTENT } = {}) =>
    (request: IncomingMessage, response: ServerResponse): void => {
      const range = /^bytes=(\d+)-$/u.exec(request.headers.range ?? '');
      const from = range !== null && request.headers['if-range'] === etag ? Number(range[1]) : 0;
      if (from > 0 && from >= content.length) {
        response.writeHead(416, { 'content-range': `bytes */${content.length}` }).end();
        return;
      }
      response.writeHead(from > 0 ? 206 : 200, { etag, 'content-length': content.length - from });
      const part = content.subarray(from, from + cutAfter);
      if (from + part.length === content.length) response.end(part);
      else response.write(part, () => setTimeout(() => response.destroy(), 20));
    };

  const bring = (options: Partial<DownloadOptions> = {}, address = url): Promise<string> =>
    download(address, { folder, anyAddress: true, wanted: ROAD_FILE, pauses: [], ...options });
  const refused = async (sentence: RegExp, options: Partial<DownloadOptions> = {}, address = url): Promise<void> => {
    await assert.rejects(bring(options, address), (error) => {
      assert.ok(error instanceof SaidToPeople, String(error));
      assert.match(error.message, sentence);
      return true;
    });
  };
  const contentOf = async (path: string): Promise<Uint8Array> => new Uint8Array(await readFile(path));

  test('brings the file, under its own name, saying where it is at', async () => {
    const shares: number[] = [];
    const path = await bring({ onProgress: (share) => shares.push(share) });
    assert.ok(path.endsWith('/lot-latest.osm.pbf'));
    assert.deepEqual(await contentOf(path), CONTENT);
    assert.equal(shares.at(-1), 1);
  });

  test('a cut line is taken up where it was, at once or another day', async () => {
    answer = serveRanges({ cutAfter: 20_000 });
    await refused(/s’est arrêté en route.*pas téléchargé une seconde fois/u);
    answer = serveRanges();
    assert.deepEqual(await contentOf(await bring()), CONTENT);
    assert.match(asked.at(-1)?.headers.range ?? '', /^bytes=[1-9]\d*-$/u);
    asked = [];
    await rm(folder, { recursive: true });
    answer = serveRanges({ cutAfter: 20_000 });
    assert.deepEqual(await contentOf(await bring({ pauses: [0] })), CONTENT);
    assert.ok(asked.length >= 3);
  });

  test('a file that changed since comes whole, never half one and half the other', async () => {
    answer = serveRanges({ cutAfter: 20_000 });
    await refused(/arrêté en route/u);
    const other = CONTENT.map((byte) => 255 - byte);
    answer = serveRanges({ etag: '"two"', content: other });
    assert.deepEqual(await contentOf(await bring()), other);
  });

  test('a file that is there whole is not brought again unless it changed', async () => {
    const path = await bring();
    assert.equal(await bring(), path);
    assert.deepEqual(await contentOf(path), CONTENT);
    const other = CONTENT.slice(0, 10_000);
    answer = serveRanges({ etag: '"two"', content: other });
    assert.deepEqual(await contentOf(await bring()), other);
  });

  test('a server that says nothing of its version sends all of it each time', async () => {
    let cutAfter = 20_000;
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': CONTENT.length });
      const part = CONTENT.subarray(0, cutAfter);
      if (part.length === CONTENT.length) response.end(part);
      else response.write(part, () => setTimeout(() => response.destroy(), 20));
    };
    await refused(/arrêté en route/u);
    cutAfter = CONTENT.length;
    assert.deepEqual(await contentOf(await bring()), CONTENT);
    assert.equal(asked.at(-1)?.headers.range, undefined);
  });

  test('a redirection is followed, a ring of them is not', async () => {
    const serve = serveRanges();
    answer = (request, response) =>
      request.url === '/plus-loin'
        ? serve(request, response)
        : void response.writeHead(302, { location: '/plus-loin' }).end();
    assert.deepEqual(await contentOf(await bring()), CONTENT);
    answer = (_request, response) => void response.writeHead(302, { location: '/encore' }).end();
    asked.length = 0;
    await refused(/renvoie d’une adresse à l’autre/u);
    assert.ok(asked.length < 8, 'once: it would go round again');
  });

  test('a redirection with a password of its own is refused, and shows none', async () => {
    answer = (_request, response) =>
      void response.writeHead(302, { location: 'http://lot:s3cret@exemple.fr/gtfs?a=b@c' }).end();
    await refused(/« http:\/\/exemple\.fr\/gtfs\?a=b@c » n’est pas une adresse/u);
  });

  test('a page, an absence, a refusal, a fault and a file too large each have their sentence', async () => {
    answer = (_request, response) =>
      void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<p>');
    await refused(/donne une page à lire/u);
    for (const [status, sentence] of [
      [404, /Il n’y a pas de fichier/u],
      [403, /à tout le monde/u],
      [503, /pour l’instant \(réponse 503\)/u],
    ] as const) {
      answer = (_request, response) => void response.writeHead(status).end();
      await refused(sentence);
    }
    answer = serveRanges();
    await refused(/trop gros/u, { mostBytes: 1000 });
    answer = (_request, response) => void response.writeHead(200, { 'content-length': 10e9 }).write('a');
    await refused(/trop gros \(10,0 Go\)/u);
    // Said by nobody, counted on the way.
    answer = (_request, response) => response.end(CONTENT);
    await refused(/trop gros/u, { mostBytes: 1000 });
  });

  test('what is no address of a file is refused', async () => {
    for (const address of ['', 'bonjour', 'ftp://exemple.fr/a', 'file:///etc/passwd', 'http://moi:secret@exemple.fr/a'])
      await refused(/n’est pas une adresse de fichier/u, {}, address);
    assert.equal(asked.length, 0);
  });

  test('the network inside is not read, whatever leads there', async () => {
    const { port } = server.address() as AddressInfo;
    for (const address of [
      url,
      `http://localhost:${port}/a`,
      `http://[::1]:${port}/a`,
      `http://[::ffff:127.0.0.1]:${port}/a`,
    ])
      await refused(/réseau privé/u, { anyAddress: false }, address);
    assert.equal(asked.length, 0);
  });

  test('what is known already is not brought, until it changes', async () => {
    const options = { folder, anyAddress: true, wanted: TIMETABLE_FILE, pauses: [] };
    const ifChanged =
      (etag: string) =>
      (request: IncomingMessage, response: ServerResponse): void => {
        if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
        else response.writeHead(200, { etag, 'last-modified': 'Tue, 24 Nov 2026 08:00:00 GMT' }).end(CONTENT);
      };
    answer = ifChanged('W/"one"');
    const first = await downloadIfNewer(url, options);
    assert.ok(first.kind === 'brought');
    assert.deepEqual(await contentOf(first.path), CONTENT);
    const known = { etag: first.etag, lastModified: first.lastModified };
    assert.deepEqual(known, { etag: 'W/"one"', lastModified: 'Tue, 24 Nov 2026 08:00:00 GMT' });
    await rm(folder, { recursive: true });
    assert.deepEqual(await downloadIfNewer(url, { ...options, known }), { kind: 'same' });
    assert.equal(asked.at(-1)?.headers['if-modified-since'], known.lastModified);
    answer = ifChanged('"two"');
    assert.equal((await downloadIfNewer(url, { ...options, known })).kind, 'brought');
  });

  test('a name and a password are said to the site they are for, and to no other', async () => {
    const login = 'lot:secret';
    answer = (request, response) => {
      const isKnown = request.headers.authorization === `Basic ${Buffer.from(login).toString('base64')}`;
      if (!isKnown) response.writeHead(401).end();
      else response.writeHead(200).end(CONTENT);
    };
    assert.deepEqual(await contentOf(await bring({ login })), CONTENT);
    await refused(/refuse l’identifiant ou le mot de passe/u, { login: 'lot:autre' });
    const { port } = server.address() as AddressInfo;
    answer = (request, response) => {
      if (request.headers.host?.startsWith('localhost') === true) response.writeHead(200).end(CONTENT);
      else response.writeHead(302, { location: `http://localhost:${port}/plus-loin` }).end();
    };
    await bring({ login });
    assert.equal(asked.at(-1)?.headers.authorization, undefined);
  });

  test('a folder that is a file is said, not a stack', async () => {
    const file = join(folder, 'fichier');
    await writeFile(file, '');
    await refused(/./u, { folder: file });
  });

  test('nobody answers', async () => {
    await new Promise((resolve) => server.close(resolve));
    await refused(/ne répond pas/u);
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
  });
});
