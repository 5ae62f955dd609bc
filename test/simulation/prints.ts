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

interface Print {
  readonly name: string;
  readonly territory_id: string;
  readonly number: number;
  readonly versions: number | null;
}

/** One query that counts every table that has a territory, those to come as well. */
const countingQuery = async ({ db, kind }: Pick<Engine, 'db' | 'kind'>): Promise<string> => {
  const { rows } = await COLUMNS[kind === 'sqlite' ? 'sqlite' : 'postgres'].execute(db);
  const parts = [...Map.groupBy(rows, ({ name }) => name)].flatMap(([name, columns]) => {
    const has = (column: string): boolean => columns.some((one) => one.column_name === column);
    if (!has('territory_id')) return [];
    const versions = has('version') ? 'sum(version)' : (WRITTEN_AGAIN[name] ?? '0');
    return [
      `select cast('${name}' as text) as name, territory_id, count(*) as number, cast(${versions} as bigint) as versions from ${name} group by territory_id`,
    ];
  });
  if (parts.length < Object.keys(WRITTEN_AGAIN).length) throw new Error('the tables of territories were not found');
  return parts.join(' union all ');
};

/** To plan so many counts takes longer than to count: a server keeps a plan in a function. */
const keptOnServer = async (engine: Pick<Engine, 'atomically'>, query: string): Promise<string> => {
  const created = sql.raw(`create or replace function lived_prints()
    returns table (name text, territory_id text, number bigint, versions bigint) language plpgsql stable
    as $$ #variable_conflict use_column
    begin return query ${query}; end $$`);
  await engine.atomically(async (trx) => created.execute(trx));
  return 'select * from lived_prints()';
};

/** What is asked at each step, made once for a life. */
export const printsQuery = async (engine: Pick<Engine, 'db' | 'kind' | 'atomically'>): Promise<string> => {
  const query = await countingQuery(engine);
  return engine.kind === 'sqlite' ? query : keptOnServer(engine, query);
};

/** Takes the prints of all territories; those of the last time when nothing was committed since. */
export const printsOf = ({ db, stateMark }: Pick<Engine, 'db' | 'stateMark'>, query: string): TakePrints => {
  let last: { readonly mark: string; readonly prints: Prints } | undefined;
  return async () => {
    const mark = await stateMark();
    if (last?.mark === mark) return last.prints;
    const prints = new Map<string, Map<string, string>>();
    for (const row of (await sql.raw<Print>(query).execute(db)).rows) {
      const found = prints.get(row.territory_id) ?? new Map<string, string>();
      found.set(row.name, `${row.number} rows, versions ${row.versions}`);
      // Rows that are only added have version 1.
      prints.set(row.territory_id, found.set(`${row.name}, written again`, String((row.versions ?? 0) - row.number)));
    }
    last = { mark, prints };
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
