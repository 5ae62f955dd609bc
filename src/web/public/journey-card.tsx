import { counted } from '#src/counted.ts';
import type { IsoDate } from '#src/time/units.ts';
import { formatDate } from '#src/time/written-dates.ts';
import type { Journey } from '#src/transit/journey/journey.ts';
import type { At } from '#src/web/context.ts';
import {
  feedsWords,
  hourWords,
  lastBackWords,
  lengthWords,
  liveWords,
  outsideWords,
  ridesOf,
  shortBackWords,
  stepsWords,
  titleWords,
} from '#src/web/journey-words.ts';
import { DriverAndRideCard } from '#src/web/public/driver-and-ride-card.tsx';
import type { Query } from '#src/web/url-for.ts';
import type { WayJourneys } from '#src/web/load-journeys.ts';
import { JourneyLive } from '#src/web/public/journey-live.tsx';
import { duration, missWords, to } from '#src/web/trip-words.ts';

/** Two journeys of a way never leave and arrive together. */
const keyOf = ({ departure, arrival }: Journey): string => `${departure}-${arrival}`;

const Hours = ({ journey }: { journey: Journey }) => {
  const [first, last] = [ridesOf(journey)[0], ridesOf(journey).at(-1)];
  return first && last ? (
    <p class="hour">
      <span class="nowrap">{hourWords(first.board.departure)}</span>
      <small>
        arrivée <span class="nowrap">{hourWords(last.alight.arrival)}</span>
      </small>
    </p>
  ) : null;
};

const Card = ({ at, journey, back }: { at: At; journey: Journey; back: Journey | null | undefined }) => (
  <li class="trip" data-journey={keyOf(journey)}>
    <Hours journey={journey} />
    <div class="body">
      <h3>
        {titleWords(journey)}
        {/* For whoever goes from heading to heading: a line is told at several hours. */}
        <span class="visually-hidden">, {leavesWords(journey)}</span>
      </h3>
      <p>
        <span class="detour">{lengthWords(journey)}</span>
      </p>
      <JourneyLive at={at} journey={journey} />
      {journey.missesBy !== 0 && (
        <p>
          <strong>{missWords(journey.missesBy)}</strong>
        </p>
      )}
      {stepsWords(journey).map((words) => (
        <p>{words}</p>
      ))}
      {back !== null && <p>{lastBackWords(back)}</p>}
    </div>
  </li>
);

/** When its first vehicle leaves. */
const leavesWords = (journey: Journey): string => {
  const [first] = ridesOf(journey);
  return first === undefined ? '' : hourWords(first.board.departure);
};

/** One line each: whoever looks for another hour sees them all; and which ones bring nobody back. */
const More = ({
  at,
  journeys,
  lastBack,
}: {
  at: At;
  journeys: readonly Journey[];
  lastBack: ReadonlyMap<Journey, Journey> | null;
}) => (
  <details class="more">
    <summary>À une autre heure : {counted(journeys.length, 'autre départ', 'autres départs')}</summary>
    <ul class="plain">
      {journeys.map((journey) => {
        const [first, last] = [ridesOf(journey)[0], ridesOf(journey).at(-1)];
        return (
          <li data-journey={keyOf(journey)}>
            {first && <b>{hourWords(first.board.departure)}</b>}
            {last && `, arrivée ${hourWords(last.alight.arrival)}`} : {titleWords(journey)}, {lengthWords(journey)}
            {lastBack !== null && `, ${shortBackWords(lastBack.get(journey))}`}.
            {liveWords(journey, at.now).map((words) => (
              <strong> {words}</strong>
            ))}
          </li>
        );
      })}
    </ul>
  </details>
);

/** Where the hours come from, and of what days they speak. */
const TimetablePeriods = ({ at, way: { found } }: { at: At; way: WayJourneys }) =>
  found.kind === 'found' ? (
    <p class="soft">
      {found.credit !== undefined && (
        <>
          Trajets cherchés par <a href={found.credit.url}>{found.credit.name}</a>, sur les cartes d’OpenStreetMap.
        </>
      )}
      {found.periods.length > 0 && `D’après ${feedsWords(found.periods)}.`}
      {found.silent.length > 0 && ` Rien sur ce jour-là dans : ${feedsWords(found.silent)}.`}
      {found.periods.some(({ until }) => until < at.today) && ' Ces horaires sont passés : ils ont pu changer.'}
    </p>
  ) : null;

interface Props {
  readonly at: At;
  readonly way: WayJourneys;
  /** Where there is nothing to show: the next day with something. */
  readonly nextDay: IsoDate | null;
  readonly goal: string;
  /** The search, so that a request finds it again. */
  readonly search: Query;
}

/** What timetables answer: the nearest to the hour asked, then the others of the day, then where that comes from. */
export const Journeys = ({ at, way, nextDay, goal, search }: Props) => {
  const { found, beside, withDriver, waysHome, date, asked } = way;
  if (found.kind === 'outside-period') return <p>{outsideWords(found.periods, date, at.today)}</p>;
  const { shown, more, lastBack } = beside;
  const isNone = shown.length === 0 && withDriver.length === 0;
  return (
    <>
      {!asked && !isNone && (
        <p class="hint">
          Cars et trains du {formatDate(date, at.today)}, pour exemple : choisissez un jour pour être sûr des horaires.
        </p>
      )}
      {found.walk !== null && <p>À pied : {duration(found.walk.minutes)}.</p>}
      {shown.length === 0 && (
        <p>
          {beside.gone > 0
            ? `Le dernier car ou train pour aller ${to(goal)} est déjà parti aujourd’hui.`
            : withDriver.length > 0
              ? 'Aucun car ni train ne va jusqu’au bout ce jour-là.'
              : `Aucun car ni train pour aller ${to(goal)} ${asked ? 'ce jour-là' : 'dans les trois jours qui viennent'}.`}
          {nextDay !== null && (
            <>
              {' '}
              Le prochain :{' '}
              <a href={at.url('/trajets', { ...search, date: nextDay })}>{formatDate(nextDay, at.today)}</a>.
            </>
          )}
          {withDriver.length > 0 && ' Avec quelqu’un pour une partie de la route :'}
        </p>
      )}
      {shown.length > 0 && (
        <ol class="trips">
          {shown.map((journey) => (
            <Card at={at} journey={journey} back={found.back === null ? null : lastBack.get(journey)} />
          ))}
        </ol>
      )}
      {withDriver.length > 0 && (
        <ol class="trips">
          {withDriver.map((one) => (
            <DriverAndRideCard
              at={at}
              one={one}
              back={found.back === null ? null : waysHome.get(one)}
              search={search}
            />
          ))}
        </ol>
      )}
      {more.length > 0 && <More at={at} journeys={more} lastBack={found.back && lastBack} />}
      <TimetablePeriods at={at} way={way} />
    </>
  );
};
