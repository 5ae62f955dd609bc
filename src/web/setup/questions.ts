import type { SetupAnswers } from '#src/setup/setup-draft.ts';
import { borderQuestion } from '#src/web/setup/question-border.tsx';
import { controllerQuestion } from '#src/web/setup/question-controller.tsx';
import { firstQuestion } from '#src/web/setup/question-first.tsx';
import { nameQuestion } from '#src/web/setup/question-name.tsx';
import { openingQuestion } from '#src/web/setup/question-opening.tsx';
import { phoneQuestion } from '#src/web/setup/question-phone.tsx';
import { secondQuestion } from '#src/web/setup/question-second.tsx';
import { territoryQuestion } from '#src/web/setup/question-territory.tsx';
import type { Question } from '#src/web/setup/question.ts';

/** All that is asked to open a territory, in order; everything else has a default and a page of settings. */
export const QUESTIONS: readonly Question[] = [
  nameQuestion,
  territoryQuestion,
  borderQuestion,
  phoneQuestion,
  controllerQuestion,
  firstQuestion,
  secondQuestion,
  openingQuestion,
];

/** The first one not answered yet; undefined when all were. */
export const nextQuestion = (answers: SetupAnswers): Question | undefined =>
  QUESTIONS.find((question) => !question.isAnswered(answers));
