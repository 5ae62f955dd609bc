import { formatDate } from '#src/time/written-dates.ts';
import type { Offer } from '#src/matching/offer.ts';
import type { WayHome } from '#src/transit/beside-drivers/last-way-home.ts';
import { canBeTaken } from '#src/transit/journey/can-be-taken.ts';
import type { DriverAndRide } from '#src/transit/beside-drivers/driver-and-ride.ts';
import type { Journey } from '#src/transit/journey/journey.ts';
import type { At } from '#src/web/context.ts';
import { handoverWords, otherSteps, wayHomeWords } from '#src/web/handover-words.ts';
import {
  alertsIn,
  hourWords,
  lengthWords,
  liveWords,
  outsideWords,
  ridesOf,
  shortBackWords,
  shortWords,
  stepsWords,
  titleWords,
} from '#src/web/journey-words.ts';
import type { WayJourneys } from '#src/web/load-journeys.ts';
import { detourWords, duration, missWords, publicName, walkWords } from '#src/web/trip-words.ts';
import { fullName } from '#src/web/workspace/shared/desk-words.ts';

interface Props {
  readonly at: At;
  /** "Aller", "Retour"; none under a heading that says it. */
  readonly title?: string;
  /** Its heading, by what stands above. */
  readonly heading?: 'h3' | 'h4';
  readonly way: WayJourneys | null;
}

/** What is known at the moment, to be said with it. */
const LiveWords = ({ at, journey }: { at: At; journey: Journey }) => (
  <>
    {[...liveWords(journey, at.now), ...alertsIn(journey).map(({ title }) => `${title}.`)].map((words) => (
      <strong>{words} </strong>
    ))}
  </>
);

const Told = ({ at, journey, back }: { at: At; journey: Journey; back: Journey | null | undefined }) => (
  <li data-journey={`${journey.departure}-${journey.arrival}`}>
    <strong>{shortWords(journey)}</strong>
    {back !== null && `, ${shortBackWords(back)}`}
    {journey.missesBy !== 0 && `, ${missWords(journey.missesBy)}`}. <LiveWords at={at} journey={journey} />
    <span class="soft">
      {titleWords(journey)}, {lengthWords(journey)}. {stepsWords(journey).join(' ')}
    </span>
  </li>
);

const nameIn = (at: At, { trip, driver }: Offer): string =>
  trip.territoryId === at.territory.id ? fullName(driver) : publicName(driver);

/** Nobody goes all the way: one driver, then what runs for the rest, or the reverse. */
const WithDriver = ({ at, one, back }: { at: At; one: DriverAndRide; back: WayHome | null | undefined }) => {
  const { journey, match, departure, arrival } = one;
  const name = nameIn(at, match.offer);
  return (
    <li data-journey={`${departure}-${arrival}`}>
      <strong>
        {hourWords(departure)} → {hourWords(arrival)}
      </strong>{' '}
      {handoverWords(one, name)} <LiveWords at={at} journey={journey} />
      <span class="soft">
        {detourWords(match)}. {titleWords(journey)}, {lengthWords(journey)}.{' '}
        {[...otherSteps(one), walkWords(match)].join(' ')}
      </span>{' '}
      {back === undefined && <strong>Aucun retour trouvé ce jour-là : à chercher avant de dire oui.</strong>}
      {back && wayHomeWords(back, (offer) => nameIn(at, offer))}
    </li>
  );
};

/** The hours at which one may still leave, for whoever is told that the first does not do. */
const moreWords = (journeys: readonly Journey[]): string =>
  journeys
    .filter(canBeTaken)
    .flatMap((journey) => ridesOf(journey)[0] ?? [])
    .map(({ board }) => hourWords(board.departure))
    .join(', ');

/** Beside the drivers: coaches and trains, the short version first, to be said on the phone. */
export const JourneysToTell = ({ at, title, heading: Heading = 'h3', way }: Props) => {
  if (way === null) return null;
  const { found, beside, withDriver, waysHome, date, asked } = way;
  const day = asked ? '' : ` le ${formatDate(date, at.today)}`;
  return (
    <>
      <Heading>{title === undefined ? 'En car ou en train' : `${title}, en car ou en train`}</Heading>
      {found.kind === 'outside-period' ? (
        <p class="soft">{outsideWords(found.periods, date, at.today)}</p>
      ) : (
        <>
          {day !== '' && <p class="hint">Horaires du {formatDate(date, at.today)}. Vérifiez les autres jours.</p>}
          {found.walk !== null && <p>À pied : {duration(found.walk.minutes)}.</p>}
          {beside.shown.length === 0 && withDriver.length === 0 && (
            <p class="soft">
              {beside.gone > 0 ? 'Le dernier est déjà parti.' : `Rien${day === '' ? ' ce jour-là' : day}.`}
            </p>
          )}
          <ol class="rows">
            {beside.shown.map((journey) => (
              <Told at={at} journey={journey} back={found.back === null ? null : beside.lastBack.get(journey)} />
            ))}
          </ol>
          {withDriver.length > 0 && (
            <ol class="rows">
              {withDriver.map((one) => (
                <WithDriver at={at} one={one} back={found.back === null ? null : waysHome.get(one)} />
              ))}
            </ol>
          )}
          {beside.more.some(canBeTaken) && <p class="soft">Autres départs : {moreWords(beside.more)}.</p>}
          {found.credit !== undefined && <p class="soft">Cherchés par {found.credit.name}.</p>}
        </>
      )}
    </>
  );
};
