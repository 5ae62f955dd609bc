import { changeRequest, refused, type Outcome, type StepOrRefusal } from '#src/follow-up/change-request.ts';
import type { Act, Moment } from '#src/follow-up/act.ts';
import type { Point } from '#src/places/place.ts';
import { countedThrough, type OnPurpose } from '#src/requests/on-purpose.ts';
import type { Request, Ride, Slot } from '#src/requests/request.ts';
import { findWay, slotState } from '#src/requests/settlement.ts';
import { ANY_DAY, dateOfSlot, slotsOf, spanOf } from '#src/requests/slots.ts';
import type { RequestStores, RideTools } from '#src/follow-up/stores.ts';
import { type DayRefusal, whyNotDriven } from '#src/follow-up/why-not-driven.ts';
import { tellNotNeeded } from '#src/follow-up/tell-not-needed.ts';
import type { IsoDate } from '#src/time/units.ts';

/** A driver who said yes for some occasions of a way. */
export interface RideAgreed {
  readonly wayId: string;
  readonly slots: readonly Slot[];
  /** The day chosen, for a way asked "dans les 7 jours". */
  readonly date: IsoDate | null;
  readonly driverId: string;
  readonly tripId: string | null;
  /** Whether the passenger agreed that this driver has their number; null = not asked, what is known stays. */
  readonly passengerNumberShared: boolean | null;
  /** A volunteer who drives on purpose; absent = they go there anyway. */
  readonly onPurpose?: OnPurpose | null;
  /** The driver said that the hour or the detour will do all the same. */
  readonly anyway?: boolean;
}

export type RideRefusal =
  | 'closed'
  | 'unknown-way'
  | 'no-slot'
  | 'slot-not-asked'
  | 'slot-taken'
  | 'date-needed'
  | 'date-outside'
  | 'unknown-driver'
  | 'driver-set-aside'
  | 'not-on-call'
  | 'no-return'
  | 'passenger-set-aside'
  | 'own-driver'
  | 'parent-agreement-missing'
  | DayRefusal;

/** Why these people cannot ride together, whatever the day. */
export const whyNotTogether = async (
  { people }: Pick<RequestStores, 'people'>,
  request: Pick<Request, 'passengerId'>,
  driverId: string,
): Promise<RideRefusal | undefined> => {
  const driver = await people.find(driverId);
  if (!driver) return 'unknown-driver';
  if (driver.setAsideReason !== null) return 'driver-set-aside';
  if (driverId === request.passengerId) return 'own-driver';
  const passenger = await people.get(request.passengerId);
  if (passenger.setAsideReason !== null) return 'passenger-set-aside';
  if (passenger.minor && passenger.parentAgreedOn === null) return 'parent-agreement-missing';
  return undefined;
};

const whyNotSlots = (request: Request, { wayId, slots, date }: RideAgreed): RideRefusal | undefined => {
  const way = findWay(request, wayId);
  if (!way) return 'unknown-way';
  if (slots.length === 0) return 'no-slot';
  if (!slots.every((slot) => slotsOf(way).includes(slot))) return 'slot-not-asked';
  if (slots.some((slot) => slotState(request, wayId, slot).kind === 'ride')) return 'slot-taken';
  if (!slots.includes(ANY_DAY)) return undefined;
  if (date === null) return 'date-needed';
  const { first, last } = spanOf(way.when);
  return date < first || (last !== null && date > last) ? 'date-outside' : undefined;
};

/**
 * The request with a ride for each of these occasions, or why not. A reason noted for one of them gives way to the ride.
 * @param door of a volunteer who drives on purpose
 */
export const withRides = (
  request: Request,
  agreed: RideAgreed,
  { at }: Pick<Moment, 'at'>,
  { newId, metres }: Pick<RideTools, 'newId' | 'metres'>,
  door: Point | null = null,
): Request | RideRefusal => {
  if (request.closing) return 'closed';
  const slots = [...new Set(agreed.slots)];
  const problem = whyNotSlots(request, { ...agreed, slots });
  if (problem) return problem;
  const way = findWay(request, agreed.wayId);
  if (!way) return 'unknown-way';
  // To the nearest hundred metres: what is known is no finer.
  const kilometres = Math.round(metres(...countedThrough(way, door, agreed.onPurpose ?? null)) / 100) / 10;
  const rides = slots.map((slot): Ride => ({
    id: newId(),
    wayId: agreed.wayId,
    slot,
    date: slot === ANY_DAY ? agreed.date : (dateOfSlot(slot) ?? null),
    driverId: agreed.driverId,
    tripId: agreed.tripId,
    kilometres,
    regime: agreed.onPurpose ? 'on-purpose' : 'on-the-way',
    state: 'agreed',
    createdAt: at,
  }));
  return {
    ...request,
    rides: [...request.rides, ...rides],
    settledOtherwise: request.settledOtherwise.filter((one) => one.wayId !== agreed.wayId || !slots.includes(one.slot)),
    passengerNumberShared: agreed.passengerNumberShared ?? request.passengerNumberShared,
  };
};

/** Settles occasions of a way with a driver, without a call of ours (they arranged it between them, or came by). */
export const createAgreeRide =
  (tools: RideTools) =>
  (act: Act, agreed: RideAgreed): Promise<Outcome<RideRefusal>> =>
    changeRequest<RideRefusal>(tools, act, async (request, stores, moment): Promise<StepOrRefusal<RideRefusal>> => {
      const apart = await whyNotTogether(stores, request, agreed.driverId);
      if (apart) return refused(apart);
      const next = withRides(request, agreed, moment, tools);
      if (typeof next === 'string') return refused(next);
      const day = await whyNotDriven(stores, request, next, tools, agreed.anyway === true);
      if (day) return refused(day);
      return {
        kind: 'next',
        request: next,
        action: 'ride-agreed',
        details: { driverId: agreed.driverId, wayId: agreed.wayId, slots: agreed.slots.join(' ') },
        // They arranged it between them.
        knows: { settled: { passenger: 'answer', driver: 'answer' } },
        afterwards: (saved) => tellNotNeeded(stores, tools, saved, moment),
      };
    });
