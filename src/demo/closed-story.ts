import { type DemoContext, instantAt, nextWorkingDay, workingDay } from '#src/demo/demo-context.ts';
import { fittingTrips } from '#src/demo/fitting-trips.ts';
import { inventCall, inventIntroduction } from '#src/demo/invent-introduction.ts';
import { type InventedRequest, lastDayAsked } from '#src/demo/invent-requests.ts';
import { refusals, ridesOf, type Story } from '#src/demo/story-parts.ts';
import type { Introduction } from '#src/introductions/introduction.ts';
import type { ClosingReason, Ride } from '#src/requests/request.ts';
import { addDays } from '#src/time/dates.ts';
import type { Trip } from '#src/trips/trip.ts';

const ENDINGS: readonly (readonly [ClosingReason, number])[] = [
  ['no-solution', 44],
  ['other-way', 9],
  ['cancelled', 7],
  ['unreachable', 3],
  ['out-of-scope', 2],
];

/** How often a ride is found when someone fits. */
const FOUND = 0.55;

/** A request that ended: whom the team called, and how it ended. */
export const closedStory = (
  context: DemoContext,
  { request, askedOn }: InventedRequest,
  trips: readonly Trip[],
  byMember: string,
): Story => {
  const { random } = context;
  const perWay = request.ways.map((way) => ({ way, fits: fittingTrips(context, trips, way, askedOn) }));
  const weekly = request.ways.some(({ when }) => when.kind === 'weekly');
  const last = lastDayAsked(request);
  // What was found is driven before it is closed.
  const driven = weekly || last < workingDay(addDays(context.today, -1));
  const found = driven && random.chance(FOUND) && perWay.every(({ fits }) => fits.length > 0);
  const introductions: Introduction[] = [];
  const rides: Ride[] = [];
  for (const { way, fits } of perWay) {
    const shortlist = fits.slice(0, 5);
    const before = random.weighted([0, 1, 2, 3], (count) => 1 / (count + 1));
    const chosen = found ? shortlist[Math.min(before, shortlist.length - 1)] : undefined;
    const called = chosen ? shortlist.slice(0, shortlist.indexOf(chosen)) : shortlist.slice(0, before);
    introductions.push(...refusals(context, request, way, called, askedOn, byMember));
    if (!chosen) continue;
    const call = inventCall(context, askedOn, 'yes', byMember);
    introductions.push(inventIntroduction(context, request, way, chosen, [call]));
    rides.push(...ridesOf(context, way, chosen, call.at));
  }
  const [ending] = random.weighted(ENDINGS, ([, weight]) => weight);
  const reason: ClosingReason = found ? (weekly ? 'regular-found' : 'done') : ending;
  const ended = nextWorkingDay(found && !weekly ? addDays(last, 1) : addDays(askedOn, random.whole(1, 3)));
  const closedOn = ended < context.today ? ended : workingDay(addDays(context.today, -1));
  const closedAt = instantAt(context, closedOn, random.whole(9 * 60, 17 * 60));
  const told = instantAt(context, askedOn, 16 * 60 + 50);
  return {
    introductions,
    request: {
      ...request,
      rides,
      // Weekly arrangements are asked about some weeks later.
      reviewOn: reason === 'regular-found' ? nextWorkingDay(addDays(context.today, random.whole(-1, 40))) : null,
      promise: random.chance(0.6)
        ? {
            dueAt: instantAt(context, nextWorkingDay(addDays(askedOn, 1)), 17 * 60),
            saidAt: request.createdAt,
            byMember,
            keptAt: told,
          }
        : null,
      passengerNumberShared: found ? true : null,
      closing: { reason, at: closedAt > request.createdAt ? closedAt : told, byMember },
      updatedAt: closedAt > request.createdAt ? closedAt : told,
    },
  };
};
