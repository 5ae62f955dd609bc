import { tellingText } from '#test/simulation/actions/rides.ts';
import type { Seen } from '#test/simulation/seen.ts';

/** Sent is not told: a message that told someone arrived, an answer is the answer of somebody, a voice was heard. */
export const nobodyIsToldByAMessageThatDidNotArrive = ({ tellings, messages, post }: Seen): readonly string[] => {
  const byId = new Map(messages.map((message) => [message.id, message]));
  return tellings.flatMap((telling) => {
    if (telling.state !== 'told') return [];
    if (telling.how === null) return [`${tellingText(telling)} is told by nothing`];
    if (telling.how !== 'sms' && telling.how !== 'email') return [];
    const message = telling.messageId === null ? undefined : byId.get(telling.messageId);
    const arrived = message?.state === 'told' || (message?.state === 'delivered' && post.left.has(message.id));
    return arrived ? [] : [`${tellingText(telling)} is told, and its message is ${message?.state ?? 'not there'}`];
  });
};

/** The driver of a yes confirmed by the team knows by a message or by a voice, not because the team decided. */
export const noConfirmedDriverIsToldInSilence = ({
  tellings,
  kept,
  requests,
  introductions,
}: Seen): readonly string[] =>
  tellings.flatMap((telling) => {
    const { requestId, rideId, party, about, state, how } = telling;
    if (state !== 'told' || party !== 'driver' || about !== 'settled' || how === 'sms' || how === 'email') return [];
    const ride = requests.get(requestId)?.rides.find(({ id }) => id === rideId);
    const asked = (introductions.get(requestId) ?? []).filter(
      (one) => one.driverId === ride?.driverId && one.wayId === ride.wayId,
    );
    const heard = asked.some(({ calls }) => calls.some(({ answer }) => answer === 'yes')) || how === 'answer';
    return heard || asked.length === 0 || kept.voices.has(tellingText(telling))
      ? []
      : [`${tellingText(telling)} is told, and nobody spoke to them`];
  });

/** What a voice said stays said. */
export const whatWasToldStaysTold = ({ tellings, kept }: Seen): readonly string[] =>
  tellings
    .filter((telling) => telling.state !== 'told' && kept.voices.has(tellingText(telling)))
    .map((telling) => `${tellingText(telling)} was told by voice, and is ${telling.state}`);
