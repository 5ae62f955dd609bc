import type { AskTools } from '#src/follow-up/ask-tools.ts';
import type { Ctx } from '#src/web/context.ts';
import type { EraseStores } from '#src/privacy/erase-person.ts';
import type { PersonTools } from '#src/people/person-tools.ts';
import type { RideTools } from '#src/follow-up/stores.ts';
import type { Service } from '#src/service.ts';
import type { TeamAct, TeamTools } from '#src/team/stores.ts';
import { createHmac } from 'node:crypto';
import { metresBy, minutesBy } from '#src/roads/metres-by.ts';
import { newAnswerCode, newLinkToken } from '#src/web/new-token.ts';

/** What the use cases of drivers and trips are made of, for this page. */
export const driverTools = (c: Ctx): PersonTools<EraseStores> => {
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

/** What the use cases of requests and rides are made of, for this page. */
export const requestTools = (c: Ctx): RideTools => {
  const { storage, clock, newId, metric, roadMaps } = c.get('service');
  const { territory } = c.get('at');
  const roads = roadMaps.of(territory.id);
  return {
    atomically: (territoryId, work) => storage.atomically(territoryId, work),
    now: clock,
    newId,
    metres: metresBy(roads, metric),
    minutes: minutesBy(roads, metric),
    largestDetour: territory.bands.large,
  };
};

/** What the use cases that ask drivers by messages are made of, for this page. */
export const askTools = (c: Ctx): AskTools => ({
  ...requestTools(c),
  newToken: newLinkToken,
  newCode: newAnswerCode,
  linkTo: (token) => c.get('at').absoluteUrl(`/lien/${token}`),
});

/** What the use cases of the team are made of, for this page. */
export const teamTools = (c: Ctx): TeamTools => {
  const { storage, clock, newId } = c.get('service');
  return { atomically: (territoryId, work) => storage.atomically(territoryId, work), now: clock, newId };
};

/** Id of the member at the keyboard. @throws Error on a page that forgot its guard. */
export const memberIdOf = (c: Ctx): string => {
  const signedIn = c.get('signedIn');
  if (!signedIn) throw new Error('nobody is signed in');
  return signedIn.member.id;
};

export const teamAct = (c: Ctx): TeamAct => ({ territoryId: c.get('at').territory.id, byMember: memberIdOf(c) });
