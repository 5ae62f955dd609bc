import type { PaperSheet } from '#src/paper/paper-sheet.ts';
import type { At } from '#src/web/context.ts';
import type { CallDriver, CallSheet } from '#src/web/paper/call-sheet.ts';
import { occasionWords, offerWords } from '#src/web/paper/driver-words.ts';
import { type Choices, type ReportState, Row } from '#src/web/paper/report-row.tsx';
import { ANSWER_WORDS, fullName, momentWords, requestWords } from '#src/web/workspace/shared/desk-words.ts';

/** What a volunteer may say besides. */
export const YES_AND_WAITS = 'yes-waits';

const NOT_YES: Choices = [
  ['no', 'non'],
  ['not-reached', 'pas joint'],
  ['call-again', 'à rappeler'],
];
const DRIVER_CHOICES: Choices = [['yes', 'oui'], ...NOT_YES];
const VOLUNTEER_CHOICES: Choices = [['yes', 'oui'], [YES_AND_WAITS, 'oui, attend et ramène'], ...NOT_YES];
const TOLD_CHOICES: Choices = [
  ['told', 'prévenue'],
  ['not-reached', 'pas jointe'],
];

/** A driver whose answer was noted after the print. */
const driverSince = ({ last }: CallDriver, sheet: PaperSheet, at: At): string | undefined => {
  const call = last?.calls.at(-1);
  return call && call.at > sheet.printedAt
    ? `Depuis l’impression : ${ANSWER_WORDS[call.answer]}, ${momentWords(call.at, at.territory.zone, at.today)}.`
    : undefined;
};

interface CallsProps {
  readonly at: At;
  readonly sheet: PaperSheet;
  readonly state: ReportState;
  readonly calls: CallSheet;
}

/** What each person called answered, request by request, and whether its passenger knows. */
export const ReportCalls = ({ at, sheet, state, calls }: CallsProps) => (
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
                more="Prévenue : la réponse a été donnée, même si c’est non. Pas jointe : elle reste à prévenir, en tête du bureau."
                choices={request.closing ? [] : TOLD_CHOICES}
              />
            )}
          </ol>
        </section>
      );
    })}
  </>
);
