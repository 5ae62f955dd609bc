import type { Kysely } from 'kysely';
import type { OutboxMessage } from '#src/outbox/outbox-message.ts';
import type { OutboxStore } from '#src/outbox/outbox-store.ts';
import type { TerritoryStores } from '#src/storage-ports.ts';
import { inChunks } from '#src/storage/chunks.ts';
import type { Database } from '#src/storage/schema/database.ts';
import { MOST_SEARCHED, type SightTools } from '#src/storage/sight-tools.ts';

/**
 * The messages a referent sees: to somebody in sight, about a request in sight or about someone of theirs. A driver who fits
 * one of their requests is told of other rides too, of people they do not know.
 */
export const createOutboxInSight = (
  { outbox }: TerritoryStores,
  db: Kysely<Database>,
  { sight, isTheirs, onlyVisible, requestsOf }: SightTools,
): OutboxStore => {
  const requestsAsked = async (introductionIds: readonly string[]): Promise<ReadonlyMap<string, string>> => {
    const rows = await inChunks(introductionIds, (some) =>
      db
        .selectFrom('introduction')
        .select(['id', 'request_id as requestId'])
        .where('territory_id', '=', sight.territoryId)
        .where('id', 'in', some)
        .execute(),
    );
    return new Map(rows.map(({ id, requestId }) => [id, requestId]));
  };
  const inSight = async (messages: readonly OutboxMessage[]): Promise<readonly OutboxMessage[]> => {
    const known = await onlyVisible(messages, (message) => message.personId ?? '');
    const idsOf = (kind: OutboxMessage['about']['kind']): readonly string[] => [
      ...new Set(known.flatMap(({ about }) => (about.kind === kind ? about.id : []))),
    ];
    const asked = await requestsAsked(idsOf('introduction'));
    const requests = await requestsOf([...new Set([...idsOf('request'), ...asked.values()])]);
    const seen: OutboxMessage[] = [];
    for (const message of known) {
      const { kind, id } = message.about;
      const requestId = kind === 'introduction' ? asked.get(id) : id;
      if (kind === 'person' ? await isTheirs(id) : requestId !== undefined && requests.has(requestId))
        seen.push(message);
    }
    return seen;
  };
  const list: OutboxStore['list'] = async (filter, page) => {
    const found = await inSight(await outbox.list(filter, { limit: MOST_SEARCHED, offset: 0 }));
    return found.slice(page.offset, page.offset + page.limit);
  };
  return {
    ...outbox,
    async find(id) {
      const message = await outbox.find(id);
      return message && (await inSight([message]))[0];
    },
    list,
    count: async (filter) => (await list(filter, { limit: MOST_SEARCHED, offset: 0 })).length,
    listAbout: async (about) => inSight(await outbox.listAbout(about)),
  };
};
