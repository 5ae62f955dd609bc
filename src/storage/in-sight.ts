import type { ExpressionBuilder, Kysely } from 'kysely';
import { inChunks } from '#src/storage/chunks.ts';
import type { Database } from '#src/storage/schema/database.ts';
import type { Sight } from '#src/team/sight.ts';

type Seen = Pick<Sight, 'memberId' | 'communeCodes'>;

const none = (codes: readonly string[]): readonly string[] => (codes.length === 0 ? [''] : codes);

/** A request that starts or ends in these communes, or that this member has in their care. */
export const requestInSight = (is: ExpressionBuilder<Database, 'request'>, { memberId, communeCodes }: Seen) => {
  const codes = none(communeCodes);
  return is.or([
    is('request.member_id', '=', memberId),
    is.exists(
      is
        .selectFrom('way')
        .select('way.id')
        .whereRef('way.territory_id', '=', 'request.territory_id')
        .whereRef('way.request_id', '=', 'request.id')
        .where((way) => way.or([way('way.from_commune', 'in', codes), way('way.to_commune', 'in', codes)])),
    ),
  ]);
};

/** Which of these people the database itself puts in sight: those who fit an open request are for the matching to say. */
export const peopleInSight = async (
  db: Kysely<Database>,
  { territoryId, memberId, communeCodes, yesterday }: Sight,
  ids: readonly string[] | null,
): Promise<ReadonlySet<string>> => {
  const seen = { memberId, communeCodes };
  const passengers = (some: readonly string[] | null) =>
    db
      .selectFrom('request')
      .select('request.passenger_id as id')
      .where('request.territory_id', '=', territoryId)
      .where((is) => requestInSight(is, seen))
      .$if(some !== null, (rows) => rows.where('request.passenger_id', 'in', some ?? []));
  const ownDrivers = (some: readonly string[] | null) =>
    db
      .selectFrom('trip')
      .select('trip.driver_id as id')
      .where('trip.territory_id', '=', territoryId)
      .where('trip.return_of', 'is', null)
      .where('trip.start_commune', 'in', none(communeCodes))
      .$if(some !== null, (rows) => rows.where('trip.driver_id', 'in', some ?? []));
  const asked = (some: readonly string[] | null) =>
    db
      .selectFrom('introduction')
      .innerJoin('request', 'request.id', 'introduction.request_id')
      .select('introduction.driver_id as id')
      .where('introduction.territory_id', '=', territoryId)
      .where('request.territory_id', '=', territoryId)
      .where('request.state', '=', 'open')
      .where((is) => requestInSight(is as unknown as ExpressionBuilder<Database, 'request'>, seen))
      .$if(some !== null, (rows) => rows.where('introduction.driver_id', 'in', some ?? []));
  const riding = (some: readonly string[] | null) =>
    db
      .selectFrom('ride')
      .innerJoin('request', 'request.id', 'ride.request_id')
      .select('ride.driver_id as id')
      .where('ride.territory_id', '=', territoryId)
      .where('request.territory_id', '=', territoryId)
      .where('ride.state', '=', 'agreed')
      .where((is) => is.or([is('ride.date', 'is', null), is('ride.date', '>=', yesterday)]))
      .where((is) => requestInSight(is as unknown as ExpressionBuilder<Database, 'request'>, seen))
      .$if(some !== null, (rows) => rows.where('ride.driver_id', 'in', some ?? []));
  const all = async (some: readonly string[] | null): Promise<readonly { readonly id: string }[]> =>
    passengers(some).union(ownDrivers(some)).union(asked(some)).union(riding(some)).execute();
  const rows = ids === null ? await all(null) : await inChunks(ids, all);
  return new Set(rows.map(({ id }) => id));
};
