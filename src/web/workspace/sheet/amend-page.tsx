import type { Hono } from 'hono';
import type { AmendRefusal } from '#src/follow-up/amend-request.ts';
import { createAmendRequest } from '#src/follow-up/amend-request.ts';
import type { Request } from '#src/requests/request.ts';
import type { Ctx, Env } from '#src/web/context.ts';
import { requires } from '#src/web/guards/session.ts';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { DeskForm, ErrorSummary, type FormErrors, type Typed } from '#src/web/layout/fields.tsx';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { placeList } from '#src/web/places/place-list.tsx';
import { readRequestForm } from '#src/web/public/read-request-form.ts';
import { readForm, versionIn } from '#src/web/read-form.ts';
import { territoryPlaces } from '#src/web/territory-places.ts';
import { type DeskFieldsProps, DeskRequestFields } from '#src/web/workspace/call/desk-request-fields.tsx';
import { fullName } from '#src/web/workspace/shared/desk-words.ts';
import { meanwhileWords } from '#src/web/workspace/sheet/history-words.ts';
import { loadSheet } from '#src/web/workspace/sheet/load-sheet.ts';
import { keepEnds, requestAsTyped } from '#src/web/workspace/call/request-as-typed.ts';
import { memberIdOf, requestTools } from '#src/web/tools.ts';

const GONE = 'Cette demande n’est plus gardée.';

/** "Changer la demande": another hour, another day, the way back after all. */
export const amendPage = (app: Hono<Env>): void => {
  app.get('/:territoire/equipe/demandes/:id/modifier', requires('write-people'), async (c) => {
    const request = await find(c);
    return request ? draw(c, request, requestAsTyped(request)) : notFoundPage(c, GONE);
  });
  app.post('/:territoire/equipe/demandes/:id/modifier', requires('write-people'), keep);
};

const find = (c: Ctx): Promise<Request | undefined> =>
  c
    .get('service')
    .storage.in(c.get('at').territory.id)
    .requests.find(c.req.param('id') ?? '');

interface Drawn {
  readonly errors?: FormErrors;
  readonly choices?: DeskFieldsProps['choices'];
  readonly meanwhile?: readonly string[];
  readonly status?: 200 | 409 | 422;
}

const draw = async (c: Ctx, request: Request, values: Typed, drawn: Drawn = {}): Promise<Response> => {
  const at = c.get('at');
  const service = c.get('service');
  const { errors = {}, choices = { depart: [], arrivee: [] }, meanwhile, status = 200 } = drawn;
  const person = await service.storage.in(at.territory.id).people.find(request.passengerId);
  const list = placeList(await territoryPlaces(service, at.territory), service.communes);
  return page(
    c,
    <DeskPage at={at} title={`Changer la demande de ${fullName(person)}`} current="/equipe/demandes">
      {meanwhile && (
        <div class="notice" role="alert">
          <h2>Quelqu’un a écrit ici avant vous</h2>
          <ul>
            {meanwhile.map((sentence) => (
              <li>{sentence}</li>
            ))}
          </ul>
          <p>
            Rien n’a été défait. Ce que vous aviez écrit est ci-dessous :{' '}
            <a href={at.url(`/equipe/demandes/${request.id}`)}>relisez la demande</a>, puis enregistrez si besoin.
          </p>
        </div>
      )}
      <ErrorSummary errors={errors} />
      <DeskForm at={at} action={at.url(`/equipe/demandes/${request.id}/modifier`)}>
        <input type="hidden" name="version" value={String(request.version)} />
        <DeskRequestFields at={at} values={values} errors={errors} choices={choices} list={list} />
        <p class="actions">
          <button type="submit">Enregistrer</button>
          <a class="button second" href={at.url(`/equipe/demandes/${request.id}`)}>
            Ne rien changer
          </a>
        </p>
      </DeskForm>
    </DeskPage>,
    status,
  );
};

const sentenceOf = (refusal: AmendRefusal): FormErrors => {
  if (refusal.kind === 'closed') return { quand: 'Cette demande est close. Rouvrez-la d’abord.' };
  if (refusal.kind === 'ride-in-the-way')
    return { quand: 'Quelqu’un conduit déjà un jour que vous retirez. Annulez d’abord ce trajet.' };
  if (refusal.kind === 'no-seat-left')
    return {
      personnes:
        'La voiture du trajet convenu n’a pas tant de places. Annulez d’abord ce trajet, ou appelez qui conduit.',
    };
  if (refusal.kind === 'way-missing')
    return { retour: 'Le retour ne se retire pas : sur la fiche, réglez-le « autrement », en disant pourquoi.' };
  return { date: 'Relisez les jours et les lieux.' };
};

const keep = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const service = c.get('service');
  const request = await find(c);
  if (!request) return notFoundPage(c, GONE);
  const posted = await readForm(c);
  const places = { search: service.placeSearch, territory: await territoryPlaces(service, at.territory) };
  const { form, restore } = keepEnds(posted, request, places);
  // Who travels is not asked here: the form is read with a stand-in that is never kept.
  const read = readRequestForm({ ...form, pour: 'moi', nom: '-', telephone: at.territory.phone }, places, at.today);
  if (read.kind === 'refused') return draw(c, request, posted, { ...read, status: 422 });
  const { ways, needs, motive, seats, note } = read.request;
  const outcome = await createAmendRequest(requestTools(c))(
    {
      territoryId: at.territory.id,
      requestId: request.id,
      expectedVersion: versionIn(posted),
      memberId: memberIdOf(c),
    },
    {
      ways: ways.map((way) => ({ ...way, from: restore(way.from), to: restore(way.to) })),
      needs,
      motive,
      seats,
      note,
    },
  );
  if (outcome.kind === 'done') return c.redirect(at.url(`/equipe/demandes/${request.id}`), 303);
  if (outcome.kind === 'unknown') return notFoundPage(c, GONE);
  if (outcome.kind === 'refused') return draw(c, request, posted, { errors: sentenceOf(outcome.refusal), status: 422 });
  const sheet = await loadSheet(c, request.id, 'none');
  const meanwhile = sheet ? meanwhileWords(versionIn(posted), at, sheet) : [];
  return draw(c, outcome.request, posted, { meanwhile, status: 409 });
};
