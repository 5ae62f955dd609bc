import type { Hono } from 'hono';
import { isPressing, pressingUntil } from '#src/requests/is-pressing.ts';
import type { ToDo, WhatToDo } from '#src/requests/what-to-do.ts';
import { formatInstant } from '#src/time/zone.ts';
import type { At, Ctx, Env } from '#src/web/context.ts';
import { requires } from '#src/web/guards/session.ts';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { PRINTS, TODAY, YESTERDAY } from '#src/web/paper/rides-list.tsx';
import { CLOSURES_PATH } from '#src/web/workspace/closures-pages.tsx';
import { CallList, loadOwnCalls } from '#src/web/workspace/call-drafts.tsx';
import { deskMark } from '#src/web/workspace/desk-mark.ts';
import { loadLists, type Names } from '#src/web/workspace/load-lists.ts';
import { loadMessagesNotice, MessagesNotice } from '#src/web/workspace/messages-notice.tsx';
import { ToDoList } from '#src/web/workspace/request-row.tsx';
import { ridesWhileAway } from '#src/web/workspace/rides-while-away.ts';
import { RecoveryNotice } from '#src/web/workspace/recovery-pages.tsx';
import { SolutionsNotice } from '#src/web/workspace/solutions-page.tsx';
import { OpeningNotice } from '#src/web/workspace/opening-notice.tsx';
import { loadToTell } from '#src/web/workspace/load-to-tell.ts';
import { ToTellList } from '#src/web/workspace/to-tell.tsx';
import { memberIdOf } from '#src/web/workspace/tools.ts';

const PATH = '/equipe';

/** What there is to do now, in the order in which it is done. Whoever reads only figures is led to them. */
export const homePage = (app: Hono<Env>): void => {
  app.get(
    `/:territoire${PATH}`,
    async (c, next) => {
      const at = c.get('at');
      if (at.can('read-figures') && !at.can('read-people')) return c.redirect(at.url('/equipe/chiffres'), 303);
      return next();
    },
    requires('read-people'),
    draw,
  );
};

/** In whose care a line is: who works on the request, or who promised the answer. */
const caredForBy = ({ request }: Pick<ToDo, 'request'>): readonly string[] =>
  [request.memberId, request.promise?.keptAt === null ? request.promise.byMember : null].filter((id) => id !== null);

const isLate = (item: ToDo): boolean => item.due.some(({ late }) => late);

const countWords = (count: number, one: string, several: string): string =>
  count === 1 ? `1 ${one}` : `${count} ${several}`;

/** How much there is of each, each leading to its list; what is late comes first, in red. */
const Counts = ({ lists }: { lists: WhatToDo }) => {
  const late = lists.callBack.filter(isLate).length;
  const today = lists.callBack.length - late;
  const parts: readonly (readonly [number, string, string, string])[] = [
    [late, 'en-retard', 'en retard', 'en retard'],
    [today, 'a-rappeler', 'à rappeler aujourd’hui', 'à rappeler aujourd’hui'],
    [lists.now.length, 'a-faire', 'à faire maintenant', 'à faire maintenant'],
    [lists.waiting.length, 'en-attente', 'en attente', 'en attente'],
  ];
  return (
    <ul class="counts">
      {parts
        .filter(([count]) => count > 0)
        .map(([count, id, one, several]) => (
          <li>
            <a href={`#${id}`} class={id === 'en-retard' ? 'late' : ''}>
              {countWords(count, one, several)}
            </a>
          </li>
        ))}
    </ul>
  );
};

/** "Toutes", "Les miennes", and each colleague who has something in their care. */
const Whose = ({
  at,
  all,
  names,
  chosen,
  me,
}: {
  at: At;
  all: readonly ToDo[];
  names: Names;
  chosen: string;
  me: string;
}) => {
  const others = [...new Set(all.flatMap(caredForBy))]
    .filter((id) => id !== me && names.members.has(id))
    .map((id) => [id, names.members.get(id) ?? ''] as const)
    .toSorted(([, a], [, b]) => (a < b ? -1 : 1));
  const choices = [['', 'Toutes'] as const, ['moi', 'Les miennes'] as const, ...others];
  return (
    <nav aria-label="Les demandes de qui" class="no-print">
      <ul class="filters">
        {choices.map(([value, label]) => (
          <li>
            <a
              href={at.url(PATH, value === '' ? {} : { pour: value })}
              {...(value === chosen ? { 'aria-current': 'page' } : {})}
            >
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};

/** What waits beside the requests, one sentence each. */
const Waiting = async ({ c }: { c: Ctx }) => {
  const at = c.get('at');
  const { drivers, wishes } = c.get('service').storage.in(at.territory.id);
  const toWelcome = await drivers.count({
    filter: 'to-welcome',
    today: at.today,
    confirmedBefore: formatInstant(at.now),
  });
  const away = at.can('manage-territory') ? (await ridesWhileAway(c)).length : 0;
  return (
    <>
      {away > 0 && (
        <p class="notice">
          <a href={at.url(CLOSURES_PATH)}>
            {away === 1
              ? 'Un trajet convenu tombe pendant une absence de l’équipe : que fait-on ?'
              : `${away} trajets convenus tombent pendant une absence de l’équipe : que fait-on ?`}
          </a>
        </p>
      )}
      <RecoveryNotice c={c} />
      <SolutionsNotice at={at} count={await wishes.countFound()} />
      {toWelcome > 0 && (
        <p class="notice">
          <a href={at.url('/equipe/conducteurs')}>
            {toWelcome === 1
              ? 'Une personne qui veut conduire attend votre appel d’accueil.'
              : `${toWelcome} personnes qui veulent conduire attendent votre appel d’accueil.`}
          </a>
        </p>
      )}
    </>
  );
};

/** Calls of a morning, and what waits: the others are one gesture away, and counted. */
const FIRST_CALLS = 10;
const FIRST_WAITING = 3;
/** Of what there is to do, at least and at most: a phone shows some, and nobody does twenty at once. */
const FEWEST_NOW = 4;
const MOST_NOW = 6;

/** How many of these press: a yes to confirm, an answer to give, or a day within three of opening. They come first. */
const pressingAmong = (at: At, items: readonly ToDo[]): number => {
  const day = { forDate: at.today, until: pressingUntil(at.territory, at.today), zone: at.territory.zone };
  const rest = items.findIndex((item) => item.yeses.length === 0 && !item.settled && !isPressing(item, day));
  return Math.min(MOST_NOW, Math.max(FEWEST_NOW, rest === -1 ? items.length : rest));
};

const CallBack = ({ at, lists, names }: { at: At; lists: WhatToDo; names: Names }) => {
  const late = lists.callBack.filter(isLate);
  return (
    <>
      {late.length > 0 && (
        <ToDoList at={at} id="en-retard" title="En retard" items={late} names={names} empty="" first={late.length} />
      )}
      <ToDoList
        at={at}
        id="a-rappeler"
        title="À rappeler aujourd’hui"
        items={lists.callBack.filter((item) => !isLate(item))}
        names={names}
        first={FIRST_CALLS}
        empty={
          late.length > 0 ? 'Personne d’autre n’attend d’appel aujourd’hui.' : 'Personne n’attend d’appel aujourd’hui.'
        }
      />
    </>
  );
};

const NowAndLater = ({ at, lists, names }: { at: At; lists: WhatToDo; names: Names }) => (
  <>
    <ToDoList
      at={at}
      id="a-faire"
      title="À faire maintenant"
      items={lists.now}
      names={names}
      first={pressingAmong(at, lists.now)}
      empty="Rien à chercher. Quand le téléphone sonne : « Noter un appel », en haut de la page."
    />
    <ToDoList
      at={at}
      id="en-attente"
      title="En attente"
      items={lists.waiting}
      names={names}
      first={FIRST_WAITING}
      empty="Rien n’attend de réponse."
    />
  </>
);

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
    <DeskPage at={at} title="À faire" current={PATH} wide>
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
        <Whose
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
        <Counts lists={lists} />
        <CallList at={at} calls={await loadOwnCalls(c)} current="" />
        <OpeningNotice c={c} />
        <Waiting c={c} />
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
