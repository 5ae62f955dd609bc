import type { Kysely } from 'kysely';
import { breakdownKey } from '#src/figures/month-tally.ts';
import { countedRequests, countsLeft } from '#src/storage/request-facts.ts';
import type { RetentionStore } from '#src/privacy/retention-store.ts';
import { addToMonth } from '#src/storage/monthly-counts.ts';
import type { Database } from '#src/storage/schema/database.ts';
import type { RequestTable } from '#src/storage/schema/requests.ts';
import { formatStop, parseStop } from '#src/storage/stop-json.ts';

/** After every instant there will be. */
const FAR = '9999-12-31T00:00:00.000Z';

const MET = ['done', 'regular-found'] as const;

/** What the retention jobs ask of one territory; inside a transaction, `db` is the transaction. */
export const createRetentionStore = (db: Kysely<Database>, territoryId: string): RetentionStore => {
  const requests = () => db.selectFrom('request').where('request.territory_id', '=', territoryId);

  /** A weekly request without an end has no last day: it has ended once it is closed. */
  const endedBefore = (day: string) =>
    requests()
      .select(['request.id', 'request.reduced_at'])
      .where((is) =>
        is.or([
          is('request.last_day', '<', day),
          is.and([is('request.last_day', 'is', null), is('request.closed_at', '<', day)]),
        ]),
      );

  const ridesOf = (requestId: string) =>
    db
      .selectFrom('ride')
      .selectAll()
      .where('territory_id', '=', territoryId)
      .where('request_id', '=', requestId)
      .where('state', '=', 'agreed')
      .execute();

  const ended = async (day: string, met: boolean, only: string | undefined): Promise<readonly string[]> => {
    const rows = await endedBefore(day)
      .$if(only !== undefined, (found) => found.where('request.id', '=', only ?? ''))
      .where((is) => {
        const ride = is.exists(
          is
            .selectFrom('ride')
            .select('ride.id')
            .where('ride.territory_id', '=', territoryId)
            .whereRef('ride.request_id', '=', 'request.id')
            .where('ride.state', '=', 'agreed'),
        );
        const isMet = is.or([ride, is('request.closing_reason', 'in', MET)]);
        const isUnmet = is.and([
          is.not(ride),
          is.or([is('request.closing_reason', 'is', null), is('request.closing_reason', 'not in', MET)]),
        ]);
        return met ? is.and([isMet, is('request.reduced_at', 'is', null)]) : isUnmet;
      })
      .orderBy('request.id')
      .execute();
    return rows.map((row) => row.id);
  };

  /** The counts of a request, in the month it was made; of its rides, in the month they were driven. */
  const count = async (request: Pick<RequestTable, 'id' | 'created_at' | 'closing_reason'>): Promise<void> => {
    const rides = await ridesOf(request.id);
    const month = request.created_at.slice(0, 7);
    await addToMonth(db, territoryId, month, 'request', 1);
    await addToMonth(db, territoryId, month, `request-closed:${request.closing_reason ?? 'open'}`, 1);
    if (rides.length === 0 && !MET.some((reason) => reason === request.closing_reason))
      await addToMonth(db, territoryId, month, 'request-unmet', 1);
    await countRides(rides);
  };

  /** What the figures say of requests that go: see `countsOf`. */
  const keepFigures = async (going: readonly RequestTable[], now: string | null): Promise<void> => {
    for (const [month, counts] of await countsLeft(db, territoryId, going, now))
      for (const [key, number] of counts) await addToMonth(db, territoryId, month, key, number);
  };

  const countRides = async (
    rides: readonly { readonly date: string | null; readonly created_at: string; readonly kilometres: number | null }[],
  ): Promise<void> => {
    for (const ride of rides) {
      const month = (ride.date ?? ride.created_at).slice(0, 7);
      await addToMonth(db, territoryId, month, 'ride', 1);
      if (ride.kilometres !== null)
        await addToMonth(db, territoryId, month, 'ride-kilometres', Math.round(ride.kilometres));
    }
  };

  return {
    async unmetEndedBefore(day, only) {
      return ended(day, false, only);
    },
    async metEndedBefore(day, only) {
      return ended(day, true, only);
    },
    async keepCounts(personId) {
      const asked = await requests().selectAll().where('request.passenger_id', '=', personId).execute();
      for (const request of asked) await count(request);
      await keepFigures(asked, null);
      const driven = await db
        .selectFrom('ride')
        .innerJoin('request', 'request.id', 'ride.request_id')
        .select(['ride.date', 'ride.created_at', 'ride.kilometres'])
        .where('ride.territory_id', '=', territoryId)
        .where('request.territory_id', '=', territoryId)
        .where('ride.driver_id', '=', personId)
        .where('ride.state', '=', 'agreed')
        // Their own requests were counted above.
        .where('request.passenger_id', '<>', personId)
        .execute();
      await countRides(driven);
    },
    async reduceToCounts(requestId) {
      const request = await requests().selectAll().where('request.id', '=', requestId).executeTakeFirst();
      if (!request) return;
      await count(request);
      // It ended long ago: whatever was promised came due.
      await keepFigures([request], FAR);
      await db.deleteFrom('request').where('territory_id', '=', territoryId).where('id', '=', requestId).execute();
    },
    async blurRequest(requestId, blur, at) {
      const request = await requests().selectAll().where('request.id', '=', requestId).executeTakeFirst();
      if (request && request.motive !== null) {
        // Its motive is forgotten, and still counted: the request itself now counts as one whose motive nobody said.
        for (const { month, fact } of await countedRequests(db, territoryId, [request], FAR)) {
          await addToMonth(db, territoryId, month, breakdownKey('motive', fact.motive ?? 'none', fact.end), 1);
          await addToMonth(db, territoryId, month, breakdownKey('motive', 'none', fact.end), -1);
        }
      }
      const ways = await db
        .selectFrom('way')
        .selectAll()
        .where('territory_id', '=', territoryId)
        .where('request_id', '=', requestId)
        .execute();
      const blurred = (stop: string): string => formatStop(blur(parseStop(stop)));
      for (const way of ways) {
        await db
          .updateTable('way')
          .set({ from_stop: blurred(way.from_stop), to_stop: blurred(way.to_stop) })
          .where('territory_id', '=', territoryId)
          .where('id', '=', way.id)
          .execute();
      }
      await db
        .updateTable('request')
        .set((is) => ({
          needs: '[]',
          motive: null,
          note: '',
          asked_for: null,
          reduced_at: at,
          updated_at: at,
          version: is('version', '+', 1),
        }))
        .where('territory_id', '=', territoryId)
        .where('id', '=', requestId)
        .execute();
      await db
        .updateTable('call')
        .set({ note: '' })
        .where('territory_id', '=', territoryId)
        .where('introduction_id', 'in', (is) =>
          is
            .selectFrom('introduction')
            .select('introduction.id')
            .where('introduction.territory_id', '=', territoryId)
            .where('introduction.request_id', '=', requestId),
        )
        .execute();
    },
    async silentSince(at, only) {
      const rows = await db
        .selectFrom('person')
        .select(['person.id', 'person.last_contact_at', 'person.warned'])
        .select((is) =>
          is
            .selectFrom('journal')
            .select((line) => line.fn.max('journal.at').as('at'))
            .where('journal.territory_id', '=', territoryId)
            .where('journal.subject_kind', '=', 'person')
            .whereRef('journal.subject_id', '=', 'person.id')
            .where('journal.action', '=', 'person-warned')
            .as('warned_at'),
        )
        .where('person.territory_id', '=', territoryId)
        .where('person.last_contact_at', '<', at)
        .$if(only !== undefined, (found) => found.where('person.id', '=', only ?? ''))
        .orderBy('person.last_contact_at')
        .orderBy('person.id')
        .execute();
      return rows.map((row) => ({
        personId: row.id,
        lastContactAt: row.last_contact_at,
        warned: row.warned,
        warnedAt: row.warned_at,
      }));
    },
    async addWarning(personId) {
      await db
        .updateTable('person')
        .set((is) => ({ warned: is('warned', '+', 1) }))
        .where('territory_id', '=', territoryId)
        .where('id', '=', personId)
        .execute();
    },
    async eraseLinksBefore(at) {
      const { numDeletedRows } = await db
        .deleteFrom('link')
        .where('territory_id', '=', territoryId)
        .where((is) => is.or([is('expires_at', '<', at), is('revoked_at', '<', at)]))
        .executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
  };
};
