import type { Hono } from 'hono';
import { createAnswerSetup } from '#src/setup/answer-setup.ts';
import { createOpenFromSetup, type SetupEnd, slugOf } from '#src/setup/open-from-setup.ts';
import type { SetupDraft } from '#src/setup/setup-draft.ts';
import { checkSlug } from '#src/territory/slug.ts';
import type { Ctx, Env } from '#src/web/context.ts';
import { newSessionToken, setSessionCookie } from '#src/web/guards/session.ts';
import { rememberBrowser } from '#src/web/guards/known-browser.ts';
import {
  ErrorSummary,
  fieldOf,
  type FormErrors,
  MoreDetails,
  TextField,
  type Typed,
  typed,
} from '#src/web/layout/fields.tsx';
import { page } from '#src/web/layout/page.tsx';
import { readForm } from '#src/web/read-form.ts';
import { CHECK_PATH, draftOf } from '#src/web/setup/question-pages.tsx';
import { nextQuestion, QUESTIONS } from '#src/web/setup/questions.ts';
import { READY_PATH } from '#src/web/setup/ready-page.tsx';
import { inSetup, leaveSetup, setupToken } from '#src/web/setup/setup-access.ts';
import { questionPath } from '#src/web/setup/setup-form.tsx';
import { SetupPage } from '#src/web/setup/setup-page.tsx';

/** All the answers, read again, then the territory opens. */
export const checkPage = (app: Hono<Env>): void => {
  app.get(CHECK_PATH, inSetup, async (c) => {
    const draft = await draftOf(c);
    const next = nextQuestion(draft.answers);
    if (next) return c.redirect(c.get('urlFor')(null, questionPath(next.path)), 303);
    return draw(c, draft, { adresse: slugOf(draft.answers) });
  });
  app.post(CHECK_PATH, inSetup, open);
};

const draw = async (
  c: Ctx,
  draft: SetupDraft,
  values: Typed,
  errors: FormErrors = {},
  status: 200 | 422 = 200,
): Promise<Response> => {
  const urlFor = c.get('urlFor');
  const { answers } = draft;
  const space =
    draft.kind === 'space' ? await c.get('service').storage.instance.spaces.findByDraft(draft.id) : undefined;
  const waits = space !== undefined && space.state !== 'accepted';
  return page(
    c,
    <SetupPage c={c} title={waits ? 'Tout relire' : 'Tout relire, puis ouvrir'}>
      <ErrorSummary errors={errors} />
      <dl class="reread">
        {QUESTIONS.map((question) => (
          <>
            <dt>{question.label}</dt>
            <dd>
              {question.say(c, answers)}{' '}
              <a href={urlFor(null, questionPath(question.path), { relire: '1' })}>
                Changer <span class="visually-hidden">: {question.label}</span>
              </a>
            </dd>
          </>
        ))}
      </dl>
      <form method="post" action={urlFor(null, CHECK_PATH)} novalidate>
        <input type="hidden" name="_csrf" value={setupToken(c, draft)} />
        <p>
          L’adresse du site sera <strong>{urlFor.absolute({ slug: slugOf(answers) }, '')}</strong>
        </p>
        <MoreDetails title="Changer la fin de cette adresse" open={errors['adresse'] !== undefined}>
          <TextField
            label="Fin de l’adresse"
            {...fieldOf({ values, errors }, 'adresse')}
            hint="Des lettres minuscules sans accent, des chiffres et des tirets. Elle ne change plus ensuite : elle est sur les affiches."
            maxlength={40}
            autocomplete="off"
          />
        </MoreDetails>
        <p>
          Tout le reste a une valeur de départ et se change dans les réglages. Rien de ce que vous n’avez pas choisi
          n’est allumé.
        </p>
        {waits && (
          <p>
            Vous préparez ensuite : l’équipe seule voit l’espace. Ce que vous avez choisi pour l’ouverture commence dès
            l’accord de la personne qui héberge.
          </p>
        )}
        <p class="actions">
          <button type="submit">
            {waits ? 'Préparer' : 'Ouvrir'} {answers.name}
          </button>
        </p>
      </form>
    </SetupPage>,
    status,
  );
};

const REFUSED: Readonly<
  Record<Extract<SetupEnd, { kind: 'refused' }>['refusal'], readonly [field: string, words: string]>
> = {
  'slug-malformed': [
    'adresse',
    'L’adresse s’écrit en lettres minuscules sans accent, chiffres et tirets : haut-quercy.',
  ],
  'slug-reserved': ['adresse', 'Ce mot est réservé par le site : choisissez une autre fin d’adresse.'],
  'slug-taken': ['adresse', 'Un autre territoire a déjà cette adresse : choisissez-en une autre.'],
  'name-missing': ['adresse', 'Il manque le nom du service : changez-le dans la liste.'],
  'phone-malformed': ['adresse', 'Le numéro n’est pas complet : changez-le dans la liste.'],
  'zone-unknown': ['adresse', 'Le fuseau horaire de cette machine n’est pas connu.'],
  'accent-unreadable': ['adresse', 'La couleur n’est pas lisible.'],
  'commune-unknown': ['adresse', 'Une des communes n’existe plus : revoyez le territoire dans la liste.'],
  'no-commune-with-point': [
    'adresse',
    'Nous ne savons pas où sont ces communes : ajoutez au territoire une commune voisine.',
  ],
  'first-login-taken': ['adresse', 'Votre identifiant vient d’être pris : changez-le dans la liste.'],
  'second-login-taken': [
    'adresse',
    'L’identifiant de la deuxième personne vient d’être pris : changez-le dans la liste.',
  ],
};

const open = async (c: Ctx): Promise<Response> => {
  const draft = await draftOf(c);
  const form = await readForm(c);
  const { storage, clock, newId, communes } = c.get('service');
  const slug = typed(form, 'adresse').trim().toLowerCase();
  if (slug !== '' && slug !== slugOf(draft.answers)) {
    const check = checkSlug(slug);
    if (check !== 'ok') {
      const [field, words] = REFUSED[check === 'reserved' ? 'slug-reserved' : 'slug-malformed'];
      return draw(c, draft, form, { [field]: words }, 422);
    }
    await createAnswerSetup({ atomicallyOnInstance: (work) => storage.atomicallyOnInstance(work), now: clock })(
      draft.id,
      (answers) => ({ ...answers, slug }),
    );
  }
  const { token, id } = newSessionToken();
  const end = await createOpenFromSetup({
    atomically: (territoryId, work) => storage.atomically(territoryId, work),
    directory: communes,
    now: clock,
    newId,
  })(draft.id, id);
  if (end.kind === 'unfinished') return c.redirect(c.get('urlFor')(null, CHECK_PATH), 303);
  if (end.kind === 'over') {
    leaveSetup(c);
    return c.redirect(c.get('urlFor')(null, ''), 303);
  }
  if (end.kind === 'refused') {
    const [field, words] = REFUSED[end.refusal];
    return draw(c, await draftOf(c), form, { [field]: words }, 422);
  }
  leaveSetup(c);
  setSessionCookie(c, token);
  const first = draft.answers.first?.login;
  if (first !== undefined) rememberBrowser(c, first);
  return c.redirect(c.get('urlFor')(end.territory, READY_PATH), 303);
};
