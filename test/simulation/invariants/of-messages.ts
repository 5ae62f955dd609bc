import type { Seen } from '#test/simulation/seen.ts';

/** Two messages about one thing frighten: one per key, and none of those acknowledged is lost. */
export const noMessageIsCreatedTwice = ({ kept, messages }: Seen): readonly string[] => {
  const idOf = new Map<string, string>();
  const twice: string[] = [];
  for (const { key, id } of messages) {
    if (idOf.has(key)) twice.push(`the message « ${key} » is there twice`);
    idOf.set(key, id);
  }
  const lost = [...kept.messages].filter(([key, { id }]) => idOf.get(key) !== id);
  return [...twice, ...lost.map(([key]) => `the message « ${key} » was acknowledged, and is lost`)];
};

/** Whatever dies, an SMS leaves once: who gets it twice believes that something changed. */
export const noSmsLeavesTwice = ({ post }: Seen): readonly string[] =>
  [...post.left]
    .filter(([, { channel, times }]) => channel === 'sms' && times > 1)
    .map(([id]) => `the SMS ${id} left twice`);

/** One that left is never about to leave again: it is sent, or "envoi incertain", until a member decides. */
export const noSmsThatLeftWaits = ({ messages, post }: Seen): readonly string[] =>
  messages
    .filter(({ id, channel, state }) => channel === 'sms' && state === 'waiting' && post.left.has(id))
    .map(({ id }) => `the SMS ${id} left, and waits to leave again`);

/** Said to have left, it left. */
export const noMessageIsSaidSentThatDidNotLeave = ({ messages, post }: Seen): readonly string[] =>
  messages
    .filter(({ id, state }) => (state === 'sent' || state === 'delivered') && !post.left.has(id))
    .map(({ id, state }) => `the message ${id} is said ${state}, and never left`);

/** What nobody is sure of, or what failed, says why in words for the team. */
export const whatDidNotLeaveSaysWhy = ({ messages }: Seen): readonly string[] =>
  messages
    .filter(({ state, problem }) => (state === 'uncertain' || state === 'failed') && (problem ?? '') === '')
    .map(({ id, state }) => `the message ${id} is ${state} without a word`);
