import { createMiddleware } from 'hono/factory';
import type { Env } from '#src/web/context.ts';

/**
 * Headers of every answer. The policy lets nothing in from elsewhere; styles and the desk's scripts come from us.
 * `same-origin` and not Hono's `no-referrer`: the latter makes older browsers post forms with `Origin: null`.
 */
export const securityHeaders = (https: boolean) =>
  createMiddleware<Env>(async (c, next) => {
    const nonce = crypto.getRandomValues(new Uint8Array(16)).toBase64({ alphabet: 'base64url', omitPadding: true });
    c.set('nonce', nonce);
    await next();
    const headers = c.res.headers;
    headers.set(
      'Content-Security-Policy',
      [
        "default-src 'none'",
        "script-src 'self'",
        `style-src 'self' 'nonce-${nonce}'`,
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ].join('; '),
    );
    headers.set('X-Content-Type-Options', 'nosniff');
    headers.set('X-Frame-Options', 'DENY');
    headers.set('Cross-Origin-Opener-Policy', 'same-origin');
    headers.set('Cross-Origin-Resource-Policy', 'same-origin');
    headers.set('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
    if (!headers.has('Referrer-Policy')) headers.set('Referrer-Policy', 'same-origin');
    if (https) headers.set('Strict-Transport-Security', 'max-age=31536000');
  });

/** For pages about one person: nothing keeps them, nothing tells where they were. */
export const personalPage = createMiddleware<Env>(async (c, next) => {
  await next();
  c.res.headers.set('Cache-Control', 'no-store');
  c.res.headers.set('Referrer-Policy', 'no-referrer');
  c.res.headers.set('X-Robots-Tag', 'noindex, nofollow');
});
