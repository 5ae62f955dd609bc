import type { Hono } from 'hono';
import type { Env } from '#src/web/context.ts';
import { requires } from '#src/web/guards/session.ts';
import { MARK_PATH } from '#src/web/paper/ride-row.tsx';
import { markRide } from '#src/web/paper/mark-ride.ts';
import { TODAY, YESTERDAY } from '#src/web/paper/rides-list.tsx';
import { todayPage } from '#src/web/paper/today-page.tsx';
import { yesterdayPage } from '#src/web/paper/yesterday-page.tsx';

/** The pages of the desk that are made to be printed, and what is typed back from paper. */
export const paperPages = (app: Hono<Env>): void => {
  app.get(`/:territoire${TODAY}`, requires('read-people'), todayPage);
  app.post(`/:territoire${MARK_PATH}`, requires('write-people'), markRide);
  app.get(`/:territoire${YESTERDAY}`, requires('read-people'), yesterdayPage);
};
