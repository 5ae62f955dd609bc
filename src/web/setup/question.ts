import type { Child } from 'hono/jsx';
import type { SetupAnswers, SetupDraft } from '#src/setup/setup-draft.ts';
import type { Ctx } from '#src/web/context.ts';
import type { FormErrors, Typed } from '#src/web/layout/fields.tsx';

/** A question as it is drawn: what stands in its fields, and what is wrong with it. */
export interface Asked {
  readonly c: Ctx;
  readonly draft: SetupDraft;
  readonly values: Typed;
  readonly errors: FormErrors;
}

/** What became of an answer. */
export type Answered =
  | {
      readonly kind: 'kept';
      /** Among the answers as they stand: another browser may have given some meanwhile. */
      readonly change: (answers: SetupAnswers) => SetupAnswers;
      /** Asks the same question again: something was added to a list. */
      readonly again?: boolean;
      /** To be read once before going on: nothing keeps it. */
      readonly shown?: Child;
    }
  | {
      readonly kind: 'refused';
      readonly errors: FormErrors;
      /** What the fields show instead of what was typed. */
      readonly values?: Typed;
      /** What was understood all the same. */
      readonly change?: (answers: SetupAnswers) => SetupAnswers;
    };

/** One page of the set-up: one question, or a few that go together. */
export interface Question {
  /** Last part of its address. */
  readonly path: string;
  readonly title: string;
  /** In the list of answers, before opening. */
  readonly label: string;
  isAnswered(answers: SetupAnswers): boolean;
  /** What was answered, in the fields again. */
  typed(answers: SetupAnswers): Typed;
  /** What was answered, in one line to read again. */
  say(c: Ctx, answers: SetupAnswers): string;
  /** Its fields, in the form. */
  draw(asked: Asked): Child;
  /** What stands above the form. */
  above?(asked: Asked): Child;
  read(c: Ctx, draft: SetupDraft, form: Typed): Answered | Promise<Answered>;
}
