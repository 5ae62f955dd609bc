import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Logger } from 'pino';
import type { ImportOrder } from '#src/roads-import/import-messages.ts';
import { createRoadImports, type ImportEnd } from '#src/roads-import/road-imports.ts';
import { runWorker } from '#src/roads-import/run-worker.ts';
import { SaidToPeople } from '#src/said-to-people.ts';
import { openTestService } from '#test/helpers/test-service.ts';

const ORDER: ImportOrder = {
  sources: [{ kind: 'file', path: '/nulle-part/lot.osm.pbf' }],
  territories: [],
  downloads: '/nulle-part',
  anyAddress: false,
  builtAt: '2026-11-24T08:00:00.000Z',
};

const runScript = (code: string, signal = new AbortController().signal) =>
  runWorker(ORDER, {
    onProgress: () => undefined,
    signal,
    script: new URL(`data:text/javascript,${encodeURIComponent(code)}`),
  });

suite('a thread that goes wrong', () => {
  test('one that dies is no sentence of ours', async () => {
    await assert.rejects(runScript('process.exit(3)'), /ended with 3/u);
    await assert.rejects(runScript('throw new Error("cassé")'), /cassé/u);
  });

  test('one that is out of memory says so', async () => {
    const code = `const error = new Error('no'); error.code = 'ERR_WORKER_OUT_OF_MEMORY'; throw error;`;
    await assert.rejects(runScript(code), SaidToPeople);
  });

  test('one that never ends is stopped', async () => {
    const aborter = new AbortController();
    const running = runScript('for (;;);', aborter.signal);
    setTimeout(() => aborter.abort(new Error('enough')), 50);
    await assert.rejects(running, /enough/u);
  });

  test('what people are told has a reference, that the log has too', async () => {
    const site = await openTestService();
    try {
      const logged: unknown[] = [];
      const { storage, config, clock, newId } = site.service;
      const imports = createRoadImports({
        store: storage.instance.roads,
        write: (work) => storage.atomicallyOnInstance(({ roads }) => work(roads)),
        files: {} as never,
        dataFolder: config.dataFolder,
        served: async () => [],
        makeRoadFile: () => runScript('process.exit(3)'),
        onChange: async () => undefined,
        clock,
        newId,
        log: { error: (...line: unknown[]) => logged.push(line), warn: () => undefined } as unknown as Logger,
      });
      const { id } = site.territory;
      const started = await imports.start({ territoryIds: [id], sources: ORDER.sources, label: 'Lot', askedBy: null });
      const end = await (started as { end: Promise<ImportEnd> }).end;
      const reference = /référence : ([A-Z2-9]{6})\./u.exec(end.kind === 'failed' ? end.problem : '')?.[1];
      assert.ok(reference);
      assert.ok(JSON.stringify(logged).includes(reference));
      assert.equal((await storage.instance.roads.find(id))?.lastImport?.state, 'failed');
      // And the next one may begin.
      assert.equal(
        (await imports.start({ territoryIds: [id], sources: [], label: 'Lot', askedBy: null })).kind,
        'started',
      );
      await imports.close();
    } finally {
      await site.close();
    }
  });
});
