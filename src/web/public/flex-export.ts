import { zipFeed } from '#src/sources/gtfs/flex/zip-feed.ts';
import { flexFeedOf } from '#src/transit/on-demand/flex-feed.ts';
import type { Ctx } from '#src/web/context.ts';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { conditionWords } from '#src/web/public/service-words.ts';

/** Where others take the transports on demand that the team typed. */
export const FLEX_EXPORT = '/transport-a-la-demande.zip';

/** `GET /{slug}/transport-a-la-demande.zip`: a GTFS-Flex feed, for whoever plans journeys. */
export const flexExport = async (c: Ctx): Promise<Response> => {
  const { at, service } = { at: c.get('at'), service: c.get('service') };
  const { territory } = at;
  const ways = territory.switches.timetables ? await service.storage.in(territory.id).otherWays.list() : [];
  const tables = flexFeedOf(ways, {
    publisher: territory.name,
    homepage: at.absoluteUrl(''),
    zone: territory.zone,
    today: at.today,
    findCommune: (code) => service.communes.find(code),
    messageOf: (way) =>
      [...(way.price === '' ? [] : [`Prix : ${way.price}`]), ...conditionWords(way)].map((one) => `${one}.`).join(' '),
  });
  if (tables.length === 0) return notFoundPage(c);
  return c.body(await zipFeed(tables, at.now), 200, {
    'Content-Type': 'application/zip',
    'Content-Disposition': `attachment; filename="transport-a-la-demande-${territory.slug}.zip"`,
  });
};
