import type { SpaceRequestStore } from '#src/setup/space-request.ts';
import type { TerritoryStore } from '#src/territory/territory-store.ts';
import type { Clock } from '#src/time/units.ts';
import { formatInstant } from '#src/time/zone.ts';

interface Needs {
  readonly atomicallyOnInstance: <T>(
    work: (stores: {
      readonly territories: Pick<TerritoryStore, 'find' | 'save'>;
      readonly spaces: SpaceRequestStore;
    }) => Promise<T>,
  ) => Promise<T>;
  readonly now: Clock;
}

export type SpaceAnswer = { readonly kind: 'accept' } | { readonly kind: 'refuse'; readonly word: string };

/** Who runs the host says yes: what the team chose begins at once. Or no, with a word: nothing is ever published. */
export const createAnswerSpace =
  ({ atomicallyOnInstance, now }: Needs) =>
  (id: string, answer: SpaceAnswer): Promise<'answered' | 'unknown' | 'already'> =>
    atomicallyOnInstance(async ({ spaces, territories }) => {
      const space = await spaces.find(id);
      if (!space) return 'unknown';
      // A refusal can be taken back while the space is still there; a yes cannot.
      if (space.state === 'accepted' || (space.state === 'refused' && answer.kind === 'refuse')) return 'already';
      const at = formatInstant(now());
      const accepted = answer.kind === 'accept';
      await spaces.save({
        ...space,
        state: accepted ? 'accepted' : 'refused',
        word: accepted ? '' : answer.word,
        answeredAt: at,
      });
      const territory = space.territoryId === null ? undefined : await territories.find(space.territoryId);
      if (accepted && territory)
        await territories.save({ ...territory, opening: { ...territory.opening, awaitsHost: false } }, at);
      return 'answered';
    });
