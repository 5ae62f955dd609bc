import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Database } from '#src/storage/schema/database.ts';

/** What is kept of an erased SMS: enough to recognise it when a gateway gives it again, nothing to read. */
const hashOf = (territoryId: string, providerId: string): string =>
  createHash('sha256').update(`sms ${territoryId} ${providerId}`).digest('hex');

/** Erases the SMS that came from one of these numbers; given again by a gateway, they stay erased. */
export const forgetSmsFrom = async (
  db: Kysely<Database>,
  territoryId: string,
  numbers: readonly string[],
  at: string,
): Promise<void> => {
  if (numbers.length === 0) return;
  const erased = await db
    .deleteFrom('incoming_sms')
    .where('territory_id', '=', territoryId)
    .where('sender', 'in', numbers)
    .returning('provider_id')
    .execute();
  for (const { provider_id: providerId } of erased)
    await db
      .insertInto('forgotten_sms')
      .values({ territory_id: territoryId, id_hash: hashOf(territoryId, providerId), at })
      .onConflict((same) => same.columns(['territory_id', 'id_hash']).doUpdateSet({ at }))
      .execute();
};

/** Whether this SMS was erased with its sender. */
export const isForgottenSms = async (db: Kysely<Database>, territoryId: string, providerId: string): Promise<boolean> =>
  (await db
    .selectFrom('forgotten_sms')
    .select('at')
    .where('territory_id', '=', territoryId)
    .where('id_hash', '=', hashOf(territoryId, providerId))
    .executeTakeFirst()) !== undefined;
