import { counted } from '#src/counted.ts';
import { isPressing, pressingUntil } from '#src/follow-up/is-pressing.ts';
import type { ToDo, WhatToDo } from '#src/follow-up/what-to-do.ts';
import type { At } from '#src/web/context.ts';
import type { Names } from '#src/web/workspace/lists/load-lists.ts';
import { ToDoList } from '#src/web/workspace/lists/request-row.tsx';

const isLate = (item: ToDo): boolean => item.due.some(({ late }) => late);

/** How much there is of each, each leading to its list; what is late comes first, in red. */
export const ToDoCounts = ({ lists }: { lists: WhatToDo }) => {
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
              {counted(count, one, several)}
            </a>
          </li>
        ))}
    </ul>
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

/** Who waits for a call today, those who waited too long first. */
export const CallBack = ({ at, lists, names }: { at: At; lists: WhatToDo; names: Names }) => {
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

/** What there is to look for, and what waits for somebody's answer. */
export const NowAndLater = ({ at, lists, names }: { at: At; lists: WhatToDo; names: Names }) => (
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
