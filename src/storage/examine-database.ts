import { stat } from 'node:fs/promises';
import { join } from 'node:path';
// oxlint-disable-next-line no-restricted-imports -- what the doctor asks of the storage
import type { DatabaseFacts } from '#src/doctor/check-database.ts';
import { type Engine, SQLITE_FILE } from '#src/storage/engine.ts';
import { openSqliteConnection } from '#src/storage/sqlite-connection.ts';

/** Read whole in the serving process, it keeps everybody waiting: a second or so for that much. */
const MOST_QUICK_BYTES = 150e6;

/** What the doctor sees of the database. @param quick leaves the reading of all its pages to the command line when it is large */
export const examineDatabase = async (
  engine: Pick<Engine, 'kind' | 'describe'>,
  dataFolder: string,
  quick: boolean,
): Promise<DatabaseFacts> => {
  const { engine: name, migrations } = await engine.describe();
  const facts = { engine: name, lastMigration: migrations.at(-1) ?? '?' };
  if (engine.kind !== 'sqlite') return { ...facts, isSound: null, bytes: null, waitingBytes: null };
  const path = join(dataFolder, SQLITE_FILE);
  const { size } = await stat(path);
  const waiting = await stat(`${path}-wal`).catch(() => ({ size: 0 }));
  const isSound = quick && size > MOST_QUICK_BYTES ? null : readsWhole(path);
  return { ...facts, isSound, bytes: size, waitingBytes: waiting.size };
};

const readsWhole = (path: string): boolean => {
  try {
    const connection = openSqliteConnection(path, { readOnly: true });
    try {
      const [row] = connection.run('pragma quick_check(1)', []).rows as readonly { quick_check?: string }[];
      return row?.quick_check === 'ok';
    } finally {
      connection.close();
    }
  } catch {
    return false;
  }
};
