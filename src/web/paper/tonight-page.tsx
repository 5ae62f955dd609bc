import { createPrintSheet } from '#src/paper/print-sheet.ts';
import type { LineToPrint, PaperSheet } from '#src/paper/paper-sheet.ts';
import { addDays } from '#src/time/dates.ts';
import { formatDate } from '#src/time/written-dates.ts';
import type { At, Ctx } from '#src/web/context.ts';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { Blocks } from '#src/web/paper/call-block.tsx';
import { linesOf } from '#src/web/paper/call-sheet.ts';
import { DriversByLine, loadDriversByLine } from '#src/web/paper/drivers-by-line.tsx';
import { Later, laterThan } from '#src/web/paper/later.tsx';
import { LineNumber } from '#src/web/paper/line-number.tsx';
import { callSheetOf, loadCallSheet } from '#src/web/paper/load-call-sheet.ts';
import { loadDay, type ToldDay } from '#src/web/paper/load-day.ts';
import { Promises } from '#src/web/paper/promises.tsx';
import { RideFacts, RideHour, Ticks } from '#src/web/paper/ride-row.tsx';
import { KEEP_PRIVATE, SheetHead } from '#src/web/paper/sheet-head.tsx';
import { RequestPaper } from '#src/web/public/request-paper.tsx';
import { loadLists } from '#src/web/workspace/lists/load-lists.ts';
import { memberIdOf, requestTools } from '#src/web/tools.ts';

export const TONIGHT = '/equipe/imprimer/demain';
export const SHEETS = '/equipe/papier';
export const SHEET_GONE = 'Cette feuille n’est plus gardée : ses numéros sont oubliés après deux semaines.';
/** Blank sheets for those who will call. */
const BLANKS = 2;

/** `POST /{slug}/equipe/imprimer/demain`: numbers all that is needed to hold the desk tomorrow, and shows it. */
export const printTonight = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const tomorrow = addDays(at.today, 1);
  const { rides } = await loadDay(c, tomorrow);
  const lines: readonly LineToPrint[] = [
    ...rides.map(({ request, ride }): LineToPrint => ({
      requestId: request.id,
      requestVersion: request.version,
      subject: { kind: 'ride', rideId: ride.id },
    })),
    ...linesOf(await loadCallSheet(c, await loadLists(c), tomorrow)),
  ];
  const { storage } = c.get('service');
  const { now, newId } = requestTools(c);
  const tools = { now, newId, atomically: storage.atomically.bind(storage) };
  const act = { territoryId: at.territory.id, memberId: memberIdOf(c) };
  const sheet = await createPrintSheet(tools)(act, tomorrow, lines);
  return c.redirect(at.url(`${SHEETS}/${sheet.id}`), 303);
};

const Rides = ({ at, day, sheet }: { at: At; day: ToldDay; sheet: PaperSheet }) => {
  const numbers = new Map(
    sheet.lines.flatMap(({ subject, number }) => (subject.kind === 'ride' ? [[subject.rideId, number]] : [])),
  );
  // In the order in which they were numbered; one agreed since the print has no number and comes last.
  const numbered = (id: string): number => numbers.get(id) ?? Infinity;
  const rides = day.rides.toSorted((a, b) => numbered(a.ride.id) - numbered(b.ride.id));
  if (rides.length === 0) return <p>Aucun trajet convenu.</p>;
  return (
    <ol class="rides">
      {rides.map((told) => (
        <li>
          <div>
            <LineNumber number={numbers.get(told.ride.id)} />
            <RideHour told={told} />
          </div>
          <div>
            <RideFacts at={at} told={told} day={day} />
            <Ticks words={['fait', 'pas fait', 'on ne sait pas']} />
          </div>
        </li>
      ))}
    </ol>
  );
};

/** `GET /{slug}/equipe/papier/:id`: one document with all that is needed to hold the desk without network. */
export const sheetDocument = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const sheet = await c
    .get('service')
    .storage.in(at.territory.id)
    .paper.find(c.req.param('id') ?? '');
  if (!sheet) return notFoundPage(c, SHEET_GONE);
  const day = await loadDay(c, sheet.forDate);
  const calls = await callSheetOf(c, sheet);
  const later = laterThan(calls, await loadLists(c));
  const lines = await loadDriversByLine(c, sheet.forDate);
  const date = formatDate(sheet.forDate, at.today);
  return page(
    c,
    <DeskPage at={at} title={`Tout pour ${date}`} current="/equipe" paper="document">
      <SheetHead at={at} title={`Tout pour ${date}`} note={KEEP_PRIVATE} />
      <p class="notice no-print">
        Imprimez cette page avec votre navigateur. Le lendemain, les numéros en gras servent à{' '}
        <a href={at.url(`${SHEETS}/${sheet.id}/reporter`)}>reporter la feuille</a> d’un coup.
      </p>
      <section aria-labelledby="trajets">
        <h2 id="trajets">Les trajets du jour</h2>
        <Rides at={at} day={day} sheet={sheet} />
      </section>
      <section aria-labelledby="promesses">
        <h2 id="promesses">Réponses promises</h2>
        <Promises at={at} sheet={calls} />
      </section>
      <section aria-labelledby="appels" class="new-sheet">
        <h2 id="appels">Appels</h2>
        {calls.blocks.length === 0 && <p>Personne à appeler.</p>}
        <Blocks at={at} sheet={calls} />
        <Later at={at} later={later} />
      </section>
      <section aria-labelledby="lignes" class="new-sheet">
        <h2 id="lignes">Qui roule ce jour-là, ligne par ligne</h2>
        {lines.length === 0 && <p>Personne ne roule ce jour-là.</p>}
        <DriversByLine at={at} lines={lines} ofOneDay />
      </section>
      {Array.from({ length: BLANKS }, (_, index) => (
        <section aria-labelledby={`vierge-${index + 1}`} class="new-sheet">
          <h2 id={`vierge-${index + 1}`}>Demande de trajet, feuille {index + 1}</h2>
          <RequestPaper />
        </section>
      ))}
    </DeskPage>,
  );
};
