import { beforeWords } from '#src/web/instant-words.ts';
import type { IsoInstant } from '#src/time/units.ts';
import type { At } from '#src/web/context.ts';
import { LineNumber } from '#src/web/paper/line-number.tsx';
import type { CallSheet } from '#src/web/paper/call-sheet.ts';
import { endsWords, fullName } from '#src/web/workspace/shared/desk-words.ts';
import { Numbers } from '#src/web/workspace/shared/numbers.tsx';

export const isLate = (at: At, dueAt: IsoInstant): boolean =>
  Temporal.Instant.compare(at.now, Temporal.Instant.from(dueAt)) > 0;

/** Answers promised, by the hour at which they are due: the first thing to look at in the morning. */
export const Promises = ({ at, sheet }: { at: At; sheet: CallSheet }) => {
  const waiting = sheet.blocks
    .flatMap((block) => {
      const { promise } = block.request;
      return promise?.keptAt === null ? [{ ...block, dueAt: promise.dueAt }] : [];
    })
    .toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
  if (waiting.length === 0) return <p class="soft">Aucune réponse promise.</p>;
  return (
    <>
      {[...Map.groupBy(waiting, ({ dueAt }) => dueAt)].map(([dueAt, same]) => (
        <>
          <h3 class={isLate(at, dueAt) ? 'late' : ''}>
            {isLate(at, dueAt) ? 'En retard : promise ' : 'Promise '}
            {beforeWords(at, dueAt)}
          </h3>
          <ul class="promises in-columns">
            {same.map(({ request, passenger, tell }) => {
              const [way] = request.ways;
              return (
                <li>
                  <LineNumber number={tell?.number} />
                  <p>
                    <b>{fullName(passenger)}</b> <Numbers person={passenger} />
                    {way && (
                      <>
                        <br />
                        {endsWords(way)}
                      </>
                    )}
                  </p>
                </li>
              );
            })}
          </ul>
        </>
      ))}
    </>
  );
};
