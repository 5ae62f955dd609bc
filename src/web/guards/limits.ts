import type { Service } from '#src/service.ts';
import type { Ctx } from '#src/web/context.ts';
import { clientAddress } from '#src/web/guards/client-address.ts';
import { createRateLimiter, type Limit, type RateLimiter } from '#src/web/guards/rate-limit.ts';

// By what every view of the service shares: a referent is given another object at each page.
const limiters = new WeakMap<Service['config'], RateLimiter>();

/** The one counter of a running service. */
export const limiterOf = (service: Service): RateLimiter => {
  const limiter = limiters.get(service.config) ?? createRateLimiter();
  limiters.set(service.config, limiter);
  return limiter;
};

/**
 * Counts one use by key, of this territory; the key of the address is added when none is given.
 * @returns seconds to wait when it is refused, else undefined.
 */
export const mustWait = (c: Ctx, name: string, limit: Limit, key?: string): number | undefined => {
  const at = c.get('at');
  const use = limiterOf(c.get('service')).take(name, `${at.territory.id} ${key ?? clientAddress(c)}`, limit, at.now);
  return use.allowed ? undefined : use.retryAfter;
};
