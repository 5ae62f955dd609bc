import { createHmac, timingSafeEqual } from 'node:crypto';
import { getCookie, setCookie } from 'hono/cookie';
import { foldLogin } from '#src/team/sign-in.ts';
import type { Ctx } from '#src/web/context.ts';

/** A browser unseen for that long is one like any other. */
const KNOWN_DAYS = 365;
const DAY_SECONDS = 24 * 3600;

const sign = (c: Ctx, text: string): string =>
  createHmac('sha256', c.get('service').secret).update(text).digest('base64url');

/** One cookie a member: several people sign in from one office computer. Its name is a signature, and says nobody's. */
const nameOf = (c: Ctx, login: string): string => {
  const prefix = c.get('service').config.publicUrl.startsWith('https:') ? '__Host-' : '';
  return `${prefix}lotocar-connu-${sign(c, `known ${foldLogin(login)}`).slice(0, 8)}`;
};

const sealOf = (c: Ctx, login: string, id: string): string => sign(c, `known ${foldLogin(login)} ${id}`);

/** The number of a browser from which this identifier was signed in before; null for any other. It opens nothing by itself. */
export const knownBrowser = (c: Ctx, login: string): string | null => {
  const [id = '', seal = ''] = (getCookie(c, nameOf(c, login)) ?? '').split('.');
  const [given, expected] = [Buffer.from(seal), Buffer.from(sealOf(c, login, id))];
  return given.length === expected.length && timingSafeEqual(given, expected) ? id : null;
};

/** Remembers that this identifier was signed in here: a random number and its seal, about nobody. */
export const rememberBrowser = (c: Ctx, login: string): void => {
  const fresh = crypto.getRandomValues(new Uint8Array(16)).toBase64({ alphabet: 'base64url', omitPadding: true });
  const id = knownBrowser(c, login) ?? fresh;
  setCookie(c, nameOf(c, login), `${id}.${sealOf(c, login, id)}`, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: c.get('service').config.publicUrl.startsWith('https:'),
    maxAge: KNOWN_DAYS * DAY_SECONDS,
  });
};
