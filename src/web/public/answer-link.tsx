import type { Introduction } from '#src/introductions/introduction.ts';
import { hashToken } from '#src/people/link-token.ts';
import { formatInstant } from '#src/time/zone.ts';
import type { Ctx } from '#src/web/context.ts';
import { page } from '#src/web/layout/page.tsx';
import { PublicPage } from '#src/web/layout/public-page.tsx';
import { closedPage } from '#src/web/public/driver-link.tsx';

interface Opened {
  readonly introduction: Introduction;
  readonly token: string;
}

/** The question a token opens; a page when it opens one no more; undefined when it is another kind of link. */
export const openAnswerLink = async (c: Ctx, token: string): Promise<Opened | Response | undefined> => {
  const at = c.get('at');
  const stores = c.get('service').storage.in(at.territory.id);
  const link = await stores.links.findByToken(hashToken(token));
  if (link?.purpose !== 'answer') return undefined;
  const introduction = await stores.introductions.find(link.subjectId);
  if (!introduction?.asking) return closedPage(c, 'unknown');
  if (link.revokedAt !== null) return closedPage(c, 'replaced');
  const now = formatInstant(at.now);
  if (link.expiresAt <= now) return overPage(c);
  if (introduction.asking.until <= now && introduction.state !== 'yes') return changedPage(c);
  return { introduction, token };
};

/** The day is gone by. */
export const overPage = (c: Ctx): Response | Promise<Response> => {
  const at = c.get('at');
  return page(
    c,
    <PublicPage at={at} title="Cette question est passée" noindex>
      <p>Le jour demandé est passé : il n’y a plus rien à répondre. Merci.</p>
    </PublicPage>,
    410,
  );
};

const changedPage = (c: Ctx): Response | Promise<Response> =>
  page(
    c,
    <PublicPage at={c.get('at')} title="La demande a changé" noindex>
      <p>
        Le jour, l’heure ou un lieu n’est plus le même : il n’y a plus rien à répondre ici. Nous vous demanderons à
        nouveau si besoin. Merci.
      </p>
    </PublicPage>,
    410,
  );
