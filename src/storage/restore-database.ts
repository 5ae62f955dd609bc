import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Transaction } from 'kysely';
import type { CopyOpened } from '#src/backups/backups.ts';
import { flushFolder } from '#src/storage/durable-file.ts';
import { SQLITE_FILE } from '#src/storage/engine.ts';
import { type ErasedAgain, eraseAgain, type Erasure } from '#src/storage/erase-again.ts';
import { createInstanceSettings } from '#src/storage/instance-settings.ts';
import { migrations as ours } from '#src/storage/migrations/index.ts';
import { openCopy } from '#src/storage/open-copy.ts';
import { takeFolder } from '#src/storage/service-lock.ts';
import { openSqlite } from '#src/storage/sqlite.ts';
import { openSqliteConnection } from '#src/storage/sqlite-connection.ts';
import type { Database } from '#src/storage/schema/database.ts';
import type { IsoInstant } from '#src/time/units.ts';
import { formatInstant } from '#src/time/zone.ts';

/** What became of a restore. */
export type Restored =
  | {
      readonly kind: 'restored';
      readonly found: Extract<CopyOpened, { kind: 'whole' }>;
      /** What was erased since that copy, erased again. */
      readonly erasedAgain: ErasedAgain;
      /** Where the database that was there now is; null when there was none. */
      readonly before: string | null;
    }
  | { readonly kind: 'in-use' }
  | Exclude<CopyOpened, { kind: 'whole' }>;

/**
 * Puts a copy in the place of the database of a folder on which no service is open. The copy is opened and checked first,
 * and what was there is kept beside. Nobody is signed in in what comes back, and no message leaves twice.
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
    const { erasures, passphrase } = keptOf(database);
    const engine = await openSqlite(copy, { migrations: ours, patience: 1000 });
    let erasedAgain: ErasedAgain;
    try {
      erasedAgain = await eraseAgain(engine, erasures);
      await engine.atomically(async (trx) => {
        await settleTheTime(trx, formatInstant(now));
        // The one that is on paper in the safe is the last one chosen.
        if (passphrase !== undefined) await createInstanceSettings(trx).set('backup-passphrase', passphrase);
      });
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

/** What happened between that copy and now, and which it cannot know. */
const settleTheTime = async (trx: Transaction<Database>, now: IsoInstant): Promise<void> => {
  // Whoever lost their place since, or signed out, must not be in again.
  await trx.deleteFrom('session').execute();
  // It may have left since: the team is shown it, and nothing leaves twice by itself.
  await trx
    .updateTable('outbox_message')
    .set((set) => ({ state: 'uncertain', lease_owner: null, lease_until: null, version: set('version', '+', 1) }))
    .where('state', 'in', ['waiting', 'sending'])
    .where('not_before', '<=', now)
    .execute();
};

interface Kept {
  readonly erasures: readonly Erasure[];
  /** null: backups are not encrypted; undefined: nobody knows. */
  readonly passphrase: string | null | undefined;
}

/**
 * What must outlive the database that is replaced, if it can still be read, by whatever version it was written; its last
 * writes are brought into the file itself.
 */
const keptOf = (database: string): Kept => {
  const nothing: Kept = { erasures: [], passphrase: undefined };
  if (!existsSync(database)) return nothing;
  try {
    const connection = openSqliteConnection(database);
    try {
      connection.run('pragma wal_checkpoint(truncate)', []);
      const read = <T>(query: string): readonly T[] => connection.run(query, []).rows as readonly T[];
      const erased = read<{ id_hash: string; subject_kind: string; at: string }>(
        'select id_hash, subject_kind, at from erasure',
      );
      const [row] = read<{ value: string }>("select value from instance_setting where key = 'backup-passphrase'");
      return {
        erasures: erased.map(({ id_hash: hash, subject_kind: kind, at }) => ({ hash, kind, at })),
        passphrase: row?.value ?? null,
      };
    } finally {
      connection.close();
    }
  } catch {
    // Broken: that may be why it is replaced.
    return nothing;
  }
};
