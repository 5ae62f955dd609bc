import { createHmac } from 'node:crypto';
import type { DriverTools } from '#src/people/driver-tools.ts';
import type { EraseStores } from '#src/people/erase-person.ts';
import type { Service } from '#src/service.ts';
import type { Ctx } from '#src/web/context.ts';

/** What the use cases of drivers and trips are made of, for this page. */
export const driverTools = (c: Ctx): DriverTools<EraseStores> => {
  const { storage, clock, newId } = c.get('service');
  return { atomically: (territoryId, work) => storage.atomically(territoryId, work), now: clock, newId };
};

/** The stores of the page's territory. */
export const storesOf = (c: Ctx) => c.get('service').storage.in(c.get('at').territory.id);

/**
 * Id of the person that a sign-up form makes, from the key that only this form holds: sent twice, it makes one driver, and
 * nobody chooses an id.
 */
export const signUpId = ({ secret }: Pick<Service, 'secret'>, territoryId: string, key: string): string =>
  createHmac('sha256', secret).update(`sign-up ${territoryId} ${key}`).digest('hex').slice(0, 24);
