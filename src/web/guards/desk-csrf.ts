import { timingSafeEqual, createHmac } from 'node:crypto';
import { createMiddleware } from 'hono/factory';
import type { Ctx, Env } from '#src/web/context.ts';
import { checkSeal } from '#src/web/guards/form-seal.ts';
import { typed } from '#src/web/layout/fields.tsx';
import { readForm } from '#src/web/read-form.ts';

/** The token of a session's forms: worth nothing without the session's cookie. */
export const csrfTokenFor = (secret: Uint8Array, sessionId: string): string =>
  createHmac('sha256', secret).update(`csrf ${sessionId}`).digest('base64url');

const same = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** Whether the browser says that a post comes from our own pages. */
export const saysItIsOurs = (c: Ctx): boolean => {
  const site = c.req.header('Sec-Fetch-Site');
  const ours = new URL(c.get('service').config.publicUrl).origin;
  return site === 'same-origin' || (site === undefined && c.req.header('Origin') === ours);
};

/**
 * Protects what has a session. A post passes when the browser says it comes from us (Sec-Fetch-Site, else Origin), or,
 * for browsers that say neither (old phones, `Origin: null`), when the form carries the session's token.
 * A post that a browser declares foreign is refused whatever it carries.
 */
export const deskCsrf = createMiddleware<Env>(async (c, next) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
  if (saysItIsOurs(c)) return next();
  const site = c.req.header('Sec-Fetch-Site');
  const foreign = site === 'cross-site' || site === 'same-site';
  const signedIn = c.get('signedIn');
  if (!foreign) {
    const form = await readForm(c);
    const { secret, clock } = c.get('service');
    // Before there is a session (the sign-in form), the page's signed time stamp is the proof.
    const proven = signedIn
      ? same(typed(form, '_csrf'), signedIn.csrfToken)
      : checkSeal(secret, form, clock()) !== 'robot';
    if (proven) return next();
  }
  return c.text(
    'Cette action n’a pas été faite : elle ne venait pas d’une page de ce site. Revenez à la page précédente, rechargez-la et recommencez.',
    403,
  );
});
