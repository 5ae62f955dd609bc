import type { Kysely } from 'kysely';
import type { TerritoryStores } from '#src/storage-ports.ts';
import { peopleInSight } from '#src/storage/in-sight.ts';
import type { Database } from '#src/storage/schema/database.ts';
import { NotTheirs, type Sight } from '#src/team/sight.ts';

/** How the stores of a referent leave out what they do not see, and refuse what is not theirs to change. */
export interface SightTools {
  readonly sight: Sight;
  /** Made in this very transaction: theirs, though their request or trip may come after them. */
  readonly made: (personId: string) => void;
  readonly onlyVisible: <T>(items: readonly T[], idOf: (item: T) => string) => Promise<readonly T[]>;
  readonly one: <T>(item: T | undefined, idOf: (item: T) => string) => Promise<T | undefined>;
  /** Everybody in sight, as ids: the database then counts and cuts. */
  readonly everyone: () => Promise<readonly string[]>;
  /** Whether they may change, pause or erase this person: one of their communes, not one who merely fits a request. */
  readonly isTheirs: (personId: string) => Promise<boolean>;
  /** @throws NotTheirs when they may not. */
  readonly mine: (personId: string) => Promise<void>;
  /** Of these requests, those in sight. */
  readonly requestsOf: (ids: readonly string[]) => Promise<ReadonlySet<string>>;
}

export const createSightTools = (all: TerritoryStores, db: Kysely<Database>, sight: Sight): SightTools => {
  const seen = { memberId: sight.memberId, communeCodes: sight.communeCodes };
  // Kept from the first look on: what is being changed or joined may lose on the way what made it theirs.
  const own = new Set<string>();

  const visible = async (ids: readonly string[]): Promise<ReadonlySet<string>> => {
    const known = await peopleInSight(db, sight, ids);
    for (const [id, standing] of known) if (standing === 'own') own.add(id);
    const others = ids.filter((id) => !known.has(id) && !own.has(id));
    const fitting = others.length === 0 ? new Set<string>() : await sight.fitting();
    return new Set(ids.filter((id) => known.has(id) || own.has(id) || fitting.has(id)));
  };
  const onlyVisible: SightTools['onlyVisible'] = async (items, idOf) => {
    if (items.length === 0) return items;
    const ids = await visible([...new Set(items.map(idOf))]);
    return items.filter((item) => ids.has(idOf(item)));
  };
  const isTheirs = async (id: string): Promise<boolean> => {
    if (!own.has(id)) await visible([id]);
    return own.has(id);
  };

  return {
    sight,
    made: (id) => void own.add(id),
    onlyVisible,
    one: async (item, idOf) => item && (await onlyVisible([item], idOf))[0],
    everyone: async () => [...new Set([...(await peopleInSight(db, sight, null)).keys(), ...(await sight.fitting())])],
    isTheirs,
    async mine(id) {
      if (!(await isTheirs(id))) throw new NotTheirs(id);
    },
    requestsOf: async (ids) => new Set((await all.requests.list({ ids, seenBy: seen })).map(({ id }) => id)),
  };
};

/** Read before what is out of sight is left out. */
export const MOST_SEARCHED = 400;

/** What `get` gives. @throws Error when it is out of sight. */
export const inSight = <T>(item: T | undefined): T => {
  if (item === undefined) throw new Error('out of sight');
  return item;
};
