import type { RegularJob } from '#src/jobs/regular-job.ts';
import { instantBefore, PERIODS } from '#src/privacy/periods.ts';
import type { Service } from '#src/service.ts';
import { formatInstant } from '#src/time/zone.ts';

const DAILY = 24 * 60;

/**
 * Thirty days after a refusal, what was prepared goes with its request; after a yes, the request alone; and a request whose
 * set-up was abandoned, and forgotten, goes too. One that nobody answered keeps what its team prepared.
 */
export const tidySpaces = ({
  storage,
  moves,
  roadImports,
  timetableImports,
}: Pick<Service, 'storage' | 'moves' | 'roadImports' | 'timetableImports'>): RegularJob => ({
  name: 'tidy-spaces',
  label: 'Efface les demandes d’espace trente jours après leur réponse, et ce qui a été refusé',
  every: DAILY,
  async run(now) {
    const before = instantBefore(now, { days: PERIODS.setupDays });
    const total = { requests: 0, territories: 0 };
    for (const space of await storage.instance.spaces.list()) {
      const { id, state, draftId, territoryId } = space;
      const isPrepared = draftId !== null && (await storage.instance.setups.find(draftId)) !== undefined;
      const isOver =
        state === 'waiting'
          ? territoryId === null && !isPrepared && space.askedAt < before
          : (space.answeredAt ?? '') < before && (state === 'refused' || !isPrepared);
      if (!isOver) continue;
      if (state === 'refused' && territoryId !== null) {
        await roadImports.forget(territoryId);
        await timetableImports.forget(territoryId);
        await moves.remove(territoryId, formatInstant(now));
        total.territories += 1;
      }
      await storage.atomicallyOnInstance(async ({ spaces, setups }) => {
        if (draftId !== null) await setups.remove(draftId);
        await spaces.remove(id);
      });
      total.requests += 1;
    }
    return total;
  },
});
