import type { Hono } from 'hono';
import { checkPassword, LEAST_LENGTH, type PasswordProblem } from '#src/team/password.ts';
import { createResetPassword } from '#src/team/reset-password.ts';
import { startSession } from '#src/team/session.ts';
import type { Ctx, Env } from '#src/web/context.ts';
import { mustWait } from '#src/web/guards/limits.ts';
import { hashText, passwordHasher } from '#src/web/guards/password-hasher.ts';
import { newSessionToken, requires, setSessionCookie } from '#src/web/guards/session.ts';
import { DeskForm, ErrorSummary, type FormErrors, TextField, typed } from '#src/web/layout/fields.tsx';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { readForm } from '#src/web/read-form.ts';
import { memberIdOf, teamAct, teamTools } from '#src/web/tools.ts';

const PATH = '/equipe/compte';

const PROBLEMS: Readonly<Record<PasswordProblem, string>> = {
  'too-short': `Choisissez au moins ${LEAST_LENGTH} caractères. Une phrase convient très bien.`,
  'too-long': 'C’est trop long. Choisissez-en un plus court.',
  'like-login': 'N’y mettez pas votre identifiant.',
  'too-plain': 'C’est toujours le même caractère. Choisissez une phrase.',
};

/** One's own password, and ending one's sessions everywhere: open to each role. */
export const accountPage = (app: Hono<Env>): void => {
  app.get(`/:territoire${PATH}`, requires('read-figures'), (c) => draw(c));
  app.post(`/:territoire${PATH}/mot-de-passe`, requires('read-figures'), changePassword);
};

const draw = (c: Ctx, errors: FormErrors = {}, status: 200 | 422 | 429 = 200): Response | Promise<Response> => {
  const at = c.get('at');
  return page(
    c,
    <DeskPage at={at} title="Mon compte">
      {c.req.query('fait') === '1' && (
        <p class="notice" role="status">
          Votre mot de passe est changé. Vos autres connexions sont fermées.
        </p>
      )}
      <ErrorSummary errors={errors} />
      <p>
        {at.signedIn?.member.name}, identifiant « {at.signedIn?.member.login} ».
      </p>
      <h2>Changer mon mot de passe</h2>
      <DeskForm at={at} action={at.url(`${PATH}/mot-de-passe`)}>
        <TextField
          label="Mot de passe d’aujourd’hui"
          name="present"
          type="password"
          autocomplete="current-password"
          error={errors['present']}
        />
        <TextField
          label="Nouveau mot de passe"
          name="nouveau"
          type="password"
          autocomplete="new-password"
          hint={`Au moins ${LEAST_LENGTH} caractères : une phrase que vous retenez.`}
          error={errors['nouveau']}
        />
        <p class="actions">
          <button type="submit">Changer mon mot de passe</button>
        </p>
      </DeskForm>
      <h2>Me déconnecter partout</h2>
      <p>Si vous avez laissé votre session ouverte sur un autre poste.</p>
      <DeskForm at={at} action={at.url('/equipe/deconnexion')}>
        <input type="hidden" name="partout" value="oui" />
        <p class="actions">
          <button type="submit" class="second">
            Me déconnecter partout
          </button>
        </p>
      </DeskForm>
    </DeskPage>,
    status,
  );
};

const changePassword = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const service = c.get('service');
  const memberId = memberIdOf(c);
  if (mustWait(c, 'own-password', { burst: 5, refillSeconds: 60 }, memberId) !== undefined)
    return draw(c, { present: 'Trop d’essais. Réessayez dans une minute.' }, 429);
  const form = await readForm(c);
  const { members } = service.storage.instance;
  const kept = await members.findPasswordHash(memberId);
  // Whoever came by a link and has no password yet has none to show.
  if (kept !== undefined && !(await passwordHasher.verify(typed(form, 'present').slice(0, 500), kept)))
    return draw(c, { present: 'Ce n’est pas votre mot de passe d’aujourd’hui.' }, 422);
  const problem = checkPassword(typed(form, 'nouveau'), at.signedIn?.member.login ?? '');
  if (problem) return draw(c, { nouveau: PROBLEMS[problem] }, 422);
  const hash = await passwordHasher.hash(typed(form, 'nouveau'));
  await createResetPassword(teamTools(c), hashText)(teamAct(c), memberId, hash);
  // All sessions ended with the old password: this browser gets a fresh one.
  const { token, id } = newSessionToken();
  await service.storage.atomicallyOnInstance(async (stores) =>
    stores.members.addSession(startSession(id, memberId, service.clock())),
  );
  setSessionCookie(c, token);
  return c.redirect(at.url(PATH, { fait: '1' }), 303);
};
