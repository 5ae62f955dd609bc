import type { Hono } from 'hono';
import { formatPhone } from '#src/people/phone.ts';
import type { Person } from '#src/people/person.ts';
import { CLOSING_REASONS, type Request } from '#src/requests/request.ts';
import type { Ctx, Env } from '#src/web/context.ts';
import { requires } from '#src/web/guards/session.ts';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { CLOSING_WORDS, fullName } from '#src/web/workspace/shared/desk-words.ts';
import { loadLists, loadNames, type Names } from '#src/web/workspace/lists/load-lists.ts';
import { personPage } from '#src/web/workspace/shared/numbers.tsx';
import { RequestLine, ToDoRow } from '#src/web/workspace/lists/request-row.tsx';
import { SearchBox } from '#src/web/workspace/shared/search-box.tsx';

const PATH = '/equipe/demandes';
const PER_PAGE = 50;
const MOST_PEOPLE = 30;

const FILTERS = [
  ['ouvertes', 'Ouvertes'],
  ['rappeler', 'À rappeler'],
  ['attente', 'En attente'],
  ['closes', 'Closes'],
] as const;
type Filter = (typeof FILTERS)[number][0];

/** All requests: open, waiting, closed; found by the digits of a number or a name as heard. */
export const requestsPage = (app: Hono<Env>): void => {
  app.get(`/:territoire${PATH}`, requires('read-people'), (c) => {
    const text = (c.req.query('q') ?? '').trim().slice(0, 80);
    return text === '' ? list(c) : search(c, text);
  });
};

const Filters = ({ c, current }: { c: Ctx; current: Filter | null }) => {
  const at = c.get('at');
  return (
    <nav aria-label="Quelles demandes">
      <ul class="filters">
        {FILTERS.map(([value, label]) => (
          <li>
            <a href={at.url(PATH, { liste: value })} {...(value === current ? { 'aria-current': 'page' } : {})}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};

const isFilter = (text: string | undefined): text is Filter => FILTERS.some(([value]) => value === text);

const list = async (c: Ctx): Promise<Response> => {
  const asked = c.req.query('liste');
  const filter = isFilter(asked) ? asked : 'ouvertes';
  if (filter === 'closes') return closed(c);
  const at = c.get('at');
  const { lists, names } = await loadLists(c);
  const items = {
    ouvertes: [...lists.callBack, ...lists.now, ...lists.waiting].filter(({ request }) => !request.closing),
    rappeler: lists.callBack,
    attente: lists.waiting,
  }[filter];
  return page(
    c,
    <DeskPage at={at} title="Demandes" current={PATH}>
      <SearchBox action={c.get('at').url(PATH)} text="" />
      <Filters c={c} current={filter} />
      {items.length === 0 ? (
        <p class="soft">Aucune demande ici. « Noter un appel », en haut de la page, en ouvre une.</p>
      ) : (
        <ul class="rows">
          {items.map((item) => (
            <ToDoRow at={at} item={item} names={names} />
          ))}
        </ul>
      )}
    </DeskPage>,
  );
};

const closed = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const { requests } = c.get('service').storage.in(at.territory.id);
  const reason = CLOSING_REASONS.find((one) => one === c.req.query('motif'));
  const number = Math.max(1, Math.trunc(Number(c.req.query('page'))) || 1);
  const filter = { state: 'closed', ...(reason ? { closingReason: reason } : {}) } as const;
  const total = await requests.count(filter);
  const found = await requests.list({ ...filter, limit: PER_PAGE, offset: (number - 1) * PER_PAGE });
  const names = await loadNames(c, found, []);
  return page(
    c,
    <DeskPage at={at} title="Demandes closes" current={PATH}>
      <SearchBox action={c.get('at').url(PATH)} text="" />
      <Filters c={c} current="closes" />
      <form method="get" action={at.url(PATH)} class="field-row">
        <input type="hidden" name="liste" value="closes" />
        <div class="field">
          <label for="champ-motif">Comment elle s’est finie</label>
          <select id="champ-motif" name="motif">
            <option value="">Toutes</option>
            {CLOSING_REASONS.map((one) => (
              <option value={one} {...(one === reason ? { selected: true } : {})}>
                {CLOSING_WORDS[one]}
              </option>
            ))}
          </select>
        </div>
        <p class="actions">
          <button type="submit" class="second">
            Montrer
          </button>
        </p>
      </form>
      <Rows c={c} requests={found} names={names} />
      {total > number * PER_PAGE && (
        <p>
          <a href={at.url(PATH, { liste: 'closes', motif: reason, page: number + 1 })}>Voir les suivantes</a>
        </p>
      )}
    </DeskPage>,
  );
};

const Rows = ({ c, requests, names }: { c: Ctx; requests: readonly Request[]; names: Names }) =>
  requests.length === 0 ? (
    <p class="soft">Aucune demande.</p>
  ) : (
    <ul class="rows">
      {requests.map((request) => (
        <li>
          <RequestLine at={c.get('at')} request={request} names={names} />
        </li>
      ))}
    </ul>
  );

const Found = ({
  c,
  person,
  requests,
  names,
}: {
  c: Ctx;
  person: Person;
  requests: readonly Request[];
  names: Names;
}) => {
  const at = c.get('at');
  return (
    <section class="card">
      <h2>
        <a href={at.url(personPage(person.id))}>{fullName(person)}</a>
      </h2>
      <p>{person.phones.map(({ number }) => formatPhone(number)).join(', ') || 'Sans numéro'}</p>
      {at.can('write-people') && (
        <p>
          <a class="button second" href={at.url(`${PATH}/nouvelle`, { personne: person.id })}>
            Noter une demande
          </a>
        </p>
      )}
      <Rows c={c} requests={requests} names={names} />
    </section>
  );
};

const search = async (c: Ctx, text: string): Promise<Response> => {
  const at = c.get('at');
  const { people, requests } = c.get('service').storage.in(at.territory.id);
  const found = await people.search(text, MOST_PEOPLE);
  const theirs = await requests.list({ passengerIds: found.map(({ id }) => id) });
  const names = await loadNames(c, theirs, []);
  return page(
    c,
    <DeskPage at={at} title="Demandes" current={PATH}>
      <SearchBox action={c.get('at').url(PATH)} text={text} />
      <Filters c={c} current={null} />
      <p role="status">
        {found.length === 0
          ? `Personne ne répond à « ${text} ». Essayez les derniers chiffres du numéro.`
          : `${found.length === 1 ? 'Une personne' : `${found.length} personnes`} pour « ${text} ».`}
      </p>
      {found.map((person) => (
        <Found
          c={c}
          person={person}
          requests={theirs.filter(({ passengerId }) => passengerId === person.id)}
          names={names}
        />
      ))}
    </DeskPage>,
  );
};
