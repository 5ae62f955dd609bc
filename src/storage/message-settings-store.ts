import type { Kysely } from 'kysely';
import { z } from 'zod';
import { MAIL_SECURITIES, type MessageSettingsStore, NO_MESSAGES } from '#src/outbox/message-settings.ts';
import type { Database } from '#src/storage/schema/database.ts';

const mail = z.object({
  host: z.string(),
  port: z.number().int(),
  security: z.enum(MAIL_SECURITIES),
  user: z.string(),
  sealedPassword: z.string(),
  fromName: z.string(),
  fromAddress: z.string(),
});
const named = z.record(z.string(), z.string());
const sms = z.object({ adapter: z.string(), fields: named, sealed: named });
const texts = z.record(
  z.string(),
  z.object({ sms: z.string().optional(), subject: z.string().optional(), email: z.string().optional() }),
);

/** How one territory sends, in the database; inside a transaction, `db` is the transaction. */
export const createMessageSettingsStore = (db: Kysely<Database>, territoryId: string): MessageSettingsStore => ({
  async get() {
    const row = await db
      .selectFrom('message_setting')
      .selectAll()
      .where('territory_id', '=', territoryId)
      .executeTakeFirst();
    if (!row) return NO_MESSAGES;
    return {
      mail: row.mail === null ? null : mail.parse(JSON.parse(row.mail)),
      sms: row.sms === null ? null : sms.parse(JSON.parse(row.sms)),
      texts: texts.parse(JSON.parse(row.texts)),
      version: row.version,
    };
  },
  async save(settings, at) {
    const columns = {
      mail: settings.mail === null ? null : JSON.stringify(mail.parse(settings.mail)),
      sms: settings.sms === null ? null : JSON.stringify(sms.parse(settings.sms)),
      texts: JSON.stringify(texts.parse(settings.texts)),
      updated_at: at,
      version: settings.version + 1,
    };
    if (settings.version === 0) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('message_setting')
        .values({ territory_id: territoryId, ...columns })
        .onConflict((same) => same.column('territory_id').doNothing())
        .executeTakeFirstOrThrow();
      return numInsertedOrUpdatedRows === 1n ? 'saved' : 'changed-meanwhile';
    }
    const { numUpdatedRows } = await db
      .updateTable('message_setting')
      .set(columns)
      .where('territory_id', '=', territoryId)
      .where('version', '=', settings.version)
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n ? 'saved' : 'changed-meanwhile';
  },
});
