import type { Hono } from 'hono';
import { formatCoordinates } from '#src/places/parse-coordinates.ts';
import { formatInstant } from '#src/time/zone.ts';
import type { Ctx, Env } from '#src/web/context.ts';
import { requires } from '#src/web/guards/session.ts';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { territoryPlaces } from '#src/web/territory-places.ts';
import { keepPlace } from '#src/web/workspace/places/keep-place.ts';
import { PLACE_SUGGESTIONS, PLACES } from '#src/web/workspace/places/paths.ts';
import { placeForm } from '#src/web/workspace/places/place-form.tsx';
import { placesList } from '#src/web/workspace/places/places-list.tsx';

/** The places the territory keeps by itself: they win over official names. */
export const placesPages = (app: Hono<Env>): void => {
  app.get(`/:territoire${PLACES}`, requires('write-people'), async (c) =>
    placesList(c, await c.get('service').storage.in(c.get('at').territory.id).localPlaces.list()),
  );
  app.get(`/:territoire${PLACES}/nouveau`, requires('write-people'), (c) =>
    placeForm(c, null, { kind: 'meeting-point' }),
  );
  app.post(`/:territoire${PLACES}/nouveau`, requires('write-people'), async (c) => keepPlace(c, null));
  app.get(`/:territoire${PLACE_SUGGESTIONS}`, requires('write-people'), suggest);
  app.get(`/:territoire${PLACES}/:id`, requires('write-people'), async (c) => {
    const place = await c.get('service').storage.in(c.get('at').territory.id).localPlaces.find(c.req.param('id'));
    if (!place) return notFoundPage(c, 'Ce lieu n’existe pas, ou plus.');
    return placeForm(c, place.id, {
      names: place.names.join('\n'),
      kind: place.kind,
      where: formatCoordinates(place.point),
      version: String(place.version),
    });
  });
  app.post(`/:territoire${PLACES}/:id`, requires('write-people'), async (c) => keepPlace(c, c.req.param('id')));
  app.post(`/:territoire${PLACES}/:id/supprimer`, requires('write-people'), remove);
};

/** What the fields of places suggest at the desk, as one types. */
const suggest = async (c: Ctx): Promise<Response> => {
  const { at, service } = { at: c.get('at'), service: c.get('service') };
  const text = (c.req.query('q') ?? '').slice(0, 200);
  const found = service.placeSearch.search({ text, territory: await territoryPlaces(service, at.territory), limit: 8 });
  return c.json(found.map(({ value, text: label, ours }) => ({ value, label, ours })));
};

const remove = async (c: Ctx): Promise<Response> => {
  const { at, service } = { at: c.get('at'), service: c.get('service') };
  const id = c.req.param('id') ?? '';
  await service.storage.atomically(at.territory.id, async ({ localPlaces, journal }) => {
    if (!(await localPlaces.find(id))) return;
    await localPlaces.remove(id);
    await journal.add({
      id: service.newId(),
      at: formatInstant(at.now),
      actor: { kind: 'member', id: at.signedIn?.member.id ?? null },
      action: 'place-removed',
      subject: { kind: 'place', id },
      details: {},
    });
  });
  return c.redirect(at.url(PLACES), 303);
};
