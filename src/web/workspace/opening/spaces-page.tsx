import type { Hono } from 'hono';
import { formatPhone, telLink } from '#src/people/phone.ts';
import { PERIODS } from '#src/privacy/periods.ts';
import { createAnswerSpace, type SpaceAnswer } from '#src/setup/answer-space.ts';
import type { SpaceRequest } from '#src/setup/space-request.ts';
import type { At, Ctx, Env } from '#src/web/context.ts';
import { requires } from '#src/web/guards/session.ts';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import {
  DeskForm,
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
import { SETUP_PATH } from '#src/web/paths.ts';
import { momentWords } from '#src/web/workspace/shared/desk-words.ts';

/** The spaces asked for on this host, for who runs it. */
export const SPACES_PATH = '/equipe/reglages/espaces';

/** What touches the whole instance is for who runs it. */
export const isHost = ({ signedIn }: At): boolean => signedIn?.member.host === true;

/** Requests of spaces: read, accepted in one click, or refused with a word. Nobody else knows of this page. */
export const spacesPages = (app: Hono<Env>): void => {
  const forCoordination = requires('manage-territory');
  app.get(`/:territoire${SPACES_PATH}`, forCoordination, (c) => draw(c));
  app.post(`/:territoire${SPACES_PATH}/accueil`, forCoordination, switchSpaces);
  app.post(`/:territoire${SPACES_PATH}/:id/accepter`, forCoordination, (c) => answer(c, { kind: 'accept' }));
  app.post(`/:territoire${SPACES_PATH}/:id/refuser`, forCoordination, refuse);
};

const STATES: Readonly<Record<SpaceRequest['state'], string>> = {
  waiting: 'attend votre réponse',
  accepted: 'acceptée',
  refused: 'refusée',
};

interface Shown {
  readonly c: Ctx;
  readonly space: SpaceRequest;
  readonly values: Typed;
  readonly errors: FormErrors;
}

const progress = ({ territoryId, draftId }: SpaceRequest): string =>
  territoryId !== null ? 'l’espace est prêt' : draftId !== null ? 'l’espace se prépare' : 'pas commencé';

const Space = ({ c, space, values, errors }: Shown) => {
  const at = c.get('at');
  const { id, name, area, asker, phone, email, controller, state, word, askedAt } = space;
  return (
    <li>
      <h2>{name}</h2>
      <p class="soft">
        Demandé {momentWords(askedAt, at.territory.zone, at.today)} ; {STATES[state]}
        {state === 'refused' && word !== '' ? ` : « ${word} »` : ''} ; {progress(space)}.
      </p>
      <dl class="facts">
        <dt>Territoire</dt>
        <dd>{area}</dd>
        <dt>Qui demande</dt>
        <dd>
          {asker}, <a href={telLink(phone)}>{formatPhone(phone)}</a>
          {email === null ? '' : `, ${email}`}
        </dd>
        <dt>Qui répond des données</dt>
        <dd>{controller}</dd>
      </dl>
      {state !== 'accepted' && (
        <DeskForm at={at} action={at.url(`${SPACES_PATH}/${id}/accepter`)}>
          <button type="submit">Accepter {name}</button>
        </DeskForm>
      )}
      {state === 'waiting' && (
        <MoreDetails title="Refuser, avec un mot" open={errors[`mot-${id}`] !== undefined}>
          <DeskForm at={at} action={at.url(`${SPACES_PATH}/${id}/refuser`)}>
            <TextField
              label={`Un mot pour ${asker}`}
              {...fieldOf({ values, errors }, `mot-${id}`)}
              hint="Il est montré à qui a demandé. Par exemple : voyez plutôt avec votre département."
              maxlength={300}
            />
            <button type="submit" class="second">
              Envoyer ce refus <span class="visually-hidden">{name}</span>
            </button>
          </DeskForm>
        </MoreDetails>
      )}
    </li>
  );
};

const draw = async (c: Ctx, state: { values?: Typed; errors?: FormErrors } = {}): Promise<Response> => {
  const at = c.get('at');
  if (!isHost(at)) return notFoundPage(c);
  const { spaces, settings } = c.get('service').storage.instance;
  const all = await spaces.list();
  const closed = (await settings.get('spaces')) === 'closed';
  const errors = state.errors ?? {};
  return page(
    c,
    <DeskPage at={at} title="Les espaces demandés" current="/equipe/reglages">
      {c.req.query('fait') === '1' && (
        <p class="notice" role="status">
          C’est fait.
        </p>
      )}
      <ErrorSummary errors={errors} />
      <p>
        {closed
          ? 'Ce site n’accueille plus d’autre territoire.'
          : 'Tout territoire peut demander un espace ici, à l’adresse '}
        {!closed && <a href={at.root(SETUP_PATH)}>{c.get('urlFor').absolute(null, SETUP_PATH)}</a>}
        {!closed && '. Son équipe prépare tout aussitôt ; rien n’est publié avant votre accord.'}
      </p>
      <p class="soft">
        Une demande est effacée {PERIODS.setupDays} jours après votre réponse ; refusée, avec ce qui a été préparé.
      </p>
      {all.length === 0 ? (
        <p class="notice">Personne n’a demandé d’espace.</p>
      ) : (
        <ul class="rows">
          {all.map((space) => (
            <Space c={c} space={space} values={state.values ?? {}} errors={errors} />
          ))}
        </ul>
      )}
      <DeskForm at={at} action={at.url(`${SPACES_PATH}/accueil`)}>
        <input type="hidden" name="accueil" value={closed ? 'oui' : 'non'} />
        <button type="submit" class="second">
          {closed ? 'Accueillir de nouveau d’autres territoires' : 'Ne plus accueillir d’autre territoire'}
        </button>
      </DeskForm>
    </DeskPage>,
    Object.keys(errors).length > 0 ? 422 : 200,
  );
};

const answer = async (c: Ctx, given: SpaceAnswer): Promise<Response> => {
  const at = c.get('at');
  if (!isHost(at)) return notFoundPage(c);
  const { storage, clock } = c.get('service');
  const outcome = await createAnswerSpace({
    atomicallyOnInstance: (work) => storage.atomicallyOnInstance(work),
    now: clock,
  })(c.req.param('id') ?? '', given);
  if (outcome === 'unknown') return notFoundPage(c, 'Cette demande n’est plus là : elle a été effacée.');
  return c.redirect(at.url(SPACES_PATH, { fait: '1' }), 303);
};

const refuse = async (c: Ctx): Promise<Response> => {
  if (!isHost(c.get('at'))) return notFoundPage(c);
  const form = await readForm(c);
  const field = `mot-${c.req.param('id') ?? ''}`;
  const word = typed(form, field).trim().slice(0, 300);
  if (word === '')
    return draw(c, { values: form, errors: { [field]: 'Écrivez un mot : on ne refuse pas sans le dire.' } });
  return answer(c, { kind: 'refuse', word });
};

const switchSpaces = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  if (!isHost(at)) return notFoundPage(c);
  const opens = typed(await readForm(c), 'accueil') === 'oui';
  await c
    .get('service')
    .storage.atomicallyOnInstance(({ settings }) => settings.set('spaces', opens ? null : 'closed'));
  return c.redirect(at.url(SPACES_PATH, { fait: '1' }), 303);
};
