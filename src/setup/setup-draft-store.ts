import type { SetupAnswers, SetupDraft } from '#src/setup/setup-draft.ts';
import type { IsoInstant } from '#src/time/units.ts';

/** The territories being set up on this instance. */
export interface SetupDraftStore {
  find(id: string): Promise<SetupDraft | undefined>;
  /** The one that the code of the first start opens. */
  findOwn(): Promise<SetupDraft | undefined>;
  findByTokenHash(tokenHash: string): Promise<SetupDraft | undefined>;
  add(draft: SetupDraft): Promise<void>;
  answer(id: string, answers: SetupAnswers, at: IsoInstant): Promise<void>;
  /** Another secret opens it from now on; the former one no more. */
  changeToken(id: string, tokenHash: string): Promise<void>;
  remove(id: string): Promise<void>;
  /** Untouched since then: a space goes, one's own loses its answers and can be begun again. Returns how many. */
  forgetBefore(at: IsoInstant): Promise<number>;
}
