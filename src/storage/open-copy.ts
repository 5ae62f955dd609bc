import type { CopyOpened } from '#src/backups/backups.ts';
import { migrations as ours } from '#src/storage/migrations/index.ts';
import { DataAreNewer, type MigrationList } from '#src/storage/migrator.ts';
import { lastNotedAt } from '#src/storage/noted-since.ts';
import { openSqlite } from '#src/storage/sqlite.ts';
import { openSqliteConnection } from '#src/storage/sqlite-connection.ts';

/**
 * Opens a copy of a SQLite database as a start would, migrations included, and counts what is in it: a copy that opens here
 * can be restored.
 */
export const openCopy = async (path: string, migrations: MigrationList = ours): Promise<CopyOpened> => {
  if (!isSound(path)) return { kind: 'damaged' };
  try {
    const engine = await openSqlite(path, { migrations, patience: 1000 });
    try {
      const count = async (table: 'territory' | 'person' | 'trip' | 'request'): Promise<number> => {
        const { n } = await engine.db
          .selectFrom(table)
          .select((is) => is.fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow();
        return n;
      };
      return {
        kind: 'whole',
        territories: await count('territory'),
        people: await count('person'),
        trips: await count('trip'),
        requests: await count('request'),
        lastNotedAt: await lastNotedAt(engine),
      };
    } finally {
      await engine.close();
    }
  } catch (error) {
    return { kind: error instanceof DataAreNewer ? 'newer' : 'damaged' };
  }
};

/** Every page of it read, every foreign key followed. */
const isSound = (path: string): boolean => {
  try {
    const connection = openSqliteConnection(path, { foreignKeys: false });
    try {
      const [row] = connection.run('pragma integrity_check', []).rows as readonly { integrity_check?: string }[];
      return row?.integrity_check === 'ok' && connection.run('pragma foreign_key_check', []).rows.length === 0;
    } finally {
      connection.close();
    }
  } catch {
    return false;
  }
};
