import type { Link } from '#src/people/link-store.ts';
import { hashToken } from '#src/people/link-token.ts';
import { formatPhone } from '#src/people/phone.ts';
import { createCancelOwnRequest } from '#src/follow-up/cancel-own-request.ts';
import { describeWay } from '#src/requests/describe-way.ts';
import type { ClosingReason, Request, Way } from '#src/requests/request.ts';
import { agreedRides } from '#src/requests/settlement.ts';
import { dateOfSlot, weekdayOfSlot } from '#src/requests/slots.ts';
import { formatDate } from '#src/time/written-dates.ts';
import { WEEKDAY_NAMES } from '#src/time/weekdays.ts';
import { formatInstant } from '#src/time/zone.ts';
import { FREE_HELP } from '#src/volunteers/free-help.ts';
import type { At, Ctx } from '#src/web/context.ts';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { PublicPage } from '#src/web/layout/public-page.tsx';
import { requestTools } from '#src/web/tools.ts';
import { NotedByPassenger } from '#src/web/public/noted-by-passenger.tsx';
import { from, inWords, NEED_WORDS, publicName, to } from '#src/web/trip-words.ts';

const CLOSED_WORDS: Readonly<Record<ClosingReason, string>> = {
  done: 'Ce trajet a été fait. Merci de votre confiance.',
  'regular-found': 'Un arrangement régulier a été trouvé.',
  'not-done': 'Ce trajet n’a pas eu lieu.',
  'no-solution': 'Nous n’avons trouvé personne cette fois. Rappelez-nous : d’autres personnes s’inscrivent.',
  'other-way': 'Une autre solution a été trouvée.',
  cancelled: 'Cette demande est annulée.',
  duplicate: 'Cette demande était déjà notée ailleurs.',
  unreachable: 'Nous n’avons pas réussi à vous joindre. Rappelez-nous si vous cherchez encore.',
  'out-of-scope': 'Cette demande n’entre pas dans ce que fait le service. Appelez-nous pour en parler.',
};

const GONE = 'Cette demande n’est plus gardée.';

interface Ride {
  readonly when: string;
  readonly who: string;
  /** They come on purpose. */
  readonly onPurpose: boolean;
}

/** Rides agreed, with first names and initials: whoever drives is known to the passenger by the team. */
const ridesOf = async (c: Ctx, request: Request): Promise<readonly Ride[]> => {
  const at = c.get('at');
  const agreed = agreedRides(request);
  const drivers = await c
    .get('service')
    .storage.in(at.territory.id)
    .people.findMany(agreed.map((ride) => ride.driverId));
  return agreed.map((ride) => {
    const person = drivers.find(({ id }) => id === ride.driverId);
    const way = request.ways.find(({ id }) => id === ride.wayId);
    const weekday = weekdayOfSlot(ride.slot);
    const date = ride.date ?? dateOfSlot(ride.slot);
    const day =
      date === undefined
        ? weekday === undefined
          ? 'un jour à fixer'
          : (WEEKDAY_NAMES[weekday - 1] ?? '')
        : formatDate(date, at.today);
    const initial = person?.lastName ? `${/^./u.exec(person.lastName)?.[0].toUpperCase() ?? ''}.` : '';
    return {
      when: `${way?.direction === 'return' ? 'Retour' : 'Aller'}, ${day}`,
      who: person ? publicName({ firstName: person.firstName, initial }) : 'une personne du territoire',
      onPurpose: ride.regime === 'on-purpose',
    };
  });
};

const WayLine = ({ at, way }: { readonly at: At; readonly way: Way }) => (
  <p>
    <strong>{way.direction === 'return' ? 'Retour' : 'Aller'}</strong> : {from(way.from.label)} {to(way.to.label)},{' '}
    {describeWay(way, at.today)}.
  </p>
);

/** The live link of purpose 'request' that a token opens now. */
const findLink = async (c: Ctx, token: string): Promise<Link | undefined> => {
  const at = c.get('at');
  const link = await c.get('service').storage.in(at.territory.id).links.findByToken(hashToken(token));
  const opens = link?.purpose === 'request' && link.revokedAt === null && link.expiresAt > formatInstant(at.now);
  return opens ? link : undefined;
};

/** Says whom it concerns before anything is cancelled. */
const cancelPage = (c: Ctx, token: string, request: Request, rides: readonly Ride[]): Response | Promise<Response> => {
  const at = c.get('at');
  return page(
    c,
    <PublicPage at={at} title="Annuler cette demande ?" noindex>
      {request.ways.map((way) => (
        <WayLine at={at} way={way} />
      ))}
      {rides.length > 0 ? (
        <>
          <p>Ces personnes devaient conduire. L’équipe les prévient :</p>
          <ul>
            {rides.map(({ when, who }) => (
              <li>
                {who} ({when})
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>Personne ne devait encore conduire. L’équipe cesse de chercher.</p>
      )}
      <form method="post" action={at.url(`/lien/${token}/annuler`)}>
        <p class="actions">
          <button type="submit" class="danger">
            Oui, annuler
          </button>
          <a class="button second" href={at.url(`/lien/${token}`)}>
            Non, garder ma demande
          </a>
        </p>
      </form>
    </PublicPage>,
  );
};

/**
 * `GET /{slug}/lien/{token}` when the token opens a passenger's request; undefined when it is no such link, so that the
 * route tries what else it may be. It prints.
 */
export const requestLinkPage = async (c: Ctx, token: string): Promise<Response | undefined> => {
  const at = c.get('at');
  const link = await findLink(c, token);
  if (!link) return undefined;
  const stores = c.get('service').storage.in(at.territory.id);
  const request = await stores.requests.find(link.subjectId);
  const passenger = request && (await stores.people.find(request.passengerId));
  if (!request || !passenger) return notFoundPage(c, GONE);
  const rides = await ridesOf(c, request);
  const { closing, askedFor } = request;
  if (!closing && c.req.query('annuler') !== undefined) return cancelPage(c, token, request, rides);
  const callBack = askedFor?.callBackAsker ? askedFor.number : (passenger.phones[0]?.number ?? askedFor?.number);
  return page(
    c,
    <PublicPage at={at} title={closing ? 'Votre demande' : 'Votre demande est notée'} noindex>
      {closing ? (
        <p class="notice">{CLOSED_WORDS[closing.reason]}</p>
      ) : (
        <div class="notice">
          <p>
            <strong>L’équipe cherche, et vous rappelle : avec un oui, ou avec un non.</strong> Elle est là{' '}
            {at.territory.phoneHours}.
          </p>
          {callBack !== undefined && <p>Elle appellera le {formatPhone(callBack)}.</p>}
        </div>
      )}
      <div class="card">
        <h2>Ce que vous avez demandé</h2>
        {request.ways.map((way) => (
          <WayLine at={at} way={way} />
        ))}
        {request.ways.length === 1 && <p>Sans retour.</p>}
        <p>
          Pour {`${passenger.firstName} ${passenger.lastName}`.trim()}
          {request.seats > 1 && `, ${request.seats} personnes`}
          {askedFor && `, à la demande de ${askedFor.name}`}.
        </p>
        {request.needs.length > 0 && <p>À prévoir : {inWords(request.needs.map((need) => NEED_WORDS[need]))}.</p>}
      </div>
      {rides.length > 0 && (
        <div class="card">
          <h2>Trouvé</h2>
          <ul class="plain">
            {rides.map(({ when, who, onPurpose }) => (
              <li>
                {when} : {who}
                {onPurpose && ` (${FREE_HELP})`}
              </li>
            ))}
          </ul>
          <NotedByPassenger c={c} token={token} request={request} />
        </div>
      )}
      <p class="no-print">
        Gardez l’adresse de cette page, ou imprimez-la : elle vous montre où en est votre demande. Ne la donnez à
        personne.
      </p>
      {!closing && (
        <p class="actions no-print">
          <a class="button danger" href={at.url(`/lien/${token}`, { annuler: '1' })}>
            Annuler cette demande
          </a>
        </p>
      )}
    </PublicPage>,
  );
};

/** `POST /{slug}/lien/{token}/annuler`: cancels, then shows the page again. Pressed twice, it cancels once. */
export const cancelRequestByLink = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const token = c.req.param('token') ?? '';
  const link = await findLink(c, token);
  if (!link) return notFoundPage(c, GONE);
  await createCancelOwnRequest(requestTools(c))(at.territory, link.subjectId);
  return c.redirect(at.url(`/lien/${token}`), 303);
};
