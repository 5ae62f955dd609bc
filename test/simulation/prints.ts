import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Database } from '#src/storage/schema.ts';

/** Counts and versions of a territory's rows, by table: any write there changes them. */
export type Prints = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Each table with what, beside its number of rows, tells that some were written again. */
const TABLES: Readonly<Record<string, string>> = {
  request: 'sum(version)',
  introduction: 'sum(version)',
  person: 'sum(version)',
  trip: 'sum(version)',
  driver: 'count(welcomed_on)',
  ride: "sum(case when state = 'agreed' then 1 else 0 end)",
  promise: 'count(kept_at)',
  link: 'count(revoked_at)',
  consent: 'sum(given)',
  person_phone: '0',
  way: '0',
  settled_otherwise: '0',
  call: '0',
  journal: '0',
  monthly_count: 'sum(number)',
};

/** By territory, then by table. */
export const readPrints = async (db: Kysely<Database>): Promise<Prints> => {
  const parts = Object.entries(TABLES).map(
    ([table, versions]) =>
      `select '${table}' as name, territory_id, count(*) as number, ${versions} as versions from ${table} group by territory_id`,
  );
  const { rows } = await sql<{
    name: string;
    territory_id: string;
    number: number;
    versions: number;
  }>`${sql.raw(parts.join(' union all '))}`.execute(db);
  const prints = new Map<string, Map<string, string>>();
  for (const { name, territory_id: territoryId, number, versions } of rows) {
    const tables = prints.get(territoryId) ?? new Map<string, string>();
    tables.set(name, `${number} rows, versions ${versions}`);
    // Rows that are only added have version 1.
    prints.set(territoryId, tables.set(`${name}, written again`, String(versions - number)));
  }
  return prints;
};

/** Tables of a territory that are no longer what they were. */
export const changedTables = (before: Prints, after: Prints, territoryId: string): readonly string[] => {
  const [was, is] = [before.get(territoryId), after.get(territoryId)];
  return [...new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])].filter(
    (table) => was?.get(table) !== is?.get(table),
  );
};
