import { createHash } from 'node:crypto';
import { getCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import type { Env } from '#src/web/context.ts';
import { csrfTokenFor } from '#src/web/guards/desk-csrf.ts';

/** `__Host-` when the service is reached by https: bound to the host, never sent in clear. */
export const sessionCookieName = (publicUrl: string): string =>
  publicUrl.startsWith('https:') ? '__Host-lotocar' : 'lotocar';

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');
