import type { Hono } from 'hono';
import { parsePhone } from '#src/people/phone.ts';
import type { Person } from '#src/people/person.ts';
import { createSubmitRequest } from '#src/follow-up/submit-request.ts';
import type { Ctx, Env } from '#src/web/context.ts';
import { requires } from '#src/web/guards/session.ts';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { DeskForm, ErrorSummary, type FormErrors, typed } from '#src/web/layout/fields.tsx';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { placeList } from '#src/web/places/place-list.tsx';
import { readForm } from '#src/web/read-form.ts';
import { territoryPlaces } from '#src/web/territory-places.ts';
import { CallList, CALLS, loadOwnCalls, NEW_REQUEST } from '#src/web/workspace/call/call-drafts.tsx';
import { endCall, saveCall } from '#src/web/workspace/call/call-draft-pages.tsx';
import { AskedFor, NewPerson, Promised, Said } from '#src/web/workspace/call/call-fields.tsx';
import { loadCallSoFar } from '#src/web/workspace/call/call-so-far.ts';
import { Caller, FoundCallers, Known } from '#src/web/workspace/call/caller.tsx';
import { type DeskFieldsProps, DeskRequestFields } from '#src/web/workspace/call/desk-request-fields.tsx';
import { type Call, loadCall, loadCaller } from '#src/web/workspace/call/load-call.ts';
import { readDeskRequest } from '#src/web/workspace/call/read-desk-request.ts';
import { signInAgain } from '#src/web/workspace/call/sign-in-again.tsx';
import { memberIdOf, requestTools } from '#src/web/tools.ts';
import { WhoFits } from '#src/web/workspace/call/who-fits.tsx';

const MOST_CALLERS = 8;

/** "Noter un appel": the number first, then the conversation in its order, with who could drive beside it. */
export const noteRequestPage = (app: Hono<Env>): void => {
  const path = `/:territoire${NEW_REQUEST}`;
  app.get(path, requires('write-people'), open);
  app.post(path, signInAgain, requires('write-people'), keep);
  app.post(`${path}/qui-appelle`, requires('write-people'), async (c) => {
    const form = await readForm(c);
    const text = typed(form, 'q').trim().slice(0, 80);
    const props = { at: c.get('at'), text, found: await findCallers(c, text), call: typed(form, 'appel') };
    return c.html(<FoundCallers {...props} />);
  });
  app.post(`${path}/qui-convient`, requires('write-people'), async (c) =>
    c.html(<WhoFits at={c.get('at')} call={await loadCallSoFar(c, await readForm(c))} />),
  );
};

const GONE = 'Cette personne n’est plus gardée.';

const findCallers = async (c: Ctx, text: string): Promise<readonly Person[]> =>
  text === '' ? [] : c.get('service').storage.in(c.get('at').territory.id).people.search(text, MOST_CALLERS);

const open = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const call = await loadCall(c);
  if (!call) return notFoundPage(c, GONE);
  const phone = parsePhone(c.req.query('q') ?? '');
  if (phone && !call.person && c.req.query('autre') === undefined) {
    // The whole number of one person only: it is them, until they say otherwise.
    const [only, ...others] = await c.get('service').storage.in(at.territory.id).people.withNumber(phone.number);
    if (only && others.length === 0) return c.redirect(at.url(NEW_REQUEST, { personne: only.id, appel: call.id }), 303);
  }
  return draw(c, call);
};

interface Drawn {
  readonly errors?: FormErrors;
  readonly choices?: DeskFieldsProps['choices'];
  readonly status?: 200 | 413 | 422;
}

const draw = async (c: Ctx, call: Call, drawn: Drawn = {}): Promise<Response> => {
  const [at, service] = [c.get('at'), c.get('service')];
  const { errors = {}, choices = { depart: [], arrivee: [] }, status = 200 } = drawn;
  const { id, person, values, focus } = call;
  const text = (c.req.query('q') ?? '').trim().slice(0, 80);
  const list = placeList(await territoryPlaces(service, at.territory), service.communes);
  const fields = { at, values, errors, choices, list, ...(status === 200 && { focus }) };
  return page(
    c,
    <DeskPage at={at} title="Noter un appel" current="/equipe/demandes" wide>
      <div id="appels-en-cours">
        <CallList at={at} calls={await loadOwnCalls(c)} current={id} />
      </div>
      {c.req.query('cote') !== undefined && (
        <p class="notice" role="status">
          L’appel est mis de côté : il vous attend ci-dessus.
        </p>
      )}
      {person ? (
        <Known at={at} person={person} requests={call.requests} alerts={call.alerts} call={id} />
      ) : (
        <Caller at={at} text={text} found={await findCallers(c, text)} call={id} focus={fields.focus ?? ''} />
      )}
      <ErrorSummary errors={errors} />
      <div class="form-and-fits">
        <DeskForm
          at={at}
          id="appel"
          action={at.url(NEW_REQUEST)}
          class="note-call"
          script={{
            'data-script': 'live call-draft',
            'data-live': at.url(`${NEW_REQUEST}/qui-convient`),
            'data-into': 'qui-convient',
            'data-calls': at.url(CALLS),
            'data-page': at.url(NEW_REQUEST),
            'data-sign-in': at.url('/equipe/connexion'),
          }}
        >
          <input type="hidden" name="brouillon" value={id} />
          <input type="hidden" name="membre" value={memberIdOf(c)} />
          <input type="hidden" name="refaire" value={typed(values, 'refaire')} />
          {person ? (
            <input type="hidden" name="personne" value={person.id} />
          ) : (
            <NewPerson at={at} values={values} errors={errors} focus={fields.focus ?? ''} />
          )}
          <DeskRequestFields {...fields} />
          <AskedFor values={values} errors={errors} />
          <Said c={c} person={person} values={values} />
          <Promised values={values} errors={errors} />
          <p class="actions">
            <button type="submit">Noter et chercher qui conduit</button>
            <button type="submit" name="geste" value="cote" class="second" formnovalidate>
              Mettre de côté
            </button>
          </p>
          <p class="soft" data-state="" role="status"></p>
        </DeskForm>
        <section class="fits" aria-label="À relire, et qui convient">
          <h2>À relire à voix haute</h2>
          <p class="without-script">
            <button type="submit" form="appel" name="geste" value="voir" class="second" formnovalidate>
              Voir qui convient
            </button>
          </p>
          <div id="qui-convient">
            <WhoFits at={at} call={await loadCallSoFar(c, values)} />
          </div>
        </section>
      </div>
    </DeskPage>,
    status,
  );
};

const keep = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const form = await readForm(c);
  const stores = c.get('service').storage.in(at.territory.id);
  const personId = typed(form, 'personne');
  const person = personId === '' ? null : await stores.people.find(personId);
  if (person === undefined) return notFoundPage(c, GONE);
  const known = await loadCaller(c, person);
  const id = typed(form, 'brouillon') || c.get('service').newId();
  const call: Call = { id, person, ...known, values: form, focus: '' };
  if (typed(form, 'geste') === 'voir') return draw(c, call);
  if (typed(form, 'geste') === 'cote') {
    const saved = await saveCall(c, id, form);
    const errors = { precisions: 'C’est trop long pour être mis de côté. Raccourcissez la note.' };
    return saved === 'too-long'
      ? draw(c, call, { errors, status: 413 })
      : c.redirect(at.url(NEW_REQUEST, { cote: '1' }), 303);
  }
  const repeated = known.requests.find((request) => request.id === typed(form, 'refaire'));
  const read = await readDeskRequest(c, form, person, memberIdOf(c), repeated);
  if (read.kind === 'refused') return draw(c, call, { errors: read.errors, choices: read.choices, status: 422 });
  const submitted = await createSubmitRequest(requestTools(c))(at.territory, read.request);
  if (submitted.kind === 'refused') {
    const errors = { date: 'Cette demande ne peut pas être notée ainsi. Relisez les jours et les lieux.' };
    return draw(c, call, { errors, status: 422 });
  }
  await endCall(c, id);
  return c.redirect(at.url(`/equipe/demandes/${submitted.requestId}`, { note: '1' }), 303);
};
