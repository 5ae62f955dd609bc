import type { TerritoryPlaces } from '#src/places/search-places.ts';
import type { Service } from '#src/service.ts';
import type { Territory } from '#src/territory/territory.ts';

interface Kept {
  readonly version: number;
  readonly stamp: string;
  readonly places: TerritoryPlaces;
}

// By what every view of the service shares: a referent is given another object at each page.
const caches = new WeakMap<Service['config'], Map<string, Kept>>();

/**
 * What place search knows of a territory: the very same object as long as neither the territory nor its places changed,
 * because the search keeps its index beside it.
 */
export const territoryPlaces = async (service: Service, territory: Territory): Promise<TerritoryPlaces> => {
  const cache = caches.get(service.config) ?? new Map<string, Kept>();
  caches.set(service.config, cache);
  const store = service.storage.in(territory.id).localPlaces;
  const stamp = await store.stamp();
  const kept = cache.get(territory.id);
  if (kept?.version === territory.version && kept.stamp === stamp) return kept.places;
  const places: TerritoryPlaces = {
    communeCodes: territory.communeCodes,
    localPlaces: await store.list(),
    centre: territory.centre,
  };
  cache.set(territory.id, { version: territory.version, stamp, places });
  return places;
};
