import { setImmediate } from 'node:timers/promises';
import { createFindMatches, type FindMatches, type OfferCatalogue } from '#src/matching/find-matches.ts';
import type { ListOffers } from '#src/matching/list-offers.ts';
import type { Offer } from '#src/matching/offer.ts';
import { createOfferIndex, type OfferIndex } from '#src/matching/offer-index.ts';
import type { RoadMetric } from '#src/roads/road-metric.ts';
import type { EstimateMetric } from '#src/roads/travel-metric.ts';
import type { Engine } from '#src/storage/engine.ts';
import { createOfferCheck } from '#src/storage/offer-check.ts';
import { readOffers } from '#src/storage/offer-rows.ts';
import { shared } from '#src/storage/shared-work.ts';
import { createTripChangeCursor } from '#src/storage/trip-change-cursor.ts';

/** The offers of the instance in memory, caught up before each search (design decision 14). */
export interface TripCatalogue extends OfferCatalogue {
  readonly findMatches: FindMatches;
  readonly listOffers: ListOffers;
}

export interface TripCatalogueOptions {
  readonly engine: Pick<Engine, 'db' | 'kind' | 'stateMark'>;
  readonly estimate: EstimateMetric;
  /** The roads a territory has chosen, if any: asked before each search. */
  readonly roadsOf?: (territoryId: string) => RoadMetric | null;
  /** A clock that only goes forward, in milliseconds. */
  readonly elapsed?: () => number;
}

interface TerritoryOffers {
  readonly byTrip: Map<string, Offer>;
  /** Trips written since they were read. */
  readonly toRead: Set<string>;
  /** Made anew when an offer changes, and only then: what others derive from it stays true. */
  list: readonly Offer[];
}

/** Offers put into the index between two turns given to other work: some milliseconds. */
const AT_ONCE = 100;

export const createTripCatalogue = (options: TripCatalogueOptions): TripCatalogue => {
  const { engine, estimate, roadsOf = () => null, elapsed = () => performance.now() } = options;
  const { db } = engine;
  const cursor = createTripChangeCursor(db, { late: engine.kind !== 'sqlite', elapsed });
  const territories = new Map<string, TerritoryOffers>();
  const wanted = new Set<string>();
  const index = createOfferIndex(estimate);
  const check = createOfferCheck(engine);
  const tidy = shared(async () => tidyUp(index));

  /** Under which mark of the database nothing was left to read. */
  let upToDate: string | null = null;

  // Shared by the searches that wait for it: each waits for one that began after it was asked.
  const refresh = shared(async () => {
    // Taken before anything is read: what is committed meanwhile belongs to another mark.
    const mark = await engine.stateMark();
    if (mark !== upToDate)
      for (const { territoryId, tripId } of await cursor.next()) territories.get(territoryId)?.toRead.add(tripId);
    for (const territoryId of wanted) {
      index.useRoads(territoryId, roadsOf(territoryId));
      // The cursor stands before what is read here: what is written meanwhile will be read again.
      if (!territories.has(territoryId)) territories.set(territoryId, await load(territoryId));
    }
    for (const [territoryId, offers] of territories) if (offers.toRead.size > 0) await reread(territoryId, offers);
    upToDate = mark;
    if (index.tidy(0)) void tidy();
  });
  const breathe = createBreath(elapsed);

  const load = async (territoryId: string): Promise<TerritoryOffers> => {
    const offers = (await readOffers(db, territoryId)).filter(isActive);
    for (const [at, offer] of offers.entries()) {
      index.put(offer);
      if (at % AT_ONCE === AT_ONCE - 1) await setImmediate();
    }
    return { byTrip: new Map(offers.map((offer) => [offer.trip.id, offer])), toRead: new Set(), list: offers };
  };

  const reread = async (territoryId: string, offers: TerritoryOffers): Promise<void> => {
    const ids = [...offers.toRead];
    offers.toRead.clear();
    try {
      const found = new Map((await readOffers(db, territoryId, ids)).map((offer) => [offer.trip.id, offer]));
      for (const id of ids) {
        const offer = found.get(id);
        if (offer === undefined || !isActive(offer)) {
          offers.byTrip.delete(id);
          index.remove(id);
        } else {
          offers.byTrip.set(id, offer);
          index.put(offer);
        }
      }
      offers.list = [...offers.byTrip.values()];
    } catch (error) {
      for (const id of ids) offers.toRead.add(id);
      throw error;
    }
  };

  const want = async (territoryIds: readonly string[]): Promise<void> => {
    for (const id of territoryIds) wanted.add(id);
    await refresh();
  };

  const catalogue: OfferCatalogue = {
    async indexFor(territoryIds) {
      await breathe();
      await want(territoryIds);
      return index;
    },
    async changedSince(offers) {
      const changed = new Set<Offer>();
      const byTerritory = Map.groupBy(offers, ({ trip }) => trip.territoryId);
      for (const [territoryId, given] of byTerritory)
        for (const offer of await check(territoryId, given)) {
          changed.add(offer);
          territories.get(territoryId)?.toRead.add(offer.trip.id);
        }
      return changed;
    },
  };
  return {
    ...catalogue,
    findMatches: createFindMatches(catalogue),
    listOffers: async (territoryId) => {
      await want([territoryId]);
      return territories.get(territoryId)?.list ?? [];
    },
  };
};

/** Milliseconds of searching without a pause, after which others are served. */
const LONGEST_BREATH = 5;

/** SQLite answers at once: a page that makes a hundred searches would keep all others waiting. Whoever makes one does not wait. */
const createBreath = (elapsed: () => number): (() => Promise<void>) => {
  let since = 0;
  let pausing: Promise<void> | null = null;
  const pause = async (): Promise<void> => {
    since = elapsed();
    await setImmediate();
    pausing = null;
  };
  return async () => {
    pausing ??= pause();
    if (elapsed() - since >= LONGEST_BREATH) await pausing;
  };
};

/** Room is made again in the background, a little at a time. */
const tidyUp = async (index: OfferIndex): Promise<void> => {
  while (index.tidy(AT_ONCE)) await setImmediate();
};

/** A stopped trip does not come back, but for the team that stopped it by mistake: it is then read anew. */
const isActive = ({ trip }: Offer): boolean => trip.state === 'active';
