import type { IntroductionStore } from '#src/introductions/introduction-store.ts';
import type { MatchQuery } from '#src/matching/match-query.ts';
import { matchVolunteers, type VolunteerMatch, type VolunteerRules } from '#src/matching/match-volunteers.ts';
import type { MetricBy } from '#src/roads/metres-by.ts';
import type { Territory } from '#src/territory/territory.ts';
import { formatInstant, instantOf } from '#src/time/zone.ts';
import type { VolunteerStore } from '#src/volunteers/volunteer-store.ts';

/** Whom the question is about. */
export interface Asking {
  /** '' while a call is being noted. */
  readonly requestId: string;
  readonly passengerId: string | null;
  readonly back: VolunteerRules['back'];
}

/** Who could drive this way on purpose, for the team; nobody where the territory has not turned volunteers on. */
export type FindVolunteers = (
  territory: Territory,
  query: MatchQuery,
  asking: Asking,
) => Promise<readonly VolunteerMatch[]>;

interface Needs {
  readonly in: (territoryId: string) => {
    readonly volunteers: Pick<VolunteerStore, 'list'>;
    readonly introductions: Pick<IntroductionStore, 'onPurpose'>;
  };
  readonly metricOf: (territoryId: string) => MetricBy;
}

export const createFindVolunteers =
  ({ in: reading, metricOf }: Needs): FindVolunteers =>
  async (territory, query, { requestId, passengerId, back }) => {
    if (!territory.switches.onCall) return [];
    const { volunteers, introductions } = reading(territory.id);
    const onCall = await volunteers.list();
    if (onCall.length === 0) return [];
    const monthStarts = instantOf({ date: `${query.now.date.slice(0, 7)}-01`, time: 0 }, territory.zone);
    return matchVolunteers(
      onCall.filter(({ volunteer }) => volunteer.personId !== passengerId),
      query,
      {
        bands: territory.bands,
        metric: metricOf(territory.id),
        loads: await introductions.onPurpose(formatInstant(monthStarts), requestId),
        back,
      },
    );
  };
