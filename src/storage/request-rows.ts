import type { Insertable, Selectable } from 'kysely';
import { z } from 'zod';
import { lastDayOf } from '#src/requests/last-day.ts';
import {
  type AskedFor,
  CLOSING_REASONS,
  MOTIVES,
  NEEDS,
  type Request,
  type Ride,
  type SettledOtherwise,
  type SpokenPromise,
  type TimeWindow,
  type Way,
  WAYS_HOME,
  type When,
} from '#src/requests/request.ts';
import type { Flag } from '#src/storage/schema/columns.ts';
import type {
  PromiseTable,
  RequestTable,
  RideTable,
  SettledOtherwiseTable,
  WayTable,
} from '#src/storage/schema/requests.ts';
import { formatStop, parseStop } from '#src/storage/stop-json.ts';

const when: z.ZodType<When> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('dates'), dates: z.array(z.iso.date()) }),
  z.object({ kind: z.literal('within'), from: z.iso.date(), until: z.iso.date() }),
  z.object({
    kind: z.literal('weekly'),
    weekdays: z.number().int().min(0).max(127),
    from: z.iso.date(),
    until: z.iso.date().nullable(),
  }),
]);

const hour = z.number().int().min(0).max(1439);
const window: z.ZodType<TimeWindow> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('arrive-by'), at: hour }),
  z.object({ kind: z.literal('leave-at'), at: hour }),
  z.object({ kind: z.literal('morning') }),
  z.object({ kind: z.literal('afternoon') }),
  z.object({ kind: z.literal('any') }),
]);

const askedFor: z.ZodType<AskedFor> = z.object({ name: z.string(), number: z.string(), callBackAsker: z.boolean() });
const needs = z.array(z.enum(NEEDS));
const reason = z.enum(CLOSING_REASONS);
const motive = z.enum(MOTIVES);
const wayHome = z.enum(WAYS_HOME);

export const flagOf = (value: boolean | null): Flag | null => (value === null ? null : value ? 1 : 0);
export const booleanOf = (flag: Flag | null): boolean | null => (flag === null ? null : flag === 1);

/** The rows that make one request. */
export interface RequestRows {
  readonly request: RequestTable;
  readonly ways: readonly WayTable[];
  readonly rides: readonly Selectable<RideTable>[];
  readonly settled: readonly SettledOtherwiseTable[];
  readonly promises: readonly PromiseTable[];
}

export const wayOf = (row: WayTable): Way => ({
  id: row.id,
  direction: row.direction,
  from: parseStop(row.from_stop),
  to: parseStop(row.to_stop),
  when: when.parse(JSON.parse(row.when_json)),
  window: window.parse(JSON.parse(row.window_json)),
  ...(row.way_home === null ? {} : { wayHome: wayHome.parse(row.way_home) }),
});

const rideOf = (row: Selectable<RideTable>): Ride => ({
  id: row.id,
  wayId: row.way_id,
  slot: row.slot,
  date: row.date,
  driverId: row.driver_id,
  tripId: row.trip_id,
  kilometres: row.kilometres,
  regime: row.regime,
  state: row.state,
  createdAt: row.created_at,
});

const settledOf = (row: SettledOtherwiseTable): SettledOtherwise => ({
  wayId: row.way_id,
  slot: row.slot,
  reason: reason.parse(row.reason),
});

const promiseOf = (row: PromiseTable): SpokenPromise => ({
  dueAt: row.due_at,
  saidAt: row.said_at,
  byMember: row.member_id,
  keptAt: row.kept_at,
});

const bySlot = (a: { way_id: string; slot: string }, b: { way_id: string; slot: string }): number =>
  `${a.way_id} ${a.slot}` < `${b.way_id} ${b.slot}` ? -1 : 1;

/** The request its rows say. The promise that holds is the last one said. */
export const requestOf = ({ request: row, ways, rides, settled, promises }: RequestRows): Request => {
  const promise = promises.toSorted((a, b) => (a.said_at < b.said_at ? -1 : 1)).at(-1);
  return {
    id: row.id,
    territoryId: row.territory_id,
    passengerId: row.passenger_id,
    askedFor: row.asked_for === null ? null : askedFor.parse(JSON.parse(row.asked_for)),
    source: row.source,
    ways: ways.map(wayOf).toSorted((a, b) => (a.direction < b.direction ? -1 : 1)),
    rides: rides.toSorted((a, b) => (a.created_at + a.id < b.created_at + b.id ? -1 : 1)).map(rideOf),
    settledOtherwise: settled.toSorted(bySlot).map(settledOf),
    needs: needs.parse(JSON.parse(row.needs)),
    motive: row.motive === null ? null : motive.parse(row.motive),
    seats: row.seats,
    note: row.note,
    chosenTripId: row.chosen_trip_id,
    promise: promise ? promiseOf(promise) : null,
    reviewOn: row.review_on,
    passengerNumberShared: booleanOf(row.passenger_number_shared),
    memberId: row.member_id,
    closing:
      row.closing_reason === null
        ? null
        : { reason: reason.parse(row.closing_reason), at: row.closed_at ?? row.updated_at, byMember: row.closed_by },
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
  };
};

/** The row of a request itself, as it is to be written with this version. */
export const requestRow = (request: Request, version: number): Omit<RequestTable, 'reduced_at'> => ({
  id: request.id,
  territory_id: request.territoryId,
  passenger_id: request.passengerId,
  asked_for: request.askedFor && JSON.stringify(request.askedFor),
  source: request.source,
  needs: JSON.stringify(needs.parse(request.needs)),
  motive: request.motive,
  seats: request.seats,
  note: request.note,
  chosen_trip_id: request.chosenTripId,
  review_on: request.reviewOn,
  passenger_number_shared: flagOf(request.passengerNumberShared),
  member_id: request.memberId,
  state: request.closing ? 'closed' : 'open',
  closing_reason: request.closing?.reason ?? null,
  closed_at: request.closing?.at ?? null,
  closed_by: request.closing?.byMember ?? null,
  last_day: lastDayOf(request),
  created_at: request.createdAt,
  updated_at: request.updatedAt,
  version,
});

export const wayRow = (request: Request, way: Way): WayTable => ({
  id: way.id,
  territory_id: request.territoryId,
  request_id: request.id,
  direction: way.direction,
  from_stop: formatStop(way.from),
  to_stop: formatStop(way.to),
  from_commune: way.from.communeCode,
  to_commune: way.to.communeCode,
  when_json: JSON.stringify(when.parse(way.when)),
  window_json: JSON.stringify(window.parse(way.window)),
  way_home: way.wayHome ?? null,
});

export const rideRow = (request: Request, ride: Ride, byMember: string | null): Insertable<RideTable> => ({
  id: ride.id,
  territory_id: request.territoryId,
  request_id: request.id,
  way_id: ride.wayId,
  slot: ride.slot,
  date: ride.date,
  driver_id: ride.driverId,
  trip_id: ride.tripId,
  kilometres: ride.kilometres,
  regime: ride.regime,
  state: ride.state,
  created_at: ride.createdAt,
  created_by: byMember,
});

/** One row for each promise said: its own instant makes its id, since nobody says two things at once. */
export const promiseRow = (request: Request, promise: SpokenPromise): PromiseTable => ({
  id: `${request.id} ${promise.saidAt}`,
  territory_id: request.territoryId,
  request_id: request.id,
  due_at: promise.dueAt,
  said_at: promise.saidAt,
  member_id: promise.byMember,
  kept_at: promise.keptAt,
});
