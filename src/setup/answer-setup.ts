import type { SetupAnswers, SetupDraft } from '#src/setup/setup-draft.ts';
import type { SetupDraftStore } from '#src/setup/setup-draft-store.ts';
import type { Clock } from '#src/time/units.ts';
import { formatInstant } from '#src/time/zone.ts';

interface Needs {
  readonly atomicallyOnInstance: <T>(work: (stores: { readonly setups: SetupDraftStore }) => Promise<T>) => Promise<T>;
  readonly now: Clock;
}

/** Keeps an answer among those given, by this browser or another; undefined when the set-up is over. */
export const createAnswerSetup =
  ({ atomicallyOnInstance, now }: Needs) =>
  (draftId: string, change: (answers: SetupAnswers) => SetupAnswers): Promise<SetupDraft | undefined> =>
    atomicallyOnInstance(async ({ setups }) => {
      const draft = await setups.find(draftId);
      if (!draft) return undefined;
      const answers = change(draft.answers);
      const touchedAt = formatInstant(now());
      await setups.answer(draft.id, answers, touchedAt);
      return { ...draft, answers, touchedAt };
    });
