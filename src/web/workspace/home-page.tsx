import type { Hono } from 'hono';
import { formatInstant } from '#src/time/zone.ts';
import type { Ctx, Env } from '#src/web/context.ts';
import { requires } from '#src/web/guards/session.ts';
import { DeskPage, page } from '#src/web/layout/page.tsx';
import { PRINTS, TODAY, YESTERDAY } from '#src/web/paper/rides-list.tsx';
import { loadLists } from '#src/web/workspace/load-lists.ts';
import { loadMessagesNotice, MessagesNotice } from '#src/web/workspace/messages-notice.tsx';
import { SolutionsNotice } from '#src/web/workspace/solutions-page.tsx';
import { ToDoList } from '#src/web/workspace/request-row.tsx';

/** What there is to do now. Whoever reads only figures is led to them. */
export const homePage = (app: Hono<Env>): void => {
  app.get(
    '/:territoire/equipe',
    async (c, next) => {
      const at = c.get('at');
      if (at.can('read-figures') && !at.can('read-people')) return c.redirect(at.url('/equipe/chiffres'), 303);
      return next();
    },
    requires('read-people'),
    draw,
  );
};

const draw = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const { lists, names } = await loadLists(c);
  const messages = await loadMessagesNotice(c);
  const { drivers, wishes } = c.get('service').storage.in(at.territory.id);
  const toWelcome = await drivers.count({
    filter: 'to-welcome',
    today: at.today,
    confirmedBefore: formatInstant(at.now),
  });
  return page(
    c,
    <DeskPage at={at} title="À faire" current="/equipe" wide>
      {toWelcome > 0 && (
        <p class="notice">
          <a href={at.url('/equipe/conducteurs')}>
            {toWelcome === 1
              ? 'Une personne qui veut conduire attend votre appel d’accueil.'
              : `${toWelcome} personnes qui veulent conduire attendent votre appel d’accueil.`}
          </a>
        </p>
      )}
      <SolutionsNotice at={at} count={await wishes.countFound()} />
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
      <MessagesNotice c={c} notice={messages} />
      <div class="side-by-side">
        <div>
          <ToDoList
            at={at}
            id="a-rappeler"
            title="À rappeler aujourd’hui"
            items={lists.callBack}
            names={names}
            empty="Personne n’attend d’appel aujourd’hui."
          />
          <ToDoList
            at={at}
            id="a-faire"
            title="À faire maintenant"
            items={lists.now}
            names={names}
            empty="Rien à chercher. Quand le téléphone sonne : « Noter un appel », en haut de la page."
          />
        </div>
        <ToDoList
          at={at}
          id="en-attente"
          title="En attente"
          items={lists.waiting}
          names={names}
          empty="Rien n’attend de réponse."
        />
      </div>
    </DeskPage>,
  );
};
