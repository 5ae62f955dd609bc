import type { Kysely } from 'kysely';
import { forgetSmsFrom } from '#src/storage/forgotten-sms.ts';
import type { Database } from '#src/storage/schema/database.ts';

/**
 * Before someone goes: what was written to others about their requests loses its words, and what had not left is withdrawn.
 * One news still leaves: that a ride is cancelled, or somebody would drive for nobody. Their own messages go with them, and the SMS that
 * came from their numbers.
 */
export const forgetMessagesAbout = async (
  db: Kysely<Database>,
  territoryId: string,
  personId: string,
  at: string,
): Promise<void> => {
  const requests = db
    .selectFrom('request')
    .select('request.id')
    .where('request.territory_id', '=', territoryId)
    .where('request.passenger_id', '=', personId);
  const introductions = db
    .selectFrom('introduction')
    .select('introduction.id')
    .where('introduction.territory_id', '=', territoryId)
    .where((is) => is.or([is('introduction.driver_id', '=', personId), is('introduction.request_id', 'in', requests)]));
  const messages = () =>
    db
      .updateTable('outbox_message')
      .where('territory_id', '=', territoryId)
      .where((is) =>
        is.or([
          is.and([is('about_kind', '=', 'person'), is('about_id', '=', personId)]),
          is.and([is('about_kind', '=', 'request'), is('about_id', 'in', requests)]),
          is.and([is('about_kind', '=', 'introduction'), is('about_id', 'in', introductions)]),
        ]),
      );
  const phones = await db
    .selectFrom('person_phone')
    .select('number')
    .where('territory_id', '=', territoryId)
    .where('person_id', '=', personId)
    .execute();
  await forgetSmsFrom(
    db,
    territoryId,
    phones.map(({ number }) => number),
    at,
  );
  await messages()
    .set((is) => ({ state: 'withdrawn' as const, settled_at: at, version: is('version', '+', 1) }))
    .where('state', '=', 'waiting')
    .where('purpose', '<>', 'ride-cancelled')
    .execute();
  await messages()
    .set((is) => ({ recipient: '', subject: null, body_text: '', body_html: null, version: is('version', '+', 1) }))
    .where('state', 'not in', ['waiting', 'sending'])
    .execute();
};
