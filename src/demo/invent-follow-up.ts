import { asRemembered } from '#src/demo/blur-request.ts';
import { closedStory } from '#src/demo/closed-story.ts';
import type { DemoContext } from '#src/demo/demo-context.ts';
import type { InventedRequest } from '#src/demo/invent-requests.ts';
import { openStory, type Stands } from '#src/demo/open-story.ts';
import type { Introduction } from '#src/introductions/introduction.ts';
import type { Request } from '#src/requests/request.ts';
import type { IsoInstant } from '#src/time/units.ts';
import type { Trip } from '#src/trips/trip.ts';

/** A request with all that was done about it. */
export interface FollowedRequest {
  readonly request: Request;
  readonly byMember: string;
  readonly introductions: readonly Introduction[];
  /** When its exact places, needs and motive were forgotten, as the retention job does. */
  readonly reducedAt: IsoInstant | null;
}

/** Tells the whole story of a request: whom the team called, what they said, how it ended or where it stands today. */
export const followUp = (
  context: DemoContext,
  invented: InventedRequest,
  trips: readonly Trip[],
  stands: Stands | null,
): FollowedRequest => {
  const byMember = context.random.pick(context.memberIds);
  const story =
    stands === null
      ? closedStory(context, invented, trips, byMember)
      : openStory(context, invented, trips, byMember, stands);
  return { ...asRemembered(context, story.request, story.introductions), byMember };
};
