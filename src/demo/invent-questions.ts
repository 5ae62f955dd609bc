import { type DemoContext, instantAt } from '#src/demo/demo-context.ts';
import type { FollowedRequest } from '#src/demo/invent-follow-up.ts';
import type { AskedAnswer, Introduction } from '#src/introductions/introduction.ts';
import type { Person } from '#src/people/person.ts';
import { findWay } from '#src/requests/settlement.ts';
import { answerUntil } from '#src/requests/when-needed.ts';
import { formatInstant } from '#src/time/zone.ts';

/** What the first one asked answered, request by request: a yes to confirm, a no, and one still waited for. */
const ANSWERED: readonly (AskedAnswer | null)[] = ['yes', 'no', null];
const MINUTES_TO_ANSWER = 72;
/** Of the first code; the next ones follow. */
const FIRST_CODE = 4721;

/** The questions of some requests, asked by SMS rather than aloud, with what was answered. */
export const inventQuestions = (
  context: DemoContext,
  requests: readonly FollowedRequest[],
  drivers: ReadonlyMap<string, Person>,
): readonly FollowedRequest[] => {
  const { today, zone } = context;
  const tonight = instantAt(context, today, 23 * 60);
  const untilOf = ({ request }: FollowedRequest, { wayId, slots, createdAt }: Introduction): string => {
    const way = findWay(request, wayId);
    return way ? formatInstant(answerUntil(way, slots, Temporal.Instant.from(createdAt), zone)) : '';
  };
  const isAsked = (followed: FollowedRequest, one: Introduction): boolean =>
    one.state === 'asked' &&
    one.createdAt < instantAt(context, today, 0) &&
    untilOf(followed, one) > tonight &&
    drivers.get(one.driverId)?.phones.some(({ sms }) => sms) === true;
  const chosen = requests
    .filter(
      (followed) => followed.request.closing === null && followed.introductions.some((one) => isAsked(followed, one)),
    )
    .slice(0, ANSWERED.length);
  let code = FIRST_CODE;
  return requests.map((followed) => {
    const answer = ANSWERED[chosen.indexOf(followed)] ?? null;
    if (!chosen.includes(followed)) return followed;
    let rank = 0;
    const introductions = followed.introductions.map((one): Introduction => {
      if (!isAsked(followed, one)) return one;
      rank += 1;
      code += 1;
      const said = rank === 1 ? answer : null;
      const { createdAt } = one;
      const answeredAt = formatInstant(Temporal.Instant.from(createdAt).add({ minutes: MINUTES_TO_ANSWER }));
      return {
        ...one,
        state: said === 'no' ? 'no' : 'asked',
        asking: {
          by: 'sms',
          rank,
          memberId: followed.byMember,
          at: createdAt,
          code: String(code),
          tries: 0,
          until: untilOf(followed, one),
          answer: said,
          answeredAt: said === null ? null : answeredAt,
          answeredBy: said === null ? null : 'sms',
          waits: false,
          thankedAt: null,
        },
      };
    });
    return { ...followed, introductions };
  });
};
