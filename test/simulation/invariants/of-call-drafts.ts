import { formatInstant } from '#src/time/zone.ts';
import { draftKey } from '#test/simulation/kept.ts';
import type { Seen } from '#test/simulation/seen.ts';

/** A call is its own member's: what another one's desk shows of it would be a leak. */
export const everyCallIsItsMembersOnly = ({ kept, drafts }: Seen): readonly string[] =>
  drafts.flatMap((draft) => {
    const known = kept.drafts.get(draftKey(draft));
    if (!known) return [`the call ${draft.id} is under ${draft.memberId}, who never typed it`];
    if (known.typed === null) return [`the call ${draft.id} was noted or thrown away, and its words are there`];
    return JSON.stringify(known.typed) === JSON.stringify(draft.typed)
      ? []
      : [`the call ${draft.id} is not as it was typed last`];
  });

/** Nothing typed is lost before its week is over. */
export const noCallIsLostBeforeItsWeek = ({ kept, drafts, now }: Seen): readonly string[] => {
  const week = formatInstant(now.subtract({ hours: 24 * 7 }));
  const there = new Set(drafts.map(draftKey));
  return [...kept.drafts.values()]
    .filter((draft) => draft.typed !== null && draft.updatedAt > week && !there.has(draftKey(draft)))
    .map(({ id, memberId }) => `the call ${id} of ${memberId} is lost before its week`);
};
