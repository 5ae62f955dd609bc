import { createFindMatches, type FindMatches, type OfferCatalogue } from '#src/matching/find-matches.ts';
import { createMatcher } from '#src/matching/matcher.ts';
import { mayBeShown } from '#src/matching/may-be-shown.ts';
import { type DriverCard, forNeighbours, type Offer } from '#src/matching/offer.ts';
import type { TravelMetric } from '#src/roads/travel-metric.ts';
import type { Engine } from '#src/storage/engine.ts';
import { readCards, readOffers, readVersions } from '#src/storage/offer-rows.ts';
import { shared } from '#src/storage/shared-work.ts';
import { createTripChangeCursor } from '#src/storage/trip-change-cursor.ts';

/** The offers of the instance in memory, caught up before each search (design decision 14). */
export interface TripCatalogue extends OfferCatalogue {
  readonly findMatches: FindMatches;
}

export interface TripCatalogueOptions {
  readonly engine: Pick<Engine, 'db' | 'kind'>;
  readonly metric: TravelMetric;
  /** A clock that only goes forward, in milliseconds. */
  readonly elapsed?: () => number;
}

interface TerritoryOffers {
  readonly byTrip: Map<string, Offer>;
  /** Trips written since they were read. */
  readonly toRead: Set<string>;
  /** Made anew when an offer changes, and only then: matching prepares a list once. */
  list: readonly Offer[];
}

export const createTripCatalogue = (options: TripCatalogueOptions): TripCatalogue => {
  const { engine, metric, elapsed = () => performance.now() } = options;
  const { db } = engine;
  const cursor = createTripChangeCursor(db, { late: engine.kind !== 'sqlite', elapsed });
  const territories = new Map<string, TerritoryOffers>();
  const wanted = new Set<string>();
  const neighbours = createNeighbourView();

  // Shared by the searches that wait for it: each waits for one that began after it was asked.
  const refresh = shared(async () => {
    for (const { territoryId, tripId } of await cursor.next()) territories.get(territoryId)?.toRead.add(tripId);
    for (const territoryId of wanted) {
      // The cursor stands before what is read here: what is written meanwhile will be read again.
      if (!territories.has(territoryId)) territories.set(territoryId, await load(territoryId));
    }
    for (const [territoryId, offers] of territories) if (offers.toRead.size > 0) await reread(territoryId, offers);
  });

  const listFor = (id: string): readonly Offer[] => territories.get(id)?.list ?? [];

  const load = async (territoryId: string): Promise<TerritoryOffers> => {
    const offers = await readOffers(db, territoryId);
    const byTrip = new Map(offers.map((offer) => [offer.trip.id, offer]));
    return { byTrip, toRead: new Set(), list: listOf(byTrip) };
  };

  const reread = async (territoryId: string, offers: TerritoryOffers): Promise<void> => {
    const ids = [...offers.toRead];
    offers.toRead.clear();
    try {
      const found = new Map((await readOffers(db, territoryId, ids)).map((offer) => [offer.trip.id, offer]));
      for (const id of ids) {
        const offer = found.get(id);
        if (offer === undefined) offers.byTrip.delete(id);
        else offers.byTrip.set(id, offer);
      }
      offers.list = listOf(offers.byTrip);
    } catch (error) {
      for (const id of ids) offers.toRead.add(id);
      throw error;
    }
  };

  const catalogue: OfferCatalogue = {
    async offersFor(territoryId, neighbourIds) {
      for (const id of [territoryId, ...neighbourIds]) wanted.add(id);
      await refresh();
      return neighbours.join(territoryId, listFor(territoryId), neighbourIds.map(listFor));
    },
    async changedSince(offers) {
      const changed = new Set<Offer>();
      const byTerritory = Map.groupBy(offers, ({ trip }) => trip.territoryId);
      for (const [territoryId, given] of byTerritory) {
        const versions = await readVersions(
          db,
          territoryId,
          given.map(({ trip }) => trip.id),
        );
        const cards = await readCards(db, territoryId, [...new Set(given.map(({ driver }) => driver.id))]);
        for (const offer of given) {
          const { trip, driver } = neighbours.origin(offer);
          if (versions.get(trip.id) === trip.version && isSameCard(cards.get(driver.id), driver)) continue;
          changed.add(offer);
          territories.get(territoryId)?.toRead.add(trip.id);
        }
      }
      return changed;
    },
  };
  return { ...catalogue, findMatches: createFindMatches({ catalogue, matcher: createMatcher({ metric }) }) };
};

/** Stopped trips are kept aside: they may not come back, but a change of theirs may still be read. */
const listOf = (byTrip: ReadonlyMap<string, Offer>): readonly Offer[] =>
  [...byTrip.values()].filter(({ trip }) => trip.state === 'active');

const isSameCard = (now: DriverCard | undefined, before: DriverCard): boolean =>
  now !== undefined && JSON.stringify(now) === JSON.stringify(before);

/** A territory's offers followed by those of its neighbours that may be shown there, as they may be. */
const createNeighbourView = () => {
  const crossed = new WeakMap<Offer, Offer>();
  const origins = new WeakMap<Offer, Offer>();
  const joined = new Map<string, { readonly parts: readonly (readonly Offer[])[]; readonly all: readonly Offer[] }>();
  const cross = (offer: Offer): Offer => {
    const known = crossed.get(offer);
    if (known !== undefined) return known;
    const seen = forNeighbours(offer);
    crossed.set(offer, seen);
    origins.set(seen, offer);
    return seen;
  };
  return {
    origin: (offer: Offer): Offer => origins.get(offer) ?? offer,
    join: (territoryId: string, own: readonly Offer[], others: readonly (readonly Offer[])[]): readonly Offer[] => {
      if (others.length === 0) return own;
      const parts = [own, ...others];
      const known = joined.get(territoryId);
      if (known?.parts.length === parts.length && known.parts.every((part, index) => part === parts[index]))
        return known.all;
      const shown = others.flatMap((list) =>
        list.filter((offer) => mayBeShown(offer, 'public', territoryId)).map(cross),
      );
      const all = [...own, ...shown];
      joined.set(territoryId, { parts, all });
      return all;
    },
  };
};
