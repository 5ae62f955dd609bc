import type { Hono } from 'hono';
import type { SetupDraft } from '#src/setup/setup-draft.ts';
import { foldCode } from '#src/team/password.ts';
import type { Ctx, Env } from '#src/web/context.ts';
import { clientAddress } from '#src/web/guards/client-address.ts';
import { limiterOf } from '#src/web/guards/limits.ts';
import { hashText } from '#src/web/guards/password-hasher.ts';
import { personalPage } from '#src/web/guards/security-headers.ts';
import type { Limit } from '#src/web/guards/rate-limit.ts';
import { GUIDE_PATH } from '#src/web/guide/guide-pages.tsx';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { ErrorSummary, type FormErrors, TextField, typed } from '#src/web/layout/fields.tsx';
import { page } from '#src/web/layout/page.tsx';
import { readForm } from '#src/web/read-form.ts';
import { GO_ON_PATH } from '#src/web/setup/question-pages.tsx';
import { QUESTIONS } from '#src/web/setup/questions.ts';
import { enterSetup, ownSetup, sameText, setupOf } from '#src/web/setup/setup-access.ts';
import { SETUP_PATH } from '#src/web/paths.ts';
import { SetupPage } from '#src/web/setup/setup-page.tsx';

const CODE_PATH = `${SETUP_PATH}/code`;
export const LINK_PATH = `${SETUP_PATH}/lien`;

/** Wrong codes of one address, then of everyone: behind fifty bits, it is the noise that is limited. */
const PER_ADDRESS: Limit = { burst: 10, refillSeconds: 60 };
const FROM_EVERYWHERE: Limit = { burst: 100, refillSeconds: 10 };

/** The code of the first start, or the link of a space on a shared host; then the questions. */
export const codePages = (app: Hono<Env>): void => {
  app.post(CODE_PATH, enter);
  app.get(`${LINK_PATH}/:jeton`, personalPage, async (c) => {
    const draft = await spaceOf(c);
    return draft ? linkPage(c, draft) : notFoundPage(c, NO_LINK);
  });
  app.post(`${LINK_PATH}/:jeton`, personalPage, async (c) => {
    const draft = await spaceOf(c);
    if (!draft) return notFoundPage(c, NO_LINK);
    enterSetup(c, draft);
    return c.redirect(c.get('urlFor')(null, GO_ON_PATH), 303);
  });
};

const NO_LINK = 'Ce lien n’ouvre plus rien : l’ouverture est terminée, ou il est incomplet.';

const spaceOf = (c: Ctx): Promise<SetupDraft | undefined> =>
  c.get('service').storage.instance.setups.findByTokenHash(hashText(c.req.param('jeton') ?? ''));

/** A GET shows, a POST acts: what looks at links before people do opens nothing. */
const linkPage = async (c: Ctx, draft: SetupDraft): Promise<Response> => {
  const space = await c.get('service').storage.instance.spaces.findByDraft(draft.id);
  if (space?.state === 'refused') return refusedSpacePage(c, space.word);
  const steps = QUESTIONS.filter((question) => !question.isAnswered(draft.answers)).length;
  return page(
    c,
    <SetupPage c={c} title="Préparer votre espace">
      <p class="lead">
        {space?.state === 'accepted'
          ? 'Votre espace est accepté. Il reste à le préparer.'
          : 'Votre demande est arrivée. La personne qui héberge vous rappelle ; d’ici là, préparez votre espace. Rien n’est publié avant son accord.'}
      </p>
      <p>
        {steps === 1 ? 'Il reste une étape' : `Il reste ${steps} étapes`}, une dizaine de minutes au plus. Vos réponses
        sont gardées à chaque étape.
      </p>
      <p class="notice">
        <strong>Notez l’adresse de cette page</strong>, ou mettez-la dans vos favoris : elle vous ramène à vos réponses,
        depuis n’importe quel appareil. Ne la donnez qu’à votre équipe.
        <br />
        <span class="address">
          {c.get('urlFor').absolute(null, `${LINK_PATH}/${encodeURIComponent(c.req.param('jeton') ?? '')}`)}
        </span>
      </p>
      <form
        method="post"
        action={c.get('urlFor')(null, `${LINK_PATH}/${encodeURIComponent(c.req.param('jeton') ?? '')}`)}
      >
        <p class="actions">
          <button type="submit">Continuer</button>
        </p>
      </form>
    </SetupPage>,
  );
};

const refusedSpacePage = (c: Ctx, word: string): Promise<Response> =>
  page(
    c,
    <SetupPage c={c} title="Votre demande n’a pas été acceptée">
      <p class="lead">« {word} »</p>
      <p>
        Vos réponses seront effacées dans les trente jours.{' '}
        <a href={c.get('urlFor')(null, `${GUIDE_PATH}/ou-l-ouvrir`)}>Les autres façons d’ouvrir un Lotocar</a>.
      </p>
    </SetupPage>,
  );

/** `GET /` of an instance that waits for its first territory; undefined on any other. */
export const setupHome = async (c: Ctx): Promise<Response | undefined> => {
  if (!(await ownSetup(c))) return undefined;
  c.header('Cache-Control', 'no-store');
  const inside = await setupOf(c);
  return inside ? goOnPage(c, Object.values(inside.answers).every(isEmpty)) : codePage(c);
};

const isEmpty = (answer: unknown): boolean => answer === null || (Array.isArray(answer) && answer.length === 0);

const goOnPage = (c: Ctx, begins: boolean): Promise<Response> =>
  page(
    c,
    <SetupPage c={c} title="Ouvrir votre service">
      <p class="lead">
        {QUESTIONS.length} étapes, une dizaine de minutes. Vos réponses sont gardées à chaque étape : vous pouvez fermer
        et revenir.
      </p>
      <p>À avoir sous la main : le nom du service, le numéro de téléphone de l’équipe, l’adresse de la structure.</p>
      <p class="actions">
        <a class="button" href={c.get('urlFor')(null, GO_ON_PATH)}>
          {begins ? 'Commencer' : 'Reprendre où j’en étais'}
        </a>
      </p>
    </SetupPage>,
  );

const codePage = (c: Ctx, errors: FormErrors = {}, status: 200 | 422 | 429 = 200, value = ''): Promise<Response> => {
  const urlFor = c.get('urlFor');
  return page(
    c,
    <SetupPage c={c} title="Ouvrir votre service">
      <p class="lead">
        Lotocar est installé. Il reste à l’ouvrir pour votre territoire : {QUESTIONS.length} étapes, une dizaine de
        minutes.
      </p>
      <ErrorSummary errors={errors} />
      <form method="post" action={urlFor(null, CODE_PATH)} novalidate>
        <TextField
          label="Code d’ouverture"
          name="code"
          value={value}
          error={errors['code']}
          hint="Quatre groupes de quatre lettres, par exemple bapi-lumo-tira-neso. Il montre que vous êtes la personne qui a installé le service."
          autocomplete="off"
          maxlength={200}
        />
        <p class="actions">
          <button type="submit">Commencer</button>
        </p>
      </form>
      <h2>Où lire ce code</h2>
      <ul>
        <li>
          Vous avez lancé <strong>npm start</strong>, ou le fichier à installer : il est écrit dans cette fenêtre, sous
          l’adresse du site.
        </li>
        <li>
          Vous avez installé le <strong>paquet Debian</strong> : la commande <code>journalctl -u lotocar</code> le
          montre. Il revient à chaque démarrage (<code>systemctl restart lotocar</code>).
        </li>
        <li>
          Chez un <strong>hébergeur à bouton</strong> : dans les journaux (« logs ») de l’application, ou dans ses
          variables si vous y avez écrit <code>LOTOCAR_SETUP_CODE</code>.
        </li>
      </ul>
      <p class="soft">
        Ce code ne sert qu’à l’ouverture : ensuite il n’ouvre plus rien.{' '}
        <a href={urlFor(null, `${GUIDE_PATH}/ouvrir`)}>Le guide pour ouvrir</a> se lit sans code.
      </p>
    </SetupPage>,
    status,
  );
};

/** Seconds to wait before another try, or undefined. */
const wait = (c: Ctx): number | undefined => {
  const service = c.get('service');
  const limiter = limiterOf(service);
  const own = limiter.take('setup-code', clientAddress(c), PER_ADDRESS, service.clock());
  if (!own.allowed) return own.retryAfter;
  const all = limiter.take('setup-code', 'everywhere', FROM_EVERYWHERE, service.clock());
  return all.allowed ? undefined : all.retryAfter;
};

const enter = async (c: Ctx): Promise<Response> => {
  const urlFor = c.get('urlFor');
  const draft = await ownSetup(c);
  if (!draft) return c.redirect(urlFor(null, ''), 303);
  c.header('Cache-Control', 'no-store');
  const seconds = wait(c);
  if (seconds !== undefined) {
    c.header('Retry-After', String(seconds));
    const minutes = Math.ceil(seconds / 60);
    const words = `Beaucoup d’essais. Réessayez dans ${minutes === 1 ? 'une minute' : `${minutes} minutes`}.`;
    return codePage(c, { code: words }, 429);
  }
  const code = typed(await readForm(c), 'code');
  if (!sameText(hashText(foldCode(code.slice(0, 200))), draft.tokenHash))
    return codePage(c, { code: 'Ce n’est pas ce code. Recopiez-le tel qu’il est écrit.' }, 422, code);
  enterSetup(c, draft);
  return c.redirect(urlFor(null, GO_ON_PATH), 303);
};
