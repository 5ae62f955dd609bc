import type { PaperLine, PaperSheet } from '#src/paper/paper-sheet.ts';
import { formatDate } from '#src/time/written-dates.ts';
import type { At, Ctx } from '#src/web/context.ts';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { DeskForm, type Typed, typed } from '#src/web/layout/fields.tsx';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import type { CallDriver, CallSheet } from '#src/web/paper/call-sheet.ts';
import { occasionWords, offerWords } from '#src/web/paper/driver-words.ts';
import { callSheetOf } from '#src/web/paper/load-call-sheet.ts';
import { loadDay, type ToldDay, type ToldRide } from '#src/web/paper/load-day.ts';
import { hourWords } from '#src/web/paper/ride-words.ts';
import { SHEET_GONE, SHEETS } from '#src/web/paper/tonight-page.tsx';
import {
  ANSWER_WORDS,
  endsWords,
  fullName,
  MARK_WORDS,
  momentWords,
  requestWords,
} from '#src/web/workspace/desk-words.ts';

/** What stands in the way of each line that was not kept, and what was typed. */
export interface ReportState {
  readonly values: Typed;
  readonly errors: ReadonlyMap<number, string>;
}

const BLANK: ReportState = { values: {}, errors: new Map() };

const DRIVER_CHOICES = [
  ['yes', 'oui'],
  ['no', 'non'],
  ['not-reached', 'pas joint'],
  ['call-again', 'à rappeler'],
] as const;
/** What a volunteer may say besides. */
export const YES_AND_WAITS = 'yes-waits';
const VOLUNTEER_CHOICES = [
  ['yes', 'oui'],
  [YES_AND_WAITS, 'oui, attend et ramène'],
  ...DRIVER_CHOICES.slice(1),
] as const;
const RIDE_CHOICES = [
  ['done', 'fait'],
  ['not-done', 'pas fait'],
  ['unknown', 'on ne sait pas'],
] as const;
const TOLD_CHOICES = [['told', 'prévenue']] as const;

type Choices = readonly (readonly [string, string])[];

const WORDS: Readonly<Record<string, string>> = { ...ANSWER_WORDS, ...MARK_WORDS, told: 'prévenue' };

interface RowProps {
  readonly at: At;
  readonly state: ReportState;
  readonly line: PaperLine;
  readonly members: ReadonlyMap<string, string>;
  readonly label: string;
  /** Under the name: what tells this line from the others. */
  readonly more: string;
  readonly choices: Choices;
  /** What was noted since the print by someone else. */
  readonly since?: string | undefined;
  /** Version of what was noted of a ride. */
  readonly seen?: number;
}

/** One line as on paper: its number, who it is about, and one choice. Nothing chosen, nothing noted. */
const Row = ({ at, state, line, members, label, more, choices, since, seen }: RowProps) => {
  const { number, reported } = line;
  const name = `ligne-${number}`;
  const chosen = typed(state.values, name);
  const error = state.errors.get(number);
  return (
    <li>
      <fieldset class={error ? 'invalid' : ''} {...(error ? { 'aria-describedby': `${name}-erreur` } : {})}>
        <legend>
          <b class="line-number">{number}</b> {label}
        </legend>
        {seen !== undefined && <input type="hidden" name={`vu-${number}`} value={String(seen)} />}
        <p class="soft">{more}</p>
        {since !== undefined && reported === null && <p>{since}</p>}
        {error && (
          <p class="error" id={`${name}-erreur`}>
            {error}
          </p>
        )}
        {reported === null ? (
          <div class="report-choices">
            {choices.map(([value, word]) => (
              <div class="choice">
                <input
                  type="radio"
                  id={`${name}-${value}`}
                  name={name}
                  value={value}
                  {...(chosen === value ? { checked: true } : {})}
                />
                <label for={`${name}-${value}`}>{word}</label>
              </div>
            ))}
            {line.subject.kind === 'driver' && (
              <div class="report-day">
                <label for={`jour-${number}`}>le (si un jour est écrit)</label>
                <input
                  type="date"
                  id={`jour-${number}`}
                  name={`jour-${number}`}
                  class="short"
                  value={typed(state.values, `jour-${number}`)}
                />
              </div>
            )}
          </div>
        ) : (
          <p>
            Reporté : <strong>{WORDS[reported.word] ?? reported.word}</strong>,{' '}
            {members.get(reported.memberId) ?? 'quelqu’un'}, {momentWords(reported.at, at.territory.zone, at.today)}
          </p>
        )}
      </fieldset>
    </li>
  );
};

const rideMore = (told: ToldRide): string =>
  `${hourWords(told).hour}, ${endsWords(told.way)}, avec ${fullName(told.driver)}`;

/** A ride that the team already spoke of elsewhere. */
const rideSince = ({ day }: ToldRide): string | undefined =>
  day.outcome === null ? undefined : `Déjà noté : ${MARK_WORDS[day.outcome]}.`;

/** A driver whose answer was noted after the print. */
const driverSince = ({ last }: CallDriver, sheet: PaperSheet, at: At): string | undefined => {
  const call = last?.calls.at(-1);
  return call && call.at > sheet.printedAt
    ? `Depuis l’impression : ${ANSWER_WORDS[call.answer]}, ${momentWords(call.at, at.territory.zone, at.today)}.`
    : undefined;
};

interface Shown {
  readonly at: At;
  readonly sheet: PaperSheet;
  readonly state: ReportState;
  readonly day: ToldDay;
  readonly calls: CallSheet;
}

const Rides = ({ at, sheet, state, day }: Shown) => (
  <ol class="report">
    {sheet.lines.flatMap((line) => {
      const { subject } = line;
      if (subject.kind !== 'ride') return [];
      const told = day.rides.find(({ ride }) => ride.id === subject.rideId);
      const own = { at, state, line, members: day.names.members };
      if (!told) return [<Row {...own} label="Trajet annulé depuis l’impression" more="Rien à noter." choices={[]} />];
      return [
        <Row
          seen={told.day.version}
          {...own}
          label={fullName(told.passenger)}
          more={rideMore(told)}
          choices={RIDE_CHOICES}
          since={rideSince(told)}
        />,
      ];
    })}
  </ol>
);

const Calls = ({ at, sheet, state, calls }: Shown) => (
  <>
    {calls.blocks.map(({ request, passenger, drivers, tell }) => {
      const own = { at, state, members: calls.names.members };
      const line = (number: number | undefined) => sheet.lines.find((one) => one.number === number);
      const last = line(tell?.number);
      return (
        <section aria-labelledby={`appel-${request.id}`}>
          <h3 id={`appel-${request.id}`}>
            <a href={at.url(`/equipe/demandes/${request.id}`)}>{fullName(passenger)}</a>
          </h3>
          <p class="soft">{requestWords(request, at.today)}</p>
          {request.closing && <p>Cette demande a été close depuis l’impression : il n’y a plus rien à y noter.</p>}
          <input type="hidden" name={`version-${request.id}`} value={String(request.version)} />
          <ol class="report">
            {drivers.map((driver) => {
              const mine = line(driver.numbered?.number);
              return (
                mine && (
                  <Row
                    {...own}
                    line={mine}
                    label={fullName(driver.person)}
                    more={[occasionWords(driver, at), offerWords(driver, at)]
                      .filter((words) => words !== '')
                      .join(' ; ')}
                    choices={request.closing ? [] : driver.mayWait ? VOLUNTEER_CHOICES : DRIVER_CHOICES}
                    since={driverSince(driver, sheet, at)}
                  />
                )
              );
            })}
            {last && (
              <Row
                {...own}
                line={last}
                label={`Rappeler ${fullName(passenger)}`}
                more="La réponse a été donnée, même si c’est non."
                choices={request.closing ? [] : TOLD_CHOICES}
              />
            )}
          </ol>
        </section>
      );
    })}
  </>
);

/** Draws the sheet to type back, with what could not be kept beside its line. */
export const drawReport = async (
  c: Ctx,
  state: ReportState = BLANK,
  kept = 0,
  status: 200 | 409 | 422 = 200,
): Promise<Response> => {
  const at = c.get('at');
  const sheet = await c
    .get('service')
    .storage.in(at.territory.id)
    .paper.find(c.req.param('id') ?? '');
  if (!sheet) return notFoundPage(c, SHEET_GONE);
  const shown: Shown = { at, sheet, state, day: await loadDay(c, sheet.forDate), calls: await callSheetOf(c, sheet) };
  const reported = sheet.lines.filter((line) => line.reported !== null).length;
  return page(
    c,
    <DeskPage at={at} title="Reporter la feuille" current="/equipe" paper="document">
      <p>
        La feuille de {formatDate(sheet.forDate, at.today)}, imprimée{' '}
        {momentWords(sheet.printedAt, at.territory.zone, at.today)}. Les lignes sont dans l’ordre du papier, avec leur
        numéro ; laissez vide ce qui n’a pas été fait.
      </p>
      {state.errors.size > 0 && (
        <div class="errors" role="alert" id="erreurs">
          <h2>
            {kept === 0
              ? 'Rien n’a été noté encore.'
              : kept === 1
                ? 'Une ligne est notée.'
                : `${kept} lignes sont notées.`}{' '}
            {state.errors.size === 1 ? 'Une ligne est à revoir.' : `${state.errors.size} lignes sont à revoir.`}
          </h2>
          <ul>
            {[...state.errors].map(([number, message]) => (
              <li>
                Ligne {number} : {message}
              </li>
            ))}
          </ul>
        </div>
      )}
      {state.errors.size === 0 && reported > 0 && (
        <p class="notice" role="status">
          {reported === 1 ? 'Une ligne est reportée.' : `${reported} lignes sont reportées.`}
        </p>
      )}
      <DeskForm at={at} action={at.url(`${SHEETS}/${sheet.id}/reporter`)}>
        <section aria-labelledby="trajets">
          <h2 id="trajets">Les trajets du jour</h2>
          <Rides {...shown} />
        </section>
        <section aria-labelledby="appels">
          <h2 id="appels">Appels</h2>
          <Calls {...shown} />
        </section>
        <p class="actions">
          <button type="submit">Enregistrer</button>
          <a href={at.url(`${SHEETS}/${sheet.id}`)}>Revoir la feuille</a>
        </p>
      </DeskForm>
    </DeskPage>,
    status,
  );
};
