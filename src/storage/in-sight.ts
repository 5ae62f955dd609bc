import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import { inChunks } from '#src/storage/chunks.ts';
import type { Database } from '#src/storage/schema/database.ts';
import { parseStop } from '#src/storage/stop-json.ts';
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

/** How a person comes in sight: theirs to look after, or only to call for one of their requests. */
export type Standing = 'own' | 'seen';

/**
 * Who of these people the database itself puts in sight: the passengers, the drivers and the volunteers of their communes,
 * who are their own; and whom they asked or ride with. Those who fit an open request are for the matching to say.
 */
export const peopleInSight = async (
  db: Kysely<Database>,
  { territoryId, memberId, communeCodes, yesterday }: Sight,
  ids: readonly string[] | null,
): Promise<ReadonlyMap<string, Standing>> => {
  const seen = { memberId, communeCodes };
  const codes = none(communeCodes);
  const [own, only] = [sql<Standing>`'own'`.as('standing'), sql<Standing>`'seen'`.as('standing')];
  const passengers = (some: readonly string[] | null) =>
    db
      .selectFrom('request')
      .select(['request.passenger_id as id', own])
      .where('request.territory_id', '=', territoryId)
      .where((is) => requestInSight(is, seen))
      .$if(some !== null, (rows) => rows.where('request.passenger_id', 'in', some ?? []));
  const ownDrivers = (some: readonly string[] | null) =>
    db
      .selectFrom('trip')
      .select(['trip.driver_id as id', own])
      .where('trip.territory_id', '=', territoryId)
      .where('trip.return_of', 'is', null)
      .where('trip.start_commune', 'in', codes)
      .$if(some !== null, (rows) => rows.where('trip.driver_id', 'in', some ?? []));
  const asked = (some: readonly string[] | null) =>
    db
      .selectFrom('introduction')
      .innerJoin('request', 'request.id', 'introduction.request_id')
      .select(['introduction.driver_id as id', only])
      .where('introduction.territory_id', '=', territoryId)
      .where('request.territory_id', '=', territoryId)
      .where('request.state', '=', 'open')
      .where((is) => requestInSight(is as unknown as ExpressionBuilder<Database, 'request'>, seen))
      .$if(some !== null, (rows) => rows.where('introduction.driver_id', 'in', some ?? []));
  const riding = (some: readonly string[] | null) =>
    db
      .selectFrom('ride')
      .innerJoin('request', 'request.id', 'ride.request_id')
      .select(['ride.driver_id as id', only])
      .where('ride.territory_id', '=', territoryId)
      .where('request.territory_id', '=', territoryId)
      .where('ride.state', '=', 'agreed')
      .where((is) => is.or([is('ride.date', 'is', null), is('ride.date', '>=', yesterday)]))
      .where((is) => requestInSight(is as unknown as ExpressionBuilder<Database, 'request'>, seen))
      .$if(some !== null, (rows) => rows.where('ride.driver_id', 'in', some ?? []));
  const all = async (some: readonly string[] | null) =>
    passengers(some).union(ownDrivers(some)).union(asked(some)).union(riding(some)).execute();
  const homes = async (some: readonly string[] | null) =>
    db
      .selectFrom('volunteer')
      .select(['person_id as id', 'home'])
      .where('territory_id', '=', territoryId)
      .$if(some !== null, (rows) => rows.where('person_id', 'in', some ?? []))
      .execute();
  const standings = new Map<string, Standing>();
  for (const { id, standing } of ids === null ? await all(null) : await inChunks(ids, all))
    if (standings.get(id) !== 'own') standings.set(id, standing);
  for (const { id, home } of ids === null ? await homes(null) : await inChunks(ids, homes))
    if (communeCodes.includes(parseStop(home).communeCode)) standings.set(id, 'own');
  return standings;
};
