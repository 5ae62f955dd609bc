import type { Hono } from 'hono';
import { createHoldDriver, createReleaseDriver } from '#src/follow-up/hold-driver.ts';
import { createChangePerson } from '#src/people/change-person.ts';
import type { Act } from '#src/follow-up/act.ts';
import { MAY_BE_OVERRULED } from '#src/follow-up/why-not-driven.ts';
import type { Ctx, Env } from '#src/web/context.ts';
import { requires } from '#src/web/guards/session.ts';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { type Typed, typed } from '#src/web/layout/fields.tsx';
import { readForm, versionIn } from '#src/web/read-form.ts';
import { cancelRidePage } from '#src/web/workspace/sheet/cancel-ride-page.tsx';
import { meanwhileWords } from '#src/web/workspace/sheet/history-words.ts';
import { type Gesture, GESTURES } from '#src/web/workspace/sheet/sheet-gestures.ts';
import { drawSheet } from '#src/web/workspace/sheet/sheet-page.tsx';
import { SENTENCES } from '#src/web/workspace/sheet/sheet-refusals.ts';
import { memberIdOf, requestTools } from '#src/web/tools.ts';

const PATH = '/equipe/demandes';

const actOf = (c: Ctx, form: Typed): Act => ({
  territoryId: c.get('at').territory.id,
  requestId: c.req.param('id') ?? '',
  expectedVersion: versionIn(form),
  memberId: memberIdOf(c),
});

/** Keeps a gesture, or shows the sheet again with what was typed: 409 when a colleague wrote first, 422 when refused. */
const answer =
  (name: string, gesture: Gesture) =>
  async (c: Ctx): Promise<Response> => {
    const form = await readForm(c);
    const act = actOf(c, form);
    const outcome = await gesture(c, act, form);
    const key = typed(form, 'cle') || name;
    if (outcome.kind === 'done') return c.redirect(c.get('at').url(`${PATH}/${act.requestId}`), 303);
    if (outcome.kind === 'unknown') return notFoundPage(c, 'Cette demande n’est plus gardée.');
    if (outcome.kind === 'refused')
      return drawSheet(
        c,
        act.requestId,
        () => ({
          key,
          values: form,
          error: SENTENCES[outcome.refusal],
          mayOverrule: MAY_BE_OVERRULED.has(outcome.refusal),
        }),
        422,
      );
    const meanwhile = (sheet: Parameters<typeof meanwhileWords>[2]) =>
      meanwhileWords(act.expectedVersion, c.get('at'), sheet);
    return drawSheet(c, act.requestId, (sheet) => ({ key, values: form, meanwhile: meanwhile(sheet) }), 409);
  };

/**
 * "J'appelle": the driver is this member's for some minutes, so that nobody calls them twice. It changes nothing of the
 * request: the sheet that was read stays the right one.
 */
const holdDriver = async (c: Ctx): Promise<Response> => {
  const form = await readForm(c);
  const act = actOf(c, form);
  const driverId = typed(form, 'conducteur');
  const key = typed(form, 'cle');
  if (typed(form, 'geste') === 'rendre') await createReleaseDriver(requestTools(c))(act, driverId);
  else {
    const held = await createHoldDriver(requestTools(c))(act, driverId);
    if (held.kind === 'unknown') return notFoundPage(c, 'Cette demande ou cette personne n’est plus gardée.');
    if (held.kind === 'busy')
      return drawSheet(c, act.requestId, () => ({ key, values: form, error: SENTENCES['held-by-another'] }), 409);
  }
  return c.redirect(c.get('at').url(`${PATH}/${act.requestId}`, { tous: typed(form, 'tous') }) + `#champ-${key}`, 303);
};

/** What was said of the passenger: it is kept on the person, not on the request. */
const noteSaid = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const id = c.req.param('id') ?? '';
  const form = await readForm(c);
  const stores = c.get('service').storage.in(at.territory.id);
  const request = await stores.requests.find(id);
  if (!request) return notFoundPage(c, 'Cette demande n’est plus gardée.');
  const person = await stores.people.get(request.passengerId);
  const { storage, clock, newId } = c.get('service');
  const tools = {
    atomically: <T>(territoryId: string, work: Parameters<typeof storage.atomically<T>>[1]) =>
      storage.atomically(territoryId, work),
    now: clock,
    newId,
  };
  const details = typed(form, 'quoi') === 'parent' ? { parentAgreedOn: at.today } : { informedOn: at.today };
  const by = { kind: 'member', id: memberIdOf(c) } as const;
  await createChangePerson(tools)(at.territory, person.id, person.version, details, by);
  return c.redirect(at.url(`${PATH}/${id}`), 303);
};

/** The sheet of a request and each gesture on it. */
export const sheetPages = (app: Hono<Env>): void => {
  app.get(`/:territoire${PATH}/:id`, requires('read-people'), (c) => drawSheet(c, c.req.param('id')));
  app.get(`/:territoire${PATH}/:id/annuler`, requires('write-people'), cancelRidePage);
  for (const [name, gesture] of Object.entries(GESTURES))
    app.post(`/:territoire${PATH}/:id/${name}`, requires('write-people'), answer(name, gesture));
  app.post(`/:territoire${PATH}/:id/appelle`, requires('write-people'), holdDriver);
  app.post(`/:territoire${PATH}/:id/dit`, requires('write-people'), noteSaid);
};
