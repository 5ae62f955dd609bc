import type { Hono } from 'hono';
import type { ToDo, WhatToDo } from '#src/follow-up/what-to-do.ts';
import type { At, Ctx, Env } from '#src/web/context.ts';
import { requires } from '#src/web/guards/session.ts';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { PRINTS, TODAY, YESTERDAY } from '#src/web/paths.ts';
import { CallList, loadOwnCalls } from '#src/web/workspace/call/call-drafts.tsx';
import { CallBack, NowAndLater, ToDoCounts } from '#src/web/workspace/home/to-do-lists.tsx';
import { WaitingNotices } from '#src/web/workspace/home/waiting-notices.tsx';
import { caredForBy, HOME, WhoseRequests } from '#src/web/workspace/home/whose-requests.tsx';
import { deskMark } from '#src/web/workspace/home/desk-mark.ts';
import { loadLists } from '#src/web/workspace/lists/load-lists.ts';
import { loadMessagesNotice, MessagesNotice } from '#src/web/workspace/messages/messages-notice.tsx';
import { OpeningNotice } from '#src/web/workspace/opening/opening-notice.tsx';
import { loadToTell } from '#src/web/workspace/lists/load-to-tell.ts';
import { ToTellList } from '#src/web/workspace/lists/to-tell.tsx';
import { memberIdOf } from '#src/web/tools.ts';

/** What there is to do now, in the order in which it is done. Whoever reads only figures is led to them. */
export const homePage = (app: Hono<Env>): void => {
  app.get(
    `/:territoire${HOME}`,
    async (c, next) => {
      const at = c.get('at');
      if (at.can('read-figures') && !at.can('read-people')) return c.redirect(at.url('/equipe/chiffres'), 303);
      return next();
    },
    requires('read-people'),
    draw,
  );
};

/** Three things, large: a referent's desk. */
const Three = ({ at, count }: { at: At; count: number }) => (
  <ul class="three no-print">
    <li>
      <a class="button" href={at.url('/equipe/demandes/nouvelle')}>
        Noter une demande
      </a>
    </li>
    <li>
      <a class="button second" href="#rappels">
        À rappeler{count > 0 && ` (${count})`}
      </a>
    </li>
    <li>
      <a class="button second" href={at.url(TODAY)}>
        Aujourd’hui
      </a>
    </li>
  </ul>
);

const draw = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const me = memberIdOf(c);
  // An open page asks every quarter of a minute: most of the time nothing changed, and nothing is drawn.
  const mark = await deskMark(c);
  c.header('ETag', mark);
  if (c.req.header('If-None-Match') === mark) return c.body(null, 304);
  const { lists: all, names } = await loadLists(c);
  const toTell = await loadToTell(c);
  const messages = await loadMessagesNotice(c);
  const chosen = c.req.query('pour') ?? '';
  const whose = chosen === 'moi' ? me : chosen;
  const isKept = (item: Pick<ToDo, 'request'>): boolean => whose === '' || caredForBy(item).includes(whose);
  const kept = (items: readonly ToDo[]): readonly ToDo[] => items.filter(isKept);
  const lists: WhatToDo = { callBack: kept(all.callBack), now: kept(all.now), waiting: kept(all.waiting) };
  const referent = at.signedIn?.membership?.role === 'referent';
  return page(
    c,
    <DeskPage at={at} title="À faire" current={HOME} wide>
      {referent && <Three at={at} count={lists.callBack.length} />}
      {!referent && (
        <ul class="filters no-print">
          <li>
            <a href={at.url(TODAY)}>Les trajets d’aujourd’hui</a>
          </li>
          <li>
            <a href={at.url(YESTERDAY)}>Comment s’est passé hier ?</a>
          </li>
          <li>
            <a href={at.url(PRINTS)}>Imprimer</a>
          </li>
        </ul>
      )}
      {!referent && (
        <WhoseRequests
          at={at}
          all={[...all.callBack, ...all.now, ...all.waiting]}
          names={names}
          chosen={chosen === me ? 'moi' : chosen}
          me={me}
        />
      )}
      <div id="listes" data-script="refresh-list" data-mark={mark}>
        {/* Who was not reached heads the desk, in whoever's care: somebody may be waiting at the roadside. */}
        <ToTellList at={at} items={toTell.filter((item) => item.urgent || isKept(item))} />
        <ToDoCounts lists={lists} />
        <CallList at={at} calls={await loadOwnCalls(c)} current="" />
        <OpeningNotice c={c} />
        <WaitingNotices c={c} />
        <MessagesNotice c={c} notice={messages} />
        <div class="side-by-side">
          <div id="rappels">
            <CallBack at={at} lists={lists} names={names} />
          </div>
          <div>
            <NowAndLater at={at} lists={lists} names={names} />
          </div>
        </div>
      </div>
    </DeskPage>,
  );
};
