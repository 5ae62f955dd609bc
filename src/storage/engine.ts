import type { Kysely } from 'kysely';
import type { Atomically } from './atomically.ts';
import type { MigrationList } from './migrator.ts';
import type { Database } from './schema/database.ts';

/** A database, open and migrated. Never leaves `storage/`: use cases receive stores. */
export interface Engine {
  readonly kind: 'sqlite' | 'postgres' | 'pglite';
  /** Reads only: a write through it is refused by the engine, any use inside `atomically` throws. */
  readonly db: Kysely<Database>;
  readonly atomically: Atomically;
  /** A word that stays the same as long as nobody, in this process or another, commits anything. */
  readonly stateMark: () => Promise<string>;
  /** Reads the database as it stands at one instant, however long it takes, while others go on reading and writing. */
  readonly snapshot: <T>(work: (db: Kysely<Database>) => Promise<T>) => Promise<T>;
  /** Copies the database into a new file while it is in use; null where its host makes the backups. */
  readonly backupTo: ((path: string) => Promise<void>) | null;
  /** The engine's name and version, and the migrations it has had. */
  readonly describe: () => Promise<EngineDescription>;
  /** Waits for the transactions under way. */
  readonly close: () => Promise<void>;
}

export interface EngineDescription {
  readonly engine: string;
  readonly migrations: readonly string[];
}

export interface EngineOptions {
  /** A PostgreSQL address; null for one SQLite file in the data folder. */
  readonly databaseUrl: string | null;
  readonly dataFolder: string;
  /** The service's own by default. */
  readonly migrations?: MigrationList;
  /** Milliseconds a write waits for others, another process's long import for example, before it throws 'busy'. */
  readonly patience?: number;
  /** Told when an idle connection to PostgreSQL is lost; the next query opens another. */
  readonly onConnectionLost?: (error: Error) => void;
}

/** Name of the database in the data folder. */
export const SQLITE_FILE = 'lotocar.sqlite';
