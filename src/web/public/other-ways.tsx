import { capital } from '#src/capital.ts';
import { formatPhone, telLink } from '#src/people/phone.ts';
import { formatHour } from '#src/time/hours.ts';
import type { IsoDate } from '#src/time/units.ts';
import type { ServiceCard } from '#src/transit/on-demand/services-for.ts';
import type { At } from '#src/web/context.ts';
import type { Query } from '#src/web/url-for.ts';
import { Journeys } from '#src/web/public/journey-card.tsx';
import type { TransitBeside } from '#src/web/public/load-transit.ts';
import {
  bookingWords,
  conditionWords,
  kindWords,
  serviceBackWords,
  serviceHours,
  tooLateWords,
} from '#src/web/public/service-words.ts';
import { inWords, to } from '#src/web/trip-words.ts';

/** Cards told before the drivers: enough to choose from, few enough that drivers are not lost below. */
const MOST_SERVICES = 6;

const Hour = ({ card, date }: { card: ServiceCard; date: IsoDate | null }) => {
  const [first] = card.legs;
  if (card.service.always || !first) return <p class="hour words">À toute heure</p>;
  if (date === null) return <p class="hour words">Certains jours</p>;
  return (
    <p class="hour">
      <span class="nowrap">{formatHour(first.pickUp.from)}</span>
      <small>
        jusqu’à <span class="nowrap">{formatHour(Math.max(...card.legs.map(({ pickUp }) => pickUp.until)))}</span>
      </small>
    </p>
  );
};

/** How to ask for it, on one line, with its number to be touched. */
export const Asking = ({
  at,
  card,
}: {
  at: At;
  card: Pick<ServiceCard, 'booking' | 'bookBy' | 'tooLate' | 'service'>;
}) => {
  const { phone, url } = card.booking;
  return (
    <>
      {bookingWords(card, at.today)}
      {phone !== null && (
        <>
          {' '}
          au <a href={telLink(phone)}>{formatPhone(phone)}</a>
        </>
      )}
      {url !== null && (
        <>
          {phone !== null && ', '}
          {phone !== null ? 'ou ' : ' '}
          <a href={url}>
            en ligne<span class="visually-hidden"> : {card.service.name}</span>
          </a>
        </>
      )}
    </>
  );
};

const Service = ({ at, card, date }: { at: At; card: ServiceCard; date: IsoDate | null }) => {
  const { service, booking } = card;
  const hours = serviceHours(card, date);
  const backs = serviceBackWords(card, date);
  const asks = booking.phone !== null || booking.url !== null || bookingWords(card, at.today) !== '';
  return (
    <li class="trip" data-service={service.id}>
      <Hour card={card} date={date} />
      <div class="body">
        <h3>{service.name}</h3>
        {kindWords(service) !== '' && (
          <p>
            <span class="detour">{kindWords(service)}</span>
          </p>
        )}
        {card.tooLate && (
          <p>
            <strong>{tooLateWords(card, at.today)}</strong>
          </p>
        )}
        {!card.tooLate && !card.onTime && (
          <p>
            <strong>Pas à l’heure demandée.</strong>
          </p>
        )}
        {hours !== '' && <p>{date === null ? capital(hours) : `Ce jour-là, ${hours}`}.</p>}
        {backs !== '' && <p>{backs}</p>}
        {service.places.length > 0 && (
          <p>
            {service.kind === 'hitch-hiking' ? 'Vers' : 'Lieux desservis'} : {inWords(service.places)}.
          </p>
        )}
        {asks && (
          <p>
            <Asking at={at} card={card} />.
          </p>
        )}
        {[...(service.price === '' ? [] : [`Prix : ${service.price}`]), ...conditionWords(service)].map((words) => (
          <p>{words}.</p>
        ))}
        {[service.words, booking.message].map((words) => words !== '' && <p class="soft">{words}</p>)}
        {service.source !== null && <p class="soft">D’après {service.source}.</p>}
        {service.url !== null && (
          <p class="no-print">
            <a href={service.url}>
              En savoir plus<span class="visually-hidden"> : {service.name}</span>
            </a>
          </p>
        )}
      </div>
    </li>
  );
};

interface Props {
  readonly at: At;
  readonly beside: TransitBeside;
  /** Where one goes, for whoever is told that nothing is known. */
  readonly goal: string;
  /** The search, so that a request finds it again. */
  readonly search: Query;
}

/** The block of the results that tells whatever goes there without a driver of ours: journeys of the timetables first. */
export const GoingByTransit = ({ at, beside: { cards, date, journeys, nextDay }, goal, search }: Props) => (
  <section aria-labelledby="transports">
    <h2 id="transports">En car, en train, à la demande</h2>
    {journeys && <Journeys at={at} way={journeys} nextDay={nextDay} goal={goal} search={search} />}
    {cards.length > 0 && (
      <ol class="trips">
        {cards.slice(0, MOST_SERVICES).map((card) => (
          <Service at={at} card={card} date={date} />
        ))}
      </ol>
    )}
    {cards.length > MOST_SERVICES && (
      <p>
        L’équipe connaît d’autres moyens : {inWords(cards.slice(MOST_SERVICES).map(({ service }) => service.name))}.
      </p>
    )}
    {cards.length === 0 && !journeys && (
      <p>
        Nous n’en connaissons aucun qui aille {to(goal)}
        {date !== null && ' ce jour-là'}.
      </p>
    )}
  </section>
);
