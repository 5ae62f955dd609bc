import { countFollowed } from '#src/figures/count-followed.ts';
import type { Ctx } from '#src/web/context.ts';
import type { Counted } from '#src/web/trials/trial-words.ts';

/** What the territory tried, with what followed. */
export const loadTrials = async (c: Ctx): Promise<readonly Counted[]> => {
  const { territory } = c.get('at');
  const { trials } = c.get('service').storage.in(territory.id);
  const all = await trials.list();
  return Promise.all(
    all.map(async (trial) => ({ trial, followed: await countFollowed(trials, trial, territory.zone) })),
  );
};
