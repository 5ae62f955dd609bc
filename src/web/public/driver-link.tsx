import type { Child } from 'hono/jsx';
import { openLink, type OpenedLink } from '#src/drivers/open-link.ts';
import type { Driver } from '#src/people/person.ts';
import type { Ctx } from '#src/web/context.ts';
import type { FindHolder, Holder } from '#src/web/drivers/holder.ts';
import { storesOf } from '#src/web/tools.ts';
import { page } from '#src/web/layout/page.tsx';
import { PublicPage } from '#src/web/layout/public-page.tsx';

const CLOSED: Readonly<Record<(OpenedLink & { kind: 'closed' })['why'], string>> = {
  unknown: 'L’adresse est peut-être incomplète, ou ce qu’elle montrait n’est plus gardé.',
  expired: 'Il n’a pas servi depuis plus d’un an.',
  replaced: 'Il a été remplacé par un lien plus récent.',
};

/** The link opens nothing any more: what to do. */
export const closedPage = (c: Ctx, why: (OpenedLink & { kind: 'closed' })['why']): Response | Promise<Response> => {
  const at = c.get('at');
  return page(
    c,
    <PublicPage at={at} title="Ce lien n’ouvre plus" noindex>
      <p>{CLOSED[why]}</p>
      <p>Appelez l’équipe : elle vous donne un nouveau lien, ou un code à taper.</p>
      <p class="actions">
        <a class="button" href={at.url('/code')}>
          J’ai un code
        </a>
      </p>
    </PublicPage>,
    404,
  );
};

const holderOf = (c: Ctx, driver: Driver, token: string): Holder => {
  const at = c.get('at');
  return {
    driver,
    by: { kind: 'driver', id: driver.person.id },
    base: `/lien/${token}`,
    frame: (title, children) => (
      <PublicPage at={at} title={title} noindex>
        {children}
      </PublicPage>
    ),
    // No proof of origin in the form: the token of the address is the proof.
    form: (action: string, children: Child) => (
      <form method="post" action={action}>
        {children}
      </form>
    ),
  };
};

/** The driver whose link this is, or a page that says why it opens nothing. */
export const findByLink: FindHolder = async (c) => {
  const token = c.req.param('token') ?? '';
  const stores = storesOf(c);
  const opened = await openLink(stores.links, token, c.get('at').now);
  if (opened.kind === 'closed') return closedPage(c, opened.why);
  const driver = await stores.drivers.find(opened.personId);
  return driver ? holderOf(c, driver, token) : closedPage(c, 'unknown');
};

/** Back to the driver's page, with a word on what was done. */
export const backToLink = (c: Ctx, holder: Holder, what: string): Response =>
  c.redirect(c.get('at').url(holder.base, { fait: what }), 303);
