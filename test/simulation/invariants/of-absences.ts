import type { Seen } from '#test/simulation/seen.ts';

/** What was said aloud, as it was proposed, falls on no day on which nobody answers. */
export const noProposedPromiseFallsWhileTheTeamIsAway = ({ kept, fresh, requests }: Seen): readonly string[] =>
  [...fresh].flatMap((id) => {
    const proposed = kept.proposed.get(id);
    if (!proposed || requests.get(id)?.promise?.dueAt !== proposed.dueAt) return [];
    const away = proposed.closures.find(
      ({ firstDay, lastDay }) => firstDay <= proposed.date && proposed.date <= lastDay,
    );
    return away ? [`${id} is promised an answer on ${proposed.date}, and the team is away from ${away.firstDay}`] : [];
  });

export const absencesAreAllThere = ({ kept, closures }: Seen): readonly string[] => [
  ...[...kept.closures.values()]
    .filter(({ id, firstDay, lastDay }) => closures.get(id) !== `${firstDay} ${lastDay}`)
    .map(({ id }) => `the absence ${id} was noted, and is ${closures.get(id) ?? 'not there'}`),
  ...[...closures.keys()]
    .filter((id) => !kept.closures.has(id))
    .map((id) => `the absence ${id} was taken back, and is there`),
];
