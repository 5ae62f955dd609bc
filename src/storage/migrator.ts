import { SaidToPeople } from '#src/said-to-people.ts';
import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Migration } from 'kysely/migration';

/** Migrations by name, taken in the order of their names. */
export type MigrationList = Readonly<Record<string, Migration>>;

export interface MigrationState {
  readonly done: readonly string[];
  readonly pending: readonly string[];
}

/**
 * Which migrations a database has had, and which of ours it lacks.
 * @throws Error in French when it had one that we do not know: a newer version has opened it.
 */
export const readMigrationState = async (db: Kysely<never>, migrations: MigrationList): Promise<MigrationState> => {
  const done = await readDone(db as unknown as Kysely<MigrationTable>);
  const unknown = done.filter((name) => !(name in migrations));
  if (unknown.length > 0) {
    throw new SaidToPeople(
      'Cette base de données a déjà servi à une version plus récente de Lotocar ' +
        `(étape inconnue ici : ${unknown.join(', ')}). Installez cette version, ou reprenez la copie ` +
        'faite avant sa mise à jour. Rien n’a été changé.',
    );
  }
  return { done, pending: Object.keys(migrations).filter((name) => !done.includes(name)) };
};

interface MigrationTable {
  kysely_migration: { name: string };
}

const readDone = async (db: Kysely<MigrationTable>): Promise<readonly string[]> => {
  try {
    const rows = await db.selectFrom('kysely_migration').select('name').orderBy('name').execute();
    return rows.map(({ name }) => name);
  } catch (error) {
    if (saysTableIsMissing(error)) return [];
    throw error;
  }
};

// 42P01 is PostgreSQL's undefined_table; SQLite only has words for it.
const saysTableIsMissing = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && error.code === '42P01') || error.message.includes('no such table: kysely_migration'));

/**
 * Runs what is pending, in order. Whoever calls it holds the lock (SQLite) or lets Kysely's adapter take it (PostgreSQL).
 * @throws the error of the migration that failed.
 */
export const runMigrations = async (db: Kysely<never>, migrations: MigrationList): Promise<void> => {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error instanceof Error ? error : new Error('A migration failed', { cause: error });
};
