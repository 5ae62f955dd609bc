import type { ToDo } from '#src/follow-up/what-to-do.ts';
import type { At } from '#src/web/context.ts';
import { endsWords, fullName } from '#src/web/workspace/shared/desk-words.ts';
import type { Names } from '#src/web/workspace/lists/load-lists.ts';

/** The list beside the sheet: what comes next, without going back. Shown where the screen is wide enough. */
export const SideList = (props: { at: At; items: readonly ToDo[]; names: Names; current: string }) => (
  <nav class="side-list no-print" aria-label="À faire">
    <ul class="rows">
      {props.items.map(({ request, due }) => (
        <li>
          <a
            href={props.at.url(`/equipe/demandes/${request.id}`)}
            {...(request.id === props.current ? { 'aria-current': 'page' } : {})}
          >
            {fullName(props.names.people.get(request.passengerId))}
          </a>
          <p class="soft">{request.ways[0] ? endsWords(request.ways[0]) : ''}</p>
          {due.some(({ late }) => late) && <p class="late">En retard</p>}
        </li>
      ))}
    </ul>
  </nav>
);
