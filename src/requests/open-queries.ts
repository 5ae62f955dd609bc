import type { MatchQuery } from '#src/matching/match-query.ts';
import type { Stop } from '#src/places/place.ts';
import { matchQueryOf } from '#src/requests/ask-matches.ts';
import type { Request } from '#src/requests/request.ts';
import { openSlots } from '#src/requests/settlement.ts';
import type { LocalMoment } from '#src/time/zone.ts';

/** What is asked of the offers for everything still open in these requests. */
export const openQueries = (
  requests: readonly Request[],
  now: LocalMoment,
  meetingPoints: readonly Stop[],
): readonly MatchQuery[] =>
  requests.flatMap((request) =>
    request.closing
      ? []
      : request.ways.flatMap((way) => matchQueryOf(request, way, openSlots(request, way), now, meetingPoints) ?? []),
  );

/** Two queries with the same key ask for the same drivers. */
export const queryKey = ({ from, to, when, window, needs, seats }: MatchQuery): string =>
  JSON.stringify([from, to, when, window, needs, seats]);
