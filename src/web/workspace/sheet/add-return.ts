import type { Hono } from 'hono';
import { createAmendRequest } from '#src/follow-up/amend-request.ts';
import type { NewWay } from '#src/requests/check-ways.ts';
import type { Request } from '#src/requests/request.ts';
import type { Env } from '#src/web/context.ts';
import { requires } from '#src/web/guards/session.ts';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { readForm, versionIn } from '#src/web/read-form.ts';
import { memberIdOf, requestTools } from '#src/web/tools.ts';

/** The way back of the same days, whose hour is not known yet. */
const withReturn = (request: Request): readonly NewWay[] =>
  request.ways.flatMap((way): readonly NewWay[] =>
    way.direction === 'return'
      ? []
      : [way, { direction: 'return', from: way.to, to: way.from, when: way.when, window: { kind: 'any' } }],
  );

/** "Ajouter le retour", one gesture: people call again for it. Its hour is said on the sheet, when it is known. */
export const addReturn = (app: Hono<Env>): void => {
  app.post('/:territoire/equipe/demandes/:id/retour', requires('write-people'), async (c) => {
    const at = c.get('at');
    const id = c.req.param('id');
    const request = await c.get('service').storage.in(at.territory.id).requests.find(id);
    if (!request) return notFoundPage(c, 'Cette demande n’est plus gardée.');
    const sheet = at.url(`/equipe/demandes/${id}`);
    if (request.ways.some(({ direction }) => direction === 'return')) return c.redirect(`${sheet}#return`, 303);
    const outcome = await createAmendRequest(requestTools(c))(
      {
        territoryId: at.territory.id,
        requestId: id,
        expectedVersion: versionIn(await readForm(c)),
        memberId: memberIdOf(c),
      },
      { ...request, ways: withReturn(request) },
    );
    // Closed or changed meanwhile: its form shows how it stands, and the return can be written there.
    return c.redirect(outcome.kind === 'done' ? `${sheet}#return` : `${sheet}/modifier`, 303);
  });
};
