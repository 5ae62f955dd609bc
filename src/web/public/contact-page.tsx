import { capital } from '#src/capital.ts';
import type { Offer } from '#src/matching/offer.ts';
import { formatPhone, telLink } from '#src/people/phone.ts';
import { formatInstant } from '#src/time/zone.ts';
import { describeSchedule } from '#src/trips/describe-schedule.ts';
import type { Ctx } from '#src/web/context.ts';
import { checkSeal, sealForm } from '#src/web/guards/form-seal.ts';
import { mustWait } from '#src/web/guards/limits.ts';
import type { Limit } from '#src/web/guards/rate-limit.ts';
import { notFoundPage, refusedPage } from '#src/web/layout/error-page.tsx';
import { PublicForm } from '#src/web/layout/fields.tsx';
import { page } from '#src/web/layout/page.tsx';
import { PublicPage } from '#src/web/layout/public-page.tsx';
import { meetingPointsOf } from '#src/web/places/meeting-points.ts';
import { searchFields, searchQuery } from '#src/web/public/read-search.ts';
import { findShownOffer } from '#src/web/public/shown-offer.ts';
import { carWords, endsOf, from, HELP_WORDS, publicLabel, publicName, to } from '#src/web/trip-words.ts';
import { readForm } from '#src/web/read-form.ts';
import { territoryPlaces } from '#src/web/territory-places.ts';

/** Someone comparing drivers sees half a dozen numbers; a list of all of them cannot be made. */
const PER_ADDRESS: Limit = { burst: 6, refillSeconds: 600 };
/** A driver is not called by the whole country, whoever asks. */
const PER_DRIVER: Limit = { burst: 12, refillSeconds: 1800 };

const GONE = 'Ce trajet n’est plus proposé. La personne l’a peut-être changé ou arrêté.';

/** "De Gramat à Cahors". */
export const tripTitle = (offer: Offer): string => {
  const { start, end } = endsOf(offer.trip);
  return `${capital(from(publicLabel(start)))} ${to(publicLabel(end))}`;
};

/** What the list says of a trip, and no more. */
const Summary = ({
  offer,
  today,
  meeting,
}: {
  readonly offer: Offer;
  readonly today: string;
  readonly meeting: string | undefined;
}) => (
  <div class="card">
    <h2>{tripTitle(offer)}</h2>
    <p>{describeSchedule(offer.trip.schedule, today)}</p>
    <p>
      <b>{publicName(offer.driver)}</b>, {HELP_WORDS[offer.trip.help]}
    </p>
    {carWords(offer.trip) !== '' && <p>{carWords(offer.trip)}</p>}
    {meeting && <p>Rendez-vous : {meeting}</p>}
  </div>
);

const searchOf = (c: Ctx) => searchQuery(searchFields((name) => c.req.query(name)));

const publicMeeting = async (c: Ctx, offer: Offer): Promise<string | undefined> => {
  const id = offer.trip.meetingPlace?.placeId;
  if (id == null) return undefined;
  return meetingPointsOf(await territoryPlaces(c.get('service'), c.get('at').territory)).get(id);
};

/** `GET /{slug}/trajets/:id/contact`: the trip, and the button that shows the number; no number here. */
export const contactPage = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const shown = await findShownOffer(c.get('service'), at, c.req.param('id') ?? '');
  if (!shown) return notFoundPage(c, GONE);
  const { offer } = shown;
  const request = at.url('/demande', { trajet: offer.trip.id, ...searchOf(c) });
  if (!offer.driver.numberShown || shown.of.id !== at.territory.id) return c.redirect(request, 303);
  const name = publicName(offer.driver);
  return page(
    c,
    <PublicPage at={at} title={`Joindre ${name}`} noindex>
      <Summary offer={offer} today={at.today} meeting={await publicMeeting(c, offer)} />
      <p>
        {name} accepte qu’on l’appelle pour un trajet. Son numéro n’est donné que pour cela : ne le transmettez pas.
      </p>
      <PublicForm
        action={at.url(`/trajets/${offer.trip.id}/contact`, searchOf(c))}
        seal={sealForm(c.get('service').secret, at.now)}
      >
        <p class="actions">
          <button type="submit">Voir le numéro</button>
          <a class="button second" href={request}>
            L’équipe appelle pour moi
          </a>
        </p>
      </PublicForm>
    </PublicPage>,
  );
};

type Reveal = { readonly kind: 'revealed'; readonly number: string; readonly offer: Offer } | { readonly kind: 'gone' };

/** The number and its line in the journal, or neither: consent is read in the same transaction. */
const reveal = async (c: Ctx, tripId: string): Promise<Reveal> => {
  const at = c.get('at');
  const service = c.get('service');
  const shown = await findShownOffer(service, at, tripId);
  if (!shown || shown.of.id !== at.territory.id) return { kind: 'gone' };
  const { id: driverId } = shown.offer.driver;
  return service.storage.atomically(at.territory.id, async ({ drivers, journal }) => {
    const driver = await drivers.find(driverId);
    const number = driver?.person.phones[0]?.number;
    if (!driver?.consents.numberShown || driver.person.setAsideReason !== null || number === undefined) {
      return { kind: 'gone' };
    }
    await journal.add({
      id: service.newId(),
      at: formatInstant(at.now),
      actor: { kind: 'passenger', id: null },
      action: 'number-revealed',
      subject: { kind: 'person', id: driverId },
      details: { tripId },
    });
    return { kind: 'revealed', number, offer: shown.offer };
  });
};

/** `POST /{slug}/trajets/:id/contact`: one number, counted and journalled. */
export const revealNumber = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const service = c.get('service');
  const tripId = c.req.param('id') ?? '';
  const again = at.url(`/trajets/${tripId}/contact`, searchOf(c));
  // Quick fingers are no robots: only an unsigned or a stale page goes back to its button.
  const seal = checkSeal(service.secret, await readForm(c), at.now);
  if (seal === 'robot' || seal === 'stale') return c.redirect(again, 303);
  const shown = await findShownOffer(service, at, tripId);
  if (!shown) return notFoundPage(c, GONE);
  const wait = mustWait(c, 'reveal', PER_ADDRESS) ?? mustWait(c, 'reveal-driver', PER_DRIVER, shown.offer.driver.id);
  if (wait !== undefined) {
    c.header('Retry-After', String(wait));
    return refusedPage(
      c,
      'Beaucoup de numéros ont été demandés',
      'Attendez un peu avant d’en demander un autre, ou appelez-nous : le numéro de l’équipe est en haut de la page.',
      429,
    );
  }
  const result = await reveal(c, tripId);
  if (result.kind === 'gone') return c.redirect(again, 303);
  const { offer, number } = result;
  const { meetingPlace, remarks } = offer.trip;
  return page(
    c,
    <PublicPage at={at} title={`Joindre ${publicName(offer.driver)}`} noindex>
      <p class="number-shown">
        <a href={telLink(number)}>{formatPhone(number)}</a>
      </p>
      <p>
        Appelez à une heure raisonnable. Dites votre prénom, que vous avez vu son trajet sur {at.territory.name}, où
        vous allez et quand. La personne peut dire non.
      </p>
      <Summary offer={offer} today={at.today} meeting={meetingPlace?.text || undefined} />
      {remarks !== '' && (
        <p>
          Ce que dit {offer.driver.firstName} : « {remarks} »
        </p>
      )}
      <p>
        Personne ne répond ?{' '}
        <a href={at.url('/demande', { trajet: offer.trip.id, ...searchOf(c) })}>Laissez une demande</a>, ou appelez
        l’équipe.
      </p>
    </PublicPage>,
  );
};
