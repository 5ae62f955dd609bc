import type { ToDo } from '#src/follow-up/what-to-do.ts';
import type { At } from '#src/web/context.ts';
import type { Names } from '#src/web/workspace/lists/load-lists.ts';

export const HOME = '/equipe';

/** In whose care a line is: who works on the request, or who promised the answer. */
export const caredForBy = ({ request }: Pick<ToDo, 'request'>): readonly string[] =>
  [request.memberId, request.promise?.keptAt === null ? request.promise.byMember : null].filter((id) => id !== null);

/** "Toutes", "Les miennes", and each colleague who has something in their care. */
export const WhoseRequests = ({
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
              href={at.url(HOME, value === '' ? {} : { pour: value })}
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
