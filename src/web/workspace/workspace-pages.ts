import type { Hono } from 'hono';
import type { Env } from '#src/web/context.ts';
import { accountPage } from '#src/web/workspace/account-page.tsx';
import { amendPage } from '#src/web/workspace/amend-page.tsx';
import { driversPages } from '#src/web/workspace/drivers-pages.tsx';
import { figuresPages } from '#src/web/workspace/figures-pages.tsx';
import { furtherPage } from '#src/web/workspace/further-page.tsx';
import { homePage } from '#src/web/workspace/home-page.tsx';
import { membersPages } from '#src/web/workspace/members-pages.tsx';
import { needsPage } from '#src/web/workspace/needs-page.tsx';
import { noteRequestPage } from '#src/web/workspace/note-request-page.tsx';
import { placesPages } from '#src/web/workspace/places-pages.tsx';
import { requestsPage } from '#src/web/workspace/requests-page.tsx';
import { roadsPages } from '#src/web/workspace/roads-pages.tsx';
import { settingsPages } from '#src/web/workspace/settings-pages.tsx';
import { sheetPages } from '#src/web/workspace/sheet-posts.ts';
import { signInPages } from '#src/web/workspace/sign-in-pages.tsx';

/** Every page of the desk. Each one says which permission it wants; signing in wants none. */
export const workspacePages = (app: Hono<Env>): void => {
  signInPages(app);
  accountPage(app);
  homePage(app);
  requestsPage(app);
  noteRequestPage(app);
  amendPage(app);
  sheetPages(app);
  driversPages(app);
  needsPage(app);
  placesPages(app);
  figuresPages(app);
  membersPages(app);
  roadsPages(app);
  furtherPage(app);
  settingsPages(app);
};
