import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Database } from '#src/storage/schema.ts';

/** Counts and versions of a territory's rows, by table: any write there changes them. */
export type Prints = ReadonlyMap<string, ReadonlyMap<string, string>>;

const VERSIONED = ['request', 'introduction', 'person', 'trip'] as const;
const COUNTED = [
  'driver',
  'consent',
  'person_phone',
  'way',
  'ride',
  'settled_otherwise',
  'promise',
  'call',
  'journal',
  'link',
  'monthly_count',
] as const;

/** By territory, then by table. */
export const readPrints = async (db: Kysely<Database>): Promise<Prints> => {
  const parts = [
    ...VERSIONED.map((table) => [table, 'sum(version)'] as const),
    ...COUNTED.map((table) => [table, '0'] as const),
  ].map(
    ([table, sum]) =>
      `select '${table}' as name, territory_id, count(*) as number, ${sum} as versions from ${table} group by territory_id`,
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
    prints.set(territoryId, tables.set(name, `${number} rows, versions ${versions}`));
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
