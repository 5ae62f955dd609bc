import { capital } from '#src/capital.ts';
import { FREE_LINE } from '#src/volunteers/free-help.ts';
import type { RideMark } from '#src/requests/ride-day.ts';
import type { At } from '#src/web/context.ts';
import { DeskForm } from '#src/web/layout/fields.tsx';
import type { ToldDay, ToldRide } from '#src/web/paper/load-day.ts';
import { hourWords, needWords, returnWords } from '#src/web/paper/ride-words.ts';
import { endsWords, fullName, MARK_WORDS, momentWords } from '#src/web/workspace/shared/desk-words.ts';
import { Numbers, personPage } from '#src/web/workspace/shared/numbers.tsx';

/** Where each mark is posted. */
export const MARK_PATH = '/equipe/aujourdhui/noter';

interface RideProps {
  readonly at: At;
  readonly told: ToldRide;
  readonly day: ToldDay;
}

/** From where to where, with whom, with what: the same on screen and on paper. */
export const RideFacts = ({ at, told, day }: RideProps) => {
  const { request, way, passenger, driver, trip } = told;
  const back = returnWords(told, day.rides, day.names, at.today);
  const needs = needWords(request);
  // Said of where the driver sets out: someone who gets in further on is not sent there.
  const meeting = trip?.stops[0]?.communeCode === way.from.communeCode ? trip.meetingPlace : null;
  return (
    <>
      <p class="row-title">
        <a href={at.url(`/equipe/demandes/${request.id}`)}>{fullName(passenger)}</a> – <Numbers person={passenger} />
      </p>
      <p>{endsWords(way)}</p>
      <p>
        Avec <a href={at.url(personPage(told.ride.driverId))}>{fullName(driver)}</a> – <Numbers person={driver} />
        {meeting && ` ; on se retrouve : ${meeting.text}`}
      </p>
      {told.away && <p class="late">Qui conduit a noté une absence ce jour-là : à vérifier.</p>}
      {told.ride.regime === 'on-purpose' && <p class="soft">{FREE_LINE}</p>}
      {needs !== '' && <p>À savoir : {needs.toLowerCase()}.</p>}
      {back && <p class={back.missing ? 'late' : 'soft'}>{back.words}.</p>}
    </>
  );
};

const since = (at: At, instant: string): string =>
  momentWords(instant, at.territory.zone, at.today).split(', ').at(-1) ?? '';

/** What was already noted of it, in words. */
const Noted = ({ at, told }: { at: At; told: ToldRide }) => {
  const { outAt, homeAt, outcome } = told.day;
  const hours = [
    ...(outAt === null ? [] : [`en route depuis ${since(at, outAt)}`]),
    ...(homeAt === null ? [] : [`à la maison depuis ${since(at, homeAt)}`]),
  ];
  // Once it is known how it went, the hours are of no more use.
  const words = outcome === null ? hours : [MARK_WORDS[outcome]];
  if (words.length === 0) return null;
  return (
    <p>
      <strong>{capital(words.join(' ; '))}.</strong>
    </p>
  );
};

/** The gestures that make sense now: a day to come has none, today has two, a day gone has its end. */
const marksOf = ({ day, date }: ToldRide, today: string): readonly (readonly [RideMark, string])[] => {
  if (date > today) return [];
  if (date === today) {
    if (day.homeAt !== null) return [['not-home', 'Non, pas encore à la maison']];
    if (day.outAt !== null)
      return [
        ['home', 'À la maison'],
        ['not-out', 'Non, pas en route'],
      ];
    return [
      ['out', 'En route'],
      ['home', 'À la maison'],
    ];
  }
  if (day.outcome !== null) return [['forget', 'Corriger']];
  return [
    ['done', 'Fait'],
    ['not-done', 'Pas fait'],
    ['unknown', 'On ne sait pas'],
  ];
};

const QUIET: ReadonlySet<RideMark> = new Set<RideMark>(['not-home', 'not-out', 'forget']);

/** One gesture each; the page it is made on comes back. */
export const Marks = ({
  at,
  told,
  back,
  error,
}: {
  at: At;
  told: ToldRide;
  back: string;
  error?: string | undefined;
}) => {
  if (!at.can('write-people')) return <Noted at={at} told={told} />;
  const marks = marksOf(told, at.today);
  return (
    <>
      <Noted at={at} told={told} />
      {error && (
        <p class="error" role="alert">
          {error}
        </p>
      )}
      {marks.length > 0 && (
        <DeskForm at={at} action={at.url(MARK_PATH)} class="marks no-print">
          <input type="hidden" name="demande" value={told.request.id} />
          <input type="hidden" name="trajet_convenu" value={told.ride.id} />
          <input type="hidden" name="jour" value={told.date} />
          <input type="hidden" name="version" value={String(told.day.version)} />
          <input type="hidden" name="page" value={back} />
          {marks.map(([mark, label]) => (
            <button type="submit" name="geste" value={mark} class={QUIET.has(mark) ? 'link' : 'second'}>
              {label}
              <span class="visually-hidden">, {fullName(told.passenger)}</span>
            </button>
          ))}
        </DeskForm>
      )}
    </>
  );
};

/** The hour first: what the eye looks for. */
export const RideHour = ({ told }: { told: ToldRide }) => {
  const { hour, what } = hourWords(told);
  return (
    <p class="ride-hour">
      {hour}
      {what !== '' && <small>{what}</small>}
    </p>
  );
};

/** Boxes to tick on paper, and room to write after them. */
export const Ticks = ({ words, write = false }: { words: readonly string[]; write?: boolean }) => (
  <ul class="ticks">
    {words.map((word) => (
      <li>{word}</li>
    ))}
    {write && <li class="room" />}
  </ul>
);
