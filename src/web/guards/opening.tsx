import { createMiddleware } from 'hono/factory';
import { matchedRoutes, routePath } from 'hono/route';
import type { At, Ctx, Env } from '#src/web/context.ts';
import { isOfTheTeam } from '#src/web/guards/session.ts';
import { refusedPage } from '#src/web/layout/error-page.tsx';
import { InstancePage } from '#src/web/layout/instance-page.tsx';
import { page } from '#src/web/layout/page.tsx';

/** What everyone may read and do while drivers come first; anything else, and what is added later, waits for the opening. */
const DRIVERS_FIRST: ReadonlySet<string> = new Set([
  '',
  '/conducteurs',
  '/conducteurs/inscription',
  '/code',
  '/vie-privee',
  '/cgu',
  // What is tried to be known is mostly tried before the opening; each line is published by hand.
  '/ce-que-nous-avons-essaye',
]);
/** Personal links: who holds one was given it by the team. */
const LINK = '/lien/:token';
const DESK = '/equipe';
/** What reaches out of the machine, or keeps it busy for long, waits for its host: anyone may ask for a space. */
const NOT_YET = ['routes', 'messages', 'plus-loin'].map((page) => `${DESK}/reglages/${page}`);

const isUnder = (route: string, root: string): boolean => route === root || route.startsWith(`${root}/`);

/** The route that will answer, as the router knows it and after the slug: an address has many spellings, a route has one. */
const routeOf = (c: Ctx): string => {
  // Behind a path prefix all is mounted twice: only routes of the mounting that is being answered.
  const root = routePath(c).replace(/\/\*$/, '');
  return (matchedRoutes(c).findLast(({ path }) => isUnder(path, root))?.path ?? root).slice(root.length);
};

/** Nobody outside the team reads a word of a territory that is not published: neither its name nor its number. */
const soonPage = (c: Ctx): Response | Promise<Response> => {
  const at = c.get('at');
  c.header('Cache-Control', 'no-store');
  return page(
    c,
    <InstancePage title="Bientôt" nonce={at.nonce} root={(path) => at.root(path)} noindex>
      <p class="lead">Un service de covoiturage solidaire se prépare ici. Revenez bientôt.</p>
      <p>
        Vous êtes de l’équipe ? <a href={at.url(DESK)}>Connectez-vous</a> : vos pages sont prêtes.
      </p>
    </InstancePage>,
    404,
  );
};

const notYetPage = (c: Ctx): Response | Promise<Response> =>
  refusedPage(
    c,
    'Pas encore',
    'La personne qui héberge n’a pas encore accepté votre espace. Les routes et les messages viendront après son accord.',
    403,
  );

/**
 * What a territory shows before it is open. The team reads the public pages as they will be; its desk works from the first
 * day. Mounted after the territory guard.
 */
export const openingGate = createMiddleware<Env>(async (c, next) => {
  const at = c.get('at');
  if (at.stage === 'open') return next();
  const route = routeOf(c);
  if (isUnder(route, DESK))
    return at.territory.opening.awaitsHost && c.req.method === 'POST' && NOT_YET.some((root) => isUnder(route, root))
      ? notYetPage(c)
      : next();
  if (at.stage === 'drivers-first' && (DRIVERS_FIRST.has(route) || isUnder(route, LINK))) return next();
  if (c.req.method === 'GET' && (await isOfTheTeam(c))) {
    c.set('at', { ...at, preview: true } satisfies At);
    await next();
    c.res.headers.set('Cache-Control', 'no-store');
    c.res.headers.set('X-Robots-Tag', 'noindex, nofollow');
    return;
  }
  return at.stage === 'unpublished' ? soonPage(c) : c.redirect(at.url(''), 303);
});
