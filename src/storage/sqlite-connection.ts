import { backup, DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, StatementSync } from 'node:sqlite';

/** The only file that speaks to node:sqlite: its names are still moving (DEP0210 will rename DatabaseSync). */
export interface SqliteConnection {
  readonly run: (sql: string, parameters: readonly unknown[]) => SqliteResult;
  /** True between `begin` and its end; SQLite ends some failed transactions by itself. */
  readonly isInTransaction: () => boolean;
  readonly close: () => void;
}

export interface SqliteResult {
  readonly rows: readonly unknown[];
  readonly changes: bigint | undefined;
}

export interface SqliteOptions {
  readonly readOnly?: boolean;
  readonly foreignKeys?: boolean;
}

/** Milliseconds a statement waits for another process's lock. */
const BUSY_TIMEOUT = 5000;
/** Statements kept prepared; our queries are some three hundred texts. */
const CACHED_STATEMENTS = 500;

/** @throws Error when the file cannot be opened. */
export const openSqliteConnection = (path: string, options: SqliteOptions = {}): SqliteConnection => {
  const { readOnly = false, foreignKeys = true } = options;
  const db = new DatabaseSync(path, { readOnly, timeout: BUSY_TIMEOUT, enableForeignKeyConstraints: foreignKeys });
  // What is erased is overwritten: left in free pages, it would go on in the file and in each of its backups.
  if (!readOnly) db.exec('pragma secure_delete = on');
  const statements = new Map<string, Prepared>();
  const prepared = (sql: string): Prepared => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = db.prepare(sql);
    const columns = namesOf(statement);
    const fresh = { statement, columns };
    // Objects made from lists of values cost a third of node:sqlite's own, which would be copied: they have no prototype.
    if (columns.length > 0) statement.setReturnArrays(true);
    if (statements.size >= CACHED_STATEMENTS) statements.delete(statements.keys().next().value ?? '');
    statements.set(sql, fresh);
    return fresh;
  };
  return {
    run: (sql, parameters) => {
      const { statement, columns } = prepared(sql);
      if (columns.length > 0) {
        const values = statement.all(...inputs(parameters)) as unknown as readonly (readonly unknown[])[];
        // Another process may have added a column to what a `select *` gives.
        const names = values[0] === undefined || values[0].length === columns.length ? columns : namesOf(statement);
        return { rows: values.map((row) => rowOf(names, row)), changes: undefined };
      }
      return { rows: [], changes: BigInt(statement.run(...inputs(parameters)).changes) };
    },
    isInTransaction: () => db.isTransaction,
    close: () => {
      if (db.isOpen) db.close();
    },
  };
};

interface Prepared {
  readonly statement: StatementSync;
  /** Of what it reads; none when it writes. */
  readonly columns: readonly string[];
}

const namesOf = (statement: StatementSync): readonly string[] => statement.columns().map(({ name }) => name);

/** A plain object, as PostgreSQL's driver gives. */
const rowOf = (names: readonly string[], values: readonly unknown[]): Readonly<Record<string, unknown>> => {
  const row: Record<string, unknown> = {};
  for (let at = 0; at < names.length; at += 1) row[names[at] as string] = values[at];
  return row;
};

// `checkBindable` has run: only text, numbers, bytes and null come here.
const inputs = (parameters: readonly unknown[]): SQLInputValue[] => parameters as SQLInputValue[];

/** Every page in one step: a copy made in several steps starts again whenever another process writes. */
const ALL_PAGES = 0x7fffffff;

/**
 * Copies a live database, as it stands at one instant, into a new file. Readers and writers go on meanwhile.
 * @throws Error when the file cannot be read or written.
 */
export const copySqliteFile = async (from: string, to: string): Promise<void> => {
  const source = new DatabaseSync(from, { readOnly: true, timeout: BUSY_TIMEOUT });
  try {
    await backup(source, to, { rate: ALL_PAGES });
  } finally {
    source.close();
  }
};
