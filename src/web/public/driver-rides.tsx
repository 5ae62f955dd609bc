import { FREE_HELP } from '#src/volunteers/free-help.ts';
import { createCancelOwnRide, isAwaited, isNear } from '#src/follow-up/cancel-own-ride.ts';
import { writerOf } from '#src/outbox/write-to.ts';
import { formatPhone, telLink } from '#src/people/phone.ts';
import { describeWindow } from '#src/requests/describe-way.ts';
import type { Request, Ride } from '#src/requests/request.ts';
import { findWay } from '#src/requests/settlement.ts';
import { weekdayOfSlot } from '#src/requests/slots.ts';
import { createTellPerson } from '#src/follow-up/tell-person.ts';
import { WEEKDAY_NAMES } from '#src/time/weekdays.ts';
import { formatDate } from '#src/time/written-dates.ts';
import type { At, Ctx } from '#src/web/context.ts';
import type { Holder } from '#src/web/drivers/holder.ts';
import { storesOf } from '#src/web/tools.ts';
import { typed } from '#src/web/layout/fields.tsx';
import { page } from '#src/web/layout/page.tsx';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { backToLink, findByLink } from '#src/web/public/driver-link.tsx';
import { from, to } from '#src/web/trip-words.ts';
import { readForm } from '#src/web/read-form.ts';
import { requestTools } from '#src/web/tools.ts';

/** Whoever gave a family name only is not named to the driver. */
const UNNAMED = 'une personne du territoire';

const GONE = 'Ce trajet n’est plus prévu. L’équipe peut vous en dire plus.';

interface OwnRide {
  readonly request: Request;
  readonly ride: Ride;
  readonly passengerName: string;
}

const ridesOf = async (c: Ctx, driverId: string, wanted: (ride: Ride) => boolean): Promise<readonly OwnRide[]> => {
  const stores = storesOf(c);
  const found: OwnRide[] = [];
  for (const request of await c.get('service').storage.in(c.get('at').territory.id).requests.listOfDriver(driverId)) {
    const rides = request.rides.filter((ride) => ride.driverId === driverId && wanted(ride));
    if (rides.length === 0) continue;
    const passenger = await stores.people.find(request.passengerId);
    found.push(...rides.map((ride) => ({ request, ride, passengerName: passenger?.firstName || UNNAMED })));
  }
  return found.toSorted((a, b) => ((a.ride.date ?? '') < (b.ride.date ?? '') ? -1 : 1));
};

const dayOf = (ride: Ride, at: At): string => {
  if (ride.date !== null) return formatDate(ride.date, at.today);
  const weekday = weekdayOfSlot(ride.slot);
  return weekday === undefined ? 'un jour à fixer' : `chaque ${WEEKDAY_NAMES[weekday - 1]}`;
};

const RideWords = ({ at, own }: { at: At; own: OwnRide }) => {
  const way = findWay(own.request, own.ride.wayId);
  return (
    <p>
      <strong>{dayOf(own.ride, at)}</strong>
      {way && `, ${describeWindow(way.window)}, ${from(way.from.communeName)} ${to(way.to.communeName)}`}, avec{' '}
      {own.passengerName}
      {own.ride.regime === 'on-purpose' && ` (${FREE_HELP})`}
    </p>
  );
};

/** A ride among the others: there and back fall on the same day. */
const rideName = ({ request, ride }: OwnRide, at: At): string => {
  const way = findWay(request, ride.wayId);
  return `${dayOf(ride, at)}${way ? `, ${from(way.from.communeName)} ${to(way.to.communeName)}` : ''}`;
};

/** How the passenger is called at the start and in the middle of a sentence. */
const called = ({ passengerName }: OwnRide): { readonly first: string; readonly within: string } =>
  passengerName === UNNAMED
    ? { first: 'La personne', within: 'la personne' }
    : { first: passengerName, within: passengerName };

/** The rides to come of a driver, each with its way out. Nothing when there are none. */
export const DriverRides = async ({ c, holder }: { c: Ctx; holder: Holder }) => {
  const at = c.get('at');
  const driverId = holder.driver.person.id;
  const rides = await ridesOf(c, driverId, (ride) => isAwaited(ride, driverId, at.today));
  if (rides.length === 0) return null;
  return (
    <>
      <h2>Vous avez promis de conduire</h2>
      <ul class="trips">
        {rides.map((own) => (
          <li class="card">
            <RideWords at={at} own={own} />
            <p class="actions">
              <a href={at.url(`${holder.base}/convenu/${own.ride.id}`)}>
                Je ne peux plus<span class="visually-hidden"> : {rideName(own, at)}</span>
              </a>
            </p>
          </li>
        ))}
      </ul>
    </>
  );
};

/** The number to call now: a near ride, a passenger no SMS reaches, and both agreed to share their numbers. */
const numberToCall = async (c: Ctx, { request, ride }: OwnRide): Promise<string | undefined> => {
  const at = c.get('at');
  const stores = c.get('service').storage.in(at.territory.id);
  if (!isNear(request, ride, at.now, at.territory.zone) || request.passengerNumberShared !== true) return undefined;
  const introduction = (await stores.introductions.listOfRequests([request.id])).findLast(
    (one) => one.wayId === ride.wayId && one.driverId === ride.driverId,
  );
  if (introduction?.driverNumberShared !== true) return undefined;
  const passenger = await stores.people.get(request.passengerId);
  const writer = await writerOf(stores, at.territory);
  return writer.reach(passenger)?.channel === 'sms' ? undefined : passenger.phones[0]?.number;
};

/** `GET /{slug}/lien/{token}/convenu/{trajet}`: whom it concerns, before and after. */
export const ownRidePage = async (c: Ctx): Promise<Response> => {
  const holder = await findByLink(c);
  if (holder instanceof Response) return holder;
  const at = c.get('at');
  const id = c.req.param('convenu') ?? '';
  const [own] = await ridesOf(c, holder.driver.person.id, (ride) => ride.id === id);
  if (!own) return notFoundPage(c, GONE);
  const path = at.url(`${holder.base}/convenu/${id}`);
  const { first, within } = called(own);
  const back = (
    <p>
      <a href={at.url(holder.base)}>Revenir à ma page</a>
    </p>
  );
  if (own.ride.state === 'agreed' && !isAwaited(own.ride, holder.driver.person.id, at.today))
    return notFoundPage(c, GONE);
  if (own.ride.state === 'agreed')
    return page(
      c,
      holder.frame(
        'Vous ne pouvez plus conduire ?',
        <>
          <RideWords at={at} own={own} />
          <p>
            {first} compte sur vous. L’équipe est prévenue aussitôt, cherche quelqu’un d’autre et appelle {within}.
          </p>
          {holder.form(
            path,
            <p class="actions">
              <button type="submit" class="danger">
                Je ne peux plus conduire
              </button>
              <a class="button second" href={at.url(holder.base)}>
                Si, je conduis
              </a>
            </p>,
          )}
        </>,
      ),
    );
  const telling = (await c.get('service').storage.in(at.territory.id).tellings.ofRequests([own.request.id])).find(
    (one) => one.rideId === id && one.party === 'passenger' && one.about === 'cancelled',
  );
  const number = telling?.state === 'to-tell' ? await numberToCall(c, own) : undefined;
  return page(
    c,
    holder.frame(
      'C’est noté, vous ne conduisez plus',
      <>
        <RideWords at={at} own={own} />
        {number === undefined ? (
          <p>
            {telling?.state === 'not-reached'
              ? `Merci d’avoir essayé : l’équipe appelle ${within}.`
              : telling === undefined
                ? 'L’équipe le sait et cherche quelqu’un d’autre. Merci de l’avoir dit.'
                : telling.state === 'told'
                  ? `${first} le sait. Merci de l’avoir dit.`
                  : `L’équipe prévient ${within}. Merci de l’avoir dit.`}
          </p>
        ) : (
          <>
            <p class="notice">
              <strong>
                C’est bientôt, et {within} n’a pas de SMS. Appelez au{' '}
                <a class="nowrap" href={telLink(number)}>
                  {formatPhone(number)}
                </a>
              </strong>
              , puis dites-nous :
            </p>
            {holder.form(
              `${path}/prevenue`,
              <div class="actions" role="group" aria-label="L’appel">
                <button type="submit" name="geste" value="dit">
                  C’est fait, je lui ai dit
                </button>
                <button type="submit" name="geste" value="pas-joint" class="second">
                  Je n’ai pas pu la joindre
                </button>
              </div>,
            )}
          </>
        )}
        {back}
      </>,
    ),
  );
};

/** `POST /{slug}/lien/{token}/convenu/{trajet}`: "je ne peux plus". Pressed twice, it cancels once. */
export const cancelOwnRide = async (c: Ctx): Promise<Response> => {
  const holder = await findByLink(c);
  if (holder instanceof Response) return holder;
  const id = c.req.param('convenu') ?? '';
  const cancelled = await createCancelOwnRide(requestTools(c))(c.get('at').territory, holder.driver.person.id, id);
  if (cancelled.kind === 'unknown') return notFoundPage(c, GONE);
  return c.redirect(c.get('at').url(`${holder.base}/convenu/${id}`), 303);
};

/** `POST /{slug}/lien/{token}/convenu/{trajet}/prevenue`: the driver called the passenger, or could not. */
export const toldByDriver = async (c: Ctx): Promise<Response> => {
  const holder = await findByLink(c);
  if (holder instanceof Response) return holder;
  const driverId = holder.driver.person.id;
  const id = c.req.param('convenu') ?? '';
  const [own] = await ridesOf(c, driverId, (ride) => ride.id === id && ride.state === 'cancelled');
  if (!own) return notFoundPage(c, GONE);
  const told = typed(await readForm(c), 'geste') === 'dit';
  await createTellPerson(requestTools(c))(
    c.get('at').territory,
    { requestId: own.request.id, memberId: null },
    { rideId: id, party: 'passenger', about: 'cancelled' },
    told ? { kind: 'told', how: 'voice' } : { kind: 'not-reached' },
    { kind: 'driver', id: driverId },
  );
  return told ? backToLink(c, holder, 'prevenue') : c.redirect(c.get('at').url(`${holder.base}/convenu/${id}`), 303);
};
