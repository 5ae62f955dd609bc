import type { RegularJob } from '#src/jobs/regular-job.ts';
import { publicLines } from '#src/matching/public-lines.ts';
import type { Service } from '#src/service.ts';
import { isTimeToOpen } from '#src/territory/opening.ts';
import { formatInstant, localMoment } from '#src/time/zone.ts';

const EVERY_MINUTES = 5;

/** Writes down that a territory is open, once its day has come or its lines are there: nobody has to be at the desk. */
export const openTerritories = ({
  storage,
  newId,
  listOffers,
}: Pick<Service, 'storage' | 'newId' | 'listOffers'>): RegularJob => ({
  name: 'open-territories',
  label: 'Ouvre à tout le monde, au jour dit ou quand les lignes sont prêtes',
  every: EVERY_MINUTES,
  async run(now) {
    let opened = 0;
    for (const territory of await storage.instance.territories.list()) {
      const { id, zone, opening } = territory;
      if (opening.stage !== 'drivers-first') continue;
      const moment = localMoment(now, zone);
      const lines = publicLines(await listOffers(id), id, moment).length;
      if (!isTimeToOpen(opening, moment.date, lines)) continue;
      const saved = await storage.atomically(id, async ({ instance, journal }) => {
        const at = formatInstant(now);
        const outcome = await instance.territories.save({ ...territory, opening: { ...opening, stage: 'open' } }, at);
        if (outcome === 'saved')
          await journal.add({
            id: newId(),
            at,
            actor: { kind: 'system', id: null },
            action: 'territory-opened',
            subject: { kind: 'territory', id },
            details: { plan: opening.plan.kind, lines },
          });
        return outcome;
      });
      // Whoever changed the settings meanwhile is right: it is looked at again in five minutes.
      if (saved === 'saved') opened += 1;
    }
    return { opened };
  },
});
