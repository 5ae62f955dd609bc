import { beforeWords } from '#src/web/instant-words.ts';
import type { Request } from '#src/requests/request.ts';
import { formatDate } from '#src/time/written-dates.ts';
import { formatInstant } from '#src/time/zone.ts';
import type { Ctx } from '#src/web/context.ts';
import { endsWords, fullName, requestWords, slotWords } from '#src/web/workspace/shared/desk-words.ts';
import { loadLists, loadNames } from '#src/web/workspace/lists/load-lists.ts';
import { Numbers } from '#src/web/workspace/shared/numbers.tsx';

/** Who was promised an answer, and by when: whom to call first, with the number to dial. */
export const Promises = async ({ c }: { c: Ctx }) => {
  const at = c.get('at');
  const { lists, names } = await loadLists(c);
  const promised = [...lists.callBack, ...lists.now, ...lists.waiting]
    .flatMap(({ request }) => (request.promise?.keptAt === null ? [{ request, dueAt: request.promise.dueAt }] : []))
    .toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
  return (
    <section aria-labelledby="promesses">
      <h2 id="promesses">Ce qui est promis</h2>
      {promised.length === 0 ? (
        <p>Personne n’attend de réponse.</p>
      ) : (
        <ul class="rows">
          {promised.map(({ request, dueAt }) => (
            <li>
              <p class="row-title">
                <a href={at.url(`/equipe/demandes/${request.id}`)}>{fullName(names.people.get(request.passengerId))}</a>
                {' – '}
                <Numbers person={names.people.get(request.passengerId)} />
              </p>
              <p>{requestWords(request, at.today)}</p>
              <p class={dueAt < formatInstant(at.now) ? 'late' : ''}>
                {dueAt < formatInstant(at.now) ? 'En retard : réponse promise ' : 'Réponse promise '}
                {beforeWords(at, dueAt)}
                {request.promise?.byMember != null &&
                  `, par ${names.members.get(request.promise.byMember) ?? 'quelqu’un'}`}
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

interface Agreed {
  readonly request: Request;
  readonly ride: Request['rides'][number];
}

/** Who drives whom in the days to come: nobody must be left on a doorstep by a change of team. */
export const AgreedRides = async ({ c }: { c: Ctx }) => {
  const at = c.get('at');
  const requests = await c.get('service').storage.in(at.territory.id).requests.list({ state: 'open' });
  const agreed = requests
    .flatMap((request) => request.rides.map((ride): Agreed => ({ request, ride })))
    .filter(({ ride }) => ride.state === 'agreed' && (ride.date === null || ride.date >= at.today))
    .toSorted((a, b) => ((a.ride.date ?? '') < (b.ride.date ?? '') ? -1 : 1));
  const names = await loadNames(c, requests, []);
  return (
    <section aria-labelledby="convenus">
      <h2 id="convenus">Les trajets convenus à venir</h2>
      {agreed.length === 0 ? (
        <p>Aucun pour l’instant.</p>
      ) : (
        <ul class="rows">
          {agreed.map(({ request, ride }) => {
            const way = request.ways.find(({ id }) => id === ride.wayId);
            const passenger = names.people.get(request.passengerId);
            const driver = names.people.get(ride.driverId);
            return (
              <li>
                <p class="row-title">
                  {ride.date === null ? slotWords(ride.slot, at.today) : formatDate(ride.date, at.today)}
                  {way && `, ${endsWords(way)}`}
                </p>
                <p>
                  <a href={at.url(`/equipe/demandes/${request.id}`)}>{fullName(passenger)}</a>
                  {' – '}
                  <Numbers person={passenger} />, avec {fullName(driver)}
                  {' – '}
                  <Numbers person={driver} />
                </p>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
};
