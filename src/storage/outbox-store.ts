import type { Expression, ExpressionBuilder, Kysely, SqlBool } from 'kysely';
import { z } from 'zod';
import { MESSAGE_STATES, type MessageState, type OutboxMessage } from '#src/outbox/outbox-message.ts';
import type { MessageFilter, OutboxStore, OutboxWatch } from '#src/outbox/outbox-store.ts';
import { PURPOSES } from '#src/outbox/purposes.ts';
import type { Database } from '#src/storage/schema/database.ts';
import type { OutboxMessageTable } from '#src/storage/schema/messages.ts';
import { formatInstant } from '#src/time/zone.ts';

const purpose = z.enum(PURPOSES);

const messageOf = (row: OutboxMessageTable): OutboxMessage => ({
  id: row.id,
  territoryId: row.territory_id,
  key: row.message_key,
  channel: row.channel,
  personId: row.person_id,
  to: row.recipient,
  purpose: purpose.parse(row.purpose),
  about: { kind: row.about_kind, id: row.about_id },
  subject: row.subject,
  text: row.body_text,
  html: row.body_html,
  neededBy: row.needed_by,
  notBefore: row.not_before,
  state: row.state,
  attempts: row.attempts,
  problem: row.problem,
  providerId: row.provider_id,
  createdAt: row.created_at,
  sentAt: row.sent_at,
  settledAt: row.settled_at,
  version: row.version,
});

type Messages = ExpressionBuilder<Database, 'outbox_message'>;

const chosenBy =
  ({ states, personId, about, purposes, channel, to, since }: MessageFilter) =>
  (is: Messages): Expression<SqlBool> =>
    is.and([
      ...(states ? [is('state', 'in', states)] : []),
      ...(personId === undefined ? [] : [is('person_id', '=', personId)]),
      ...(about ? [is('about_kind', '=', about.kind), is('about_id', '=', about.id)] : []),
      ...(purposes ? [is('purpose', 'in', purposes)] : []),
      ...(channel ? [is('channel', '=', channel)] : []),
      ...(to === undefined ? [] : [is('recipient', '=', to)]),
      ...(since === undefined ? [] : [is('created_at', '>=', since)]),
    ]);

/** Nothing is asked of an empty list: no engine reads `in ()` alike. */
const asksNothing = ({ states, purposes }: MessageFilter): boolean => states?.length === 0 || purposes?.length === 0;

/** The outbox of one territory; inside a transaction, `db` is the transaction. */
export const createOutboxStore = (db: Kysely<Database>, territoryId: string): OutboxStore => {
  const all = () => db.selectFrom('outbox_message').selectAll().where('territory_id', '=', territoryId);
  const change = () => db.updateTable('outbox_message').where('territory_id', '=', territoryId);
  const one = async (found: ReturnType<typeof all>): Promise<OutboxMessage | undefined> => {
    const row = await found.executeTakeFirst();
    return row && messageOf(row);
  };

  return {
    async add(message) {
      if (message.territoryId !== territoryId) throw new Error(`message ${message.id} belongs to another territory`);
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('outbox_message')
        .values({
          id: message.id,
          territory_id: territoryId,
          message_key: message.key,
          channel: message.channel,
          person_id: message.personId,
          recipient: message.to,
          purpose: message.purpose,
          about_kind: message.about.kind,
          about_id: message.about.id,
          subject: message.subject,
          body_text: message.text,
          body_html: message.html,
          needed_by: message.neededBy,
          not_before: message.notBefore,
          state: message.state,
          attempts: message.attempts,
          problem: message.problem,
          provider_id: message.providerId,
          lease_owner: null,
          lease_until: null,
          created_at: message.createdAt,
          sent_at: message.sentAt,
          settled_at: message.settledAt,
          version: 1,
        })
        .onConflict((same) => same.columns(['territory_id', 'message_key']).doNothing())
        .executeTakeFirstOrThrow();
      return numInsertedOrUpdatedRows === 1n ? 'added' : 'already';
    },
    find: async (id) => one(all().where('id', '=', id)),
    findByKey: async (key) => one(all().where('message_key', '=', key)),
    findByProviderId: async (channel, providerId) =>
      one(
        all()
          .where('provider_id', '=', providerId)
          .where('channel', '=', channel)
          .orderBy('created_at', 'desc')
          .limit(1),
      ),
    async list(filter, { limit, offset }) {
      if (asksNothing(filter)) return [];
      const rows = await all()
        .where(chosenBy(filter))
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .offset(offset)
        .execute();
      return rows.map(messageOf);
    },
    async count(filter) {
      if (asksNothing(filter)) return 0;
      const { number } = await db
        .selectFrom('outbox_message')
        .select((is) => is.fn.countAll<number | string>().as('number'))
        .where('territory_id', '=', territoryId)
        .where(chosenBy(filter))
        .executeTakeFirstOrThrow();
      return Number(number);
    },
    async listAbout(about) {
      const rows = await all().where(chosenBy({ about })).orderBy('created_at').orderBy('id').execute();
      return rows.map(messageOf);
    },
    async counts() {
      const rows = await db
        .selectFrom('outbox_message')
        .select((is) => ['state', is.fn.countAll<number | string>().as('number')])
        .where('territory_id', '=', territoryId)
        .groupBy('state')
        .execute();
      const found = new Map(rows.map((row): [MessageState, number] => [row.state, Number(row.number)]));
      return Object.fromEntries(MESSAGE_STATES.map((state) => [state, found.get(state) ?? 0])) as Record<
        MessageState,
        number
      >;
    },
    async claimDue(now, owner, leaseSeconds, limit) {
      const due = await all()
        .where('state', '=', 'waiting')
        .where('not_before', '<=', now)
        .orderBy('not_before')
        .orderBy('id')
        .limit(limit)
        .execute();
      const until = formatInstant(Temporal.Instant.from(now).add({ seconds: leaseSeconds }));
      const claimed: OutboxMessage[] = [];
      for (const row of due) {
        const taken = { state: 'sending', attempts: row.attempts + 1, version: row.version + 1 } as const;
        const { numUpdatedRows } = await change()
          .set({ ...taken, lease_owner: owner, lease_until: until })
          .where('id', '=', row.id)
          .where('state', '=', 'waiting')
          .where('version', '=', row.version)
          .executeTakeFirstOrThrow();
        if (numUpdatedRows === 1n) claimed.push({ ...messageOf(row), ...taken });
      }
      return claimed;
    },
    async listInterrupted(now) {
      const rows = await all()
        .where('state', '=', 'sending')
        .where('lease_until', '<=', now)
        .orderBy('not_before')
        .orderBy('id')
        .execute();
      return rows.map(messageOf);
    },
    async save(message) {
      if (message.state === 'sending') throw new Error(`message ${message.id}: only claimDue makes it sending`);
      const { numUpdatedRows } = await change()
        .set({
          recipient: message.to,
          body_text: message.text,
          body_html: message.html,
          not_before: message.notBefore,
          state: message.state,
          attempts: message.attempts,
          problem: message.problem,
          provider_id: message.providerId,
          sent_at: message.sentAt,
          settled_at: message.settledAt,
          lease_owner: null,
          lease_until: null,
          version: message.version + 1,
        })
        .where('id', '=', message.id)
        .where('version', '=', message.version)
        .executeTakeFirstOrThrow();
      return numUpdatedRows === 1n ? 'saved' : 'stale';
    },
    async withdrawAbout(about, purposes, at) {
      if (purposes.length === 0) return 0;
      const { numUpdatedRows } = await change()
        .set((is) => ({ state: 'withdrawn' as const, settled_at: at, version: is('version', '+', 1) }))
        .where('state', '=', 'waiting')
        .where(chosenBy({ about, purposes }))
        .executeTakeFirstOrThrow();
      return Number(numUpdatedRows);
    },
    async giveTo(fromPersonId, toPersonId) {
      await change().set({ person_id: toPersonId }).where('person_id', '=', fromPersonId).execute();
    },
    async eraseTextsBefore(at) {
      const { numUpdatedRows } = await change()
        .set((is) => ({ recipient: '', subject: null, body_text: '', body_html: null, version: is('version', '+', 1) }))
        .where('created_at', '<', at)
        .where('state', 'not in', ['waiting', 'sending'])
        .where('body_text', '<>', '')
        .executeTakeFirstOrThrow();
      return Number(numUpdatedRows);
    },
    async eraseBefore(at) {
      const { numDeletedRows } = await db
        .deleteFrom('outbox_message')
        .where('territory_id', '=', territoryId)
        .where('created_at', '<', at)
        .executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
  };
};

/** What the sender asks of the whole instance: ids of territories only. */
export const createOutboxWatch = (db: Kysely<Database>): OutboxWatch => ({
  async territoriesWithWork(now) {
    const rows = await db
      .selectFrom('outbox_message')
      .select('territory_id')
      .distinct()
      .where((is) =>
        is.or([
          is.and([is('state', '=', 'waiting'), is('not_before', '<=', now)]),
          is.and([is('state', '=', 'sending'), is('lease_until', '<=', now)]),
        ]),
      )
      .orderBy('territory_id')
      .execute();
    return rows.map((row) => row.territory_id);
  },
});
