import { type DemoContext, instantAt, workingDay } from '#src/demo/demo-context.ts';
import type { FollowedRequest } from '#src/demo/invent-follow-up.ts';
import type { Outcome, RideDay } from '#src/requests/ride-day.ts';
import { PARTIES, type Telling } from '#src/requests/telling.ts';
import { addDays } from '#src/time/dates.ts';

/** What those two people of a ride know, one after the other: most are told, one was not reached. */
const KNOWN: readonly Telling['state'][] = [
  'told',
  'told',
  'to-tell',
  'told',
  'not-reached',
  'told',
  'told',
  'to-tell',
];
/** How rides went, one after the other. */
const WENT: readonly Outcome[] = ['done', 'done', 'done', 'done', 'not-done', 'done', 'done', 'unknown'];
/** Days back of which the team noted how rides went; yesterday is still to be asked. */
const DAYS_NOTED = 30;
const MOST_TOLD = 16;

/** Who was told of the rides to come, and who is still to be. */
export const inventTellings = (context: DemoContext, requests: readonly FollowedRequest[]): readonly Telling[] => {
  const at = instantAt(context, workingDay(addDays(context.today, -1)), 17 * 60 + 30);
  return requests
    .filter(({ request }) => request.closing === null)
    .flatMap(({ request, byMember }) =>
      request.rides
        .filter(({ state, date }) => state === 'agreed' && date !== null && date > context.today)
        .flatMap((ride) => PARTIES.map((party) => ({ request, ride, party, byMember }))),
    )
    .slice(0, MOST_TOLD)
    .map(({ request, ride, party, byMember }, index): Telling => {
      const state = KNOWN[index % KNOWN.length] ?? 'told';
      const tried = state === 'to-tell' ? null : byMember;
      const own = {
        requestId: request.id,
        rideId: ride.id,
        party,
        about: 'settled',
        changed: [],
        messageId: null,
      } as const;
      return { ...own, state, how: tried === null ? null : 'voice', memberId: tried, at, createdAt: ride.createdAt };
    });
};

/** How the rides of the last weeks went, as the team noted it the day after. */
export const inventOutcomes = ({ today }: DemoContext, requests: readonly FollowedRequest[]): readonly RideDay[] =>
  requests
    .flatMap(({ request, byMember }) =>
      request.rides.flatMap(({ id, state, date }) =>
        state === 'agreed' && date !== null && date < addDays(today, -1) && date >= addDays(today, -DAYS_NOTED)
          ? [{ id, date, byMember }]
          : [],
      ),
    )
    .map(({ id, date, byMember }, index): RideDay => ({
      rideId: id,
      date,
      outAt: null,
      homeAt: null,
      outcome: WENT[index % WENT.length] ?? 'done',
      memberId: byMember,
      version: 1,
    }));
