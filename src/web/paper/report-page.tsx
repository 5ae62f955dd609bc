import { formatDate } from '#src/time/written-dates.ts';
import type { Ctx } from '#src/web/context.ts';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { DeskForm } from '#src/web/layout/fields.tsx';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { loadDay } from '#src/web/paper/load-day.ts';
import { callSheetOf } from '#src/web/paper/load-call-sheet.ts';
import { ReportCalls } from '#src/web/paper/report-calls.tsx';
import { ReportRides } from '#src/web/paper/report-rides.tsx';
import type { ReportState } from '#src/web/paper/report-row.tsx';
import { SHEET_GONE, SHEETS } from '#src/web/paper/tonight-page.tsx';
import { momentWords } from '#src/web/workspace/shared/desk-words.ts';

const BLANK: ReportState = { values: {}, errors: new Map() };

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
  const day = await loadDay(c, sheet.forDate);
  const calls = await callSheetOf(c, sheet);
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
          <ReportRides at={at} sheet={sheet} state={state} day={day} />
        </section>
        <section aria-labelledby="appels">
          <h2 id="appels">Appels</h2>
          <ReportCalls at={at} sheet={sheet} state={state} calls={calls} />
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
