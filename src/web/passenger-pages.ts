import type { Hono } from 'hono';
import type { Env } from '#src/web/context.ts';
import { personalPage } from '#src/web/guards/security-headers.ts';
import { contactPage, revealNumber } from '#src/web/public/contact-page.tsx';
import { FLEX_EXPORT, flexExport } from '#src/web/public/flex-export.ts';
import { homePage } from '#src/web/public/home-page.tsx';
import { linesPage } from '#src/web/public/lines-page.tsx';
import { cancelRequestByLink } from '#src/web/public/request-link-page.tsx';
import { posterPage } from '#src/web/paper/poster-page.tsx';
import { POSTER } from '#src/web/paths.ts';
import { requestFormPage, submitRequest } from '#src/web/public/request-page.tsx';
import { PUBLIC_TRIALS, publicTrialsPage } from '#src/web/trials/public-trials-page.tsx';
import { STOPS, stopsPage } from '#src/web/public/stops-page.tsx';
import { requestPaperPage } from '#src/web/public/request-paper-page.tsx';
import { searchPage } from '#src/web/public/search-page.tsx';

/** The pages of passengers, under a territory. A personal link is opened by the route of drivers, which asks `requestLinkPage`. */
export const passengerPages = (app: Hono<Env>): void => {
  app.get('/:territoire', homePage);
  app.get('/:territoire/trajets', searchPage);
  app.get('/:territoire/trajets/:id/contact', personalPage, contactPage);
  app.post('/:territoire/trajets/:id/contact', personalPage, revealNumber);
  app.get('/:territoire/lignes', linesPage);
  app.get(`/:territoire${POSTER}`, posterPage);
  app.get(`/:territoire${STOPS}`, stopsPage);
  app.get(`/:territoire${PUBLIC_TRIALS}`, publicTrialsPage);
  app.get(`/:territoire${FLEX_EXPORT}`, flexExport);
  app.get('/:territoire/demande', requestFormPage);
  app.post('/:territoire/demande', personalPage, submitRequest);
  app.get('/:territoire/demande/papier', requestPaperPage);
  app.post('/:territoire/lien/:token/annuler', personalPage, cancelRequestByLink);
};
