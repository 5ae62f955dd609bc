import { capital } from '#src/capital.ts';
import type { VolunteerMatch } from '#src/matching/match-volunteers.ts';
import { addDays } from '#src/time/dates.ts';
import { formatHour } from '#src/time/hours.ts';
import type { IsoDate } from '#src/time/units.ts';
import { describeHalfDays } from '#src/volunteers/describe-half-days.ts';
import { absenceWords, FREE_SENTENCE, loadWords } from '#src/web/drivers/on-call-words.ts';
import { TAKES_LABELS } from '#src/web/drivers/driver-words.ts';
import { duration, inWords, kilometreWords } from '#src/web/trip-words.ts';
import { AskBox } from '#src/web/workspace/sheet/ask-several.tsx';
import { AnswersLine, BeforeCalling } from '#src/web/workspace/sheet/before-calling.tsx';
import { CallForm } from '#src/web/workspace/sheet/call-form.tsx';
import { fullName, slotWords } from '#src/web/workspace/shared/desk-words.ts';
import type { WayProps } from '#src/web/workspace/sheet/sheet-form.tsx';
import { Numbers, personPage } from '#src/web/workspace/shared/numbers.tsx';

/** Volunteers shown at once; the others are one link away. */
const FIRST_VOLUNTEERS = 4;
/** How far ahead an absence is worth saying. */
const ABSENCE_DAYS = 60;

/** The hour the passenger is fetched: who drives on purpose comes when asked. */
const Hours = ({ match: { times } }: { match: VolunteerMatch }) => (
  <p class="hour">
    {times === null ? 'à voir' : formatHour(times.pickup)}
    {times && <small>arrive à {formatHour(times.dropoff)}</small>}
  </p>
);

const driveWords = (match: VolunteerMatch): string => {
  const { times, door, waitingMetres } = match;
  return [
    `${door === 0 ? 'Habite tout près du départ' : `À ${duration(door)} du départ`}${match.estimated ? ' (estimation)' : ''}`,
    ...(times
      ? [`part de chez soi à ${formatHour(times.leaveHome)}, y revient vers ${formatHour(times.backHome)}`]
      : []),
  ]
    .join(', ')
    .concat('.', waitingMetres === null ? '' : ` Attend et ramène : ${kilometreWords(waitingMetres)} en tout.`);
};

const freeWords = ({ volunteer }: VolunteerMatch, today: IsoDate): string => {
  const soon = volunteer.absences.filter(({ from, until }) => until >= today && from <= addDays(today, ABSENCE_DAYS));
  const away = soon.length === 0 ? '' : ` Absences : ${soon.map((one) => absenceWords(one, today)).join(' ; ')}.`;
  return `Libre ${describeHalfDays(volunteer)}.${away}`;
};

const askWords = ({ askAbout }: VolunteerMatch): string =>
  askAbout.length === 0 ? '' : ` Demander pour ${inWords(askAbout.map((one) => TAKES_LABELS[one]))}.`;

const VolunteerRow = (props: WayProps & { match: VolunteerMatch; rank: number }) => {
  const { at, sheet, part, match, rank } = props;
  const { way, open } = part;
  const { driver, volunteer } = match;
  const waitingAsked = sheet.request.ways.some(({ wayHome }) => wayHome === 'waits');
  const mine = sheet.introductions.filter((one) => one.driverId === driver.id && one.wayId === way.id);
  return (
    <li class="driver">
      <Hours match={match} />
      <div>
        <p class="row-title">
          <a href={at.url(personPage(driver.id))}>{fullName(driver)}</a> –{' '}
          <Numbers person={sheet.names.people.get(driver.id)} />
        </p>
        <p>
          <strong>{kilometreWords(match.metres)} de sa porte et retour.</strong> {driveWords(match)}
          {match.slots.length < open.length &&
            ` Pour : ${match.slots.map((slot) => slotWords(slot, at.today)).join(', ')}.`}
        </p>
        <p class="soft">
          {freeWords(match, at.today)}
          {askWords(match)}
        </p>
        <p class="soft">{capital(loadWords(match.load, volunteer.mostAMonth))}.</p>
        <BeforeCalling at={at} sheet={sheet} driverId={driver.id} days={[...open, ...match.dates]} />
        <AnswersLine at={at} introductions={mine} />
        {at.can('write-people') && (
          <CallForm
            {...props}
            way={way}
            open={open}
            served={match.slots}
            driverId={driver.id}
            driverName={fullName(driver)}
            tripId={null}
            day={match.dates[0] ?? ''}
            onPurpose={{ mayWait: match.waitingMetres !== null, waitingAsked }}
          />
        )}
        {at.can('write-people') && (
          <AskBox
            {...props}
            rank={rank}
            driverId={driver.id}
            driverName={fullName(driver)}
            tripId={null}
            served={match.slots}
            wait={match.waitingMetres === null ? undefined : { asked: waitingAsked }}
          />
        )}
      </div>
    </li>
  );
};

/** Those shown at first, or all of them. */
export const shownVolunteers = ({ part, all }: Pick<WayProps, 'part' | 'all'>): readonly VolunteerMatch[] =>
  all ? part.volunteers : part.volunteers.slice(0, FIRST_VOLUNTEERS);

/** Who accepts to drive on purpose, after the trips that are made anyway. */
export const Volunteers = (
  props: WayProps & { readonly shown: readonly VolunteerMatch[]; readonly ranksAfter: number },
) => {
  const { at, sheet, part, shown, ranksAfter } = props;
  const { volunteers, way, result } = part;
  if (!at.territory.switches.onCall || !result) return null;
  return (
    <>
      <h3>Bénévoles qui peuvent conduire exprès</h3>
      <p class="hint">{FREE_SENTENCE} Les plus proches d’abord, puis les moins demandés ce mois-ci.</p>
      {volunteers.length === 0 && <p>Personne n’est libre à ce moment-là, assez près d’ici.</p>}
      <ol class="rows">
        {shown.map((match, position) => (
          <VolunteerRow {...props} match={match} rank={ranksAfter + position + 1} />
        ))}
      </ol>
      {volunteers.length > shown.length && (
        <p>
          <a href={at.url(`/equipe/demandes/${sheet.request.id}`, { tous: '1' }) + `#${way.direction}`}>
            Voir les {volunteers.length - shown.length} autres bénévoles
          </a>
        </p>
      )}
    </>
  );
};
