import type { IsoDate } from '#src/time/units.ts';
import type { ServiceCard } from '#src/transit/on-demand/services-for.ts';
import type { At } from '#src/web/context.ts';
import { Asking } from '#src/web/public/other-ways.tsx';
import { bookingWords, conditionWords, kindWords, serviceHours, tooLateWords } from '#src/web/public/service-words.ts';

/** Told on the phone: enough to be read while one talks. */
const FIRST_SERVICES = 5;

interface Props {
  readonly at: At;
  /** "Aller", "Retour". */
  readonly title: string;
  readonly cards: readonly ServiceCard[];
  readonly date: IsoDate | null;
}

const Service = ({ at, card, date }: { at: At; card: ServiceCard; date: IsoDate | null }) => {
  const { service, booking } = card;
  const hours = serviceHours(card, date);
  const asks = booking.phone !== null || booking.url !== null || bookingWords(card, at.today) !== '';
  const facts = [service.price, ...conditionWords(service), service.words].filter((words) => words !== '');
  return (
    <li data-service={service.id}>
      <strong>{service.name}</strong> {kindWords(service) !== '' && `(${kindWords(service).toLowerCase()}) `}
      {hours}
      {card.tooLate ? (
        <>
          {' '}
          <strong>{tooLateWords(card, at.today)}</strong>
        </>
      ) : (
        !card.onTime && <strong> Pas à l’heure demandée.</strong>
      )}{' '}
      {asks && (
        <>
          <Asking at={at} card={card} />.{' '}
        </>
      )}
      {facts.length > 0 && <span class="soft">{facts.join('. ')}</span>}
    </li>
  );
};

/** After the drivers: the other ways to go that the team knows, for the person on the phone. */
export const ServicesToTell = ({ at, title, cards, date }: Props) =>
  cards.length === 0 ? null : (
    <>
      <h4>{title}, sans conductrice ni conducteur</h4>
      <ol class="rows">
        {cards.slice(0, FIRST_SERVICES).map((card) => (
          <Service at={at} card={card} date={date} />
        ))}
      </ol>
    </>
  );
