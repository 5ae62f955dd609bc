import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { HTTPException } from 'hono/http-exception';
import type { Logger } from 'pino';
import { pathForLog } from '#src/log.ts';
import { newReference } from '#src/new-reference.ts';
import type { Service } from '#src/service.ts';
import { NotTheirs } from '#src/team/sight.ts';
import { findAsset } from '#src/web/assets.ts';
import type { Env } from '#src/web/context.ts';
import { deskCsrf, saysItIsOurs } from '#src/web/guards/desk-csrf.ts';
import { openingGate } from '#src/web/guards/opening.tsx';
import { securityHeaders } from '#src/web/guards/security-headers.ts';
import { session } from '#src/web/guards/session.ts';
import { notTheirsPage } from '#src/web/guards/theirs.tsx';
import { territory } from '#src/web/guards/territory.ts';
import { brokenPage, notFoundPage, refusedPage } from '#src/web/layout/error-page.tsx';
import { instancePages } from '#src/web/instance-pages.tsx';
import { driverPages } from '#src/web/driver-pages.ts';
import { passengerPages } from '#src/web/passenger-pages.ts';
import { createUrlFor } from '#src/web/url-for.ts';
import { workspacePages } from '#src/web/workspace-pages.ts';

/** The longest form is a request with a note; a file has its own limit where it is sent. */
const MOST_FORM_BYTES = 200_000;
/** Where a file is sent. */
const FILE_PATH = /\/equipe\/reglages\/(?:routes|sauvegardes|reprise|horaires(?:\/[\w-]+)?)\/fichier$/u;

/** No link of ours holds a NUL, and no engine takes one. In a query, public pages read past it: what was typed comes back. */
const holdsNul = ({ pathname, search }: URL): boolean =>
  pathname.includes('%00') || (search.includes('%00') && pathname.includes('/equipe'));

/** The whole web, from the wired service. Nothing here knows an engine, a clock or a file. */
export const createApp = (service: Service, log: Logger): Hono<Env> => {
  const urlFor = createUrlFor(service.config.publicUrl);
  const prefix = urlFor(null, '').replace(/\/$/, '');
  const app = new Hono<Env>({ strict: false });

  app.use(async (c, next) => {
    c.set('service', service);
    c.set('urlFor', urlFor);
    c.set('requestId', newReference());
    c.set('signedIn', null);
    const started = performance.now();
    await next();
    log.debug(
      {
        request: c.get('requestId'),
        method: c.req.method,
        path: pathForLog(c.req.path),
        status: c.res.status,
        ms: Math.round(performance.now() - started),
      },
      'answered',
    );
  });
  app.use(securityHeaders(service.config.publicUrl.startsWith('https:')));
  app.use(compress());
  app.use(async (c, next) => (holdsNul(new URL(c.req.url)) ? notFoundPage(c) : next()));
  const limit = bodyLimit({
    maxSize: MOST_FORM_BYTES,
    onError: (c) =>
      refusedPage(
        c,
        'C’est trop long',
        'Ce qui a été envoyé est trop long pour ce formulaire. Revenez en arrière et raccourcissez le texte.',
        413,
      ),
  });
  // Only what the guards let in without reading it: the page that takes the file counts its bytes itself.
  app.use((c, next) => (FILE_PATH.test(c.req.path) && saysItIsOurs(c) ? next() : limit(c, next)));

  app.get('/health', async (c) => {
    c.header('Cache-Control', 'no-store');
    return c.json(await service.health());
  });
  app.get('/assets/:name', (c) => {
    const asset = findAsset(`/assets/${c.req.param('name')}`);
    if (!asset) return notFoundPage(c);
    return c.body(asset.body, 200, {
      'Content-Type': asset.type,
      'Cache-Control': 'public, max-age=31536000, immutable',
    });
  });
  instancePages(app);

  app.use('/:territoire/*', territory, openingGate);
  app.use('/:territoire/equipe/*', session, deskCsrf);
  workspacePages(app);
  driverPages(app);
  passengerPages(app);

  app.notFound((c) => notFoundPage(c));
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    if (error instanceof NotTheirs) return notTheirsPage(c);
    const reference = c.get('requestId') ?? newReference();
    log.error(
      {
        request: reference,
        method: c.req.method,
        path: pathForLog(c.req.path),
        error: error.name,
        stack: error.stack?.split('\n').filter((line) => line.startsWith('    at')),
      },
      'broken',
    );
    return brokenPage(c, reference);
  });

  if (prefix === '') return app;
  // Behind a proxy that keeps the path prefix, and one that takes it off.
  const outer = new Hono<Env>({ strict: false });
  outer.route(prefix, app);
  outer.route('/', app);
  return outer;
};
