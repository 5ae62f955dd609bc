import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { launchBrowser } from '#test/browser/browser.ts';
import { noteSkipped } from '#test/note-skipped.ts';
import { spendFirstEvening } from './first-evening.ts';
import { findExecutable, startInstalled } from './installed-service.ts';

const executable = findExecutable();
const skip = executable === undefined;
if (skip) noteSkipped('le programme tout fait, que npm run package n’a pas encore fait');

suite('the single executable, from an empty folder', { skip }, () => {
  test('a newcomer opens a territory, prints its poster and finds a first trip', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lotocar-installed-'));
    const service = await startInstalled(executable ?? '', { folder });
    const browser = await launchBrowser();
    const steps: string[] = [];
    try {
      const [, code = ''] = await service.heard(/code {4}(\S+)/u);
      await spendFirstEvening({ browser, url: service.url, code, step: (name) => steps.push(name) });
      assert.equal(steps.at(-1), 'le premier trajet trouvé');
    } finally {
      await browser.close();
      await service.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
