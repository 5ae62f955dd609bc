import type { Hono } from 'hono';
import type { IncomingSms } from '#src/outbox/incoming-sms.ts';
import { isMasked, maskLinks } from '#src/outbox/mask-links.ts';
import type { OutboxMessage } from '#src/outbox/outbox-message.ts';
import { createSettleMessage, type Settled } from '#src/outbox/settle-message.ts';
import { formatPhone, telLink } from '#src/people/phone.ts';
import type { Person } from '#src/people/person.ts';
import type { At, Ctx, Env } from '#src/web/context.ts';
import { storesOf } from '#src/web/tools.ts';
import { requires } from '#src/web/guards/session.ts';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { DeskForm } from '#src/web/layout/fields.tsx';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { fullName, momentWords, spoken } from '#src/web/workspace/shared/desk-words.ts';
import { DRIVERS } from '#src/web/workspace/drivers/drivers-list-page.tsx';
import {
  hasMessages,
  MESSAGE_SETTINGS,
  MESSAGES,
  messageWords,
  stateWords,
} from '#src/web/workspace/shared/messages-words.ts';
import { memberIdOf } from '#src/web/tools.ts';

/** Lines of each list. */
const MOST = 60;
const GONE = 'Ce message n’est plus gardé.';

/** What was sent, what was not and why, and the SMS received. Off, it is nowhere. */
export const messagesPage = (app: Hono<Env>): void => {
  app.get(`/:territoire${MESSAGES}`, requires('read-people'), (c) => draw(c));
  app.post(`/:territoire${MESSAGES}/:id/renvoyer`, requires('write-people'), (c) => settle(c, 'send-again'));
  app.post(`/:territoire${MESSAGES}/:id/dit`, requires('write-people'), (c) => settle(c, 'told'));
  app.post(`/:territoire${MESSAGES}/recus/:id/lu`, requires('write-people'), markRead);
};

const Message = ({ at, message, person }: { at: At; message: OutboxMessage; person: Person | undefined }) => {
  const open = message.state === 'failed' || message.state === 'uncertain';
  return (
    <li>
      <p>
        <strong>{person ? <a href={at.url(`${DRIVERS}/${person.id}`)}>{fullName(person)}</a> : 'L’équipe'}</strong>{' '}
        <span class="tag">{stateWords(at, message)}</span>
      </p>
      <p class="soft">
        {message.about.kind === 'request' ? (
          <a href={at.url(`/equipe/demandes/${message.about.id}`)}>{messageWords(message)}</a>
        ) : (
          messageWords(message)
        )}
      </p>
      {message.problem !== null && <p>{message.problem}</p>}
      {message.text !== '' && (
        <details class="more">
          <summary>Lire</summary>
          <p class="script">{maskLinks(message.text)}</p>
        </details>
      )}
      {open && at.can('write-people') && (
        <DeskForm at={at} action={at.url(`${MESSAGES}/${message.id}/dit`)}>
          <p class="actions">
            {person?.phones[0] && (
              <span>
                Appeler : <a href={telLink(person.phones[0].number)}>{formatPhone(person.phones[0].number)}</a>
              </span>
            )}
            <button type="submit" class="second">
              C’est dit au téléphone
            </button>
            {message.text !== '' && !isMasked(message.text) && (
              <button type="submit" class="second" formaction={at.url(`${MESSAGES}/${message.id}/renvoyer`)}>
                Envoyer de nouveau
              </button>
            )}
          </p>
        </DeskForm>
      )}
    </li>
  );
};

const Section = ({
  at,
  id,
  title,
  messages,
  people,
}: {
  at: At;
  id: string;
  title: string;
  messages: readonly OutboxMessage[];
  people: ReadonlyMap<string, Person>;
}) =>
  messages.length === 0 ? null : (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul class="rows">
        {messages.map((message) => (
          <Message at={at} message={message} person={people.get(message.personId ?? '')} />
        ))}
      </ul>
    </section>
  );

const Received = ({ at, received }: { at: At; received: readonly { sms: IncomingSms; who: readonly Person[] }[] }) =>
  received.length === 0 ? null : (
    <section aria-labelledby="recus">
      <h2 id="recus">SMS reçus, à lire</h2>
      <p class="hint">Personne n’y répond tout seul : appelez si besoin.</p>
      <ul class="rows">
        {received.map(({ sms, who }) => (
          <li>
            <p class="script">{spoken(sms.text === '' ? '(vide)' : sms.text.slice(0, 1000))}</p>
            <p>
              {sms.from.startsWith('+') ? <a href={telLink(sms.from)}>{formatPhone(sms.from)}</a> : sms.from},{' '}
              {momentWords(sms.receivedAt, at.territory.zone, at.today)}.{' '}
              {who.length === 0 ? (
                'Numéro inconnu.'
              ) : (
                <>
                  C’est peut-être{' '}
                  {who.map((person, index) => (
                    <>
                      {index > 0 && ' ou '}
                      <a href={at.url(`${DRIVERS}/${person.id}`)}>{fullName(person)}</a>
                    </>
                  ))}
                  .
                </>
              )}
            </p>
            {at.can('write-people') && (
              <DeskForm at={at} action={at.url(`${MESSAGES}/recus/${sms.id}/lu`)}>
                <button type="submit" class="second">
                  C’est lu
                </button>
              </DeskForm>
            )}
          </li>
        ))}
      </ul>
    </section>
  );

const SAID: Readonly<Record<Exclude<Settled, 'not-found'>, string>> = {
  done: 'C’est noté.',
  'not-open': 'Ce message a changé entre-temps : voyez ce qu’il est devenu.',
  'too-late': 'L’heure de ce message est passée : appelez la personne.',
};

const draw = async (c: Ctx, said?: string, status: 200 | 409 = 200): Promise<Response> => {
  const at = c.get('at');
  if (!hasMessages(at.territory)) return notFoundPage(c);
  const stores = storesOf(c);
  const [personId, requestId] = [c.req.query('personne'), c.req.query('demande')];
  const chosen = {
    ...(personId ? { personId } : {}),
    ...(requestId ? { about: { kind: 'request', id: requestId } as const } : {}),
  };
  const all = personId === undefined && requestId === undefined;
  const list = (states: readonly OutboxMessage['state'][]) =>
    stores.outbox.list({ ...chosen, states }, { limit: MOST, offset: 0 });
  const [open, waiting, gone] = await Promise.all([
    list(['uncertain', 'failed']),
    list(['waiting', 'sending']),
    list(['sent', 'delivered', 'told', 'withdrawn']),
  ]);
  const received = all ? await stores.incomingSms.list(['to-read', 'new'], MOST) : [];
  const known = await Promise.all(
    received.map(async (sms) => ({ sms, who: await stores.people.withNumber(sms.from) })),
  );
  const ids = [...open, ...waiting, ...gone].flatMap((message) => message.personId ?? []);
  const people = new Map((await stores.people.findMany([...new Set(ids)])).map((person) => [person.id, person]));
  const uncertainFirst = open.toSorted((a, b) => Number(b.state === 'uncertain') - Number(a.state === 'uncertain'));
  const nothing = open.length + waiting.length + gone.length + received.length === 0;
  return page(
    c,
    <DeskPage at={at} title="Messages" current="/equipe">
      {(said ?? (c.req.query('fait') === '1' ? SAID.done : undefined)) !== undefined && (
        <p class="notice" role="status">
          {said ?? SAID.done}
        </p>
      )}
      {!all && (
        <p>
          <a href={at.url(MESSAGES)}>Tous les messages</a>
        </p>
      )}
      {nothing && <p>Aucun message pour l’instant. Ils partent d’eux-mêmes quand l’équipe règle une demande.</p>}
      <Section at={at} id="pas-partis" title="À reprendre" messages={uncertainFirst} people={people} />
      <Received at={at} received={known} />
      <Section at={at} id="en-attente" title="En attente" messages={waiting} people={people} />
      <Section at={at} id="partis" title="Partis" messages={gone} people={people} />
      {at.can('manage-territory') && (
        <p>
          <a href={at.url(MESSAGE_SETTINGS)}>Comment partent les messages, et leurs textes</a>
        </p>
      )}
    </DeskPage>,
    status,
  );
};

const settle = async (c: Ctx, what: 'send-again' | 'told'): Promise<Response> => {
  const at = c.get('at');
  if (!hasMessages(at.territory)) return notFoundPage(c);
  const { storage, clock, newId } = c.get('service');
  const settled = await createSettleMessage({
    atomically: (territoryId, work) => storage.atomically(territoryId, work),
    now: clock,
    newId,
  })(at.territory, c.req.param('id') ?? '', what, memberIdOf(c));
  if (settled === 'not-found') return notFoundPage(c, GONE);
  return settled === 'done' ? c.redirect(at.url(MESSAGES, { fait: '1' }), 303) : draw(c, SAID[settled], 409);
};

const markRead = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const id = c.req.param('id') ?? '';
  if (!hasMessages(at.territory) || !(await storesOf(c).incomingSms.find(id))) return notFoundPage(c, GONE);
  await c
    .get('service')
    .storage.atomically(at.territory.id, ({ incomingSms }) => incomingSms.move(id, ['to-read', 'new'], 'read'));
  return c.redirect(at.url(MESSAGES, { fait: '1' }), 303);
};
