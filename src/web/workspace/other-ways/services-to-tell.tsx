import { capital } from '#src/capital.ts';
import { formatDate } from '#src/time/written-dates.ts';
import type { At } from '#src/web/context.ts';
import type { ToldService } from '#src/web/load-services.ts';
import { Asking } from '#src/web/public/other-ways.tsx';
import { inWords } from '#src/web/trip-words.ts';
import {
  bookingWords,
  conditionWords,
  kindWords,
  serviceBackWords,
  serviceHours,
  tooLateWords,
} from '#src/web/public/service-words.ts';

/** Told on the phone: enough to be read while one talks. */
const FIRST_SERVICES = 5;

interface Props {
  readonly at: At;
  /** "Aller", "Retour"; none under a heading that says it. */
  readonly title?: string;
  /** Its heading, by what stands above. */
  readonly heading?: 'h3' | 'h4';
  /** On the way out, how one comes back is told; on the way back there is nothing to say of it. */
  readonly outward: boolean;
  readonly services: readonly ToldService[];
}

const Service = ({
  at,
  told: { card, date, saysDay },
  outward,
}: Pick<Props, 'at' | 'outward'> & { readonly told: ToldService }) => {
  const { service, booking } = card;
  const hours = serviceHours(card, date);
  const asks = booking.phone !== null || booking.url !== null || bookingWords(card, at.today) !== '';
  const facts = [
    (outward ? serviceBackWords(card, date) : '').replace(/\.$/u, ''),
    service.places.length === 0 ? '' : `Lieux desservis : ${inWords(service.places)}`,
    service.price,
    ...conditionWords(service),
    service.words,
    booking.message,
  ]
    .filter((words) => words !== '')
    .map(capital);
  return (
    <li data-service={service.id}>
      <strong>{service.name}</strong>
      {kindWords(service) !== '' && ` (${kindWords(service).toLowerCase()})`}
      {[saysDay && date !== null ? formatDate(date, at.today) : '', hours]
        .filter((words) => words !== '')
        .map((words) => `, ${words}`)}
      .
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
export const ServicesToTell = ({ at, title, heading: Heading = 'h3', outward, services }: Props) => {
  const words = 'sans conductrice ni conducteur';
  return services.length === 0 ? null : (
    <>
      <Heading>{title === undefined ? capital(words) : `${title}, ${words}`}</Heading>
      <ol class="rows">
        {services.slice(0, FIRST_SERVICES).map((told) => (
          <Service at={at} told={told} outward={outward} />
        ))}
      </ol>
      {services.length > FIRST_SERVICES && (
        <p class="soft">
          Aussi : {inWords(services.slice(FIRST_SERVICES).map(({ card: { service } }) => service.name))}.
        </p>
      )}
    </>
  );
};
