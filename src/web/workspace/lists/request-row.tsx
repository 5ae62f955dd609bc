import type { Request } from '#src/requests/request.ts';
import type { ToDo } from '#src/follow-up/what-to-do.ts';
import type { At } from '#src/web/context.ts';
import { CLOSING_WORDS, dayWords, dueWords, fullName, requestWords } from '#src/web/workspace/shared/desk-words.ts';
import type { Names } from '#src/web/workspace/lists/load-lists.ts';

/** Name, from where to where and when: the same on each list. */
export const RequestLine = ({ at, request, names }: { at: At; request: Request; names: Names }) => (
  <>
    <p class="row-title">
      <a href={at.url(`/equipe/demandes/${request.id}`)}>{fullName(names.people.get(request.passengerId))}</a>
      {request.memberId !== null && (
        <span class="soft"> – {names.members.get(request.memberId) ?? 'quelqu’un'} s’en occupe</span>
      )}
    </p>
    <p>{requestWords(request, at.today)}</p>
    {request.closing && (
      <p class="soft">
        {CLOSING_WORDS[request.closing.reason]}, {dayWords(request.closing.at.slice(0, 10), at.today)}
      </p>
    )}
  </>
);

/** One line of what there is to do, and why it is there. Lateness has its word beside its colour. */
export const ToDoRow = ({ at, item, names }: { at: At; item: ToDo; names: Names }) => (
  <li>
    <RequestLine at={at} request={item.request} names={names} />
    {item.due.map((due) => (
      <p class={due.late ? 'late' : ''}>
        {dueWords(due, due.late, {
          zone: at.territory.zone,
          today: at.today,
          driver: due.kind === 'driver' ? fullName(names.people.get(due.driverId)) : '',
        })}
      </p>
    ))}
    {item.yeses.map(({ driverId }, position) => (
      <p>
        <strong>
          {fullName(names.people.get(driverId))} {position === 0 ? 'dit oui : à confirmer' : 'aussi peut'}
        </strong>
      </p>
    ))}
    {item.neededOn !== null && item.neededOn < at.today && (
      <p>Le jour est passé sans que tout soit réglé : clore, ou proposer un autre jour.</p>
    )}
    {item.settled && !item.request.closing && item.due.length === 0 && <p>Tout est réglé : prévenir, puis clore.</p>}
    {item.waitsFor.map((due) => (
      <p class="soft">
        {dueWords(due, false, {
          zone: at.territory.zone,
          today: at.today,
          driver: due.kind === 'driver' ? fullName(names.people.get(due.driverId)) : '',
        })}
      </p>
    ))}
    {item.asked > 0 && (
      <p class="soft">
        {item.asked === 1 ? 'Une personne a été sollicitée' : `${item.asked} personnes ont été sollicitées`}, sans
        réponse encore.
      </p>
    )}
  </li>
);

/** Fewer than that, and folding them saves nothing. */
const FEWEST_FOLDED = 3;

const Rows = ({ at, items, names }: { at: At; items: readonly ToDo[]; names: Names }) => (
  <ul class="rows">
    {items.map((item) => (
      <ToDoRow at={at} item={item} names={names} />
    ))}
  </ul>
);

/** A list with its title and its whole number, or what to do when there is nothing in it; what comes after `first` is folded. */
export const ToDoList = (props: {
  at: At;
  id: string;
  title: string;
  items: readonly ToDo[];
  names: Names;
  empty: string;
  first: number;
}) => {
  const { at, id, title, items, names, empty, first } = props;
  const cut = items.length - first < FEWEST_FOLDED ? items.length : first;
  const folded = items.slice(cut);
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>
        {title} {items.length > 0 && <span class="soft">({items.length})</span>}
      </h2>
      {items.length === 0 && <p class="soft">{empty}</p>}
      {cut > 0 && items.length > 0 && <Rows at={at} items={items.slice(0, cut)} names={names} />}
      {folded.length > 0 && (
        <details id={`${id}-suite`} class="folded">
          <summary>
            Voir les {folded.length} {cut > 0 && 'autres'}
            <span class="visually-hidden"> : {title.toLowerCase()}</span>
          </summary>
          <Rows at={at} items={folded} names={names} />
        </details>
      )}
    </section>
  );
};
