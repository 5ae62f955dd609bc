import type { Hono } from 'hono';
import { raw } from 'hono/html';
import type { PropsWithChildren } from 'hono/jsx';
import { PERIODS } from '#src/privacy/periods.ts';
import { createAskSpace, offersSpaces } from '#src/setup/ask-space.ts';
import type { Ctx, Env } from '#src/web/context.ts';
import { clientAddress } from '#src/web/guards/client-address.ts';
import { checkSeal, sealForm } from '#src/web/guards/form-seal.ts';
import { limiterOf } from '#src/web/guards/limits.ts';
import { hashText } from '#src/web/guards/password-hasher.ts';
import type { Limit } from '#src/web/guards/rate-limit.ts';
import { personalPage } from '#src/web/guards/security-headers.ts';
import { GUIDE_PATH } from '#src/web/guide/guide-pages.tsx';
import { readGuidePage } from '#src/web/guide/guide-text.ts';
import { renderGuide } from '#src/web/guide/render-guide.ts';
import {
  ErrorSummary,
  fieldOf,
  type FormErrors,
  PublicForm,
  TextArea,
  TextField,
  type Typed,
  typed,
} from '#src/web/layout/fields.tsx';
import { InstancePage } from '#src/web/layout/instance-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { newLinkToken } from '#src/web/new-token.ts';
import { readSpace } from '#src/web/setup/read-space.ts';
import { readForm } from '#src/web/read-form.ts';
import { LINK_PATH } from '#src/web/setup/code-page.tsx';
import { ownSetup } from '#src/web/setup/setup-access.ts';
import { SETUP_PATH } from '#src/web/paths.ts';

/** An office asks for one territory, perhaps two; then all addresses together. */
const PER_ADDRESS: Limit = { burst: 4, refillSeconds: 1800 };
const FROM_EVERYWHERE: Limit = { burst: 30, refillSeconds: 600 };

const TOKEN = /^[a-z2-7]{26}$/u;

/** `/ouvrir`: a space asked for on a shared host; elsewhere, where one could be. */
export const askSpacePages = (app: Hono<Env>): void => {
  app.get(SETUP_PATH, async (c) => {
    if (await ownSetup(c)) return c.redirect(c.get('urlFor')(null, ''), 303);
    return (await offersSpaces(c.get('service').storage.instance))
      ? formPage(c, { values: {}, errors: {} })
      : noHostPage(c);
  });
  app.post(SETUP_PATH, personalPage, ask);
};

interface State {
  readonly values: Typed;
  readonly errors: FormErrors;
  /** Why it could not be taken, whatever was typed. */
  readonly sentence?: string;
}

const Frame = ({ c, title, children }: PropsWithChildren<{ c: Ctx; title: string }>) => (
  <InstancePage title={title} nonce={c.get('nonce')} root={(path) => c.get('urlFor')(null, path)}>
    {children}
  </InstancePage>
);

/** A machine of one territory: it takes in no other, and says where one could open. */
const noHostPage = (c: Ctx, status: 200 | 409 = 200): Promise<Response> => {
  const urlFor = c.get('urlFor');
  const { title, html } = renderGuide(readGuidePage('ou-l-ouvrir'), (name) => urlFor(null, `${GUIDE_PATH}/${name}`));
  return page(
    c,
    <Frame c={c} title={title}>
      <p class="notice">Ce site ne propose pas d’espace à d’autres territoires. Voici où ouvrir le vôtre.</p>
      {raw(html)}
    </Frame>,
    status,
  );
};

const formPage = (c: Ctx, { values, errors, sentence }: State, status: 200 | 422 | 429 = 200): Promise<Response> => {
  const service = c.get('service');
  const urlFor = c.get('urlFor');
  const field = (name: string) => fieldOf({ values, errors }, name);
  // The form holds the secret of the link to be: nothing keeps it.
  c.header('Cache-Control', 'no-store');
  return page(
    c,
    <Frame c={c} title="Demander un espace">
      {sentence !== undefined && (
        <div class="errors" role="alert">
          <p>{sentence}</p>
        </div>
      )}
      <ErrorSummary errors={errors} />
      <p class="lead">
        Ce site peut tenir le service de votre territoire : rien à installer. Vous préparez tout dès maintenant ; la
        personne qui héberge vous rappelle, puis ouvre votre espace.
      </p>
      <PublicForm action={urlFor(null, SETUP_PATH)} seal={sealForm(service.secret, service.clock())}>
        <input
          type="hidden"
          name="cle"
          value={TOKEN.test(typed(values, 'cle')) ? typed(values, 'cle') : newLinkToken()}
        />
        <TextField
          label="Nom du service"
          {...field('nom')}
          hint="Par exemple : Lotocar du Haut-Quercy. Il se change ensuite."
          maxlength={80}
        />
        <TextArea
          label="Votre territoire"
          {...field('territoire')}
          hint="Un département, une intercommunalité, ou des communes séparées par des virgules."
          rows={2}
          maxlength={600}
        />
        <TextArea
          label="Qui répond des données"
          {...field('responsable')}
          hint="Le nom et l’adresse de la mairie, de l’intercommunalité ou de l’association."
          rows={2}
          maxlength={400}
        />
        <TextField label="Votre nom" {...field('demandeur')} autocomplete="name" maxlength={120} />
        <TextField label="Votre téléphone" {...field('telephone')} type="tel" autocomplete="tel" short />
        <TextField label="Votre adresse e-mail" {...field('email')} type="email" autocomplete="email" optional />
        <p class="hint">
          Seule la personne qui héberge lit cette demande. Elle est effacée {PERIODS.setupDays} jours après sa réponse,
          ou si vous n’allez pas plus loin.
        </p>
        <p class="actions">
          <button type="submit">Demander cet espace</button>
        </p>
      </PublicForm>
      <p>
        <a href={urlFor(null, `${GUIDE_PATH}/ou-l-ouvrir`)}>Les autres façons d’ouvrir un Lotocar</a>, ce qu’il faut et
        ce que cela coûte.
      </p>
    </Frame>,
    status,
  );
};

/** Seconds to wait before another request, or undefined. */
const wait = (c: Ctx): number | undefined => {
  const service = c.get('service');
  const limiter = limiterOf(service);
  const own = limiter.take('ask-space', clientAddress(c), PER_ADDRESS, service.clock());
  if (!own.allowed) return own.retryAfter;
  const all = limiter.take('ask-space', 'everywhere', FROM_EVERYWHERE, service.clock());
  return all.allowed ? undefined : all.retryAfter;
};

const BUSY = 'Beaucoup de demandes sont arrivées. Attendez un peu, puis envoyez à nouveau : rien n’est perdu.';

const ask = async (c: Ctx): Promise<Response> => {
  const service = c.get('service');
  const { storage, clock, newId, communes, placeSearch } = service;
  if (!(await offersSpaces(storage.instance))) return noHostPage(c, 409);
  const form = await readForm(c);
  const read = readSpace(form, { directory: communes, search: placeSearch });
  const again = (state: Partial<State>, status: 422 | 429) =>
    formPage(c, { values: form, errors: {}, ...state }, status);
  if (read.kind === 'refused') return again({ errors: read.errors }, 422);
  const token = typed(form, 'cle');
  if (checkSeal(service.secret, form, clock()) !== 'ok' || !TOKEN.test(token))
    return again({ sentence: 'Relisez votre demande, puis envoyez-la à nouveau. Rien n’est perdu.' }, 422);
  const seconds = wait(c);
  if (seconds !== undefined) {
    c.header('Retry-After', String(seconds));
    return again({ sentence: BUSY }, 429);
  }
  const outcome = await createAskSpace({
    atomicallyOnInstance: (work) => storage.atomicallyOnInstance(work),
    now: clock,
    newId,
  })(read.asked, hashText(token));
  if (outcome === 'no-host') return noHostPage(c, 409);
  if (outcome === 'too-many') return again({ sentence: BUSY }, 429);
  return c.redirect(c.get('urlFor')(null, `${LINK_PATH}/${token}`), 303);
};
