import type { Ctx } from '#src/web/context.ts';
import { page } from '#src/web/layout/page.tsx';
import { PublicPage } from '#src/web/layout/public-page.tsx';
import { loadDepartures } from '#src/web/load-departures.ts';
import { Poster, postersOf } from '#src/web/paper/poster.tsx';
import { findOffered } from '#src/web/public/public-offers.ts';
import { territoryPlaces } from '#src/web/territory-places.ts';

/** `GET /{slug}/lignes/affiche?commune=`: the lines of one commune on an A4, to be put up at the mairie or the baker's. */
export const posterPage = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const service = c.get('service');
  const asked = (c.req.query('commune') ?? '').trim().slice(0, 120);
  const places = await territoryPlaces(service, at.territory);
  const resolution = service.placeSearch.resolve(asked, places);
  if (asked === '' || resolution.kind !== 'found') return c.redirect(at.url('/lignes', { commune: asked }), 303);
  const { code, name } = resolution.place.commune;
  const posters = postersOf((await findOffered(c)).lines);
  const of = posters.find((one) => one.code === code) ?? { code, name, lines: [], back: new Map() };
  const departures = await loadDepartures(service, at.territory);
  const week = await departures?.week(code, at.today);
  return page(
    c,
    <PublicPage at={at} title={`Affiche, ${name}`} heading={false} current="/lignes" paper="poster">
      <p class="no-print">
        Cette affiche s’imprime en A4, avec votre navigateur. Coupez ensuite les bandes du bas.{' '}
        <a href={at.url('/lignes', { commune: asked })}>Revenir aux lignes</a>
      </p>
      <Poster at={at} of={of} level={1} week={week} />
    </PublicPage>,
  );
};
