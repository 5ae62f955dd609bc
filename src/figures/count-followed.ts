import { daysLeft, type Followed, type Trial, windowsOf } from '#src/figures/trial.ts';
import type { TrialStore } from '#src/figures/trial-store.ts';
import type { IsoDate, IsoInstant } from '#src/time/units.ts';
import { formatInstant, instantOf } from '#src/time/zone.ts';

/** What followed an action so far, in the days of its territory; what was kept once its weeks were over, afterwards. */
export const countFollowed = async (
  trials: Pick<TrialStore, 'countNew'>,
  { day, communeCodes, followed }: Trial,
  zone: string,
): Promise<Followed> => {
  if (followed) return followed;
  const start = (date: IsoDate): IsoInstant => formatInstant(instantOf({ date, time: 0 }, zone));
  const { before, after } = windowsOf(day);
  const earlier = await trials.countNew(communeCodes, start(before.from), start(before.until));
  const later = await trials.countNew(communeCodes, start(after.from), start(after.until));
  return {
    drivers: { before: earlier.drivers, after: later.drivers },
    requests: { before: earlier.requests, after: later.requests },
  };
};

/** Whether its weeks are over and nothing is kept of them yet. */
export const isToBeKept = ({ day, followed }: Trial, today: IsoDate): boolean =>
  followed === null && daysLeft(day, today) === 0;
