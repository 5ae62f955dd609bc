import { capital } from '#src/capital.ts';
import type { Match, WayBack } from '#src/matching/match.ts';
import { formatHour } from '#src/time/hours.ts';
import { formatDate } from '#src/time/written-dates.ts';
import type { TimeOfDay } from '#src/time/units.ts';
import { SHORTEST_STAY } from '#src/transit/beside-drivers/journeys-beside.ts';
import type { Journey } from '#src/transit/journey/journey.ts';
import { describeSchedule } from '#src/trips/describe-schedule.ts';
import type { At } from '#src/web/context.ts';
import { homeByRideWords } from '#src/web/journey-words.ts';
import type { Query } from '#src/web/url-for.ts';
import {
  carWords,
  detourWords,
  duration,
  endsOf,
  from,
  HELP_WORDS,
  missWords,
  publicLabel,
  publicName,
  to,
  walkWords,
} from '#src/web/trip-words.ts';

/** What a card knows besides its match. */
export interface CardContext {
  readonly at: At;
  /** The search, so that contact and request find it again. */
  readonly search: Query;
  /** The trips stand under a heading of their own, beside other ways to go: theirs go one level down. */
  readonly under: boolean;
  /** A day was asked: the next one is not to be said. */
  readonly dated: boolean;
  /** The last coach or train that goes back that day, for those whom no driver brings home. */
  readonly lastHome: Journey | null;
  /** Names of the territory's public meeting points, by id (design decision 7: nothing else is shown). */
  readonly meetingPoints: ReadonlyMap<string, string>;
  /** Names of the neighbouring territories, by id. */
  readonly neighbours: ReadonlyMap<string, string>;
}

const about = (time: TimeOfDay, estimated: boolean): string => `${estimated ? 'vers ' : ''}${formatHour(time)}`;

const Hour = ({ match }: { readonly match: Match }) => {
  const { pickupAt, arriveAt, estimated } = match;
  if (pickupAt === null) return <p class="hour words">Heure à convenir</p>;
  return (
    <p class="hour">
      {estimated && <small>vers </small>}
      <span class="nowrap">{formatHour(pickupAt)}</span>
      {arriveAt !== null && (
        <small>
          arrivée <span class="nowrap">{about(arriveAt, estimated)}</span>
        </small>
      )}
    </p>
  );
};

/** In a heading, for whoever goes from heading to heading: many trips have the same ends. */
const hourWords = ({ pickupAt, estimated }: Match): string =>
  pickupAt === null ? 'heure à convenir' : about(pickupAt, estimated);

const otherBackWords = ({ offer, pickupAt, estimated }: WayBack): string => {
  const hour = pickupAt === null ? 'heure à convenir' : about(pickupAt, estimated);
  return `Retour possible avec ${publicName(offer.driver)}, ${hour}.`;
};

/** Whether a coach or a train still brings one home from there. */
const homeByRide = ({ arriveAt }: Match, { lastHome }: CardContext): Journey | null =>
  lastHome !== null && (arriveAt === null || lastHome.departure >= arriveAt + SHORTEST_STAY) ? lastHome : null;

const backWords = (match: Match, context: CardContext): string => {
  const { wayBack: back, otherBack } = match;
  if (!back && otherBack) return otherBackWords(otherBack);
  if (!back) {
    const ride = homeByRide(match, context);
    return ride ? `Pas de retour proposé en voiture. ${homeByRideWords(ride)}` : 'Pas de retour proposé.';
  }
  if (back.pickupAt === null) return 'Retour possible avec la même personne, heure à convenir.';
  return `Retour possible avec la même personne, ${about(back.pickupAt, back.estimated)}.`;
};

const shiftWords = (minutes: number): string =>
  `Peut partir ${duration(Math.abs(minutes))} plus ${minutes > 0 ? 'tard' : 'tôt'} pour vous`;

/** One result: when, from where to where, what it costs the driver, who, how to reach them. */
export const TripCard = ({ match, context }: { readonly match: Match; readonly context: CardContext }) => {
  const { at, search, dated, meetingPoints, neighbours } = context;
  const Name = context.under ? 'h4' : 'h3';
  const { trip, driver } = match.offer;
  const { start, end } = endsOf(trip);
  const neighbour = trip.territoryId === at.territory.id ? undefined : (neighbours.get(trip.territoryId) ?? 'à côté');
  const meeting = trip.meetingPlace?.placeId == null ? undefined : meetingPoints.get(trip.meetingPlace.placeId);
  const car = carWords(trip);
  const next = dated || trip.schedule.kind === 'one-off' ? undefined : match.dates[0];
  const name = publicName(driver);
  const walks = walkWords(match);
  const direct = driver.numberShown && neighbour === undefined;
  return (
    <li class="trip" data-trip={trip.id}>
      <Hour match={match} />
      <div class="body">
        <Name>
          {`${capital(from(publicLabel(start)))} `}
          {to(publicLabel(end))}
          <span class="visually-hidden">, {hourWords(match)}</span>
        </Name>
        <p>
          <span class="detour">{detourWords(match)}</span>
        </p>
        {match.shift !== 0 && <p>{shiftWords(match.shift)}</p>}
        {match.missesBy !== null && (
          <p>
            <strong>{missWords(match.missesBy)}</strong>
          </p>
        )}
        <p>
          Départ {from(publicLabel(start))}
          {'\u00a0'}: {describeSchedule(trip.schedule, at.today)}
          {next !== undefined && `. Prochain départ\u00a0: ${formatDate(next, at.today)}`}
        </p>
        <p>
          <b>{name}</b>, {HELP_WORDS[trip.help]}
          {car !== '' && `. ${car}`}
        </p>
        {match.walkBefore === null && meeting !== undefined && <p>Rendez-vous : {meeting}</p>}
        {walks !== '' && <p>{walks}</p>}
        {neighbour !== undefined && (
          <p class="neighbour">Conductrice ou conducteur de {neighbour} : la demande passe par son équipe.</p>
        )}
        <p class="soft">{backWords(match, context)}</p>
        <p class="actions">
          {direct ? (
            <a class="button" href={at.url(`/trajets/${trip.id}/contact`, search)}>
              Joindre {name}
            </a>
          ) : (
            <a class="button second" href={at.url('/demande', { trajet: trip.id, ...search })}>
              Demander ce trajet<span class="visually-hidden"> avec {name}</span>
            </a>
          )}
        </p>
      </div>
    </li>
  );
};
