import type { Hono } from 'hono';
import { formatCoordinates } from '#src/places/parse-coordinates.ts';
import type { LocalPlace, LocalPlaceKind } from '#src/places/local-place.ts';
import type { PlaceSuggestion } from '#src/places/search-places.ts';
import { formatInstant } from '#src/time/zone.ts';
import type { Ctx, Env } from '#src/web/context.ts';
import { requires } from '#src/web/guards/session.ts';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import {
  Choices,
  DeskForm,
  ErrorSummary,
  type FormErrors,
  TextField,
  type Typed,
  typed,
  fieldOf,
} from '#src/web/layout/fields.tsx';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { readForm, versionIn } from '#src/web/read-form.ts';
import { territoryPlaces } from '#src/web/territory-places.ts';
import { locate } from '#src/web/workspace/locate-place.ts';

const PATH = '/equipe/lieux';
/** Where the desk's script asks which place is being typed. */
export const PLACE_SUGGESTIONS = `${PATH}/recherche`;

const KINDS: readonly { readonly value: LocalPlaceKind; readonly label: string; readonly hint: string }[] = [
  {
    value: 'meeting-point',
    label: 'Point de rendez-vous',
    hint: 'Mairie, église, arrêt de car. Tout le monde peut le voir.',
  },
  { value: 'hamlet', label: 'Lieu-dit', hint: 'Un hameau, un quartier, un lieu connu d’ici.' },
  {
    value: 'name',
    label: 'Autre nom',
    hint: 'Un nom que les gens donnent à un endroit : « Villeneuve » veut dire la nôtre.',
  },
];

/** The places the territory keeps by itself: they win over official names. */
export const placesPages = (app: Hono<Env>): void => {
  app.get(`/:territoire${PATH}`, requires('write-people'), async (c) =>
    listPage(c, await c.get('service').storage.in(c.get('at').territory.id).localPlaces.list()),
  );
  app.get(`/:territoire${PATH}/nouveau`, requires('write-people'), (c) => formPage(c, null, { kind: 'meeting-point' }));
  app.post(`/:territoire${PATH}/nouveau`, requires('write-people'), async (c) => keep(c, null));
  app.get(`/:territoire${PLACE_SUGGESTIONS}`, requires('write-people'), suggest);
  app.get(`/:territoire${PATH}/:id`, requires('write-people'), async (c) => {
    const place = await c.get('service').storage.in(c.get('at').territory.id).localPlaces.find(c.req.param('id'));
    if (!place) return notFoundPage(c, 'Ce lieu n’existe pas, ou plus.');
    return formPage(c, place.id, {
      names: place.names.join('\n'),
      kind: place.kind,
      where: formatCoordinates(place.point),
      version: String(place.version),
    });
  });
  app.post(`/:territoire${PATH}/:id`, requires('write-people'), async (c) => keep(c, c.req.param('id')));
  app.post(`/:territoire${PATH}/:id/supprimer`, requires('write-people'), remove);
};

/** What the fields of places suggest at the desk, as one types. */
const suggest = async (c: Ctx): Promise<Response> => {
  const { at, service } = { at: c.get('at'), service: c.get('service') };
  const text = (c.req.query('q') ?? '').slice(0, 200);
  const found = service.placeSearch.search({ text, territory: await territoryPlaces(service, at.territory), limit: 8 });
  return c.json(found.map(({ value, text: label, ours }) => ({ value, label, ours })));
};

const listPage = (c: Ctx, places: readonly LocalPlace[]): Response | Promise<Response> => {
  const at = c.get('at');
  const { communes } = c.get('service');
  return page(
    c,
    <DeskPage at={at} title="Les lieux du territoire" current={PATH}>
      <p>
        Les noms d’ici l’emportent sur les noms officiels : quand quelqu’un écrit ou dit l’un d’eux, c’est cet endroit
        que la recherche comprend. Les points de rendez-vous sont publics.
      </p>
      <p class="actions">
        <a class="button" href={at.url(`${PATH}/nouveau`)}>
          Ajouter un lieu
        </a>
      </p>
      {places.length === 0 ? (
        <p class="notice">
          Aucun lieu pour l’instant. Commencez par les mairies et les arrêts où l’on se donne rendez-vous, puis les noms
          que vous entendez au téléphone.
        </p>
      ) : (
        <div class="scroll">
          <table>
            <caption>{places.length === 1 ? 'Un lieu' : `${places.length} lieux`}</caption>
            <thead>
              <tr>
                <th scope="col">Noms</th>
                <th scope="col">Sorte</th>
                <th scope="col">Commune</th>
                <th scope="col">Position</th>
              </tr>
            </thead>
            <tbody>
              {places.map((place) => (
                <tr>
                  <td>
                    <a href={at.url(`${PATH}/${place.id}`)}>{place.names.join(', ')}</a>
                  </td>
                  <td>{KINDS.find((kind) => kind.value === place.kind)?.label}</td>
                  <td>{communes.find(place.communeCode)?.name ?? place.communeCode}</td>
                  <td>{formatCoordinates(place.point)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </DeskPage>,
  );
};

interface FormState {
  readonly errors?: FormErrors;
  readonly candidates?: readonly PlaceSuggestion[];
  readonly status?: 200 | 409 | 422;
}

const formPage = (c: Ctx, id: string | null, values: Typed, state: FormState = {}): Response | Promise<Response> => {
  const at = c.get('at');
  const errors = state.errors ?? {};
  const action = at.url(id === null ? `${PATH}/nouveau` : `${PATH}/${id}`);
  return page(
    c,
    <DeskPage at={at} title={id === null ? 'Ajouter un lieu' : 'Changer un lieu'} current={PATH}>
      <ErrorSummary errors={errors} />
      <DeskForm at={at} action={action}>
        <input type="hidden" name="version" value={typed(values, 'version')} />
        <TextField
          label="Noms"
          name="names"
          value={typed(values, 'names').replaceAll(/\s*\n\s*/g, ', ')}
          maxlength={800}
          hint="Un ou plusieurs, séparés par des virgules. Le premier est celui qu’on affiche."
          error={errors['names']}
        />
        <Choices
          label="Sorte de lieu"
          name="kind"
          type="radio"
          options={KINDS}
          chosen={typed(values, 'kind')}
          error={errors['kind']}
        />
        {state.candidates && state.candidates.length > 0 ? (
          <Candidates candidates={state.candidates} error={errors['where']} />
        ) : null}
        <TextField
          label="Où est-ce ?"
          {...fieldOf({ values, errors }, 'where')}

          hint="Une commune, un lieu déjà connu, ou une position copiée d’une carte : 44,4491 1,4366."
        />
        <p class="actions">
          <button type="submit">Enregistrer ce lieu</button>
          <a href={at.url(PATH)}>Revenir à la liste</a>
        </p>
      </DeskForm>
      {id !== null && (
        <DeskForm at={at} action={at.url(`${PATH}/${id}/supprimer`)}>
          <p class="hint">Les trajets et les demandes qui portent ce nom le gardent : ils ont leur propre copie.</p>
          <button type="submit" class="danger">
            Supprimer ce lieu
          </button>
        </DeskForm>
      )}
    </DeskPage>,
    state.status ?? 200,
  );
};

const Candidates = ({ candidates, error }: { candidates: readonly PlaceSuggestion[]; error: string | undefined }) => (
  <Choices
    label="Lequel voulez-vous dire ?"
    name="candidate"
    type="radio"
    options={candidates.map(({ value, text }) => ({ value, label: text }))}
    error={error}
  />
);

const keep = async (c: Ctx, id: string | null): Promise<Response> => {
  const { at, service } = { at: c.get('at'), service: c.get('service') };
  const form = await readForm(c);
  const names = typed(form, 'names')
    .split(/[,\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const kind = KINDS.find(({ value }) => value === typed(form, 'kind'))?.value;
  const candidate = typed(form, 'candidate');
  const where = await locate(c, candidate === '' ? typed(form, 'where') : candidate);
  const errors: Record<string, string> = {};
  if (names.length === 0) errors['names'] = 'Écrivez au moins un nom.';
  else if (names.length > 40 || names.some((name) => name.length > 120))
    errors['names'] = 'C’est trop long : quarante noms au plus, de 120 lettres chacun.';
  if (!kind) errors['kind'] = 'Choisissez une sorte de lieu.';
  if ('error' in where) errors['where'] = where.error;
  if (Object.keys(errors).length > 0 || 'error' in where || !kind) {
    return formPage(c, id, form, {
      errors,
      status: 422,
      ...('error' in where && where.candidates ? { candidates: where.candidates } : {}),
    });
  }
  const place: LocalPlace = {
    id: id ?? service.newId(),
    names,
    kind,
    communeCode: where.communeCode,
    point: where.point,
  };
  const now = formatInstant(at.now);
  const outcome = await service.storage.atomically(at.territory.id, async ({ localPlaces, journal }) => {
    if (id === null) await localPlaces.add(place, now);
    else if ((await localPlaces.save({ ...place, version: versionIn(form) })) === 'changed-meanwhile')
      return 'changed-meanwhile';
    await journal.add({
      id: service.newId(),
      at: now,
      actor: { kind: 'member', id: at.signedIn?.member.id ?? null },
      action: id === null ? 'place-added' : 'place-changed',
      subject: { kind: 'place', id: place.id },
      details: {},
    });
    return 'kept';
  });
  if (outcome === 'changed-meanwhile') {
    const current = await service.storage.in(at.territory.id).localPlaces.find(place.id);
    if (!current) return notFoundPage(c, 'Quelqu’un d’autre vient de supprimer ce lieu.');
    return formPage(
      c,
      id,
      { ...form, version: String(current.version) },
      {
        errors: {
          names: `Quelqu’un d’autre vient de changer ce lieu (${current.names.join(', ')}). Vérifiez, puis enregistrez de nouveau.`,
        },
        status: 409,
      },
    );
  }
  return c.redirect(at.url(PATH), 303);
};

const remove = async (c: Ctx): Promise<Response> => {
  const { at, service } = { at: c.get('at'), service: c.get('service') };
  const id = c.req.param('id') ?? '';
  await service.storage.atomically(at.territory.id, async ({ localPlaces, journal }) => {
    if (!(await localPlaces.find(id))) return;
    await localPlaces.remove(id);
    await journal.add({
      id: service.newId(),
      at: formatInstant(at.now),
      actor: { kind: 'member', id: at.signedIn?.member.id ?? null },
      action: 'place-removed',
      subject: { kind: 'place', id },
      details: {},
    });
  });
  return c.redirect(at.url(PATH), 303);
};
