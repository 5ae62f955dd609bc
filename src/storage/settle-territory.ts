import { Kysely, sql } from 'kysely';
import type { MovedTerritory, Row, Settled, SettleRefusal } from '#src/moving/moved-rows.ts';
import type { Engine } from '#src/storage/engine.ts';
import { territoryHash } from '#src/storage/remove-territory.ts';
import { type MigrationList, runMigrations } from '#src/storage/migrator.ts';
import type { Database } from '#src/storage/schema/database.ts';
import { openSqliteConnection, type SqliteConnection } from '#src/storage/sqlite-connection.ts';
import { sqliteDialect } from '#src/storage/sqlite-dialect.ts';
import { TERRITORY_TABLES, territoryRows } from '#src/storage/territory-rows.ts';

/** Values bound in one statement: SQLite takes 32,766 at most. */
const MOST_VALUES = 30_000;

export interface SettleOptions {
  readonly engine: Pick<Engine, 'atomically'>;
  readonly migrations: MigrationList;
}

/** Takes in a territory that left another instance. */
export type SettleTerritory = (moved: MovedTerritory, options: { readonly slug?: string }) => Promise<Settled>;

/**
 * The rows first go into a database of their own, made as the instance they come from had it, which then takes the steps
 * that it lacks: what an older version wrote is read by the very code that keeps its data when it is updated. Only what is
 * whole there is added here, all of it or nothing.
 */
export const createSettleTerritory =
  ({ engine, migrations }: SettleOptions): SettleTerritory =>
  async (moved, { slug: wanted }) => {
    const staged = await stage(moved, migrations);
    if (typeof staged === 'string') return { kind: 'refused', reason: staged };
    return engine.atomically(async (trx) => {
      const territory = staged.get('territory')?.[0];
      if (territory === undefined) return { kind: 'refused', reason: 'damaged' };
      const slug = wanted ?? String(territory['slug']);
      const id = String(territory['id']);
      const same = await trx.selectFrom('territory').select(['id', 'slug']).execute();
      if (same.some((one) => one.id === id)) return { kind: 'refused', reason: 'already-here' };
      if (same.some((one) => one.slug === slug)) return { kind: 'refused', reason: 'slug-taken' };
      // Closed here once, and brought back on purpose: a backup put back must not erase it again.
      await trx.deleteFrom('erasure').where('id_hash', '=', territoryHash(id)).execute();
      const { members, renamed, withoutPassword } = await membersHere(trx, staged.get('member') ?? [], slug);
      for (const [table, rows] of staged)
        await insert(
          trx,
          table,
          table === 'territory' ? [{ ...territory, slug }] : table === 'member' ? members : rows,
        );
      return { kind: 'settled', slug, renamed, withoutPassword };
    });
  };

/** Members who are not here yet, under an identifier nobody has. */
const membersHere = async (trx: Kysely<Database>, members: readonly Row[], slug: string) => {
  const here = await trx.selectFrom('member').select(['id', 'login']).execute();
  const known = new Set(here.map(({ id }) => id));
  const taken = new Set(here.map(({ login }) => login));
  const renamed: { readonly from: string; readonly to: string }[] = [];
  const fresh = members
    .filter((row) => !known.has(String(row['id'])))
    .map((row): Row => {
      const from = String(row['login']);
      let to = from;
      for (let number = 1; taken.has(to); number += 1) to = `${from}-${slug}${number === 1 ? '' : number}`;
      taken.add(to);
      if (to !== from) renamed.push({ from, to });
      return { ...row, login: to };
    });
  return { members: fresh, renamed, withoutPassword: fresh.map((row) => String(row['login'])) };
};

/** The rows as this version would have written them, or why they are refused. */
const stage = async (
  { migration, tables }: MovedTerritory,
  migrations: MigrationList,
): Promise<ReadonlyMap<string, readonly Row[]> | SettleRefusal> => {
  if (!(migration in migrations)) return 'newer';
  const connection = openSqliteConnection(':memory:', { foreignKeys: false });
  const db = new Kysely<Database>({ dialect: sqliteDialect(connection, { begin: 'deferred' }) });
  try {
    const had = Object.fromEntries(Object.entries(migrations).filter(([name]) => name <= migration));
    await runMigrations(db as unknown as Kysely<never>, had);
    for (const [table, rows] of tables) if (!fits(connection, table, rows)) return 'damaged';
    try {
      for (const [table, rows] of tables) await insert(db, table, rows);
      await runMigrations(db as unknown as Kysely<never>, migrations);
    } catch {
      return 'damaged';
    }
    const territories = await db.selectFrom('territory').select('id').execute();
    const [only] = territories;
    if (territories.length !== 1 || only === undefined) return 'damaged';
    if (connection.run('pragma foreign_key_check', []).rows.length > 0) return 'damaged';
    const staged = new Map<string, readonly Row[]>();
    for (const table of TERRITORY_TABLES) {
      const rows: Row[] = [];
      for await (const some of territoryRows(db, only.id, table)) rows.push(...some);
      staged.set(table, table === 'outbox_message' ? rows.map(uncertain) : rows);
    }
    const given = [...tables.values()].reduce((sum, rows) => sum + rows.length, 0);
    const kept = [...staged.values()].reduce((sum, rows) => sum + rows.length, 0);
    // A row of another territory, of a table that does not move, or a member of nothing.
    return given === kept ? staged : 'damaged';
  } finally {
    await db.destroy();
    connection.close();
  }
};

/** Whether the table is one of ours and its rows have columns of it: names from outside never reach a statement. */
const fits = (connection: SqliteConnection, table: string, rows: readonly Row[]): boolean => {
  const columns = new Set(
    connection.run('select name from pragma_table_info(?)', [table]).rows.map((row) => (row as { name: string }).name),
  );
  return columns.size > 0 && rows.every((row) => Object.keys(row).every((column) => columns.has(column)));
};

/** What waited to be sent may have been sent from where it comes: the team is shown it, and nothing leaves twice. */
const uncertain = (row: Row): Row =>
  row['state'] === 'waiting' || row['state'] === 'sending'
    ? { ...row, state: 'uncertain', lease_owner: null, lease_until: null }
    : row;

const insert = async (db: Kysely<Database>, table: string, rows: readonly Row[]): Promise<void> => {
  const columns = Object.keys(rows[0] ?? {});
  const atOnce = Math.max(1, Math.floor(MOST_VALUES / Math.max(1, columns.length)));
  for (let start = 0; start < rows.length; start += atOnce) {
    const values = rows
      .slice(start, start + atOnce)
      .map((row) => sql`(${sql.join(columns.map((column) => row[column] ?? null))})`);
    await sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
      values ${sql.join(values)}`.execute(db);
  }
};
