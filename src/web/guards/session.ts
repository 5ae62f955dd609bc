import { createHash } from 'node:crypto';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import { type Permission, isAllowed } from '#src/team/member.ts';
import { LONGEST_DAYS, isAlive, seeSession } from '#src/team/session.ts';
import type { At, Ctx, Env, SignedIn } from '#src/web/context.ts';
import { lostPost } from '#src/web/guards/lost-post.tsx';
import { serviceInSight } from '#src/web/guards/sight.ts';
import { csrfTokenFor } from '#src/web/guards/desk-csrf.ts';
import { refusedPage } from '#src/web/layout/error-page.tsx';

/** `__Host-` when the service is reached by https: bound to the host, never sent in clear. */
const cookieName = (publicUrl: string): string => (publicUrl.startsWith('https:') ? '__Host-lotocar' : 'lotocar');

const hashSessionToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** A fresh session's secret for the browser and what is kept of it. */
export const newSessionToken = (): { readonly token: string; readonly id: string } => {
  const token = crypto.getRandomValues(new Uint8Array(32)).toBase64({ alphabet: 'base64url', omitPadding: true });
  return { token, id: hashSessionToken(token) };
};

export const setSessionCookie = (c: Ctx, token: string, days = LONGEST_DAYS): void => {
  const { publicUrl } = c.get('service').config;
  setCookie(c, cookieName(publicUrl), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: publicUrl.startsWith('https:'),
    maxAge: days * 24 * 3600,
  });
};

export const clearSessionCookie = (c: Ctx): void => {
  const { publicUrl } = c.get('service').config;
  deleteCookie(c, cookieName(publicUrl), { path: '/', secure: publicUrl.startsWith('https:') });
};

/** The id of the browser's session as it is stored, whether it still lives or not. */
export const sessionIdOf = (c: Ctx): string | undefined => {
  const token = getCookie(c, cookieName(c.get('service').config.publicUrl));
  return token === undefined ? undefined : hashSessionToken(token);
};

/** Who is signed in, whatever the territory: a session belongs to the instance. */
const findSignedIn = async (c: Ctx, id: string): Promise<Omit<SignedIn, 'membership'> | null> => {
  const { storage, clock, secret } = c.get('service');
  const { members } = storage.instance;
  const session = await members.findSession(id);
  if (!session || !isAlive(session, clock())) return null;
  const member = await members.find(session.memberId);
  if (!member || member.disabledAt !== null) return null;
  const seen = seeSession(session, clock());
  if (seen !== session) await storage.atomicallyOnInstance((stores) => stores.members.saveSession(seen));
  return { member, csrfToken: csrfTokenFor(secret, id) };
};

/** Who is signed in, and what they are in this territory; null without a session. */
const readSignedIn = async (c: Ctx): Promise<SignedIn | null> => {
  const id = sessionIdOf(c);
  const found = id === undefined ? null : await findSignedIn(c, id);
  if (!found) return null;
  const { members } = c.get('service').storage.instance;
  return { ...found, membership: (await members.findMembership(found.member.id, c.get('at').territory.id)) ?? null };
};

/** Whether who asks for a public page is signed in as a member of this territory. */
export const isOfTheTeam = async (c: Ctx): Promise<boolean> => ((await readSignedIn(c))?.membership ?? null) !== null;

/** Reads the session and what the member is in this territory. Mounted after the territory guard, on /:territoire/equipe. */
export const session = createMiddleware<Env>(async (c, next) => {
  const signedIn = await readSignedIn(c);
  if (signedIn) {
    const at = c.get('at');
    const { membership } = signedIn;
    c.set('signedIn', signedIn);
    c.set('at', {
      ...at,
      signedIn,
      can: (permission) => membership !== null && isAllowed(membership.role, permission),
    } satisfies At);
    if (membership?.role === 'referent') c.set('service', serviceInSight(c.get('service'), at, membership));
  }
  await next();
  // What the desk shows is about people: nothing keeps it.
  c.res.headers.set('Cache-Control', 'no-store');
  c.res.headers.set('X-Robots-Tag', 'noindex, nofollow');
});

/**
 * Opens a desk page to those who may. Nobody signed in: to the sign-in page, and back here afterwards (401 when it is the
 * desk's script that asks). Signed in for another territory, or in a role that may not: 403 with a sentence.
 */
export const requires = (permission: Permission) =>
  createMiddleware<Env>(async (c, next) => {
    const at = c.get('at');
    if (!at.signedIn) {
      if (c.req.header('X-Requested-With') === 'lotocar') return c.text('Votre session est finie.', 401);
      // Whoever had a session, and lost it while writing, gets back what they wrote.
      if (c.req.method === 'POST' && sessionIdOf(c) !== undefined) return lostPost(c, 'session-over');
      const back = c.req.method === 'GET' ? new URL(c.req.url) : null;
      const page = back ? back.pathname.slice(back.pathname.indexOf('/equipe')) + back.search : undefined;
      return c.redirect(at.url('/equipe/connexion', { retour: page === '/equipe' ? undefined : page }), 303);
    }
    if (!at.signedIn.membership) {
      if (c.req.method === 'POST') return lostPost(c, 'not-a-member');
      return refusedPage(
        c,
        'Vous n’êtes pas de cette équipe',
        'Vous êtes connecté, mais pas membre de ce territoire. Demandez à sa coordination de vous ajouter.',
        403,
      );
    }
    if (!at.can(permission)) {
      return refusedPage(
        c,
        'Cette page ne vous est pas ouverte',
        'Votre rôle dans l’équipe ne permet pas de la voir. Demandez à la coordination si vous en avez besoin.',
        403,
      );
    }
    return next();
  });
