import type { Service } from '#src/service.ts';
import type { Territory } from '#src/territory/territory.ts';
import type { OnDemandService } from '#src/transit/on-demand/on-demand-service.ts';
import { serviceOf } from '#src/transit/on-demand/other-way.ts';

interface Kept {
  readonly stamp: string;
  readonly services: readonly OnDemandService[];
}

// By what every view of the service shares: a referent is given another object at each page.
const caches = new WeakMap<Service['config'], Map<string, Kept>>();

/** What may be shown beside drivers in this territory, typed or read from feeds; nothing while its switch is off. */
export const onDemandServices = async (
  service: Service,
  territory: Pick<Territory, 'id' | 'switches'>,
): Promise<readonly OnDemandService[]> => {
  if (!territory.switches.timetables) return [];
  const cache = caches.get(service.config) ?? new Map<string, Kept>();
  caches.set(service.config, cache);
  const read = service.timetables.of(territory.id).flatMap(({ timetable }) => timetable.onDemand ?? []);
  const typed = await typedServices(service, territory.id, cache);
  return read.length === 0 ? typed : [...typed, ...read];
};

/** What the team typed, made ready once. */
const typedServices = async (
  service: Service,
  territoryId: string,
  cache: Map<string, Kept>,
): Promise<readonly OnDemandService[]> => {
  const store = service.storage.in(territoryId).otherWays;
  const stamp = await store.stamp();
  const kept = cache.get(territoryId);
  if (kept?.stamp === stamp) return kept.services;
  const ways = await store.list();
  const services = ways.filter(({ stopped }) => !stopped).map(serviceOf);
  cache.set(territoryId, { stamp, services });
  return services;
};
