// Writes pairs of rows without end, a few at a time, and says each one once it is acknowledged; somebody will kill it.
import { writeSync } from 'node:fs';
import { openEngine } from '#src/storage/open-engine.ts';

/** Writers at once: some commits are always under way when the process dies. */
const LANES = 4;

const [databaseUrl, dataFolder = '', run = '', writes = ''] = process.argv.slice(2);
const engine = await openEngine({
  databaseUrl: databaseUrl === '' || databaseUrl === undefined ? null : databaseUrl,
  dataFolder,
});
let next = 0;
const write = async (): Promise<void> => {
  while (next < Number(writes)) {
    const id = `${run}-${next++}`;
    await engine.atomically(async (trx) => {
      for (const half of ['left', 'right']) {
        await trx
          .insertInto('rate_counter')
          .values({ key: `${id}-${half}`, window_start: 'x', count: 1 })
          .execute();
      }
    });
    // Straight to the pipe: what was said has left this process.
    writeSync(1, `${id}\n`);
  }
};
await Promise.all(Array.from({ length: LANES }, write));
await engine.close();
