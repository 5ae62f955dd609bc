import { setImmediate } from 'node:timers/promises';
import type { RegularJob } from '#src/jobs/regular-job.ts';
import { meetingStops } from '#src/places/meeting-stops.ts';
import type { Service } from '#src/service.ts';
import type { Territory } from '#src/territory/territory.ts';
import { createIsLookWanted, createLookAgain } from '#src/wishes/look-again.ts';

const HOURLY = 60;

/**
 * Unmet wishes are looked at again: each night, and within a minute of a trip, a volunteer, a welcome or a request that came
 * or changed. Never in a page: a team that saves a trip does not wait for it, and the next page it opens shows the news.
 */
export const rematch = ({
  storage,
  communes,
  findMatches,
  findVolunteers,
}: Pick<Service, 'storage' | 'communes' | 'findMatches' | 'findVolunteers'>): RegularJob => {
  const lookAgain = createLookAgain({
    in: (territoryId) => storage.in(territoryId),
    atomically: (territoryId, work) => storage.atomically(territoryId, work),
    findMatches,
    findVolunteers,
    meetingStops: async (territoryId) => meetingStops(await storage.in(territoryId).localPlaces.list(), communes),
    breathe: () => setImmediate(),
  });
  const isLookWanted = createIsLookWanted({ in: (territoryId) => storage.in(territoryId) });
  const wanting = async (now: Temporal.Instant): Promise<readonly Territory[]> => {
    const found: Territory[] = [];
    for (const territory of await storage.instance.territories.list())
      if (await isLookWanted(territory, now)) found.push(territory);
    return found;
  };
  return {
    name: 'rematch',
    label: 'Cherche à nouveau pour les demandes sans solution',
    every: HOURLY,
    isWanted: async (now) => (await wanting(now)).length > 0,
    async run(now) {
      let found = 0;
      for (const territory of await wanting(now)) found += (await lookAgain(territory, now)).found;
      return { found };
    },
  };
};
