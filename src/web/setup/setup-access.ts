import { createHmac, timingSafeEqual } from 'node:crypto';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import type { SetupDraft } from '#src/setup/setup-draft.ts';
import type { Ctx, Env } from '#src/web/context.ts';
import { csrfTokenFor, saysItIsOurs } from '#src/web/guards/desk-csrf.ts';
import { refusedPage } from '#src/web/layout/error-page.tsx';
import { typed } from '#src/web/layout/fields.tsx';
import { readForm } from '#src/web/read-form.ts';

/** As long as an untouched set-up is kept. */
const COOKIE_DAYS = 30;

const isHttps = (c: Ctx): boolean => c.get('service').config.publicUrl.startsWith('https:');
const cookieName = (c: Ctx): string => `${isHttps(c) ? '__Host-' : ''}lotocar-ouverture`;

/** Worth nothing once the set-up is over, or once another secret opens it. */
const sealOf = (c: Ctx, { id, tokenHash }: SetupDraft): string =>
  createHmac('sha256', c.get('service').secret).update(`setup ${id} ${tokenHash}`).digest('base64url');

export const sameText = (a: string, b: string): boolean => {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
};

/** This browser gave the secret of a set-up: it need not give it again. */
export const enterSetup = (c: Ctx, draft: SetupDraft): void => {
  setCookie(c, cookieName(c), `${draft.id}.${sealOf(c, draft)}`, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: isHttps(c),
    maxAge: COOKIE_DAYS * 24 * 3600,
  });
};

export const leaveSetup = (c: Ctx): void => {
  deleteCookie(c, cookieName(c), { path: '/', secure: isHttps(c) });
};

/** The set-up this browser is in, if it still is one. */
export const setupOf = async (c: Ctx): Promise<SetupDraft | undefined> => {
  const [id = '', seal = ''] = (getCookie(c, cookieName(c)) ?? '').split('.');
  if (id === '') return undefined;
  const { setups, territories } = c.get('service').storage.instance;
  const draft = await setups.find(id);
  if (!draft || !sameText(seal, sealOf(c, draft))) return undefined;
  return draft.kind === 'own' && (await territories.list()).length > 0 ? undefined : draft;
};

/** The proof that a form of the set-up was drawn here, for browsers that do not say where a post comes from. */
export const setupToken = (c: Ctx, draft: SetupDraft): string =>
  csrfTokenFor(c.get('service').secret, `setup ${draft.id}`);

/** The own set-up of the instance, while it waits for its first territory. */
export const ownSetup = async (c: Ctx): Promise<SetupDraft | undefined> => {
  const { instance } = c.get('service').storage;
  const draft = await instance.setups.findOwn();
  return draft && (await instance.territories.list()).length === 0 ? draft : undefined;
};

/** Questions are for a browser that gave the secret; the others are led to where it is given, or to what is open by now. */
export const inSetup = createMiddleware<Env>(async (c, next) => {
  c.header('Cache-Control', 'no-store');
  c.header('X-Robots-Tag', 'noindex, nofollow');
  const draft = await setupOf(c);
  if (!draft) return c.redirect(c.get('urlFor')(null, ''), 303);
  if (c.req.method === 'POST' && !saysItIsOurs(c)) {
    const site = c.req.header('Sec-Fetch-Site');
    const foreign = site === 'cross-site' || site === 'same-site';
    if (foreign || !sameText(typed(await readForm(c), '_csrf'), setupToken(c, draft)))
      return refusedPage(
        c,
        'Cette réponse n’a pas été gardée',
        'Elle ne venait pas d’une page de ce site. Revenez à la page précédente, rechargez-la et recommencez.',
        403,
      );
  }
  return next();
});
