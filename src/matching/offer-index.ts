import { createEstimatedOffers } from '#src/matching/estimated-offers.ts';
import type { Offer } from '#src/matching/offer.ts';
import type { Found, OfferSpace, Surroundings } from '#src/matching/offer-space.ts';
import { createPreparation, placesByPosition } from '#src/matching/prepared-offer.ts';
import { createRoadOffers, type RoadOffers } from '#src/matching/road-offers.ts';
import type { Point } from '#src/places/place.ts';
import type { RoadMetric } from '#src/roads/road-metric.ts';
import type { EstimateMetric } from '#src/roads/travel-metric.ts';
import { isOver } from '#src/trips/runs-on.ts';
import type { LocalMoment } from '#src/time/zone.ts';

/**
 * All offers of the process, kept so that a search looks at those that pass near. An offer is measured by the roads of its
 * territory when all its stops, and both ends asked, are on their map; else by the estimate, and it says so.
 */
export interface OfferIndex {
  /** Adds an offer, or takes it for the one with the same trip. */
  readonly put: (offer: Offer) => void;
  readonly remove: (tripId: string) => void;
  /** From now on the offers of this territory are measured by these roads (null: estimated). */
  readonly useRoads: (territoryId: string, roads: RoadMetric | null) => void;
  /** A part of the work of making room again; true when there is more to do. */
  readonly tidy: (offersAtOnce: number) => boolean;
  /** Drops the trips that will never be driven again. */
  readonly dropEnded: (now: LocalMoment) => void;
  readonly near: (question: Question) => readonly Found[];
  readonly ofDriver: (driverId: string) => readonly Offer[];
}

export interface Question extends Surroundings {
  /** Both ends asked, which decide on the metric; other pick-ups and drop-offs off the map are left out. */
  readonly from: Point;
  readonly to: Point;
}

/** The offers of one territory. */
interface Ours {
  roads: RoadOffers | null;
  /** All of them: asked when an end is off the map. */
  readonly all: OfferSpace;
  /** Those with a stop off the map: asked even when both ends are on it. */
  readonly offMap: OfferSpace;
}

export const createOfferIndex = (estimate: EstimateMetric): OfferIndex => {
  const estimating = createPreparation(estimate, placesByPosition(estimate));
  const byTrip = new Map<string, Offer>();
  const byDriver = new Map<string, Offer[]>();
  const territories = new Map<string, Ours>();
  const byRoads = new Map<RoadMetric, RoadOffers>();

  const oursOf = (territoryId: string): Ours => {
    const known = territories.get(territoryId);
    if (known !== undefined) return known;
    const [all, offMap] = [createEstimatedOffers(estimate, estimating), createEstimatedOffers(estimate, estimating)];
    const ours: Ours = { roads: null, all, offMap };
    territories.set(territoryId, ours);
    return ours;
  };

  const measured = (offer: Offer, { roads, offMap }: Ours): OfferSpace =>
    roads?.covers(offer) === true ? roads : offMap;

  const remove = (tripId: string): void => {
    const offer = byTrip.get(tripId);
    if (offer === undefined) return;
    byTrip.delete(tripId);
    const ours = oursOf(offer.trip.territoryId);
    ours.all.remove(offer);
    measured(offer, ours).remove(offer);
    const others = byDriver.get(offer.driver.id)?.filter((other) => other !== offer) ?? [];
    if (others.length === 0) byDriver.delete(offer.driver.id);
    else byDriver.set(offer.driver.id, others);
  };

  const put = (offer: Offer): void => {
    remove(offer.trip.id);
    const ours = oursOf(offer.trip.territoryId);
    ours.all.add(offer);
    measured(offer, ours).add(offer);
    byTrip.set(offer.trip.id, offer);
    byDriver.set(offer.driver.id, [...(byDriver.get(offer.driver.id) ?? []), offer]);
  };

  const roadsFor = (metric: RoadMetric): RoadOffers => {
    const roads = byRoads.get(metric) ?? createRoadOffers(metric);
    byRoads.set(metric, roads);
    return roads;
  };

  const applies = (roads: RoadOffers | null, a: Point, b: Point): roads is RoadOffers =>
    roads !== null && roads.isOnMap(a) && roads.isOnMap(b);

  return {
    put,
    remove,
    useRoads(territoryId, metric) {
      const ours = oursOf(territoryId);
      if (ours.roads?.metric === metric || (ours.roads === null && metric === null)) return;
      const offers = [...byTrip.values()].filter(({ trip }) => trip.territoryId === territoryId);
      for (const { trip } of offers) remove(trip.id);
      ours.roads = metric === null ? null : roadsFor(metric);
      const used = new Set([...territories.values()].map(({ roads }) => roads));
      for (const [old, roads] of byRoads) if (!used.has(roads)) byRoads.delete(old);
      for (const offer of offers) put(offer);
    },
    tidy: (offersAtOnce) => [...byRoads.values()].filter((roads) => roads.tidy(offersAtOnce)).length > 0,
    dropEnded(now) {
      for (const { trip } of byTrip.values()) if (isOver(trip.schedule, now)) remove(trip.id);
    },
    near(question) {
      const { from, to, asking, pickups, dropoffs } = question;
      const asked = [...asking.territoryIds].flatMap((id) => territories.get(id) ?? []);
      const parts: (readonly Found[])[] = [];
      const applying = new Set<RoadOffers>();
      for (const { roads, all, offMap } of asked) {
        const onMap = applies(roads, from, to);
        if (onMap) applying.add(roads);
        parts.push((onMap ? offMap : all).near(question));
      }
      for (const roads of applying) {
        const onMap = { pickups: pickups.filter(roads.isOnMap), dropoffs: dropoffs.filter(roads.isOnMap) };
        parts.push(roads.near({ ...question, ...onMap }));
      }
      return parts.flat();
    },
    ofDriver: (driverId) => byDriver.get(driverId) ?? [],
  };
};
