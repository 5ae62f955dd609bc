import type { IntroductionStore } from '#src/introductions/introduction-store.ts';
import { type RestStore, restsOn } from '#src/introductions/rest-store.ts';
import type { FindMatches } from '#src/matching/find-matches.ts';
import type { FindVolunteers } from '#src/matching/find-volunteers.ts';
import type { PersonStore } from '#src/people/person-store.ts';
import type { Stop } from '#src/places/place.ts';
import { matchQueryOf } from '#src/follow-up/ask-matches.ts';
import type { RequestStore } from '#src/requests/request-store.ts';
import type { Request, Way } from '#src/requests/request.ts';
import { instantBefore, PERIODS } from '#src/privacy/periods.ts';
import type { IsoDate, IsoInstant } from '#src/time/units.ts';
import type { Territory } from '#src/territory/territory.ts';
import { formatInstant, localMoment, type LocalMoment } from '#src/time/zone.ts';
import { type Found, lookedAt, type Wish, wishedSlots } from '#src/wishes/wish.ts';
import type { WishStore } from '#src/wishes/wish-store.ts';

export interface WishStores {
  readonly wishes: WishStore;
  readonly requests: Pick<RequestStore, 'list' | 'find'>;
  readonly introductions: Pick<IntroductionStore, 'listOfRequests'>;
  readonly people: Pick<PersonStore, 'findMany'>;
  readonly rests: Pick<RestStore, 'findMany'>;
}

export interface LookTools {
  readonly in: (territoryId: string) => WishStores;
  readonly atomically: <T>(territoryId: string, work: (stores: Pick<WishStores, 'wishes'>) => Promise<T>) => Promise<T>;
  readonly findMatches: FindMatches;
  readonly findVolunteers: FindVolunteers;
  readonly meetingStops: (territoryId: string) => Promise<readonly Stop[]>;
  /** Lets others have their turn: a night's work never makes a page wait. */
  readonly breathe: () => Promise<void>;
}

/** Found enough to be told: the sheet lists them all. */
const MOST_FOUND = 6;

/** Whether anything happened since the last look that may change what is found: some small reads, no search. */
export const createIsLookWanted =
  ({ in: reading }: Pick<LookTools, 'in'>) =>
  async ({ id, zone }: Pick<Territory, 'id' | 'zone'>, now: Temporal.Instant): Promise<boolean> => {
    const { wishes } = reading(id);
    const [last, current] = [await wishes.lastLook(), await wishes.now()];
    return (
      last?.day !== localMoment(now, zone).date ||
      last.tripChange !== current.tripChange ||
      last.volunteersChangedAt !== current.volunteersChangedAt ||
      (await wishes.hasUnseenRequest())
    );
  };

/** Requests whose wishes are kept: open, or closed without a solution, with days to come. */
const kept = async (
  { requests, people }: WishStores,
  today: IsoDate,
  closedFrom: IsoInstant,
): Promise<readonly Request[]> => {
  const all = [
    ...(await requests.list({ state: 'open', lastDayFrom: today })),
    // A weekly need has no last day once closed: the query says which days are still to come.
    ...(await requests.list({ state: 'closed', closingReason: 'no-solution', closedFrom })),
  ];
  const passengers = await people.findMany([...new Set(all.map(({ passengerId }) => passengerId))]);
  const aside = new Set(passengers.filter((one) => one.setAsideReason !== null).map(({ id }) => id));
  return all.filter(({ passengerId }) => !aside.has(passengerId));
};

/** Who could drive a way and was not asked for it yet; undefined when it needs nobody any more. */
const searching =
  (
    { findMatches, findVolunteers, breathe }: LookTools,
    territory: Territory,
    now: LocalMoment,
    points: readonly Stop[],
  ) =>
  async (request: Request, way: Way, asked: ReadonlySet<string>): Promise<readonly Found[] | undefined> => {
    const query = matchQueryOf(request, way, wishedSlots(request, way), now, points);
    if (!query) return undefined;
    await breathe();
    const { matches } = await findMatches(territory, query, { skip: 0, take: MOST_FOUND + asked.size });
    const asking = { requestId: request.id, passengerId: request.passengerId, back: null };
    const onCall = await findVolunteers(territory, query, asking);
    return [
      ...matches.map(({ offer }): Found => ({ driverId: offer.driver.id, tripId: offer.trip.id })),
      ...onCall.map(({ volunteer }): Found => ({ driverId: volunteer.personId, tripId: null })),
    ]
      .filter(({ driverId }) => driverId !== request.passengerId && !asked.has(driverId))
      .slice(0, MOST_FOUND);
  };

const same = (a: Wish | undefined, b: Wish): boolean =>
  a !== undefined &&
  a.state === b.state &&
  a.requestVersion === b.requestVersion &&
  JSON.stringify(a.found) === JSON.stringify(b.found);

/**
 * Looks again at every way without a driver, and notes for which of them somebody can now be asked. Twice in a row, the
 * second time writes nothing. Nothing is decided for anyone: the team is told, and calls.
 */
export const createLookAgain =
  (tools: LookTools) =>
  async (territory: Territory, now: Temporal.Instant): Promise<{ readonly found: number }> => {
    const stores = tools.in(territory.id);
    const at = formatInstant(now);
    const local = localMoment(now, territory.zone);
    // Noted before the search: what happens meanwhile is looked at the next time.
    const upTo = await stores.wishes.now();
    const requests = await kept(stores, local.date, instantBefore(now, { months: PERIODS.unmetRequestMonths }));
    const before = new Map((await stores.wishes.list()).map((wish) => [wish.wayId, wish]));
    const introductions = await stores.introductions.listOfRequests(requests.map(({ id }) => id));
    const search = searching(tools, territory, local, await tools.meetingStops(territory.id));
    const wishes: Wish[] = [];
    for (const request of requests)
      for (const way of request.ways) {
        const asked = introductions.filter(({ wayId }) => wayId === way.id).map(({ driverId }) => driverId);
        const found = await search(request, way, new Set(asked));
        // "Pas cette semaine", "ne me demandez plus": nobody to ask today.
        const rests = await stores.rests.findMany((found ?? []).map(({ driverId }) => driverId));
        const resting = new Set(rests.filter((rest) => restsOn(rest, local.date)).map(({ personId }) => personId));
        const awake = found?.filter(({ driverId }) => !resting.has(driverId));
        if (awake) wishes.push(lookedAt(before.get(way.id), request, way.id, awake, at));
      }
    const changed = wishes.filter((wish) => !same(before.get(wish.wayId), wish));
    const looked = new Set(wishes.map(({ wayId }) => wayId));
    const over = [...before.keys()].filter((wayId) => !looked.has(wayId));
    return tools.atomically(territory.id, async ({ wishes: store }) => {
      let found = 0;
      const current = new Map((await store.list()).map((wish) => [wish.wayId, wish]));
      for (const wish of changed) {
        // Seen by the team while we searched: it stays seen.
        if (current.get(wish.wayId)?.state === 'seen' && wish.state === 'found') continue;
        await store.keep(wish);
        if (wish.state === 'found' && before.get(wish.wayId)?.state !== 'found') found += 1;
      }
      if (over.length > 0) await store.forget(over);
      await store.noteLook({ ...upTo, day: local.date }, at);
      return { found };
    });
  };
