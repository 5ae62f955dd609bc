import type { Audience } from '#src/matching/match-query.ts';
import type { Offer } from '#src/matching/offer.ts';

/**
 * Who may read that this offer exists. Nobody, while its driver has not been welcomed or is set aside, or once it is
 * stopped. The public, only with the driver's consent to be listed and once the team has read an imported line.
 * Another territory (its team too), only what the public may read, with the driver's consent for neighbours.
 */
export const mayBeShown = ({ trip, driver }: Offer, audience: Audience, territoryId: string): boolean => {
  if (trip.state !== 'active' || !driver.welcomed || driver.setAside) return false;
  const isPublic = driver.listed && !trip.toVerify;
  if (trip.territoryId !== territoryId) return isPublic && driver.neighbours;
  return audience === 'team' || isPublic;
};
