import assert from 'node:assert/strict';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, suite, test } from 'node:test';
import { SaidToPeople } from '#src/said-to-people.ts';
import { fetchRealtime, type RealtimeAsk } from '#src/sources/gtfs-realtime/fetch-realtime.ts';
import { writeRealtime } from '#test/fixtures/realtime-writer.ts';

const NOW = Temporal.Instant.from('2026-11-26T08:00:00Z');
const FEED = writeRealtime({ updates: [{ id: 'course-0', date: '20261126', delay: 480 }] });

suite('a realtime feed at an address', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  const serve = async (answer: RequestListener): Promise<string> => {
    const server = createServer(answer).listen(0, '127.0.0.1');
    servers.push(server);
    await new Promise((resolve) => server.once('listening', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/rt`;
  };
  const ask = (address: string, more: Partial<RealtimeAsk> = {}) =>
    fetchRealtime({
      address,
      login: null,
      known: { hasTrip: () => true, hasRoute: () => true },
      clock: () => NOW,
      anyAddress: true,
      patience: 500,
      ...more,
    });
  const refuses = async (asked: ReturnType<typeof ask>, words: RegExp): Promise<void> => {
    await assert.rejects(asked, (error) => {
      assert.ok(error instanceof SaidToPeople, String(error));
      assert.match(error.message, words);
      return true;
    });
  };

  test('is read, compressed or not, with its password', async () => {
    let authorization: string | undefined;
    const address = await serve((request, response) => {
      ({ authorization } = request.headers);
      if (request.url === '/gzip') response.setHeader('content-encoding', 'gzip').end(gzipSync(FEED));
      else response.end(FEED);
    });
    assert.equal((await ask(address, { login: 'lot:clé' })).counts.trips, 1);
    assert.equal(authorization, `Basic ${Buffer.from('lot:clé').toString('base64')}`);
    assert.equal((await ask(address.replace('/rt', '/gzip'))).counts.trips, 1);
  });

  test('in the network inside is refused', async () => {
    const address = await serve((_, response) => response.end(FEED));
    await refuses(ask(address, { anyAddress: false }), /réseau privé/u);
    await refuses(ask(address.replace('127.0.0.1', 'localhost'), { anyAddress: false }), /réseau privé/u);
  });

  test('that is a page, cut, foreign, refused or absent has its sentence', async () => {
    const page = await serve((_, response) =>
      response.setHeader('content-type', 'text/html; charset=utf-8').end('<p>'),
    );
    await refuses(ask(page), /donne une page à lire/u);
    const hidden = await serve((_, response) => response.end('<!DOCTYPE html><p>Maintenance'));
    await refuses(ask(hidden), /n’est pas un flux GTFS-RT/u);
    const cut = await serve((_, response) => {
      response.setHeader('content-length', FEED.length + 10);
      response.write(FEED);
      setTimeout(() => response.destroy(), 20);
    });
    await refuses(ask(cut), /pas donné le flux en entier/u);
    const bomb = await serve((_, response) =>
      response.setHeader('content-encoding', 'gzip').end(gzipSync(new Uint8Array(17_000_000))),
    );
    await refuses(ask(bomb), /trop gros/u);
    const locked = await serve((_, response) => response.writeHead(401).end());
    await refuses(ask(locked), /ne donne pas ce fichier à tout le monde/u);
    await refuses(ask(locked, { login: 'a:b' }), /identifiant ou le mot de passe/u);
    const changes = await serve((_, response) => response.end(writeRealtime({ incrementality: 1 })));
    await refuses(ask(changes), /flux complet/u);
    await refuses(ask('http://127.0.0.1:1/rt'), /ne répond pas/u);
    await refuses(ask('flux'), /n’est pas une adresse/u);
  });

  test('that is too long or too slow is left', async () => {
    const endless = await serve((_, response) => {
      response.write(FEED);
      response.end(new Uint8Array(17_000_000));
    });
    await refuses(ask(endless, { patience: 5000 }), /trop gros/u);
    const drip = await serve((_, response) => {
      response.write(FEED.subarray(0, 4));
      const timer = setInterval(() => response.write(new Uint8Array(1)), 20);
      response.once('close', () => clearInterval(timer));
    });
    await refuses(ask(drip, { patience: 150 }), /pas à temps/u);
    const silent = await serve(() => undefined);
    await refuses(ask(silent, { patience: 150 }), /pas à temps/u);
  });
});
