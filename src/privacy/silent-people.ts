import type { IsoInstant } from '#src/time/units.ts';
import { instantBefore, PERIODS } from '#src/privacy/periods.ts';
import type { RetentionStore, SilentPerson } from '#src/privacy/retention-store.ts';

/** What has to be done about someone from whom nothing was heard. */
export type SilentStep = 'first-warning' | 'second-warning' | 'erase' | 'wait';

/**
 * First warning at 18 months, second at 23, at least 30 days apart; erased at 24, at least 30 days after the second. Someone
 * who could not be warned is never erased: they stay on the list.
 */
export const stepFor = (person: SilentPerson, now: Temporal.Instant): SilentStep => {
  const silentFor = (months: number): boolean => person.lastContactAt < instantBefore(now, { months });
  const rested = person.warnedAt === null || person.warnedAt <= instantBefore(now, { days: PERIODS.afterWarningDays });
  if (person.warned === 0) return silentFor(PERIODS.firstWarningMonths) ? 'first-warning' : 'wait';
  if (!rested) return 'wait';
  if (person.warned === 1) return silentFor(PERIODS.secondWarningMonths) ? 'second-warning' : 'wait';
  return person.warnedAt !== null && silentFor(PERIODS.personMonths) ? 'erase' : 'wait';
};

/** People someone has to warn now, the longest silence first. */
export const peopleToWarn = async (
  retention: Pick<RetentionStore, 'silentSince'>,
  now: Temporal.Instant,
): Promise<readonly { readonly personId: string; readonly lastContactAt: IsoInstant; readonly second: boolean }[]> => {
  const silent = await retention.silentSince(instantBefore(now, { months: PERIODS.firstWarningMonths }));
  return silent.flatMap((person) => {
    const step = stepFor(person, now);
    return step === 'first-warning' || step === 'second-warning'
      ? [{ personId: person.personId, lastContactAt: person.lastContactAt, second: step === 'second-warning' }]
      : [];
  });
};
