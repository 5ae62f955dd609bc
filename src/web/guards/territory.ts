import { createMiddleware } from 'hono/factory';
import type { Service } from '#src/service.ts';
import { checkSlug } from '#src/territory/slug.ts';
import { stageOn } from '#src/territory/opening.ts';
import type { Territory } from '#src/territory/territory.ts';
import { localMoment } from '#src/time/zone.ts';
import type { At, Ctx, Env } from '#src/web/context.ts';
import { notFoundPage } from '#src/web/layout/error-page.tsx';

// One entry per territory that exists: names that lead nowhere are never kept.
const caches = new WeakMap<Service, Map<string, Territory>>();

/** The territory at a slug, read again only when its version moved: another process may have written it. */
const findTerritory = async (service: Service, slug: string): Promise<Territory | undefined> => {
  if (checkSlug(slug) !== 'ok') return undefined;
  const { territories } = service.storage.instance;
  const current = await territories.findVersion(slug);
  const cache = caches.get(service) ?? new Map<string, Territory>();
  caches.set(service, cache);
  if (!current) {
    cache.delete(slug);
    return undefined;
  }
  const kept = cache.get(slug);
  if (kept?.id === current.id && kept.version === current.version) return kept;
  const territory = await territories.findBySlug(slug);
  if (territory) cache.set(slug, territory);
  return territory;
};

const hostOf = (address: string | null): string | null => (address === null ? null : new URL(address).host);

/** What the pages of a territory are given, before anyone is known to be signed in. */
const atOf = (c: Ctx, territory: Territory): At => {
  const urlFor = c.get('urlFor');
  const now = c.get('service').clock();
  const { date, time } = localMoment(now, territory.zone);
  return {
    territory,
    url: (page, query) => urlFor(territory, page, query),
    absoluteUrl: (page, query) => urlFor.absolute(territory, page, query),
    root: (page, query) => urlFor(null, page, query),
    today: date,
    time,
    now,
    stage: stageOn(territory.opening, date),
    preview: false,
    nonce: c.get('nonce'),
    byRoads: c.get('service').roadMaps.of(territory.id) !== null,
    journeysBy: territory.switches.timetables ? hostOf(c.get('service').config.motisUrl) : null,
    demo: c.get('service').demo,
    signedIn: null,
    can: () => false,
  };
};

/** Finds the territory of an address, for every route under /:territoire; nothing there is said in French, with a 404. */
export const territory = createMiddleware<Env>(async (c, next) => {
  const found = await findTerritory(c.get('service'), c.req.param('territoire') ?? '');
  if (!found) return notFoundPage(c, 'Aucun territoire de ce site ne porte ce nom.');
  c.set('at', atOf(c, found));
  return next();
});
