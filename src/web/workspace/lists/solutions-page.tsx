import type { Hono } from 'hono';
import type { Person } from '#src/people/person.ts';
import type { Request, Way } from '#src/requests/request.ts';
import type { Trip } from '#src/trips/trip.ts';
import { FREE_HELP } from '#src/volunteers/free-help.ts';
import { type Found, type Wish, wishedSlots } from '#src/wishes/wish.ts';
import type { At, Ctx, Env } from '#src/web/context.ts';
import { routeWords, scheduleWords } from '#src/web/drivers/driver-words.ts';
import { requires } from '#src/web/guards/session.ts';
import { DeskForm, typed } from '#src/web/layout/fields.tsx';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { readForm } from '#src/web/read-form.ts';
import { DIRECTION_WORDS, fullName } from '#src/web/workspace/shared/desk-words.ts';
import { loadNames, type Names } from '#src/web/workspace/lists/load-lists.ts';
import { Numbers, personPage } from '#src/web/workspace/shared/numbers.tsx';
import { RequestLine } from '#src/web/workspace/lists/request-row.tsx';
import { memberIdOf } from '#src/web/tools.ts';

/** People named for one way: the sheet of the request ranks them all. */
const MOST_SAID = 3;

const PATH = '/equipe/solutions';

/** "3 demandes ont maintenant une solution possible": a line for the desk's first page, nothing without news. */
export const SolutionsNotice = ({ at, count }: { at: At; count: number }) =>
  count === 0 ? null : (
    <p class="notice">
      <a href={at.url(PATH)}>
        {count === 1
          ? 'Une demande a maintenant une solution possible.'
          : `${count} demandes ont maintenant une solution possible.`}
      </a>
    </p>
  );

interface News {
  readonly request: Request;
  readonly ways: readonly { readonly way: Way; readonly found: readonly Found[] }[];
}

/** What is still news: the occasion is still without a driver, and who was found was not asked meanwhile. */
const newsOf = (requests: readonly Request[], wishes: readonly Wish[], asked: ReadonlySet<string>): readonly News[] =>
  requests
    .map((request): News => ({
      request,
      ways: request.ways.flatMap((way) => {
        const wish = wishes.find(({ wayId }) => wayId === way.id);
        if (!wish || wishedSlots(request, way).length === 0) return [];
        const found = wish.found.filter(({ driverId }) => !asked.has(`${way.id} ${driverId}`));
        return found.length === 0 ? [] : [{ way, found }];
      }),
    }))
    .filter(({ ways }) => ways.length > 0);

interface RowProps {
  readonly at: At;
  readonly news: News;
  readonly names: Names;
  readonly drivers: ReadonlyMap<string, Person>;
  readonly trips: ReadonlyMap<string, Trip>;
}

const Who = ({ at, found, drivers, trips }: Omit<RowProps, 'news' | 'names'> & { found: Found }) => {
  const person = drivers.get(found.driverId);
  const trip = found.tripId === null ? undefined : trips.get(found.tripId);
  if (!person) return null;
  return (
    <li>
      <a href={at.url(personPage(person.id))}>{fullName(person)}</a> – <Numbers person={person} />
      {trip ? ` : ${routeWords(trip)}, ${scheduleWords(trip, at.today).toLowerCase()}` : ''}
      {found.tripId === null && ` : peut conduire exprès (${FREE_HELP})`}
    </li>
  );
};

const Row = (props: RowProps) => {
  const { at, news, names } = props;
  return (
    <li>
      <RequestLine at={at} request={news.request} names={names} />
      {news.ways.map(({ way, found }) => (
        <>
          <p>
            <strong>{DIRECTION_WORDS[way.direction]}</strong>
          </p>
          <ul>
            {found.slice(0, MOST_SAID).map((one) => (
              <Who {...props} found={one} />
            ))}
          </ul>
          {found.length > MOST_SAID && <p class="soft">Et d’autres, sur la demande.</p>}
        </>
      ))}
      {at.can('write-people') && (
        <DeskForm at={at} action={at.url(`${PATH}/vue`)}>
          <input type="hidden" name="demande" value={news.request.id} />
          <p class="actions">
            <a class="button" href={at.url(`/equipe/demandes/${news.request.id}`)}>
              Ouvrir la demande
            </a>
            <button type="submit" class="second">
              C’est vu
            </button>
          </p>
        </DeskForm>
      )}
    </li>
  );
};

const draw = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const stores = c.get('service').storage.in(at.territory.id);
  const wishes = await stores.wishes.found();
  const requests = await stores.requests.list({ ids: [...new Set(wishes.map(({ requestId }) => requestId))] });
  const introductions = await stores.introductions.listOfRequests(requests.map(({ id }) => id));
  const asked = new Set(introductions.map(({ wayId, driverId }) => `${wayId} ${driverId}`));
  const news = newsOf(requests, wishes, asked);
  const found = news.flatMap(({ ways }) => ways.flatMap((one) => one.found));
  const [people, trips] = [
    await stores.people.findMany([...new Set(found.map(({ driverId }) => driverId))]),
    await stores.trips.findMany([...new Set(found.flatMap(({ tripId }) => tripId ?? []))]),
  ];
  const names = await loadNames(
    c,
    news.map(({ request }) => request),
    [],
  );
  return page(
    c,
    <DeskPage at={at} title="Une solution possible" current="/equipe">
      <p class="hint">
        Personne ne convenait la dernière fois ; quelqu’un est venu depuis. Appelez, puis notez la réponse sur la
        demande.
      </p>
      {news.length === 0 ? (
        <p>Rien de nouveau. Dès qu’un trajet ou un bénévole convient à une demande sans solution, elle est ici.</p>
      ) : (
        <ul class="rows">
          {news.map((one) => (
            <Row
              at={at}
              news={one}
              names={names}
              drivers={new Map(people.map((person) => [person.id, person]))}
              trips={new Map(trips.map((trip) => [trip.id, trip]))}
            />
          ))}
        </ul>
      )}
    </DeskPage>,
  );
};

const see = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const requestId = typed(await readForm(c), 'demande');
  await c.get('service').storage.atomically(at.territory.id, ({ wishes }) => wishes.see(requestId, memberIdOf(c)));
  return c.redirect(at.url(PATH), 303);
};

/** The list of unmet wishes for which somebody can now be asked, and the gesture that takes one off it. */
export const solutionsPage = (app: Hono<Env>): void => {
  app.get(`/:territoire${PATH}`, requires('read-people'), draw);
  app.post(`/:territoire${PATH}/vue`, requires('write-people'), see);
};
