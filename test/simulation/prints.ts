import { sql } from 'kysely';
import type { Engine } from '#src/storage/engine.ts';

/** Counts and versions of a territory's rows, by table: any write there changes them. */
export type Prints = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Takes the prints of all territories. */
export type TakePrints = () => Promise<Prints>;

/** What tells, of tables without versions, that some rows were written again. */
const WRITTEN_AGAIN: Readonly<Record<string, string>> = {
  driver: 'count(welcomed_on)',
  ride: "sum(case when state = 'agreed' then 1 else 0 end)",
  promise: 'count(kept_at)',
  link: 'count(revoked_at)',
  consent: 'sum(given)',
  telling: "sum(length(state) + case when state = 'told' then 1 else 0 end)",
  asking_rest: 'sum(for_good)',
  paper_line: 'count(reported_word)',
  call_draft: 'count(body)',
  monthly_count: 'sum(number)',
};

const COLUMNS = {
  sqlite: sql<Column>`select tables.name as name, columns.name as column_name
    from sqlite_master as tables, pragma_table_info(tables.name) as columns where tables.type = 'table'`,
  postgres: sql<Column>`select table_name as name, column_name from information_schema.columns
    where table_schema = 'public'`,
};

interface Column {
  readonly name: string;
  readonly column_name: string;
}

/** Every table that has a territory is looked at, those to come as well. */
export const printsOf = async ({ db, kind }: Pick<Engine, 'db' | 'kind'>): Promise<TakePrints> => {
  const { rows } = await COLUMNS[kind === 'sqlite' ? 'sqlite' : 'postgres'].execute(db);
  const parts = [...Map.groupBy(rows, ({ name }) => name)].flatMap(([name, columns]) => {
    const has = (column: string): boolean => columns.some((one) => one.column_name === column);
    if (!has('territory_id')) return [];
    const versions = has('version') ? 'sum(version)' : (WRITTEN_AGAIN[name] ?? '0');
    return [
      `select '${name}' as name, territory_id, count(*) as number, ${versions} as versions from ${name} group by territory_id`,
    ];
  });
  if (parts.length < Object.keys(WRITTEN_AGAIN).length) throw new Error('the tables of territories were not found');
  const query = sql<{ name: string; territory_id: string; number: number; versions: number }>`${sql.raw(
    parts.join(' union all '),
  )}`;
  return async () => {
    const prints = new Map<string, Map<string, string>>();
    for (const { name, territory_id: territoryId, number, versions } of (await query.execute(db)).rows) {
      const found = prints.get(territoryId) ?? new Map<string, string>();
      found.set(name, `${number} rows, versions ${versions}`);
      // Rows that are only added have version 1.
      prints.set(territoryId, found.set(`${name}, written again`, String(versions - number)));
    }
    return prints;
  };
};

/** Tables of a territory that are no longer what they were. */
export const changedTables = (before: Prints, after: Prints, territoryId: string): readonly string[] => {
  const [was, is] = [before.get(territoryId), after.get(territoryId)];
  return [...new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])].filter(
    (table) => was?.get(table) !== is?.get(table),
  );
};
