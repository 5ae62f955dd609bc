import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { openEngine } from '#src/storage/open-engine.ts';
import { createDatabase, postgresAddress } from '#test/contract/real-postgres.ts';
import { noteSkipped } from '#test/note-skipped.ts';
import { checkKept, runWriter, WRITES } from './kill-writer.ts';
import type { Target } from './kill-writer.ts';

const ROUNDS = 6;
const server = postgresAddress();

const killOurProcess = async (on: Target): Promise<void> => {
  const acknowledged: string[] = [];
  let cutShort = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const said = await runWriter(on, `round${round}`, (child) => child.kill('SIGKILL'));
    acknowledged.push(...said);
    if (said.length < WRITES) cutShort++;
    assert.ok((await checkKept(on, acknowledged)) >= acknowledged.length);
  }
  checkCutShort(cutShort);
};

/** On a busy machine a blow may come once all is written: such a round shows nothing. */
const checkCutShort = (times: number): void => {
  assert.ok(times >= ROUNDS / 2, `the kill fell among the writes ${times} times of ${ROUNDS}`);
};

describe('kill -9 during a thousand writes: every acknowledged one is kept', () => {
  test('our process, on SQLite', async () => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'lotocar-kill-'));
    try {
      await killOurProcess({ databaseUrl: null, dataFolder });
    } finally {
      await rm(dataFolder, { recursive: true, force: true });
    }
  });

  if (server === undefined) {
    noteSkipped('kill -9 sur PostgreSQL (LOTOCAR_TEST_POSTGRES ne désigne aucun serveur)');
    return;
  }

  test('our process, on PostgreSQL', async () => {
    const { url, drop } = await createDatabase(server);
    try {
      await killOurProcess({ databaseUrl: url, dataFolder: '/nowhere' });
    } finally {
      await drop();
    }
  });

  test('PostgreSQL itself, whose address stays good for those who were connected', async () => {
    const victim = await startCluster();
    try {
      const on = { databaseUrl: victim.url, dataFolder: '/nowhere' };
      const witness = await openEngine(on);
      const acknowledged: string[] = [];
      let cutShort = 0;
      for (let round = 0; round < ROUNDS; round++) {
        const said = await runWriter(on, `round${round}`, () => victim.kill());
        acknowledged.push(...said);
        if (said.length < WRITES) cutShort++;
        await victim.start();
        assert.ok((await checkKept(on, acknowledged)) >= acknowledged.length);
        await witness.atomically((trx) =>
          trx
            .insertInto('rate_counter')
            .values([
              { key: `witness${round}-left`, window_start: 'x', count: 1 },
              { key: `witness${round}-right`, window_start: 'x', count: 1 },
            ])
            .execute(),
        );
        acknowledged.push(`witness${round}`);
      }
      checkCutShort(cutShort);
      await witness.close();
    } finally {
      await victim.stop();
    }
  });
});

const cluster = async (...words: string[]): Promise<string> => {
  const { stdout } = await promisify(execFile)('bash', ['tools/start-postgres.sh', ...words]);
  return stdout.trim();
};

/** A server of our own, to be killed: nobody else's is touched. */
const startCluster = async () => {
  const url = await cluster('start');
  const folder = new URL(url).searchParams.get('host') ?? '';
  const lock = join(folder, 'data', 'postmaster.pid');
  return {
    url,
    start: () => cluster('start', folder),
    stop: () => cluster('stop', folder),
    /** The postmaster and all its children, none of which gets to say a word. */
    kill: async () => {
      const postmaster = Number((await readFile(lock, 'utf8')).split('\n')[0]);
      const children = await readFile(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8');
      const all = [postmaster, ...children.trim().split(' ').map(Number)];
      for (const pid of all) {
        try {
          process.kill(pid, 'SIGKILL');
        } catch {
          // A connection's process may end by itself meanwhile.
        }
      }
      while ((await Promise.all(all.map(isRunning))).includes(true)) await sleep(10);
      // Until somebody buries the dead process (late, or never in a container without init) its locks look held.
      await rm(lock, { force: true });
      await rm(join(folder, '.s.PGSQL.5432.lock'), { force: true });
    },
  };
};

const isRunning = async (pid: number): Promise<boolean> => {
  try {
    return !/\) [ZX] /.test(await readFile(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};
