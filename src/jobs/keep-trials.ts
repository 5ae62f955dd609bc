import { countFollowed, isToBeKept } from '#src/figures/count-followed.ts';
import type { RegularJob } from '#src/jobs/regular-job.ts';
import type { Storage } from '#src/storage-ports.ts';
import { localMoment } from '#src/time/zone.ts';

const DAILY = 24 * 60;

/** What followed an action is kept as numbers once its weeks are over: people and requests are erased later. */
export const keepTrials = (storage: Storage): RegularJob => ({
  name: 'keep-trials',
  label: 'Garde ce qui a suivi chaque essai, quatre semaines après',
  every: DAILY,
  async run(now) {
    let kept = 0;
    for (const { id, zone } of await storage.instance.territories.list()) {
      const { date } = localMoment(now, zone);
      kept += await storage.atomically(id, async ({ trials }) => {
        const over = (await trials.list()).filter((trial) => isToBeKept(trial, date));
        for (const trial of over) await trials.keepFollowed(trial.id, await countFollowed(trials, trial, zone));
        return over.length;
      });
    }
    return { kept };
  },
});
