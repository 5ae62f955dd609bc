import { type DemoContext, workingDay } from '#src/demo/demo-context.ts';
import type { FittingTrip } from '#src/demo/fitting-trips.ts';
import { inventCall, inventIntroduction } from '#src/demo/invent-introduction.ts';
import type { Introduction } from '#src/introductions/introduction.ts';
import type { Request, Ride, Way } from '#src/requests/request.ts';
import { ANY_DAY, dateOfSlot, slotsOf } from '#src/requests/slots.ts';
import { addDays } from '#src/time/dates.ts';
import type { IsoDate, IsoInstant } from '#src/time/units.ts';

/** A request with what was done about it. */
export interface Story {
  readonly request: Request;
  readonly introductions: readonly Introduction[];
}

const KILOMETRES_PER_MINUTE = 1;

/** A ride for each occasion of a way. */
export const ridesOf = (
  context: DemoContext,
  way: Way,
  { trip }: FittingTrip,
  createdAt: IsoInstant,
): readonly Ride[] =>
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
    regime: 'on-the-way',
    state: 'agreed',
    createdAt,
  }));

/** Drivers called in vain before one says yes, or before the team gives up. */
export const refusals = (
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
