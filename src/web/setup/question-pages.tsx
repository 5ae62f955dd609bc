import type { Child } from 'hono/jsx';
import type { Hono } from 'hono';
import { createAnswerSetup } from '#src/setup/answer-setup.ts';
import type { SetupAnswers, SetupDraft } from '#src/setup/setup-draft.ts';
import type { Ctx, Env } from '#src/web/context.ts';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { ErrorSummary, type FormErrors, type Typed, typed } from '#src/web/layout/fields.tsx';
import { page } from '#src/web/layout/page.tsx';
import { readForm } from '#src/web/read-form.ts';
import { nextQuestion, QUESTIONS } from '#src/web/setup/questions.ts';
import type { Question } from '#src/web/setup/question.ts';
import { inSetup, setupOf } from '#src/web/setup/setup-access.ts';
import { questionPath, SetupForm } from '#src/web/setup/setup-form.tsx';
import { SETUP_PATH } from '#src/web/paths.ts';
import { SetupPage } from '#src/web/setup/setup-page.tsx';

/** Where all the answers are read again before opening. */
export const CHECK_PATH = `${SETUP_PATH}/relire`;
/** Leads to where one was. */
export const GO_ON_PATH = `${SETUP_PATH}/questions`;

/** The questions, one page each: answered, left, taken up again. */
export const questionPages = (app: Hono<Env>): void => {
  app.get(GO_ON_PATH, inSetup, async (c) => goTo(c, nextQuestion((await draftOf(c)).answers)));
  app.get(questionPath(':question'), inSetup, async (c) => {
    const question = questionOf(c);
    const draft = await draftOf(c);
    if (!question) return notFoundPage(c);
    const next = nextQuestion(draft.answers);
    // One question builds on those before: an address typed by hand does not jump over them.
    if (next && QUESTIONS.indexOf(question) > QUESTIONS.indexOf(next)) return goTo(c, next);
    return questionPage(c, question, draft, question.typed(draft.answers));
  });
  app.post(questionPath(':question'), inSetup, answer);
};

/** The set-up that `inSetup` let in. @throws Error when it ended between two readings. */
export const draftOf = async (c: Ctx): Promise<SetupDraft> => {
  const draft = await setupOf(c);
  if (!draft) throw new Error('the set-up ended meanwhile');
  return draft;
};

const questionOf = (c: Ctx): Question | undefined => QUESTIONS.find(({ path }) => path === c.req.param('question'));

const goTo = (c: Ctx, question: Question | undefined): Response =>
  c.redirect(c.get('urlFor')(null, question ? questionPath(question.path) : CHECK_PATH), 303);

/** From the list of answers one goes back to it; otherwise on to the question after. */
const after = (question: Question, answers: SetupAnswers, reread: boolean): Question | undefined => {
  const following = QUESTIONS[QUESTIONS.indexOf(question) + 1];
  return reread || !following || following.isAnswered(answers) ? nextQuestion(answers) : following;
};

const questionPage = (
  c: Ctx,
  question: Question,
  draft: SetupDraft,
  values: Typed,
  errors: FormErrors = {},
  status: 200 | 422 = 200,
): Promise<Response> => {
  const urlFor = c.get('urlFor');
  const index = QUESTIONS.indexOf(question);
  const before = QUESTIONS[index - 1];
  const reread = c.req.query('relire') === '1' || typed(values, 'relire') === '1';
  const asked = { c, draft, values, errors };
  return page(
    c,
    <SetupPage c={c} title={question.title}>
      <p class="soft">
        Étape {index + 1} sur {QUESTIONS.length}. Vos réponses sont gardées : vous pouvez fermer et revenir plus tard.
      </p>
      <ErrorSummary errors={errors} />
      {question.above?.(asked)}
      <SetupForm c={c} draft={draft} question={question.path}>
        {reread && <input type="hidden" name="relire" value="1" />}
        {question.draw(asked)}
        <p class="actions">
          <button type="submit">Continuer</button>
          {reread ? (
            <a href={urlFor(null, CHECK_PATH)}>Revenir à la liste</a>
          ) : (
            before && <a href={urlFor(null, questionPath(before.path))}>Revenir en arrière</a>
          )}
        </p>
      </SetupForm>
    </SetupPage>,
    status,
  );
};

const answer = async (c: Ctx): Promise<Response> => {
  const question = questionOf(c);
  if (!question) return notFoundPage(c);
  const draft = await draftOf(c);
  const form = await readForm(c);
  const { storage, clock } = c.get('service');
  const keep = createAnswerSetup({ atomicallyOnInstance: (work) => storage.atomicallyOnInstance(work), now: clock });
  const answered = await question.read(c, draft, form);
  const kept = answered.change ? await keep(draft.id, answered.change) : draft;
  if (!kept) return c.redirect(c.get('urlFor')(null, ''), 303);
  const reread = typed(form, 'relire') === '1';
  if (answered.kind === 'refused')
    return questionPage(c, question, kept, { ...form, ...answered.values }, answered.errors, 422);
  if (answered.again)
    return c.redirect(c.get('urlFor')(null, questionPath(question.path), reread ? { relire: '1' } : {}), 303);
  const next = after(question, kept.answers, reread);
  return answered.shown === undefined ? goTo(c, next) : shownPage(c, answered.shown, next);
};

/** A password made here: read, copied, then one goes on. */
const shownPage = (c: Ctx, shown: Child, next: Question | undefined): Promise<Response> =>
  page(
    c,
    <SetupPage c={c} title="À noter sur papier">
      {shown}
      <p class="actions">
        <a class="button" href={c.get('urlFor')(null, next ? questionPath(next.path) : CHECK_PATH)}>
          C’est noté, continuer
        </a>
      </p>
    </SetupPage>,
  );
