import { describeWay } from '#src/requests/describe-way.ts';
import type { Request } from '#src/requests/request.ts';
import { isSettled } from '#src/requests/settlement.ts';
import type { At } from '#src/web/context.ts';
import type { CallSheet } from '#src/web/paper/call-sheet.ts';
import { endsWords, fullName } from '#src/web/workspace/shared/desk-words.ts';
import type { DeskLists, Names } from '#src/web/workspace/lists/load-lists.ts';
import { Numbers } from '#src/web/workspace/shared/numbers.tsx';

/** Open requests that a sheet does not print in full. */
export interface LaterRequests {
  readonly requests: readonly Request[];
  readonly names: Names;
}

/** The open requests that are not on this sheet, in the order of the desk. */
export const laterThan = ({ blocks }: CallSheet, { lists, names }: DeskLists): LaterRequests => {
  const printed = new Set(blocks.map(({ request }) => request.id));
  // Settled and told: nothing is to be answered before the ride.
  const waiting = lists.waiting.filter(({ settled }) => !settled);
  const requests = [...lists.callBack, ...lists.now, ...waiting].map(({ request }) => request);
  return { requests: requests.filter(({ id, closing }) => !closing && !printed.has(id)), names };
};

/** One line each: enough to answer someone who calls about theirs. */
export const Later = ({ at, later: { requests, names } }: { at: At; later: LaterRequests }) =>
  requests.length === 0 ? null : (
    <section aria-labelledby="plus-tard">
      <h3 id="plus-tard">Les autres demandes ouvertes</h3>
      <ul class="later in-columns">
        {requests.map((request) => (
          <li>
            <b>{fullName(names.people.get(request.passengerId))}</b>,{' '}
            <Numbers person={names.people.get(request.passengerId)} />
            {request.ways
              .slice(0, 1)
              .map((way) => ` : ${endsWords(way)}, ${describeWay(way, at.today)}`)
              .join('')}
            {isSettled(request) && ' ; tout est réglé, à prévenir'}
          </li>
        ))}
      </ul>
    </section>
  );
