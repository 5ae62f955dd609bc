import { asRemembered } from '#src/demo/blur-request.ts';
import { type DemoContext, instantAt, nextWorkingDay, workingDay } from '#src/demo/demo-context.ts';
import { fittingTrips, type FittingTrip } from '#src/demo/fitting-trips.ts';
import { inventCall, inventIntroduction } from '#src/demo/invent-introduction.ts';
import { type InventedRequest, lastDayAsked } from '#src/demo/invent-requests.ts';
import type { Introduction } from '#src/introductions/introduction.ts';
import type { ClosingReason, Request, Ride, Way } from '#src/requests/request.ts';
import { ANY_DAY, dateOfSlot, slotsOf } from '#src/requests/slots.ts';
import { addDays } from '#src/time/dates.ts';
import type { IsoDate, IsoInstant } from '#src/time/units.ts';
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

/** Where an open request stands on the desk. */
export type Stands = 'new' | 'call-back' | 'waiting' | 'half-settled' | 'agreed';

interface Story {
  readonly request: Request;
  readonly introductions: readonly Introduction[];
}

const KILOMETRES_PER_MINUTE = 1;

const ridesOf = (context: DemoContext, way: Way, { trip }: FittingTrip, createdAt: IsoInstant): readonly Ride[] =>
  slotsOf(way).map((slot): Ride => ({
    id: context.newId(),
    wayId: way.id,
    slot,
    date:
      slot === ANY_DAY && way.when.kind === 'within'
        ? workingDay(addDays(way.when.from, 3))
        : (dateOfSlot(slot) ?? null),
    driverId: trip.driverId,
    tripId: trip.id,
    kilometres: Math.round(context.geography.minutes(way.from.point, way.to.point) * KILOMETRES_PER_MINUTE * 10) / 10,
    state: 'agreed',
    createdAt,
  }));

/** Drivers called in vain before one says yes, or before the team gives up. */
const refusals = (
  context: DemoContext,
  request: Request,
  way: Way,
  fits: readonly FittingTrip[],
  on: IsoDate,
  byMember: string,
): readonly Introduction[] =>
  fits.map((fit) => {
    const answer = context.random.weighted(['no', 'not-reached'] as const, (one) => (one === 'no' ? 3 : 2));
    return inventIntroduction(context, request, way, fit, [inventCall(context, on, answer, byMember)]);
  });

const ENDINGS: readonly (readonly [ClosingReason, number])[] = [
  ['no-solution', 44],
  ['other-way', 9],
  ['cancelled', 7],
  ['unreachable', 3],
  ['out-of-scope', 2],
];

/** How often a ride is found when someone fits. */
const FOUND = 0.55;

const closedStory = (
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

const openStory = (
  context: DemoContext,
  { request, askedOn }: InventedRequest,
  trips: readonly Trip[],
  byMember: string,
  stands: Stands,
): Story => {
  const { random, today } = context;
  const perWay = request.ways.map((way) => ({ way, fits: fittingTrips(context, trips, way, askedOn).slice(0, 4) }));
  const promise = (due: IsoDate, hour: number): Request['promise'] => ({
    dueAt: instantAt(context, due, hour * 60),
    saidAt: request.createdAt,
    byMember,
    keptAt: null,
  });
  const before = workingDay(addDays(today, -1));
  const since = askedOn < before ? before : askedOn;
  switch (stands) {
    case 'new': {
      const due = nextWorkingDay(addDays(today, 1));
      return { request: { ...request, promise: random.chance(0.5) ? promise(due, 12) : null }, introductions: [] };
    }
    case 'call-back': {
      const late = random.chance(0.4) && askedOn < before;
      const owed = random.chance(0.65) || perWay.every(({ fits }) => fits.length === 0);
      if (owed) {
        return {
          request: {
            ...request,
            memberId: byMember,
            promise: promise(late ? before : nextWorkingDay(today), late ? 17 : 18),
          },
          introductions: [],
        };
      }
      const { way, fits } = perWay.find((one) => one.fits.length > 0) ?? { way: undefined, fits: [] };
      const [fit] = fits;
      if (!way || !fit)
        return { request: { ...request, promise: promise(nextWorkingDay(today), 18) }, introductions: [] };
      const call = {
        ...inventCall(context, askedOn, 'call-again', byMember),
        callAgainOn: late ? before : nextWorkingDay(today),
      };
      return { request, introductions: [inventIntroduction(context, request, way, fit, [call])] };
    }
    case 'waiting':
      return {
        request: { ...request, memberId: byMember },
        introductions: perWay.flatMap(({ way, fits }) => [
          ...refusals(context, request, way, fits.slice(2, 3), since, byMember),
          ...fits
            .slice(0, 2)
            .map((fit) => inventIntroduction(context, request, way, fit, [], instantAt(context, since, 17 * 60))),
        ]),
      };
    case 'half-settled':
    case 'agreed':
      return agreedStory(context, request, perWay, since, byMember, stands === 'half-settled');
  }
};

const agreedStory = (
  context: DemoContext,
  request: Request,
  perWay: readonly { readonly way: Way; readonly fits: readonly FittingTrip[] }[],
  since: IsoDate,
  byMember: string,
  half: boolean,
): Story => {
  const introductions: Introduction[] = [];
  const rides: Ride[] = [];
  for (const { way, fits } of perWay) {
    const [fit, other] = fits;
    if (half && way.direction === 'return') {
      introductions.push(...refusals(context, request, way, other ? [other] : [], since, byMember));
      continue;
    }
    if (!fit) continue;
    const call = inventCall(context, since, 'yes', byMember);
    introductions.push({ ...inventIntroduction(context, request, way, fit, [call]), driverNumberShared: true });
    rides.push(...ridesOf(context, way, fit, call.at));
  }
  return { request: { ...request, rides, memberId: byMember, passengerNumberShared: true }, introductions };
};
