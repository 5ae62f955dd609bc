import type { IsoDate } from '#src/time/units.ts';
import { isOver } from '#src/trips/runs-on.ts';
import type { Trip } from '#src/trips/trip.ts';
import { isPaused, routeWords, scheduleWords, viaWords } from '#src/web/drivers/driver-words.ts';
import { carWords, duration, HELP_WORDS } from '#src/web/trip-words.ts';

const stateOf = (trip: Trip, today: IsoDate, time: number): string | null => {
  if (trip.state === 'stopped') return 'Arrêté';
  if (isOver(trip.schedule, { date: today, time })) return 'Passé';
  if (isPaused(trip, today)) return 'En pause';
  return trip.toVerify ? 'À vérifier' : null;
};

interface Props {
  readonly trip: Trip;
  readonly today: IsoDate;
  readonly time: number;
  /** false where the page's own title says the way. */
  readonly title?: boolean;
}

/** All that is kept of a trip, for its driver and for the team. */
export const TripSummary = ({ trip, today, time, title = true }: Props) => {
  const state = stateOf(trip, today, time);
  const [via, car] = [viaWords(trip), carWords(trip)];
  return (
    <>
      {title ? (
        <h3>
          {routeWords(trip)} {via}
        </h3>
      ) : (
        via !== '' && <p>Passe {via}.</p>
      )}
      {state !== null && (
        <p>
          <strong class="tag">{state}</strong>
        </p>
      )}
      <p>{scheduleWords(trip, today)}</p>
      <p class="soft">
        {HELP_WORDS[trip.help]}
        {trip.returnOf !== null && ', retour'}
        {car !== '' && `, ${car}`}
        {trip.maxDetour !== null && `, ${duration(trip.maxDetour)} de détour au plus`}
        {trip.flexibility > 0 && `, à ${duration(trip.flexibility)} près`}
      </p>
      {trip.meetingPlace && (
        <p class="soft">
          Rendez-vous : {trip.meetingPlace.text}
          {trip.meetingPlace.placeId === null && ' (non public)'}
        </p>
      )}
      {trip.remarks !== '' && <p class="soft">« {trip.remarks} »</p>}
    </>
  );
};
