import type { Hono } from 'hono';
import type { Env } from '#src/web/context.ts';
import { checkPage } from '#src/web/setup/check-page.tsx';
import { codePages } from '#src/web/setup/code-page.tsx';
import { questionPages } from '#src/web/setup/question-pages.tsx';

/** From a code, or a link, to an open territory. */
export const setupPages = (app: Hono<Env>): void => {
  codePages(app);
  questionPages(app);
  checkPage(app);
};
