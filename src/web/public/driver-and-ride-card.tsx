import { withoutCapital } from '#src/capital.ts';
import type { DriverAndRide } from '#src/transit/beside-drivers/driver-and-ride.ts';
import type { At } from '#src/web/context.ts';
import type { WayHome } from '#src/transit/beside-drivers/last-way-home.ts';
import { handoverWords, otherSteps, wayHomeWords } from '#src/web/handover-words.ts';
import { hourWords, titleWords } from '#src/web/journey-words.ts';
import { JourneyLive } from '#src/web/public/journey-live.tsx';
import { detourWords, HELP_WORDS, missWords, publicName, walkWords } from '#src/web/trip-words.ts';
import type { Query } from '#src/web/url-for.ts';

interface Props {
  readonly at: At;
  readonly one: DriverAndRide;
  /** How one comes back; null when it was not asked, undefined when nothing was found. */
  readonly back: WayHome | null | undefined;
  readonly search: Query;
}

/** A driver to the station, or from it: nobody and nothing goes all the way. */
export const DriverAndRideCard = ({ at, one, back, search }: Props) => {
  const { driverFirst, match, journey, departure, arrival, missesBy } = one;
  const { trip, driver } = match.offer;
  const name = publicName(driver);
  const title = titleWords(journey);
  const walks = walkWords(match);
  return (
    <li class="trip" data-journey={`${departure}-${arrival}`}>
      <p class="hour">
        {match.estimated && driverFirst && <small>vers </small>}
        <span class="nowrap">{hourWords(departure)}</span>
        <small>
          arrivée {match.estimated && !driverFirst && 'vers '}
          <span class="nowrap">{hourWords(arrival)}</span>
        </small>
      </p>
      <div class="body">
        <h3>{driverFirst ? `Avec ${name}, puis ${withoutCapital(title)}` : `${title}, puis avec ${name}`}</h3>
        <p>
          <span class="detour">{detourWords(match)}</span>
        </p>
        <JourneyLive at={at} journey={journey} />
        {missesBy !== 0 && (
          <p>
            <strong>{missWords(missesBy)}</strong>
          </p>
        )}
        <p>{handoverWords(one, name)}</p>
        {otherSteps(one).map((words) => (
          <p>{words}</p>
        ))}
        <p>
          <b>{name}</b>, {HELP_WORDS[trip.help]}
        </p>
        {walks !== '' && <p>{walks}</p>}
        {back === undefined && (
          <p>
            <strong>Nous n’avons pas trouvé de retour ce jour-là : appelez-nous avant de partir.</strong>
          </p>
        )}
        {back && <p>{wayHomeWords(back, (offer) => publicName(offer.driver))}</p>}
        <p class="actions">
          <a class="button second" href={at.url('/demande', { trajet: trip.id, ...search })}>
            Demander ce trajet<span class="visually-hidden"> avec {name}</span>
          </a>
        </p>
      </div>
    </li>
  );
};
