import type { Hono } from 'hono';
import type { Env } from '#src/web/context.ts';
import { accountPage } from '#src/web/workspace/account-page.tsx';
import { figuresPages } from '#src/web/workspace/figures-pages.tsx';
import { membersPages } from '#src/web/workspace/members-pages.tsx';
import { placesPages } from '#src/web/workspace/places-pages.tsx';
import { settingsPages } from '#src/web/workspace/settings-pages.tsx';
import { signInPages } from '#src/web/workspace/sign-in-pages.tsx';

/** Every page of the desk. Each one says which permission it wants; signing in wants none. */
export const workspacePages = (app: Hono<Env>): void => {
  signInPages(app);
  accountPage(app);
  placesPages(app);
  figuresPages(app);
  membersPages(app);
  settingsPages(app);
};
