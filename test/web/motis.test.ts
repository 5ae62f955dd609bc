import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, suite, test } from 'node:test';
import { ALL_ON } from '#src/territory/switches.ts';
import { itinerary, planOf } from '#test/fixtures/motis-answer.ts';
import { setSwitches } from '#test/helpers/set-switches.ts';
import { openTestService, type TestService } from '#test/helpers/test-service.ts';

suite('a territory whose coaches and trains are searched by MOTIS', () => {
  let server: Server;
  let motisUrl = '';
  let site: TestService | undefined;
  let isDown = false;
  before(async () => {
    server = createServer((_, response) => {
      if (isDown) response.writeHead(503).end();
      else response.end(JSON.stringify(planOf(itinerary({ leaves: '07:10:00', arrives: '08:05:00' }))));
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    motisUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  afterEach(() => site?.close());

  const open = async (url: string | null): Promise<TestService> => {
    site = await openTestService({ motisUrl: url });
    await setSwitches(site, ALL_ON);
    return site;
  };
  const read = async (there: TestService, page: string): Promise<string> => {
    const response = await there.get(`/${there.territory.slug}${page}`);
    assert.equal(response.status, 200);
    return response.text();
  };
  const SEARCH = '/trajets?depart=Gramat&arrivee=Cahors&date=2026-11-26';

  test('has its journeys on the results, says who found them, and who is told what', async () => {
    const there = await open(motisUrl);
    isDown = false;
    const html = await read(there, SEARCH);
    assert.match(html, /data-journey/u);
    assert.match(html, /Trajets cherchés par <a href="http:\/\/127\.0\.0\.1:\d+\/">MOTIS, sur 127/u);
    assert.match(
      await read(there, '/vie-privee'),
      /nous envoyons à 127\.0\.0\.1:\d+ les lieux de départ et d’arrivée/u,
    );
  });

  test('has its page all the same when MOTIS is down', async () => {
    const there = await open(motisUrl);
    isDown = true;
    assert.doesNotMatch(await read(there, SEARCH), /data-journey|MOTIS/u);
  });

  test('is told by the doctor to answer, or not', async () => {
    const { service } = await open(motisUrl);
    const said = async (network: boolean): Promise<string> => {
      const found = await service.examine({ network, quick: true, territoryId: null });
      return found.find(({ about }) => about === 'MOTIS')?.sentence ?? '';
    };
    isDown = false;
    assert.match(await said(true), /il répond/u);
    assert.match(await said(false), /pas vérifié/u);
    isDown = true;
    assert.match(await said(true), /Lotocar cherche lui-même/u);
  });

  test('without it, says nothing of it', async () => {
    const there = await open(null);
    assert.doesNotMatch(await read(there, '/vie-privee'), /nous envoyons/u);
  });
});
