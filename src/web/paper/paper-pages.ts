import type { Hono } from 'hono';
import type { Env } from '#src/web/context.ts';
import { requires } from '#src/web/guards/session.ts';
import { CALLS, callSheetPage } from '#src/web/paper/call-sheet-page.tsx';
import { cardPage, letterPage } from '#src/web/paper/card-page.tsx';
import { DRIVERS_BY_LINE, driversByLinePage } from '#src/web/paper/drivers-page.tsx';
import { markRide } from '#src/web/paper/mark-ride.ts';
import { POSTERS, postersPage } from '#src/web/paper/posters-page.tsx';
import { printsPage } from '#src/web/paper/prints-page.tsx';
import { RECRUIT, recruitPage } from '#src/web/paper/recruit-page.tsx';
import { drawReport } from '#src/web/paper/report-page.tsx';
import { reportSheet } from '#src/web/paper/report-post.ts';
import { MARK_PATH } from '#src/web/paper/ride-row.tsx';
import { PRINTS, TODAY, YESTERDAY } from '#src/web/paths.ts';
import { printTonight, sheetDocument, SHEETS, TONIGHT } from '#src/web/paper/tonight-page.tsx';
import { todayPage } from '#src/web/paper/today-page.tsx';
import { yesterdayPage } from '#src/web/paper/yesterday-page.tsx';

/** The pages of the desk that are made to be printed, and what is typed back from paper. */
export const paperPages = (app: Hono<Env>): void => {
  const read = requires('read-people');
  const write = requires('write-people');
  app.get(`/:territoire${TODAY}`, read, todayPage);
  app.post(`/:territoire${MARK_PATH}`, write, markRide);
  app.get(`/:territoire${YESTERDAY}`, read, yesterdayPage);
  app.get(`/:territoire${PRINTS}`, read, printsPage);
  app.get(`/:territoire${CALLS}`, read, callSheetPage);
  app.get(`/:territoire${DRIVERS_BY_LINE}`, read, driversByLinePage);
  app.get(`/:territoire${POSTERS}`, read, postersPage);
  app.get(`/:territoire${RECRUIT}`, read, recruitPage);
  app.post(`/:territoire${TONIGHT}`, write, printTonight);
  app.get(`/:territoire${SHEETS}/:id`, read, sheetDocument);
  app.get(`/:territoire${SHEETS}/:id/reporter`, write, (c) => drawReport(c));
  app.post(`/:territoire${SHEETS}/:id/reporter`, write, reportSheet);
  app.get('/:territoire/equipe/demandes/:id/carte', read, cardPage);
  app.get('/:territoire/equipe/demandes/:id/lettre', read, letterPage);
};
