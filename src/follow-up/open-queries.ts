import type { Asking } from '#src/matching/find-volunteers.ts';
import type { MatchQuery } from '#src/matching/match-query.ts';
import type { Stop } from '#src/places/place.ts';
import { matchQueryOf } from '#src/follow-up/ask-matches.ts';
import type { Request, Way } from '#src/requests/request.ts';
import { openSlots } from '#src/requests/settlement.ts';
import type { LocalMoment } from '#src/time/zone.ts';

/** Whether one drive may settle both: they are the outward way and the return, and an occasion of both is open. */
export const canWait = (request: Request, way: Way, other: Way): boolean => {
  const open = openSlots(request, other);
  return way.direction === 'outward' && openSlots(request, way).some((slot) => open.includes(slot));
};

/** What is asked of the offers, and of the volunteers, for one way still open. */
export interface OpenQuestion {
  readonly query: MatchQuery;
  readonly asking: Asking;
}

/** What is asked for everything still open in these requests. */
export const openQuestions = (
  requests: readonly Request[],
  now: LocalMoment,
  meetingPoints: readonly Stop[],
): readonly OpenQuestion[] =>
  requests.flatMap((request) =>
    request.ways.flatMap((way): readonly OpenQuestion[] => {
      const query = request.closing
        ? undefined
        : matchQueryOf(request, way, openSlots(request, way), now, meetingPoints);
      const other = request.ways.find((one) => one.id !== way.id);
      const back = other && canWait(request, way, other) ? other : null;
      return query ? [{ query, asking: { requestId: request.id, passengerId: request.passengerId, back } }] : [];
    }),
  );

/** Two queries with the same key ask for the same drivers. */
export const queryKey = ({ from, to, when, window, needs, seats }: MatchQuery): string =>
  JSON.stringify([from, to, when, window, needs, seats]);
