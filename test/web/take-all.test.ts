import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { readArchive } from '#src/moving/read-archive.ts';
import { openTestService, type TestService } from '#test/helpers/test-service.ts';
import { plant, type Planted } from './canaries.ts';

const PAGE = '/equipe/reglages/tout-emporter';

suite('the coordination takes everything away', () => {
  let service: TestService;
  let lot: Planted;
  let other: Planted;
  let folder = '';
  before(async () => {
    service = await openTestService();
    lot = await plant(service.engine, 'quercy');
    other = await plant(service.engine, 'causse');
    folder = mkdtempSync(join(tmpdir(), 'lotocar-take-'));
  });
  after(async () => {
    await service.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const headers = () => ({ Cookie: lot.cookies.coordination, 'Sec-Fetch-Site': 'same-origin' });

  test('a zip of its own territory and of nothing else, never kept by a browser, noted in the journal', async () => {
    assert.match(await (await service.get(`/${lot.slug}${PAGE}`, headers())).text(), /Télécharger tout/u);
    const response = await service.post(`/${lot.slug}${PAGE}`, {}, headers());
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-type'), 'application/zip');
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.match(response.headers.get('content-disposition') ?? '', /filename="quercy-2026-11-24\.zip"/u);
    const path = join(folder, 'quercy.zip');
    writeFileSync(path, new Uint8Array(await response.arrayBuffer()));
    const read = await readArchive(path);
    assert.ok(read.kind === 'read');
    const all = JSON.stringify([...read.moved.tables]);
    assert.ok(all.includes(lot.ids.driver));
    assert.ok(!all.includes(other.territoryId), 'nothing of another territory');
    const noted = await service.engine.db
      .selectFrom('journal')
      .select('action')
      .where('territory_id', '=', lot.territoryId)
      .execute();
    assert.ok(noted.some(({ action }) => action === 'territory-exported'));
  });

  test('many in a row wait', async () => {
    const statuses: number[] = [];
    for (let time = 0; time < 6; time += 1) {
      const response = await service.post(`/${lot.slug}${PAGE}`, {}, headers());
      statuses.push(response.status);
      await response.arrayBuffer();
    }
    assert.ok(statuses.includes(429), statuses.join(' '));
  });
});
