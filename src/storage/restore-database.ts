import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CopyOpened } from '#src/backups/backups.ts';
import { flushFolder } from '#src/storage/durable-file.ts';
import { SQLITE_FILE } from '#src/storage/engine.ts';
import { eraseAgain, type Erasure, readErasures } from '#src/storage/erase-again.ts';
import { migrations as ours } from '#src/storage/migrations/index.ts';
import { openCopy } from '#src/storage/open-copy.ts';
import { takeFolder } from '#src/storage/service-lock.ts';
import { openSqlite } from '#src/storage/sqlite.ts';
import { openSqliteConnection } from '#src/storage/sqlite-connection.ts';

/** What became of a restore. */
export type Restored =
  | {
      readonly kind: 'restored';
      readonly found: Extract<CopyOpened, { kind: 'whole' }>;
      /** People erased since that copy, erased again. */
      readonly erasedAgain: number;
      /** Where the database that was there now is; null when there was none. */
      readonly before: string | null;
    }
  | { readonly kind: 'in-use' }
  | Exclude<CopyOpened, { kind: 'whole' }>;

/**
 * Puts a copy in the place of the database of a folder on which no service is open. The copy is opened and checked first,
 * and what was there is kept beside.
 * @param copy a file of its own in the same folder: it is moved
 */
export const restoreDatabase = async (copy: string, now: Temporal.Instant): Promise<Restored> => {
  const folder = dirname(copy);
  const release = takeFolder(folder);
  if (!release) return { kind: 'in-use' };
  try {
    const found = await openCopy(copy);
    if (found.kind !== 'whole') return found;
    const database = join(folder, SQLITE_FILE);
    const erasures = await erasuresOf(database);
    const engine = await openSqlite(copy, { migrations: ours, patience: 1000 });
    let erasedAgain = 0;
    try {
      erasedAgain = await eraseAgain(engine, erasures);
    } finally {
      await engine.close();
    }
    const before = existsSync(database)
      ? join(
          folder,
          `lotocar-avant-restauration-${now.toString({ smallestUnit: 'second' }).replaceAll(':', '-')}.sqlite`,
        )
      : null;
    if (before !== null) await rename(database, before);
    for (const end of ['-wal', '-shm']) await rm(`${database}${end}`, { force: true });
    await rename(copy, database);
    for (const end of ['-wal', '-shm']) await rm(`${copy}${end}`, { force: true });
    await flushFolder(folder);
    return { kind: 'restored', found, erasedAgain, before };
  } finally {
    release();
  }
};

/** Of the database that is replaced, if it can still be read; its last writes are brought into the file itself. */
const erasuresOf = async (database: string): Promise<readonly Erasure[]> => {
  if (!existsSync(database)) return [];
  try {
    const connection = openSqliteConnection(database);
    connection.run('pragma wal_checkpoint(truncate)', []);
    connection.close();
    const engine = await openSqlite(database, { migrations: ours, patience: 1000 });
    try {
      return await readErasures(engine);
    } finally {
      await engine.close();
    }
  } catch {
    // Broken: that may be why it is replaced.
    return [];
  }
};
