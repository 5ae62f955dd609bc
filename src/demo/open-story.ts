import { type DemoContext, instantAt, nextWorkingDay, workingDay } from '#src/demo/demo-context.ts';
import { fittingTrips, type FittingTrip } from '#src/demo/fitting-trips.ts';
import { inventCall, inventIntroduction } from '#src/demo/invent-introduction.ts';
import type { InventedRequest } from '#src/demo/invent-requests.ts';
import { refusals, ridesOf, type Story } from '#src/demo/story-parts.ts';
import type { Introduction } from '#src/introductions/introduction.ts';
import type { Request, Ride, Way } from '#src/requests/request.ts';
import { addDays } from '#src/time/dates.ts';
import type { IsoDate } from '#src/time/units.ts';
import type { Trip } from '#src/trips/trip.ts';

/** Where an open request stands on the desk. */
export type Stands = 'new' | 'call-back' | 'waiting' | 'half-settled' | 'agreed';

/** A request still open: what was done since it came in. */
export const openStory = (
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
