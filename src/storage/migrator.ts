import { CannotOpen } from '#src/said-to-people.ts';
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
 * @param findCopy where the copy made before the last update is
 * @throws DataAreNewer when it had one that we do not know: a newer version has opened it.
 */
export const readMigrationState = async (
  db: Kysely<never>,
  migrations: MigrationList,
  findCopy: () => Promise<string | undefined> = async () => undefined,
): Promise<MigrationState> => {
  const done = await readDone(db as unknown as Kysely<MigrationTable>);
  const unknown = done.filter((name) => !(name in migrations));
  if (unknown.length > 0) {
    const copy = await findCopy();
    throw new DataAreNewer(
      'Cette base de données a déjà servi à une version plus récente de Lotocar ' +
        `(étape inconnue ici : ${unknown.join(', ')}). Installez cette version, ou reprenez la copie ` +
        'faite avant sa mise à jour' +
        `${copy === undefined ? '' : ` (ce qui a été noté depuis serait perdu) : lotocar restore ${copy}`}. Rien n’a été changé.`,
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
 * @throws MigrationFailed, and nothing is changed once its caller has undone the transaction.
 */
export const runMigrations = async (db: Kysely<never>, migrations: MigrationList): Promise<void> => {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const failed = results.find(({ status }) => status === 'Error')?.migrationName ?? '?';
  throw new MigrationFailed(failed, error);
};

/** A newer version of Lotocar has opened this database. */
export class DataAreNewer extends CannotOpen {
  constructor(message: string) {
    super(message);
    this.name = 'DataAreNewer';
  }
}

/** An update that could not be made. */
export class MigrationFailed extends CannotOpen {
  constructor(step: string, cause: unknown) {
    super(
      `La mise à jour de la base de données n’a pas pu se faire (étape ${step} : ${cause instanceof Error ? cause.message : String(cause)}). ` +
        'Rien n’a été changé : la version d’avant de Lotocar s’ouvre toujours sur ces données. Remettez-la, et gardez ce message ' +
        'pour qui vous aide. Le guide, page « Mettre à jour », dit comment.',
    );
    this.name = 'MigrationFailed';
    this.cause = cause;
  }
}
