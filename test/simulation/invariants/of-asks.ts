import { hadSaidYes, saidYes, stillNeeded } from '#src/introductions/asking.ts';
import type { Introduction } from '#src/introductions/introduction.ts';
import { formatInstant } from '#src/time/zone.ts';
import type { Seen } from '#test/simulation/seen.ts';

const freshIntroductions = ({ fresh, introductions }: Seen): readonly Introduction[] =>
  [...fresh].flatMap((id) => introductions.get(id) ?? []);

/** Each yes acknowledged is found: agreed, awaiting the team, in reserve, or told that it is over; until the same driver says otherwise aloud. */
export const noYesIsLost = ({ kept, fresh, introductions }: Seen): readonly string[] =>
  [...kept.asks].flatMap(([id, { requestId, answer, callsBefore }]) => {
    if (answer !== 'yes' || !fresh.has(requestId)) return [];
    const found = (introductions.get(requestId) ?? []).find((one) => one.id === id);
    if (!found) return [`the yes of ${id} was acknowledged, and is lost`];
    const saidSince = found.calls.slice(callsBefore).some((call) => call.answer !== 'not-reached');
    return found.state === 'yes' || saidYes(found) || hadSaidYes(found) || saidSince
      ? []
      : [`the yes of ${id} was acknowledged, and the question is ${found.state}`];
  });

/** By a message nothing is agreed: either somebody heard the yes, or a member confirmed it. */
export const nobodyIsAgreedByAMessageAlone = (seen: Seen): readonly string[] =>
  freshIntroductions(seen)
    .filter(
      ({ id, state, calls }) =>
        state === 'yes' && !calls.some(({ answer }) => answer === 'yes') && !seen.kept.confirmed.has(id),
    )
    .map(({ id }) => `the introduction ${id} is agreed, and no member did it`);

/** Once what was asked is found, or over, those who were asked and did not refuse are told. */
export const theOthersAskedAreTold = (seen: Seen): readonly string[] =>
  freshIntroductions(seen).flatMap((one) => {
    const request = seen.requests.get(one.requestId);
    if (
      !request ||
      !one.asking ||
      one.asking.until <= formatInstant(seen.now) ||
      one.state === 'yes' ||
      one.state === 'no' ||
      one.state === 'call-again'
    )
      return [];
    const over = !stillNeeded(request, one);
    return over && one.asking.thankedAt === null && seen.kept.asks.get(one.id)?.tooLate !== true
      ? [`${one.driverId} was asked for ${one.id}, and waits for nothing`]
      : [];
  });
