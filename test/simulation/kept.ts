import type { Request } from '#src/requests/request.ts';
import type { Territory } from '#src/territory/territory.ts';
import type { Trip } from '#src/trips/trip.ts';

/** What was acknowledged in one territory: the database has to say the same. */
export interface Kept {
  readonly territory: Territory;
  readonly memberIds: readonly string[];
  /** As the last act on each gave it back. */
  readonly requests: Map<string, Request>;
  /** Calls to drivers noted on each request. */
  readonly calls: Map<string, number>;
  readonly people: Set<string>;
  readonly drivers: Set<string>;
  readonly trips: Map<string, Trip>;
  /** The messages written, by their key. */
  readonly messages: Map<string, { readonly id: string; readonly personId: string; readonly requestId: string }>;
  /** Trips whose driver changed their mind about them: what was promised before is theirs to say. */
  readonly tripsRewritten: Set<string>;
  readonly erased: Set<string>;
  /** Requests that lost a driven ride when its driver asked to be erased: ended well, with nothing left to show it. */
  readonly ridesErased: Set<string>;
}

export const keptOf = (territory: Territory, memberIds: readonly string[]): Kept => ({
  territory,
  memberIds,
  requests: new Map(),
  calls: new Map(),
  people: new Set(),
  drivers: new Set(),
  trips: new Map(),
  messages: new Map(),
  tripsRewritten: new Set(),
  erased: new Set(),
  ridesErased: new Set(),
});

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const sortedKeys = (_: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => byText(a, b)))
    : value;

const plain = (value: unknown): string => JSON.stringify(value, sortedKeys);

/** The request as text that is the same for the same request, whatever the order its parts were read in. */
export const requestText = (request: Request): string =>
  plain({
    ...request,
    ways: request.ways.map(plain).toSorted(byText),
    rides: request.rides.map(plain).toSorted(byText),
    settledOtherwise: request.settledOtherwise.map(plain).toSorted(byText),
    needs: request.needs.toSorted(byText),
  });

export const tripText = (trip: Trip): string => plain(trip);
