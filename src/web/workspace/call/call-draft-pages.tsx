import type { Hono } from 'hono';
import { formatInstant } from '#src/time/zone.ts';
import type { Ctx, Env } from '#src/web/context.ts';
import { requires } from '#src/web/guards/session.ts';
import { type Typed, typed } from '#src/web/layout/fields.tsx';
import { readForm } from '#src/web/read-form.ts';
import { CallList, CALLS, loadOwnCalls, NEW_REQUEST, typedCallOf } from '#src/web/workspace/call/call-drafts.tsx';
import { memberIdOf } from '#src/web/tools.ts';

/** Ids are made by us: anything else is no call. */
const IS_ID = /^[\w-]{8,64}$/;

/** Keeps what is typed of a call, under the id its page was given. */
export const saveCall = async (c: Ctx, id: string, form: Typed): Promise<'saved' | 'ended' | 'too-long'> => {
  const call = typedCallOf(form);
  if (!call) return 'too-long';
  const at = c.get('at');
  const memberId = memberIdOf(c);
  const personId = typed(form, 'personne');
  return c.get('service').storage.atomically(at.territory.id, async ({ callDrafts, people }) => {
    const known = personId === '' ? undefined : await people.find(personId);
    const draft = { id, memberId, personId: known?.id ?? null, typed: call, updatedAt: formatInstant(at.now) };
    return (await callDrafts.save(draft)) ? 'saved' : 'ended';
  });
};

/** The call is noted or thrown away: what was typed goes. */
export const endCall = async (c: Ctx, id: string): Promise<void> => {
  const at = c.get('at');
  if (!IS_ID.test(id)) return;
  await c
    .get('service')
    .storage.atomically(at.territory.id, ({ callDrafts }) => callDrafts.end(memberIdOf(c), id, formatInstant(at.now)));
};

const keep = async (c: Ctx): Promise<Response> => {
  const id = c.req.param('id') ?? '';
  if (!IS_ID.test(id)) return c.text('Cet appel n’existe pas.', 404);
  const form = await readForm(c);
  // Someone else signed in since the page was opened: what a colleague typed is not theirs.
  if (typed(form, 'membre') !== memberIdOf(c)) return c.text('Quelqu’un d’autre est connecté.', 409);
  const saved = await saveCall(c, id, form);
  if (saved === 'too-long') return c.text('C’est trop long.', 413);
  if (saved === 'ended') return c.text('Cet appel est déjà noté.', 410);
  return c.html(<CallList at={c.get('at')} calls={await loadOwnCalls(c)} current={typed(form, 'brouillon')} />);
};

/** What is typed of a call, every two seconds, and what is thrown away. */
export const callDraftPages = (app: Hono<Env>): void => {
  app.post(`/:territoire${CALLS}/:id`, requires('write-people'), keep);
  app.post(`/:territoire${CALLS}/:id/effacer`, requires('write-people'), async (c) => {
    await endCall(c, c.req.param('id'));
    return c.redirect(c.get('at').url(NEW_REQUEST), 303);
  });
};
