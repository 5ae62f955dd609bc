// A second process on the same database: one verb, its answers one a line.
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { openEngine } from '#src/storage/open-engine.ts';
import { createJobStore } from '#src/storage/job-store.ts';
import { createStorage } from '#src/storage/stores.ts';
import { slowMigrations } from './slow-migrations.ts';

const [verb, databaseUrl, dataFolder = '', argument = ''] = process.argv.slice(2);
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const engine = await openEngine({
  databaseUrl: databaseUrl === '' || databaseUrl === undefined ? null : databaseUrl,
  dataFolder,
  ...(verb === 'migrate-slowly' && { migrations: slowMigrations }),
});
say('open');
if (verb === 'increment' || verb?.startsWith('claim')) await once(process.stdin, 'data');

switch (verb) {
  case 'migrate-slowly':
    break;
  case 'increment':
    for (let done = 0; done < Number(argument); done++) {
      await engine.atomically(async (trx) => {
        const counter = trx.selectFrom('rate_counter').where('key', '=', 'shared').select('count');
        const { count } = await counter.executeTakeFirstOrThrow();
        await trx
          .updateTable('rate_counter')
          .set({ count: count + 1 })
          .where('key', '=', 'shared')
          .execute();
      });
    }
    break;
  case 'claim': {
    const jobs = createJobStore(engine);
    for (;;) {
      const job = await jobs.claimDueJob('2026-11-22T09:00:00.000Z', argument, 600);
      if (job === undefined) break;
      say(job.name);
      await sleep(2);
    }
    break;
  }
  case 'claim-messages': {
    const storage = createStorage(engine);
    for (;;) {
      const [message] = await storage.atomically('t-lot', ({ outbox }) =>
        outbox.claimDue('2026-11-24T09:00:00.000Z', argument, 600, 1),
      );
      if (message === undefined) break;
      say(message.id);
      await sleep(2);
    }
    break;
  }
  case 'hold':
    await engine.atomically(async (trx) => {
      await trx.updateTable('rate_counter').set({ window_start: 'held' }).execute();
      say('holding');
      await sleep(Number(argument));
    });
    break;
  default:
    throw new Error(`no verb ${String(verb)}`);
}
await engine.close();
say('done');
