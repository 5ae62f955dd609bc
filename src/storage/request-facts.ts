import type { Kysely } from 'kysely';
import { countsOf, endOf, type RequestFact, type Tally } from '#src/figures/month-tally.ts';
import { CLOSING_REASONS, MOTIVES, type Way } from '#src/requests/request.ts';
import { slotsOf, weekdayOfSlot, dateOfSlot } from '#src/requests/slots.ts';
import { inChunks } from '#src/storage/chunks.ts';
import { wayOf } from '#src/storage/request-rows.ts';
import type { Database } from '#src/storage/schema/database.ts';
import type { PromiseTable, RequestTable } from '#src/storage/schema/requests.ts';
import { weekdayOf } from '#src/time/dates.ts';
import type { IsoInstant } from '#src/time/units.ts';

/** A request as figures count it, and who asked: only to count each person once. */
export interface CountedRequest {
  readonly id: string;
  readonly passengerId: string;
  readonly month: string;
  readonly fact: RequestFact;
}

const HOUR = 3_600_000;

const weekdayAsked = (way: Pick<Way, 'when'> | undefined): number => {
  const [slot] = way ? slotsOf(way) : [];
  if (slot === undefined) return 0;
  const date = dateOfSlot(slot);
  return date === undefined ? (weekdayOfSlot(slot) ?? 0) : weekdayOf(date);
};

const closingOf = (row: RequestTable) => CLOSING_REASONS.find((reason) => reason === row.closing_reason) ?? null;

/** When the person first had an answer, a no included: told, or closed for a reason that is one. */
const answeredAt = (row: RequestTable, promises: readonly PromiseTable[], isAnswer: boolean): IsoInstant | undefined =>
  [...promises.flatMap((one) => one.kept_at ?? []), ...(isAnswer && row.closed_at !== null ? [row.closed_at] : [])]
    .toSorted()
    .at(0);

/**
 * These requests as figures count them. A promise not yet due at `now`, and not kept, is not counted; null: `now` is not
 * known, and only those of closed requests count besides the kept ones.
 */
export const countedRequests = async (
  db: Kysely<Database>,
  territoryId: string,
  rows: readonly RequestTable[],
  now: IsoInstant | null,
): Promise<readonly CountedRequest[]> => {
  const ids = rows.map(({ id }) => id);
  const ways = await inChunks(ids, async (some) =>
    db
      .selectFrom('way')
      .selectAll()
      .where('territory_id', '=', territoryId)
      .where('request_id', 'in', some)
      .where('direction', '=', 'outward')
      .execute(),
  );
  const promises = Map.groupBy(
    await inChunks(ids, async (some) =>
      db
        .selectFrom('promise')
        .selectAll()
        .where('territory_id', '=', territoryId)
        .where('request_id', 'in', some)
        .execute(),
    ),
    (row) => row.request_id,
  );
  const rides = await inChunks(ids, async (some) =>
    db
      .selectFrom('ride')
      .select('request_id')
      .distinct()
      .where('territory_id', '=', territoryId)
      .where('request_id', 'in', some)
      .where('state', '=', 'agreed')
      .execute(),
  );
  const wayOfRequest = new Map(ways.map((way) => [way.request_id, way]));
  const withRide = new Set(rides.map((ride) => ride.request_id));
  return rows.map((row) => {
    const way = wayOfRequest.get(row.id);
    const end = endOf(closingOf(row), withRide.has(row.id));
    const said = promises.get(row.id) ?? [];
    const due = said.filter(
      (one) => one.kept_at !== null || (now === null ? row.closed_at !== null : one.due_at <= now),
    );
    const answer = answeredAt(row, said, end !== 'dropped');
    return {
      id: row.id,
      passengerId: row.passenger_id,
      month: row.created_at.slice(0, 7),
      fact: {
        end,
        commune: way?.from_commune ?? '',
        weekday: weekdayAsked(way && wayOf(way)),
        motive: MOTIVES.find((motive) => motive === row.motive) ?? null,
        answerHours:
          answer === undefined
            ? null
            : Math.max(0, Math.ceil((Date.parse(answer) - Date.parse(row.created_at)) / HOUR)),
        promises: due.length,
        promisesKept: due.filter((one) => one.kept_at !== null && one.kept_at <= one.due_at).length,
      },
    };
  });
};

/** What requests about to be erased leave in the counts of their months; each person once a month, with their last one. */
export const countsLeft = async (
  db: Kysely<Database>,
  territoryId: string,
  rows: readonly RequestTable[],
  now: IsoInstant | null,
): Promise<readonly (readonly [month: string, counts: Tally])[]> => {
  const counted = await countedRequests(db, territoryId, rows, now);
  const going = new Set(rows.map(({ id }) => id));
  const left: (readonly [string, Tally])[] = counted.map(({ month, fact }) => [month, countsOf(fact)]);
  for (const key of new Set(counted.map(({ month, passengerId }) => `${month} ${passengerId}`))) {
    const [month = '', passengerId = ''] = key.split(' ');
    const others = await db
      .selectFrom('request')
      .select('id')
      .where('territory_id', '=', territoryId)
      .where('passenger_id', '=', passengerId)
      .where('created_at', '>=', month)
      .where('created_at', '<', `${month}~`)
      .execute();
    if (others.every(({ id }) => going.has(id))) left.push([month, new Map([['person', 1]])]);
  }
  return left;
};
