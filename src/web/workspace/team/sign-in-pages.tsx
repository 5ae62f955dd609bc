import type { Hono } from 'hono';
import { hashToken } from '#src/people/link-token.ts';
import { createFindSignInLink, createUseSignInLink } from '#src/team/sign-in-link.ts';
import type { InstanceStores } from '#src/storage-ports.ts';
import { TABLET_DAYS } from '#src/team/session.ts';
import { createSignIn } from '#src/team/sign-in.ts';
import { leadsToThisMachine } from '#src/this-machine.ts';
import type { At, Ctx, Env } from '#src/web/context.ts';
import { sealForm } from '#src/web/guards/form-seal.ts';
import { knownBrowser, rememberBrowser } from '#src/web/guards/known-browser.ts';
import { mustWait } from '#src/web/guards/limits.ts';
import { hashText, passwordHasher } from '#src/web/guards/password-hasher.ts';
import type { Limit } from '#src/web/guards/rate-limit.ts';
import { personalPage } from '#src/web/guards/security-headers.ts';
import { clearSessionCookie, newSessionToken, sessionIdOf, setSessionCookie } from '#src/web/guards/session.ts';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { ErrorSummary, type FormErrors, TextField, type Typed, typed, fieldOf } from '#src/web/layout/fields.tsx';
import { page } from '#src/web/layout/page.tsx';
import { PublicPage } from '#src/web/layout/public-page.tsx';
import { readForm } from '#src/web/read-form.ts';
import { TAKE_BACK_PATH } from '#src/web/workspace/team/take-back-page.tsx';
import { teamTools } from '#src/web/tools.ts';

const PATH = '/equipe/connexion';
/** Tries from one address, whatever the identifiers: a town hall has several members behind one box. */
const PER_ADDRESS: Limit = { burst: 20, refillSeconds: 30 };

/** Signing in, by password or by a link made by the coordination, and signing out. */
export const signInPages = (app: Hono<Env>): void => {
  app.get(`/:territoire${PATH}`, (c) =>
    c.get('signedIn')?.membership ? c.redirect(afterwards(c, c.req.query('retour') ?? ''), 303) : signInPage(c, {}),
  );
  app.post(`/:territoire${PATH}`, signIn);
  app.get(`/:territoire${PATH}/lien/:jeton`, personalPage, linkPage);
  app.post(`/:territoire${PATH}/lien/:jeton`, personalPage, signInByLink);
  app.post('/:territoire/equipe/deconnexion', signOut);
};

/** What would leave the desk, and perhaps the service where others share its host. */
const CLIMBS = /\/(?:\.|%2e){1,2}(?:[/?#]|$)/i;

/** The page asked for before signing in: one of the desk, never another address. */
const afterwards = (c: Ctx, asked: string): string => {
  const at = c.get('at');
  return /^\/equipe(?:[/?][^\\]*)?$/.test(asked) && !asked.startsWith('/equipe//') && !CLIMBS.test(asked)
    ? at.url('').replace(/\/$/, '') + asked
    : at.url('/equipe');
};

const Seal = ({ c }: { c: Ctx }) => (
  <input type="hidden" name="sceau" value={sealForm(c.get('service').secret, c.get('at').now)} />
);

/** Without https, anyone on the way reads the password: it is said, except on this very machine. */
const InClearNotice = ({ c }: { c: Ctx }) => {
  const { publicUrl } = c.get('service').config;
  if (publicUrl.startsWith('https:') || leadsToThisMachine(publicUrl)) return null;
  return (
    <p class="notice" role="note">
      Cette connexion n’est pas protégée (http). Ne l’utilisez que sur le réseau de votre bureau, et demandez à qui
      s’occupe du serveur de passer en https.
    </p>
  );
};

const signInPage = (
  c: Ctx,
  values: Typed,
  errors: FormErrors = {},
  status: 200 | 422 | 429 = 200,
): Response | Promise<Response> => {
  const at = c.get('at');
  return page(
    c,
    <PublicPage at={at} title="Espace de l’équipe" noindex>
      <InClearNotice c={c} />
      {c.get('signedIn') && <p class="notice">Vous êtes connecté, mais pas membre de l’équipe de ce territoire.</p>}
      <ErrorSummary errors={errors} />
      <form method="post" action={at.url(PATH)}>
        <Seal c={c} />
        <input type="hidden" name="retour" value={typed(values, 'retour') || (c.req.query('retour') ?? '')} />
        <TextField
          label="Identifiant"
          {...fieldOf({ values, errors }, 'identifiant')}

          autocomplete="username"

          autofocus
        />
        <TextField
          label="Mot de passe"
          name="mot_de_passe"
          type="password"
          autocomplete="current-password"
          error={errors['mot_de_passe']}
        />
        <p class="actions">
          <button type="submit">Se connecter</button>
        </p>
      </form>
      <p class="soft">
        Mot de passe oublié ? Demandez à la coordination de votre territoire un lien de connexion, ou un nouveau mot de
        passe. Plus personne de la coordination n’est là ? <a href={at.url(TAKE_BACK_PATH)}>La feuille de secours</a>{' '}
        rend l’accès.
      </p>
    </PublicPage>,
    status,
  );
};

/** "3 minutes", rounded up: nobody counts seconds. */
const waitWords = (at: At, until: Temporal.Instant): string => {
  const minutes = Math.max(1, Math.ceil(at.now.until(until).total('minutes')));
  return minutes === 1 ? 'une minute' : `${minutes} minutes`;
};

const signIn = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const service = c.get('service');
  const form = await readForm(c);
  const values = { identifiant: typed(form, 'identifiant'), retour: typed(form, 'retour') };
  const wait = mustWait(c, 'sign-in', PER_ADDRESS);
  if (wait !== undefined) {
    c.header('Retry-After', String(wait));
    const until = at.now.add({ seconds: wait });
    return signInPage(
      c,
      values,
      { identifiant: `Beaucoup d’essais d’ici. Réessayez dans ${waitWords(at, until)}.` },
      429,
    );
  }
  const { token, id } = newSessionToken();
  const tools = {
    atomically: <T,>(work: (stores: InstanceStores) => Promise<T>) => service.storage.atomicallyOnInstance(work),
    hasher: passwordHasher,
    hashText,
    now: service.clock,
  };
  const result = await createSignIn(tools)({
    login: typed(form, 'identifiant').slice(0, 200),
    password: typed(form, 'mot_de_passe').slice(0, 500),
    browser: knownBrowser(c, typed(form, 'identifiant').slice(0, 200)),
    sessionId: id,
  });
  if (result.kind === 'locked') {
    const words = `Trop d’essais avec cet identifiant. Réessayez dans ${waitWords(at, result.until)}, ou demandez un lien de connexion à la coordination.`;
    return signInPage(c, values, { identifiant: words }, 429);
  }
  if (result.kind === 'refused') {
    const words = 'Cet identifiant et ce mot de passe ne vont pas ensemble. Vérifiez les deux.';
    return signInPage(c, values, { mot_de_passe: words }, 422);
  }
  await endPresentSession(c);
  setSessionCookie(c, token);
  rememberBrowser(c, result.member.login);
  return c.redirect(afterwards(c, values.retour), 303);
};

/** A browser has one session: the one before ends, so that a cookie planted beforehand is worth nothing. */
const endPresentSession = async (c: Ctx): Promise<void> => {
  const before = sessionIdOf(c);
  if (before === undefined) return;
  await c.get('service').storage.atomicallyOnInstance(async ({ members }) => members.removeSession(before));
};

const linkPage = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const token = c.req.param('jeton') ?? '';
  const member = await createFindSignInLink(teamTools(c))(at.territory.id, hashToken(token));
  if (!member)
    return notFoundPage(c, 'Ce lien de connexion a déjà servi, ou a plus de 30 minutes. Demandez-en un autre.');
  return page(
    c,
    <PublicPage at={at} title={`Bonjour ${member.name}`} noindex>
      <InClearNotice c={c} />
      <p>Ce lien vous connecte à l’espace de l’équipe. Il ne sert qu’une fois.</p>
      <form method="post" action={at.url(`${PATH}/lien/${encodeURIComponent(token)}`)}>
        <Seal c={c} />
        {c.get('signedIn') && <input type="hidden" name="_csrf" value={c.get('signedIn')?.csrfToken ?? ''} />}
        <p class="actions">
          <button type="submit">Me connecter</button>
        </p>
      </form>
    </PublicPage>,
  );
};

const signInByLink = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const { token, id } = newSessionToken();
  const used = await createUseSignInLink(teamTools(c))(at.territory.id, hashToken(c.req.param('jeton') ?? ''), id);
  if (!used)
    return notFoundPage(c, 'Ce lien de connexion a déjà servi, ou a plus de 30 minutes. Demandez-en un autre.');
  await endPresentSession(c);
  setSessionCookie(c, token, used.device === null ? undefined : TABLET_DAYS);
  rememberBrowser(c, used.member.login);
  return c.redirect(at.url('/equipe'), 303);
};

const signOut = async (c: Ctx): Promise<Response> => {
  const signedIn = c.get('signedIn');
  const form = await readForm(c);
  if (signedIn && typed(form, 'partout') === 'oui')
    await c
      .get('service')
      .storage.atomicallyOnInstance(async ({ members }) => members.removeSessionsOf(signedIn.member.id));
  else await endPresentSession(c);
  clearSessionCookie(c);
  return c.redirect(c.get('at').url('/equipe/connexion'), 303);
};
