import type { Hono } from 'hono';
import { formatPhone, parsePhone } from '#src/people/phone.ts';
import type { Person } from '#src/people/person.ts';
import { createSubmitRequest } from '#src/requests/submit-request.ts';
import type { Ctx, Env } from '#src/web/context.ts';
import { requires } from '#src/web/guards/session.ts';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { DeskForm, ErrorSummary, type FormErrors, type Typed, typed } from '#src/web/layout/fields.tsx';
import { DeskPage, page } from '#src/web/layout/page.tsx';
import { placeList } from '#src/web/public/place-list.tsx';
import { readForm } from '#src/web/read-form.ts';
import { territoryPlaces } from '#src/web/territory-places.ts';
import { AskedFor, NewPerson, Promised, Said } from '#src/web/workspace/call-fields.tsx';
import { Caller, Known, NEW_REQUEST } from '#src/web/workspace/caller.tsx';
import { type DeskFieldsProps, DeskRequestFields } from '#src/web/workspace/desk-request-fields.tsx';
import { readDeskRequest } from '#src/web/workspace/read-desk-request.ts';
import { memberIdOf, requestTools } from '#src/web/workspace/tools.ts';

const MOST_CALLERS = 8;
/** "Noter un appel": the number first, then the conversation in its order. */
export const noteRequestPage = (app: Hono<Env>): void => {
  app.get(`/:territoire${NEW_REQUEST}`, requires('write-people'), async (c) => {
    const asked = c.req.query('personne');
    if (asked === undefined) return draw(c, null, {});
    const person = await c.get('service').storage.in(c.get('at').territory.id).people.find(asked);
    return person ? draw(c, person, {}) : notFoundPage(c, 'Cette personne n’est plus gardée.');
  });
  app.post(`/:territoire${NEW_REQUEST}`, requires('write-people'), keep);
};

interface Drawn {
  readonly errors?: FormErrors;
  readonly choices?: DeskFieldsProps['choices'];
  readonly status?: 200 | 422;
}

/** What the number or the name searched already says of a person not known yet. */
const describedBy = (text: string): Typed => {
  if (text === '') return {};
  return /\d/.test(text)
    ? { telephone: parsePhone(text) ? formatPhone(parsePhone(text)?.number ?? '') : text }
    : { nom: text };
};

const draw = async (c: Ctx, person: Person | null, posted: Typed, drawn: Drawn = {}): Promise<Response> => {
  const at = c.get('at');
  const service = c.get('service');
  const stores = service.storage.in(at.territory.id);
  const { errors = {}, choices = { depart: [], arrivee: [] }, status = 200 } = drawn;
  const text = (c.req.query('q') ?? '').trim().slice(0, 80);
  const found = text === '' ? [] : await stores.people.search(text, MOST_CALLERS);
  const requests = person ? await stores.requests.list({ passengerIds: [person.id], limit: 20 }) : [];
  const values: Typed = Object.keys(posted).length === 0 ? { ...describedBy(text) } : posted;
  const list = placeList(await territoryPlaces(service, at.territory), service.communes);
  return page(
    c,
    <DeskPage at={at} title="Noter un appel" current="/equipe/demandes">
      {person ? <Known c={c} person={person} requests={requests} /> : <Caller c={c} text={text} found={found} />}
      <ErrorSummary errors={errors} />
      <DeskForm at={at} action={at.url(NEW_REQUEST)} class="note-call">
        {person ? (
          <input type="hidden" name="personne" value={person.id} />
        ) : (
          <NewPerson values={values} errors={errors} />
        )}
        <AskedFor values={values} errors={errors} />
        <DeskRequestFields at={at} values={values} errors={errors} choices={choices} list={list} />
        <Said c={c} person={person} values={values} />
        <Promised c={c} values={values} errors={errors} />
        <p class="actions">
          <button type="submit">Noter et chercher qui conduit</button>
        </p>
      </DeskForm>
    </DeskPage>,
    status,
  );
};

const keep = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const form = await readForm(c);
  const id = typed(form, 'personne');
  const person = id === '' ? null : ((await c.get('service').storage.in(at.territory.id).people.find(id)) ?? null);
  if (id !== '' && !person) return notFoundPage(c, 'Cette personne n’est plus gardée.');
  const read = await readDeskRequest(c, form, person, memberIdOf(c));
  if (read.kind === 'refused')
    return draw(c, person, form, { errors: read.errors, choices: read.choices, status: 422 });
  const submitted = await createSubmitRequest(requestTools(c))(at.territory, read.request);
  if (submitted.kind === 'refused') {
    const errors = { date: 'Cette demande ne peut pas être notée ainsi. Relisez les jours et les lieux.' };
    return draw(c, person, form, { errors, status: 422 });
  }
  return c.redirect(at.url(`/equipe/demandes/${submitted.requestId}`, { note: '1' }), 303);
};
