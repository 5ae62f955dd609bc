import { counted } from '#src/counted.ts';
import type { VolunteerMatch } from '#src/matching/match-volunteers.ts';
import type { Match } from '#src/matching/match.ts';
import type { Stop } from '#src/places/place.ts';
import { formatHour } from '#src/time/hours.ts';
import { formatWeekdays } from '#src/time/weekdays.ts';
import { formatDate } from '#src/time/written-dates.ts';
import { FREE_SENTENCE } from '#src/web/drivers/on-call-words.ts';
import type { At } from '#src/web/context.ts';
import { endsOf, kilometreWords, publicName, to } from '#src/web/trip-words.ts';
import type { CallSoFar, WaySoFar } from '#src/web/workspace/call/call-so-far.ts';
import { costWords, pickupPlace, startWords } from '#src/web/workspace/shared/pickup-words.ts';
import { fullName, spoken } from '#src/web/workspace/shared/desk-words.ts';
import { JourneysToTell } from '#src/web/workspace/call/journeys-to-tell.tsx';
import { ServicesToTell } from '#src/web/workspace/other-ways/services-to-tell.tsx';
import { readBack } from '#src/web/workspace/call/read-back.ts';

const Driver = ({ at, match, from }: { at: At; match: Match; from: Stop }) => {
  const { trip, driver } = match.offer;
  const { start, end } = endsOf(trip);
  const days =
    trip.schedule.kind === 'regular'
      ? formatWeekdays(trip.schedule.weekdays)
      : formatDate(trip.schedule.date, at.today);
  return (
    <li data-trip={trip.id}>
      <strong>{match.pickupAt === null ? 'Heure à voir' : formatHour(match.pickupAt)}</strong>{' '}
      {match.pickupAt !== null && `${to(pickupPlace(match, { from }))}, `}
      {trip.territoryId === at.territory.id ? fullName(driver) : publicName(driver)},{' '}
      {[startWords(match), costWords(match, { from })].filter((words) => words !== '').join(', ')}
      {match.missesBy !== null && ', à une autre heure'}{' '}
      <span class="soft">
        {start.label} → {end.label}, {days}
      </span>
    </li>
  );
};

/** Who would come on purpose, from their door: after those who go there anyway. */
const Volunteer = ({ match }: { match: VolunteerMatch }) => (
  <li>
    <strong>{match.times === null ? 'Heure à voir' : formatHour(match.times.pickup)}</strong> {fullName(match.driver)},{' '}
    {kilometreWords(match.metres)} de sa porte et retour
    {match.estimated && ' (estimation)'}{' '}
    {match.waitingMetres !== null && (
      <span class="soft">attend et ramène : {kilometreWords(match.waitingMetres)} en tout</span>
    )}
  </li>
);

const Way = ({
  at,
  title,
  outward = false,
  so: { result, volunteers, services, journeys, from },
}: {
  at: At;
  title: string;
  outward?: boolean;
  so: WaySoFar;
}) => {
  const { counts } = result;
  const found = counts.matches + counts.outsideWindow;
  const transitFirst = journeys?.beside.comesFirst === true;
  const transit = <JourneysToTell at={at} title={title} heading={transitFirst ? 'h3' : 'h4'} way={journeys} />;
  return (
    <>
      {transitFirst && transit}
      <h3>
        {title} : {found === 0 ? 'personne pour l’instant' : counted(found, 'trajet possible', 'trajets possibles')}
      </h3>
      <ol class="rows">
        {[...result.matches, ...result.outsideWindow].map((match) => (
          <Driver at={at} match={match} from={from} />
        ))}
      </ol>
      {volunteers.length > 0 && (
        <>
          <h4>{title}, bénévoles qui peuvent conduire exprès</h4>
          <p class="hint">{FREE_SENTENCE}</p>
          <ol class="rows">
            {volunteers.map((match) => (
              <Volunteer match={match} />
            ))}
          </ol>
        </>
      )}
      {!transitFirst && transit}
      <ServicesToTell at={at} title={title} heading="h4" outward={outward} services={services} />
    </>
  );
};

/** Beside the form: what to read back, who could drive, and the other ways to go. It follows what is typed. */
export const WhoFits = ({ at, call }: { at: At; call: CallSoFar }) => (
  <>
    <p class="script">{spoken(readBack(at, call.said))}</p>
    {!call.outward && (
      <p class="soft">
        {call.said.outward.from && call.said.outward.to
          ? 'Ce jour est passé : choisissez un jour à venir.'
          : 'Qui peut conduire : dès que les deux lieux sont notés.'}
      </p>
    )}
    {call.outward && <Way at={at} title="Aller" outward so={call.outward} />}
    {call.back && <Way at={at} title="Retour" so={call.back} />}
  </>
);
