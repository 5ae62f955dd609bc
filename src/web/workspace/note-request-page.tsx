import type { Hono } from 'hono';
import { formatPhone, parsePhone } from '#src/people/phone.ts';
import type { Person } from '#src/people/person.ts';
import type { Request } from '#src/requests/request.ts';
import { createSubmitRequest } from '#src/requests/submit-request.ts';
import { formatHourInput } from '#src/time/hours.ts';
import { formatDate } from '#src/time/written-dates.ts';
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
} from '#src/web/layout/fields.tsx';
import { DeskPage, page } from '#src/web/layout/page.tsx';
import { placeList } from '#src/web/public/place-list.tsx';
import { readForm } from '#src/web/read-form.ts';
import { territoryPlaces } from '#src/web/territory-places.ts';
import { type DeskFieldsProps, DeskRequestFields } from '#src/web/workspace/desk-request-fields.tsx';
import { endsWords, fullName, requestWords, spoken } from '#src/web/workspace/desk-words.ts';
import { personPage } from '#src/web/workspace/numbers.tsx';
import { nextWorkingDay, PROMISE_HOUR, readDeskRequest } from '#src/web/workspace/read-desk-request.ts';
import { memberIdOf, requestTools } from '#src/web/workspace/tools.ts';

const PATH = '/equipe/demandes/nouvelle';
const MOST_CALLERS = 8;
/** The information, in two sentences to be said. */
const SCRIPT =
  'Nous notons votre nom, votre numéro et vos trajets pour vous trouver quelqu’un qui conduit ; seule l’équipe les lit. ' +
  'Vous pouvez à tout moment nous demander de vous les lire, de les corriger ou de les effacer.';
/** Their last requests, for the places one goes to again. */
const LAST_REQUESTS = 3;

/** "Noter un appel": the number first, then the conversation in its order. */
export const noteRequestPage = (app: Hono<Env>): void => {
  app.get(`/:territoire${PATH}`, requires('write-people'), async (c) => {
    const asked = c.req.query('personne');
    if (asked === undefined) return draw(c, null, {});
    const person = await c.get('service').storage.in(c.get('at').territory.id).people.find(asked);
    return person ? draw(c, person, {}) : notFoundPage(c, 'Cette personne n’est plus gardée.');
  });
  app.post(`/:territoire${PATH}`, requires('write-people'), keep);
};

/** The first question: a number or a name, and who answers to it. */
const Caller = ({ c, text, found }: { c: Ctx; text: string; found: readonly Person[] }) => {
  const at = c.get('at');
  return (
    <section aria-label="Qui appelle ?">
      <form method="get" action={at.url(PATH)} class="field-row">
        <div class="field">
          <label for="champ-q">Qui appelle ?</label>
          <p class="hint" id="champ-q-aide">
            Le numéro qui s’affiche, quelques chiffres, ou le nom comme on l’entend.
          </p>
          <input
            type="search"
            id="champ-q"
            name="q"
            value={text}
            maxlength={80}
            aria-describedby="champ-q-aide"
            {...(text === '' ? { autofocus: true } : {})}
          />
        </div>
        <p class="actions">
          <button type="submit" class="second">
            Reconnaître
          </button>
        </p>
      </form>
      {text !== '' && (
        <div role="status">
          {found.length === 0 ? (
            <p>Personne de connu pour « {text} » : notez son nom ci-dessous.</p>
          ) : (
            <>
              <p>Est-ce l’une de ces personnes ? Sinon, continuez ci-dessous.</p>
              <ul class="rows">
                {found.map((person) => (
                  <li>
                    <a href={at.url(PATH, { personne: person.id })}>{fullName(person)}</a>{' '}
                    <span class="soft">{person.phones.map(({ number }) => formatPhone(number)).join(', ')}</span>
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
    </section>
  );
};

/** What is known of the caller, and what they asked before: calls come in bits. */
const Known = ({ c, person, requests }: { c: Ctx; person: Person; requests: readonly Request[] }) => {
  const at = c.get('at');
  const open = requests.filter(({ closing }) => !closing);
  return (
    <section class="card" aria-label="La personne">
      <h2>
        <a href={at.url(personPage(person.id))}>{fullName(person)}</a>
      </h2>
      <p>{person.phones.map(({ number }) => formatPhone(number)).join(', ') || 'Sans numéro'}</p>
      {person.trustedContact && (
        <p>
          On la joint par {person.trustedContact.name}, {formatPhone(person.trustedContact.number)}.
        </p>
      )}
      {person.setAsideReason !== null && <p class="late">Mise à l’écart : {person.setAsideReason}</p>}
      {person.note !== '' && <p>{person.note}</p>}
      {open.length > 0 && (
        <>
          <p>Demandes ouvertes : rappelle-t-elle pour l’une d’elles ?</p>
          <ul>
            {open.map((request) => (
              <li>
                <a href={at.url(`/equipe/demandes/${request.id}`)}>{requestWords(request, at.today)}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      {requests.length > 0 && (
        <p class="soft">
          Ses derniers trajets :{' '}
          {requests
            .slice(0, LAST_REQUESTS)
            .flatMap(({ ways }) => (ways[0] ? [endsWords(ways[0])] : []))
            .join(', ')}
        </p>
      )}
      <p>
        <a href={at.url(PATH)}>Ce n’est pas elle</a>
      </p>
    </section>
  );
};

const NewPerson = ({ values, errors }: { values: Typed; errors: FormErrors }) => (
  <>
    <div class="field-row">
      <TextField
        label="Téléphone"
        name="telephone"
        type="tel"
        short
        autocomplete="off"
        value={typed(values, 'telephone')}
        error={errors['telephone']}
      />
      <TextField
        label="Prénom"
        optional
        name="prenom"
        autocomplete="off"
        value={typed(values, 'prenom')}
        error={errors['prenom']}
      />
      <TextField label="Nom" name="nom" autocomplete="off" value={typed(values, 'nom')} error={errors['nom']} />
    </div>
  </>
);

const AskedFor = ({ values, errors }: { values: Typed; errors: FormErrors }) => (
  <>
    <Choices
      label="Qui est au téléphone ?"
      name="pour"
      type="radio"
      inline
      chosen={typed(values, 'pour') || 'moi'}
      options={[
        { value: 'moi', label: 'la personne qui voyage' },
        { value: 'autre', label: 'quelqu’un demande pour elle' },
      ]}
    />
    <div class="field-row when-other">
      <TextField
        label="Nom de qui demande"
        name="demandeur_nom"
        autocomplete="off"
        value={typed(values, 'demandeur_nom')}
        error={errors['demandeur_nom']}
      />
      <TextField
        label="Son téléphone"
        name="demandeur_telephone"
        type="tel"
        short
        autocomplete="off"
        value={typed(values, 'demandeur_telephone')}
        error={errors['demandeur_telephone']}
      />
      <Choices
        label="Qui rappeler ?"
        name="rappeler"
        type="radio"
        inline
        chosen={typed(values, 'rappeler') || 'demandeur'}
        options={[
          { value: 'demandeur', label: 'qui demande' },
          { value: 'personne', label: 'la personne qui voyage' },
        ]}
      />
    </div>
  </>
);

/** The two sentences of the information said aloud, whether they were, and the age. */
const Said = ({ c, person, values }: { c: Ctx; person: Person | null; values: Typed }) => {
  const at = c.get('at');
  return (
    <>
      {person?.informedOn ? (
        <p class="soft">Information donnée à l’oral le {formatDate(person.informedOn, at.today)}.</p>
      ) : (
        <>
          <p class="script">{spoken(SCRIPT)}</p>
          <Choices
            label="Information"
            name="information"
            type="checkbox"
            chosen={typed(values, 'information')}
            options={[{ value: 'oui', label: `Ces deux phrases ont été dites, le ${formatDate(at.today, at.today)}` }]}
          />
        </>
      )}
      <Choices
        label="Moins de 18 ans"
        name="mineur"
        type="checkbox"
        chosen={typed(values, 'mineur') || (person?.minor ? 'oui' : '')}
        options={[{ value: 'oui', label: 'La personne qui voyage a moins de 18 ans' }]}
      />
      <div class="when-minor">
        {person?.parentAgreedOn ? (
          <p class="soft">Accord d’un parent noté le {formatDate(person.parentAgreedOn, at.today)}.</p>
        ) : (
          <Choices
            label="Accord d’un parent"
            name="accord_parent"
            type="checkbox"
            chosen={typed(values, 'accord_parent')}
            options={[{ value: 'oui', label: `Accord d’un parent noté le ${formatDate(at.today, at.today)}` }]}
          />
        )}
      </div>
    </>
  );
};

const Promised = ({ c, values, errors }: { c: Ctx; values: Typed; errors: FormErrors }) => {
  const proposed = !('promesse_jour' in values);
  return (
    <>
      <p class="script">{spoken('On vous rappelle avant…, même si c’est non.')}</p>
      <div class="field-row">
        <TextField
          label="On vous rappelle avant"
          name="promesse_jour"
          type="date"
          short
          value={proposed ? nextWorkingDay(c.get('at').today) : typed(values, 'promesse_jour')}
          error={errors['promesse_jour']}
        />
        <TextField
          label="Heure"
          name="promesse_heure"
          type="time"
          short
          value={proposed ? formatHourInput(PROMISE_HOUR) : typed(values, 'promesse_heure')}
          error={errors['promesse_heure']}
        />
      </div>
    </>
  );
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
      <DeskForm at={at} action={at.url(PATH)} class="note-call">
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
