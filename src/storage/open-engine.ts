import { join } from 'node:path';
import { CannotOpen } from '#src/said-to-people.ts';
import { type Engine, type EngineOptions, SQLITE_FILE } from '#src/storage/engine.ts';
import { migrations as ours } from './migrations/index.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';

/** As long as somebody on the phone can be kept waiting. */
const PATIENCE_MILLISECONDS = 30_000;

/**
 * Opens the database that the configuration names, and migrates it.
 * @throws Error in French when it cannot be understood, reached, trusted with writes, or is newer than this version.
 */
export const openEngine = async (options: EngineOptions): Promise<Engine> => {
  const { databaseUrl, dataFolder, migrations = ours, patience = PATIENCE_MILLISECONDS } = options;
  const { onConnectionLost = () => undefined } = options;
  if (databaseUrl === null) return openSqlite(join(dataFolder, SQLITE_FILE), { migrations, patience });
  if (/^postgres(ql)?:\/\//.test(databaseUrl)) {
    return openPostgres(databaseUrl, { migrations, patience, onConnectionLost });
  }
  throw new CannotOpen(
    'DATABASE_URL ne désigne pas une base PostgreSQL (postgres://…). Laissez ce réglage vide pour un simple fichier.',
  );
};
