import type { NotedSince } from '#src/backups/backups.ts';
import type { Engine } from '#src/storage/engine.ts';

/** Where something is noted, and when. */
const NOTED = {
  people: ['person', 'created_at'],
  trips: ['trip', 'created_at'],
  requests: ['request', 'created_at'],
  rides: ['ride', 'created_at'],
  calls: ['call', 'at'],
} as const satisfies Readonly<Record<keyof NotedSince, readonly [string, string]>>;
const KINDS = Object.keys(NOTED) as readonly (keyof NotedSince)[];

/** What the whole instance has that it had not yet at that instant; null counts everything. */
export const notedSince = async ({ db }: Pick<Engine, 'db'>, at: string | null): Promise<NotedSince> => {
  const counts: Record<keyof NotedSince, number> = { people: 0, trips: 0, requests: 0, rides: 0, calls: 0 };
  for (const kind of KINDS) {
    const [table, column] = NOTED[kind];
    const { n } = await db
      .selectFrom(table)
      .select((is) => is.fn.countAll<number>().as('n'))
      .$if(at !== null, (query) => query.where(column as never, '>', at as never))
      .executeTakeFirstOrThrow();
    counts[kind] = n;
  }
  return counts;
};

/** When the last of these was noted; null when there is none. */
export const lastNotedAt = async ({ db }: Pick<Engine, 'db'>): Promise<string | null> => {
  const instants: string[] = [];
  for (const kind of KINDS) {
    const [table, column] = NOTED[kind];
    const row = await db
      .selectFrom(table)
      .select((is) => is.fn.max(column as never).as('last'))
      .executeTakeFirst();
    if (typeof row?.last === 'string') instants.push(row.last);
  }
  return instants.toSorted().at(-1) ?? null;
};
