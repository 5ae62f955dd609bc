import type { Failures } from '#src/team/member-store.ts';
import type { Minutes } from '#src/time/units.ts';

/** Wrong passwords that cost nothing: people mistype. */
const FREE_FAILURES = 5;
/** The wait doubles at each failure, up to it: a member locked out by someone else gets in within a tea, or at once from a browser of theirs. */
const LONGEST_WAIT: Minutes = 15;
/** Without a failure for that long, the count starts again. */
const FORGOTTEN_HOURS = 24;

const waitAfter = (count: number): Minutes =>
  count < FREE_FAILURES ? 0 : Math.min(LONGEST_WAIT, 2 ** (count - FREE_FAILURES));

/** When the next try is allowed, or undefined when it is now. The same whether the identifier exists or not. */
export const lockedUntil = (failures: Failures | undefined, now: Temporal.Instant): Temporal.Instant | undefined => {
  if (!failures) return undefined;
  const until = Temporal.Instant.from(failures.lastAt).add({ minutes: waitAfter(failures.count) });
  return Temporal.Instant.compare(now, until) < 0 ? until : undefined;
};

/** How many failures still count. */
export const countedFailures = (failures: Failures | undefined, now: Temporal.Instant): number =>
  failures && now.since(failures.lastAt).total('hours') < FORGOTTEN_HOURS ? failures.count : 0;
