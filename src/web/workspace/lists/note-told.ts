import type { Hono } from 'hono';
import { createSendTelling } from '#src/follow-up/send-telling.ts';
import { createTellLostRide } from '#src/follow-up/tell-lost-ride.ts';
import { createTellPerson } from '#src/follow-up/tell-person.ts';
import { PARTIES, TOLD_ABOUT, TOLD_HOW } from '#src/requests/telling.ts';
import type { Ctx, Env } from '#src/web/context.ts';
import { requires } from '#src/web/guards/session.ts';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { typed } from '#src/web/layout/fields.tsx';
import { readForm } from '#src/web/read-form.ts';
import { memberIdOf, requestTools } from '#src/web/tools.ts';

/** `POST .../a-prevenir`: what a member says of one of them. */
const note = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const form = await readForm(c);
  const gesture = typed(form, 'geste');
  const party = PARTIES.find((one) => one === typed(form, 'qui'));
  const about = TOLD_ABOUT.find((one) => one === typed(form, 'quoi'));
  const memberId = memberIdOf(c);
  const act = { territoryId: at.territory.id, requestId: typed(form, 'demande'), memberId };
  const how = TOLD_HOW.find((one) => one === gesture);
  if (!party || !about || (how === undefined && gesture !== 'pas-joint' && gesture !== 'ecrire'))
    return notFoundPage(c, 'Cette personne n’est plus à prévenir.');
  const key = { rideId: typed(form, 'trajet_convenu'), party, about };
  const lost = (await c.get('service').storage.in(at.territory.id).lostRides.listPending(at.today)).find(
    ({ id, requestId }) => id === key.rideId && requestId === act.requestId,
  );
  if (lost) {
    const { storage, clock: now, newId } = c.get('service');
    const atomically = <T>(id: string, work: Parameters<typeof storage.atomically<T>>[1]) =>
      storage.atomically(id, work);
    await createTellLostRide({ atomically, now, newId })(at.territory.id, memberId, lost, how !== undefined);
    return c.redirect(at.url('/equipe'), 303);
  }
  const done =
    gesture === 'ecrire'
      ? await createSendTelling(requestTools(c))(act, key)
      : await createTellPerson(requestTools(c))(
          at.territory,
          act,
          key,
          how === undefined ? { kind: 'not-reached' } : { kind: 'told', how },
          { kind: 'member', id: memberId },
        );
  if (done.kind === 'unknown') return notFoundPage(c, 'Cette personne n’est plus à prévenir.');
  return c.redirect(at.url('/equipe'), 303);
};

/** What is noted from the list of those to be told. */
export const toTellPages = (app: Hono<Env>): void => {
  app.post('/:territoire/equipe/a-prevenir', requires('write-people'), note);
};
