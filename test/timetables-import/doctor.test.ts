import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { readConfig } from '#src/config.ts';
import { createLogger } from '#src/log.ts';
import { openService } from '#src/main.ts';
import { ALL_ON } from '#src/territory/switches.ts';
import { SMALL_FEED, writeFeed } from '#test/fixtures/gtfs-feed.ts';
import { setSwitches } from '#test/helpers/set-switches.ts';
import { openTestService, TUESDAY } from '#test/helpers/test-service.ts';

suite('the doctor of a command, which has opened no timetable', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lotocar-doctor-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const said = async (dataFolder: string): Promise<Readonly<Record<string, string>>> => {
    const config = { ...readConfig({}), dataFolder };
    const open = await openService({ config, log: createLogger('silent'), clock: () => TUESDAY, roads: false });
    const found = await open.service.examine({ network: false, quick: true, territoryId: null });
    await open.close();
    return Object.fromEntries(found.map(({ about, verdict, sentence }) => [about, `${verdict}: ${sentence}`]));
  };

  test('opens them to tell the whole from the broken', async () => {
    const site = await openTestService({ dataFolder: folder });
    const { storage, timetableImports } = site.service;
    await setSwitches(site, ALL_ON);
    const source = { kind: 'file', path: await writeFeed(join(folder, 'lot.zip'), SMALL_FEED) } as const;
    const started = await timetableImports.start({
      territoryId: site.territory.id,
      label: 'lot.zip',
      askedBy: null,
      source,
    });
    assert.ok(started.kind === 'started');
    await started.end;
    const [feed] = await storage.instance.feeds.listOf(site.territory.id);
    await storage.atomicallyOnInstance(({ feeds }) =>
      feeds.setLive(site.territory.id, feed?.id ?? '', [{ address: 'https://exemple.fr/rt', sealedLogin: null }]),
    );
    await site.close();
    const sane = await said(folder);
    assert.match(sane['horaires'] ?? '', /^good: 1 réseau lisible, jusqu’au 31 décembre 2026/u);
    assert.match(sane['temps réel'] ?? '', /^unchecked/u);
    const [name = ''] = (await readdir(join(folder, 'fichiers'))).filter((file) => file.startsWith('horaires'));
    await writeFile(join(folder, 'fichiers', name), 'abîmé');
    assert.match((await said(folder))['horaires'] ?? '', /^look: « Cars d’essai » ne se lit plus/u);
  });
});
