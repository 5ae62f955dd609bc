import { dateWords } from '#src/web/instant-words.ts';
import { formatPhone } from '#src/people/phone.ts';
import { PERIODS } from '#src/privacy/periods.ts';
import { formatDate } from '#src/time/written-dates.ts';
import type { Ctx } from '#src/web/context.ts';
import { CONSENT_WORDS } from '#src/web/drivers/driver-words.ts';
import { JournalList } from '#src/web/drivers/journal-list.tsx';
import { OnCallSummary } from '#src/web/drivers/on-call-summary.tsx';
import { storesOf } from '#src/web/tools.ts';
import { TripSummary } from '#src/web/drivers/trip-summary.tsx';
import { page } from '#src/web/layout/page.tsx';
import { PublicPage } from '#src/web/layout/public-page.tsx';
import { findByLink } from '#src/web/public/driver-link.tsx';

/** The most lines of journal on the page. */
const MOST_LINES = 200;

/** `GET /{slug}/lien/{token}/mes-informations`: all that is kept of the person, in one page that prints. */
export const dataByLink = async (c: Ctx): Promise<Response> => {
  const holder = await findByLink(c);
  if (holder instanceof Response) return holder;
  const at = c.get('at');
  const stores = storesOf(c);
  const { person, welcomedOn } = holder.driver;
  const day = (instant: string): string => dateWords(at, instant);
  const [trips, volunteer, consents, requests, lines] = await Promise.all([
    stores.trips.ofDriver(person.id),
    stores.volunteers.find(person.id),
    stores.drivers.consentsOf(person.id),
    stores.requests.count({ passengerIds: [person.id] }),
    stores.journal.of({ kind: 'person', id: person.id }, MOST_LINES),
  ]);
  const facts: readonly (readonly [string, string])[] = [
    ['Nom', `${person.firstName} ${person.lastName}`.trim()],
    ['Téléphones', person.phones.map((phone) => formatPhone(phone.number)).join(', ')],
    ['E-mail', person.email ?? ''],
    ['Adresse', person.address],
    [
      'Joindre par',
      person.trustedContact ? `${person.trustedContact.name}, ${formatPhone(person.trustedContact.number)}` : '',
    ],
    ['Comment vous nous avez connus', person.heardFrom],
    ['Information donnée à l’oral le', person.informedOn === null ? '' : formatDate(person.informedOn, at.today)],
    ['Moins de 18 ans', person.minor ? 'oui' : ''],
    ['Accord d’un parent noté le', person.parentAgreedOn === null ? '' : formatDate(person.parentAgreedOn, at.today)],
    ['Note de l’équipe', person.note === '' ? '' : 'il y en a une : demandez-nous à la lire'],
    ['Inscription', day(person.createdAt)],
    ['Accueil au téléphone', welcomedOn === null ? 'pas encore' : formatDate(welcomedOn, at.today)],
    ['Dernier contact', day(person.lastContactAt)],
    ['Vos demandes de trajet', requests === 0 ? '' : String(requests)],
  ];
  return page(
    c,
    <PublicPage at={at} title="Tout ce qui est gardé sur vous" noindex>
      <p>
        <a href={at.url(holder.base)}>Revenir à mes trajets</a>
      </p>
      <dl class="facts">
        {facts
          .filter(([, value]) => value !== '')
          .map(([label, value]) => (
            <>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </>
          ))}
      </dl>
      <h2>Vos trajets, arrêtés compris</h2>
      {trips.length === 0 ? (
        <p>Aucun.</p>
      ) : (
        <ul class="trips">
          {trips.map((trip) => (
            <li class="card">
              <TripSummary trip={trip} today={at.today} time={at.time} />
            </li>
          ))}
        </ul>
      )}
      {volunteer && (
        <>
          <h2>Ce que vous acceptez de conduire exprès</h2>
          <div class="card">
            <OnCallSummary at={at} volunteer={volunteer} />
          </div>
        </>
      )}
      <h2>Vos réponses sur ce que vous acceptez</h2>
      {consents.length === 0 ? (
        <p>Aucune : sans réponse, c’est non.</p>
      ) : (
        <ul>
          {consents.map((answer) => (
            <li>
              {day(answer.at)} : {answer.given ? 'oui' : 'non'} pour {CONSENT_WORDS[answer.purpose]}
            </li>
          ))}
        </ul>
      )}
      <h2>Qui a vu ou changé quoi, sur {PERIODS.journalMonths} mois</h2>
      <JournalList at={at} lines={lines} names={new Map()} />
    </PublicPage>,
  );
};
