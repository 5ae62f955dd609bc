import type { Hono } from 'hono';
import { formatInstant } from '#src/time/zone.ts';
import type { Request } from '#src/requests/request.ts';
import type { Ctx, Env } from '#src/web/context.ts';
import { requires } from '#src/web/guards/session.ts';
import { memberIdOf } from '#src/web/tools.ts';

/** A page that has said nothing for that long is closed, or its network lost. It says so every 15 seconds. */
const STILL_THERE_SECONDS = 45;

const PATH = '/equipe/demandes/:id/presence';

/** "Marie est aussi sur cette demande.", "Marie et Paul sont aussi sur cette demande."; '' when nobody is. */
const wordsFor = (names: readonly string[]): string => {
  if (names.length === 0) return '';
  const all = names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} et ${names.at(-1)}`;
  return `${all} ${names.length === 1 ? 'est' : 'sont'} aussi sur cette demande.`;
};

/** Notes that this member is on the request, and says who else is. */
const noteAndSay = async (c: Ctx, requestId: string): Promise<string> => {
  const at = c.get('at');
  const { storage } = c.get('service');
  const memberId = memberIdOf(c);
  const others = await storage.atomically(at.territory.id, async ({ presence }) => {
    await presence.see(requestId, memberId, formatInstant(at.now));
    return presence.others(requestId, memberId, formatInstant(at.now.subtract({ seconds: STILL_THERE_SECONDS })));
  });
  if (others.length === 0) return '';
  const team = await storage.instance.members.listOfTerritory(at.territory.id);
  return wordsFor(team.filter(({ member }) => others.includes(member.id)).map(({ member }) => member.name));
};

/** What the script of an open sheet asks every 15 seconds. */
export const presencePage = (app: Hono<Env>): void => {
  app.post(`/:territoire${PATH}`, requires('read-people'), async (c) => {
    const at = c.get('at');
    const id = c.req.param('id') ?? '';
    const request = await c.get('service').storage.in(at.territory.id).requests.find(id);
    if (!request) return c.json({ others: '', version: null }, 404);
    return c.json({ others: await noteAndSay(c, id), version: request.version });
  });
};

/** Who else is on this request, said as the page opens and kept up to date by the script. */
export const Presence = async ({ c, request }: { c: Ctx; request: Request }) => {
  const at = c.get('at');
  const others = await noteAndSay(c, request.id);
  return (
    <div
      class="presence no-print"
      data-script="presence"
      data-presence={at.url(PATH.replace(':id', request.id))}
      data-version={String(request.version)}
      data-csrf={at.signedIn?.csrfToken ?? ''}
    >
      <p role="status" data-others>
        {others}
      </p>
      <p role="status" data-changed hidden>
        Cette demande vient de changer.{' '}
        <a href={at.url(`/equipe/demandes/${request.id}`)}>Montrer où elle en est maintenant</a>
      </p>
    </div>
  );
};
