import { type DemoContext, nextWorkingDay, workingDay } from '#src/demo/demo-context.ts';
import type { FollowedRequest } from '#src/demo/invent-follow-up.ts';
import { ridesBetween } from '#src/requests/rides-in-closures.ts';
import type { Closure } from '#src/territory/closure.ts';
import { addDays } from '#src/time/dates.ts';

/** Promises made today fall before it; rides that far are asked about. */
const SOONEST_DAYS = 6;
const FARTHEST_DAYS = 50;

/** Two days on which the team is away, with a ride agreed in them where one is: somebody has to say what becomes of it. */
export const inventClosure = (
  { today, newId }: Pick<DemoContext, 'today' | 'newId'>,
  requests: readonly FollowedRequest[],
): Closure => {
  const open = requests.filter(({ request }) => request.closing === null).map(({ request }) => request);
  const rides = ridesBetween(open, addDays(today, SOONEST_DAYS), addDays(today, FARTHEST_DAYS));
  const day = rides[0]?.date ?? nextWorkingDay(addDays(today, 3 * 7));
  const lastDay = nextWorkingDay(addDays(day, 1));
  return { id: newId(), firstDay: workingDay(day), lastDay, reason: 'Formation aux premiers secours' };
};
