import type { Service } from '#src/service.ts';
import type { Territory } from '#src/territory/territory.ts';
import type { OnDemandService } from '#src/transit/on-demand-service.ts';
import { serviceOf } from '#src/transit/other-way.ts';

interface Kept {
  readonly stamp: string;
  readonly services: readonly OnDemandService[];
}

// By what every view of the service shares: a referent is given another object at each page.
const caches = new WeakMap<Service['config'], Map<string, Kept>>();

/** What may be shown beside drivers in this territory, made ready once; nothing while its switch is off. */
export const onDemandServices = async (
  service: Service,
  territory: Pick<Territory, 'id' | 'switches'>,
): Promise<readonly OnDemandService[]> => {
  if (!territory.switches.timetables) return [];
  const cache = caches.get(service.config) ?? new Map<string, Kept>();
  caches.set(service.config, cache);
  const store = service.storage.in(territory.id).otherWays;
  const stamp = await store.stamp();
  const kept = cache.get(territory.id);
  if (kept?.stamp === stamp) return kept.services;
  const ways = await store.list();
  const services = ways.filter(({ stopped }) => !stopped).map(serviceOf);
  cache.set(territory.id, { stamp, services });
  return services;
};
