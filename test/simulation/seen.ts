import type { Introduction } from '#src/introductions/introduction.ts';
import type { Offer } from '#src/matching/offer.ts';
import type { OutboxMessage } from '#src/outbox/outbox-message.ts';
import type { CallDraft } from '#src/requests/call-draft.ts';
import type { Request } from '#src/requests/request.ts';
import { readOffers } from '#src/storage/offer-rows.ts';
import type { Telling } from '#src/requests/telling.ts';
import type { Trip } from '#src/trips/trip.ts';
import type { Kept } from '#test/simulation/kept.ts';
import type { Life } from '#test/simulation/life.ts';
import type { Post } from '#test/simulation/post.ts';
import type { Process } from '#test/simulation/process.ts';

/** What is looked at of a message. */
export type SeenMessage = Pick<OutboxMessage, 'id' | 'key' | 'channel' | 'state' | 'problem'>;

/** A call being noted, whoever's it is. */
type SeenDraft = Pick<CallDraft, 'id' | 'memberId' | 'typed'>;

/** A line of a sheet still kept, and what was typed back of it. */
interface SeenLine {
  readonly sheetId: string;
  readonly number: number;
  readonly word: string | null;
}

/** One territory as its database shows it, beside what was acknowledged. */
export interface Seen {
  readonly kept: Kept;
  readonly now: Temporal.Instant;
  /** Requests written or acknowledged since the last look: what is said of one request is checked on these. */
  readonly fresh: ReadonlySet<string>;
  readonly requests: ReadonlyMap<string, Request>;
  readonly introductions: ReadonlyMap<string, readonly Introduction[]>;
  readonly trips: ReadonlyMap<string, Trip>;
  readonly people: ReadonlySet<string>;
  readonly drivers: ReadonlySet<string>;
  /** Offers as the database has them, and as the index of each process gives them. */
  readonly offers: readonly Offer[];
  readonly indexes: readonly (readonly Offer[])[];
  readonly messages: readonly SeenMessage[];
  readonly tellings: readonly Telling[];
  /** First and last day of each absence of the team. */
  readonly closures: ReadonlyMap<string, string>;
  readonly drafts: readonly SeenDraft[];
  readonly paperLines: readonly SeenLine[];
  readonly post: Post;
  /** Promises whose request is not there. */
  readonly strayPromises: readonly string[];
}

/** Reads again only what was written since the last look, or everything. */
export interface Eyes {
  look(kept: Kept, changed: readonly string[] | 'everything'): Promise<Seen>;
}

const idsAndVersions = async (
  { engine }: Process,
  table: 'request' | 'trip',
  territoryId: string,
): Promise<ReadonlyMap<string, number>> => {
  const rows = await engine.db
    .selectFrom(table)
    .select(['id', 'version'])
    .where('territory_id', '=', territoryId)
    .execute();
  return new Map(rows.map(({ id, version }) => [id, version]));
};

interface Memory {
  requests: Map<string, Request>;
  introductions: Map<string, readonly Introduction[]>;
  trips: Map<string, Trip>;
  people: ReadonlySet<string>;
  drivers: ReadonlySet<string>;
  offers: readonly Offer[];
  messages: readonly SeenMessage[];
  tellings: readonly Telling[];
  indexes: readonly (readonly Offer[])[];
  closures: ReadonlyMap<string, string>;
  drafts: readonly SeenDraft[];
  paperLines: readonly SeenLine[];
  /** People gone at the last look: rows of theirs go without the requests being written. */
  erased: number;
  strayPromises: readonly string[];
}

const ABOUT_REQUESTS = ['request', 'ride', 'way', 'settled_otherwise', 'promise', 'introduction', 'call'];
const ABOUT_OFFERS = ['trip', 'person, written again', 'driver', 'consent'];
const ABOUT_PEOPLE = ['person', 'driver'];

const strayPromises = async ({ engine }: Process, territoryId: string): Promise<readonly string[]> => {
  const rows = await engine.db
    .selectFrom('promise')
    .select('promise.id')
    .where('promise.territory_id', '=', territoryId)
    .where((is) =>
      is.not(
        is.exists(is.selectFrom('request').select('request.id').whereRef('request.id', '=', 'promise.request_id')),
      ),
    )
    .execute();
  return rows.map(({ id }) => id);
};

const lookAtMessages = async ({ engine }: Process, territoryId: string): Promise<readonly SeenMessage[]> => {
  const rows = await engine.db
    .selectFrom('outbox_message')
    .select(['id', 'message_key', 'channel', 'state', 'problem'])
    .where('territory_id', '=', territoryId)
    .execute();
  return rows.map(({ message_key: key, ...row }) => ({ ...row, key }));
};

const lookAtClosures = async ({ engine }: Process, territoryId: string): Promise<ReadonlyMap<string, string>> => {
  const rows = await engine.db.selectFrom('closure').selectAll().where('territory_id', '=', territoryId).execute();
  return new Map(rows.map(({ id, first_day: first, last_day: last }) => [id, `${first} ${last}`]));
};

const lookAtDrafts = async ({ engine }: Process, territoryId: string): Promise<readonly SeenDraft[]> => {
  const rows = await engine.db
    .selectFrom('call_draft')
    .select(['id', 'member_id', 'body'])
    .where('territory_id', '=', territoryId)
    .where('body', 'is not', null)
    .execute();
  return rows.map(({ id, member_id: memberId, body }) => ({
    id,
    memberId,
    typed: JSON.parse(body ?? '{}') as CallDraft['typed'],
  }));
};

const lookAtPaper = async ({ engine }: Process, territoryId: string): Promise<readonly SeenLine[]> => {
  const rows = await engine.db
    .selectFrom('paper_line')
    .select(['sheet_id', 'number', 'reported_word'])
    .where('territory_id', '=', territoryId)
    .execute();
  return rows.map(({ sheet_id: sheetId, number, reported_word: word }) => ({ sheetId, number, word }));
};

export const openEyes = (life: Life): Eyes => {
  const memories = new Map<string, Memory>();

  const lookAtRequests = async (
    process: Process,
    memory: Memory,
    kept: Kept,
    all: boolean,
  ): Promise<readonly string[]> => {
    const id = kept.territory.id;
    const { requests, introductions } = process.truth.in(id);
    const versions = await idsAndVersions(process, 'request', id);
    const ids = [...versions]
      .filter(([one, version]) => all || memory.requests.get(one)?.version !== version || kept.answered.delete(one))
      .map(([one]) => one);
    for (const one of memory.requests.keys()) {
      if (versions.has(one)) continue;
      memory.requests.delete(one);
      memory.introductions.delete(one);
    }
    if (ids.length === 0) return [];
    for (const request of await requests.list({ ids })) memory.requests.set(request.id, request);
    const asked = Map.groupBy(await introductions.listOfRequests(ids), ({ requestId }) => requestId);
    for (const one of ids) memory.introductions.set(one, asked.get(one) ?? []);
    return ids;
  };

  const lookAtOffers = async (process: Process, memory: Memory, kept: Kept): Promise<void> => {
    const id = kept.territory.id;
    const { db } = process.engine;
    memory.offers = await readOffers(db, id);
    memory.trips = new Map(memory.offers.map(({ trip }) => [trip.id, trip]));
    memory.indexes = await Promise.all(life.processes.map(({ listOffers }) => listOffers(id)));
  };

  const lookAtPeople = async (process: Process, memory: Memory, kept: Kept): Promise<void> => {
    const id = kept.territory.id;
    const { db } = process.engine;
    const people = await db.selectFrom('person').select('id').where('territory_id', '=', id).execute();
    const drivers = await db.selectFrom('driver').select('person_id').where('territory_id', '=', id).execute();
    memory.people = new Set(people.map((row) => row.id));
    memory.drivers = new Set(drivers.map((row) => row.person_id));
  };

  return {
    async look(kept, changed) {
      const [process] = life.processes;
      if (!process) throw new Error('no process is alive');
      const id = kept.territory.id;
      const known = memories.get(id);
      const memory: Memory = known ?? {
        requests: new Map(),
        introductions: new Map(),
        trips: new Map(),
        people: new Set(),
        drivers: new Set(),
        offers: [],
        messages: [],
        tellings: [],
        indexes: [],
        closures: new Map(),
        drafts: [],
        paperLines: [],
        erased: 0,
        strayPromises: [],
      };
      memories.set(id, memory);
      const everything = !known || changed === 'everything';
      const touches = (tables: readonly string[]): boolean =>
        everything || changed.some((table) => tables.includes(table));
      const gone = kept.erased.size !== memory.erased;
      memory.erased = kept.erased.size;
      const fresh = new Set(
        touches(ABOUT_REQUESTS) || gone ? await lookAtRequests(process, memory, kept, everything || gone) : [],
      );
      for (const { id: one, version } of kept.requests.values())
        if (memory.requests.get(one)?.version !== version) fresh.add(one);
      if (touches(ABOUT_PEOPLE)) await lookAtPeople(process, memory, kept);
      if (touches(['outbox_message'])) memory.messages = await lookAtMessages(process, id);
      if (touches(['telling', 'outbox_message', 'ride']))
        memory.tellings = await process.truth.in(id).tellings.ofRequests([...memory.requests.keys()]);
      if (touches(['closure'])) memory.closures = await lookAtClosures(process, id);
      if (touches(['call_draft']) || kept.typedNow.size > 0) memory.drafts = await lookAtDrafts(process, id);
      kept.typedNow.clear();
      if (touches(['paper_line'])) memory.paperLines = await lookAtPaper(process, id);
      if (touches(ABOUT_OFFERS)) await lookAtOffers(process, memory, kept);
      if (touches(ABOUT_REQUESTS)) memory.strayPromises = await strayPromises(process, id);
      return { ...memory, kept, fresh, now: life.now, post: life.post };
    },
  };
};
