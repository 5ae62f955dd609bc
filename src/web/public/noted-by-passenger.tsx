import { hashToken } from '#src/people/link-token.ts';
import type { Request } from '#src/requests/request.ts';
import { agreedRides } from '#src/requests/settlement.ts';
import { createTellPerson } from '#src/follow-up/tell-person.ts';
import type { Telling } from '#src/requests/telling.ts';
import { formatInstant } from '#src/time/zone.ts';
import type { Ctx } from '#src/web/context.ts';
import { ticked } from '#src/web/layout/fields.tsx';
import { readForm } from '#src/web/read-form.ts';
import { requestTools } from '#src/web/tools.ts';

/** As a page shows it: changed since, it is another thing to know. */
const shownAs = ({ rideId, about, createdAt }: Telling): string => `${rideId} ${about} ${createdAt}`;

/** What the page of a request shows, and its passenger has not said to know. */
const unsaid = async (c: Ctx, request: Request): Promise<readonly Telling[]> => {
  const agreed = agreedRides(request).map(({ id }) => id);
  const stores = c.get('service').storage.in(c.get('at').territory.id);
  return (await stores.tellings.ofRequests([request.id])).filter(
    ({ party, state, about, rideId }) =>
      party === 'passenger' && state !== 'told' && about !== 'cancelled' && agreed.includes(rideId),
  );
};

/** "C'est bien noté", as long as the team does not know that the passenger does. */
export const NotedByPassenger = async ({ c, token, request }: { c: Ctx; token: string; request: Request }) => {
  const left = await unsaid(c, request);
  if (left.length === 0) return null;
  return (
    <form method="post" action={c.get('at').url(`/lien/${token}/bien-note`)} class="no-print">
      {left.map((telling) => (
        <input type="hidden" name="vu" value={shownAs(telling)} />
      ))}
      <p class="actions">
        <button type="submit">C’est bien noté</button>
      </p>
    </form>
  );
};

/** `POST /{slug}/lien/{token}/bien-note` by a passenger, who knows what the page showed. Undefined when it is no such link. */
export const notedByPassenger = async (c: Ctx): Promise<Response | undefined> => {
  const at = c.get('at');
  const token = c.req.param('token') ?? '';
  const stores = c.get('service').storage.in(at.territory.id);
  const link = await stores.links.findByToken(hashToken(token));
  if (link?.purpose !== 'request' || link.revokedAt !== null || link.expiresAt <= formatInstant(at.now))
    return undefined;
  const request = await stores.requests.find(link.subjectId);
  if (!request) return undefined;
  const shown = ticked(await readForm(c), 'vu');
  for (const telling of await unsaid(c, request))
    if (shown.includes(shownAs(telling)))
      await createTellPerson(requestTools(c))(
        at.territory,
        { requestId: request.id, memberId: null },
        telling,
        { kind: 'told', how: 'answer' },
        { kind: 'passenger', id: request.passengerId },
      );
  return c.redirect(at.url(`/lien/${token}`), 303);
};
