import type { AskedAnswer } from '#src/introductions/introduction.ts';
import type { TypedCall } from '#src/requests/call-draft.ts';
import type { Request } from '#src/requests/request.ts';
import type { Closure } from '#src/territory/closure.ts';
import type { Territory } from '#src/territory/territory.ts';
import type { Trip } from '#src/trips/trip.ts';

/** A question sent to a driver, and the last answer that was acknowledged. */
interface KeptAsk {
  readonly requestId: string;
  readonly driverId: string;
  readonly answer: AskedAnswer | null;
  /** Calls noted in the same introduction before that answer. */
  readonly callsBefore: number;
  /** They read that it was found already. */
  readonly tooLate: boolean;
}

interface KeptDraft {
  readonly id: string;
  readonly memberId: string;
  readonly personId: string | null;
  readonly typed: TypedCall | null;
  readonly updatedAt: string;
}

export const draftKey = ({ memberId, id }: Pick<KeptDraft, 'memberId' | 'id'>): string => `${memberId} ${id}`;
export const lineKey = (sheetId: string, number: number): string => `${sheetId} ${number}`;

/** What was acknowledged in one territory: the database has to say the same. */
export interface Kept {
  readonly territory: Territory;
  readonly memberIds: readonly string[];
  /** One more member, who sees some communes only. */
  readonly referent: { readonly memberId: string; readonly communeCodes: readonly string[] };
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
  /** Questions sent by a message, by introduction. */
  readonly asks: Map<string, KeptAsk>;
  /** Requests of which an introduction was written, and not the request itself: to be looked at. */
  readonly answered: Set<string>;
  /** Introductions whose yes, given by a message, a member confirmed. */
  readonly confirmed: Set<string>;
  /** Drivers who asked not to be asked any more. */
  readonly stopped: Set<string>;
  /** What was told by voice, by the key of the telling. */
  readonly voices: Set<string>;
  /** Days on which the team is away. */
  readonly closures: Map<string, Closure>;
  /** The last promise made as it was proposed, by request, and the absences known then. */
  readonly proposed: Map<
    string,
    { readonly dueAt: string; readonly date: string; readonly closures: readonly Closure[] }
  >;
  /** Rides said to take place while the team is away. */
  readonly ridesKept: Set<string>;
  /** What is typed of calls, by member and id; null once noted or thrown away. */
  readonly drafts: Map<string, KeptDraft>;
  /** Those typed in since they were looked at. */
  readonly typedNow: Set<string>;
  /** Sheets printed, and the words typed back by line. */
  readonly sheets: Set<string>;
  readonly typedBack: Map<string, string>;
  /** Requests that lost a driven ride when its driver asked to be erased: ended well, with nothing left to show it. */
  readonly ridesErased: Set<string>;
}

export const keptOf = ({
  territory,
  memberIds,
  referent,
}: Pick<Kept, 'territory' | 'memberIds' | 'referent'>): Kept => ({
  territory,
  memberIds,
  referent,
  requests: new Map(),
  calls: new Map(),
  people: new Set(),
  drivers: new Set(),
  trips: new Map(),
  messages: new Map(),
  tripsRewritten: new Set(),
  erased: new Set(),
  asks: new Map(),
  answered: new Set(),
  confirmed: new Set(),
  stopped: new Set(),
  voices: new Set(),
  closures: new Map(),
  proposed: new Map(),
  ridesKept: new Set(),
  drafts: new Map(),
  typedNow: new Set(),
  sheets: new Set(),
  typedBack: new Map(),
  ridesErased: new Set(),
});

/** What hung on them, and goes with them. */
export const forgetAsks = (
  { asks, stopped }: Kept,
  gone: { readonly driverId?: string; readonly requestId?: string },
): void => {
  for (const [id, ask] of asks) if (ask.driverId === gone.driverId || ask.requestId === gone.requestId) asks.delete(id);
  if (gone.driverId !== undefined) stopped.delete(gone.driverId);
};

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
