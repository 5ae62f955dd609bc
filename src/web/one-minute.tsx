import { Hono } from 'hono';
import { findAsset } from '#src/web/assets.ts';
import type { Env } from '#src/web/context.ts';
import { securityHeaders } from '#src/web/guards/security-headers.ts';
import { InstancePage } from '#src/web/layout/instance-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { createUrlFor } from '#src/web/url-for.ts';

/** How long a program that asks should wait; a page asks again by itself a little sooner. */
const RETRY_SECONDS = 10;
const REFRESH_SECONDS = 5;

/** What every address answers while the database is closed: nothing is lost, and it opens again by itself. */
export const createOneMinute = (publicUrl: string): Hono<Env> => {
  const urlFor = createUrlFor(publicUrl);
  const app = new Hono<Env>({ strict: false });
  app.use(securityHeaders(publicUrl.startsWith('https:')));
  app.all('*', async (c): Promise<Response> => {
    const { pathname } = new URL(c.req.url);
    const asset = pathname.includes('/assets/') ? findAsset(pathname.slice(pathname.indexOf('/assets/'))) : undefined;
    if (asset) return c.body(asset.body, 200, { 'Content-Type': asset.type });
    c.header('Retry-After', String(RETRY_SECONDS));
    c.header('Cache-Control', 'no-store');
    const isRead = c.req.method === 'GET';
    if (isRead) c.header('Refresh', String(REFRESH_SECONDS));
    return page(
      c,
      <InstancePage title="Une minute…" noindex nonce={c.get('nonce')} root={(path) => urlFor(null, path)}>
        <p class="lead">Une sauvegarde est remise en place. Le service se rouvre tout seul.</p>
        {isRead ? (
          <p>Cette page se recharge d’elle-même.</p>
        ) : (
          <p>
            Ce que vous veniez d’écrire n’a pas été enregistré. Revenez en arrière : c’est encore dans la page.
            Envoyez-le de nouveau dans une minute.
          </p>
        )}
      </InstancePage>,
      503,
    );
  });
  return app;
};
