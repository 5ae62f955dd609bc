import type { ClosingReason, Request, Ride, SettledOtherwise, Slot, Way } from '#src/requests/request.ts';
import { slotsOf } from '#src/requests/slots.ts';

/** What became of one occasion of a way. */
export type SlotState =
  | { readonly kind: 'open' }
  | { readonly kind: 'ride'; readonly ride: Ride }
  | { readonly kind: 'otherwise'; readonly settled: SettledOtherwise };

/** The part of a request that says what is settled. */
type Settlement = Pick<Request, 'ways' | 'rides' | 'settledOtherwise'>;

export const findWay = (request: Pick<Request, 'ways'>, wayId: string): Way | undefined =>
  request.ways.find((way) => way.id === wayId);

export const agreedRides = (request: Pick<Request, 'rides'>): readonly Ride[] =>
  request.rides.filter((ride) => ride.state === 'agreed');

/** What became of a slot: an agreed ride says more than a reason. */
export const slotState = (request: Settlement, wayId: string, slot: Slot): SlotState => {
  const ride = agreedRides(request).find((one) => one.wayId === wayId && one.slot === slot);
  if (ride) return { kind: 'ride', ride };
  const settled = request.settledOtherwise.find((one) => one.wayId === wayId && one.slot === slot);
  return settled ? { kind: 'otherwise', settled } : { kind: 'open' };
};

/** Occasions of a way with neither ride nor reason. */
export const openSlots = (request: Settlement, way: Way): readonly Slot[] =>
  slotsOf(way).filter((slot) => slotState(request, way.id, slot).kind === 'open');

/** A way is settled when each of its occasions has a ride or a reason. */
export const isWaySettled = (request: Settlement, way: Way): boolean => openSlots(request, way).length === 0;

/** A request is settled when its ways are: outward and return apart, each possibly by other drivers. */
export const isSettled = (request: Settlement): boolean => request.ways.every((way) => isWaySettled(request, way));

/** Reasons that settle by themselves whatever is still open; the two others need each occasion settled before. */
const SAYS_WHY: Readonly<Record<ClosingReason, boolean>> = {
  done: false,
  'regular-found': false,
  'not-done': true,
  'no-solution': true,
  'other-way': true,
  cancelled: true,
  duplicate: true,
  unreachable: true,
  'out-of-scope': true,
};

/** Whether a request may end with this reason while an occasion has neither ride nor reason of its own. */
export const saysWhy = (reason: ClosingReason): boolean => SAYS_WHY[reason];

/** Reasons that can be given to one occasion rather than to a whole request. */
export const SLOT_REASONS = [
  'other-way',
  'no-solution',
  'cancelled',
  'not-done',
] as const satisfies readonly ClosingReason[];

export type CloseRefusal = 'already-closed' | 'way-open' | 'no-ride' | 'not-recurrent' | 'review-needed';

/**
 * Why a request cannot be closed with this reason, or undefined when it can.
 * "Fait" wants every occasion settled and one ride at least; "régulier trouvé" wants the same of a request that comes back
 * every week, and the day on which the team asks how it goes.
 */
export const whyNotClose = (
  request: Request,
  reason: ClosingReason,
  reviewOn: string | null,
): CloseRefusal | undefined => {
  if (request.closing) return 'already-closed';
  if (saysWhy(reason)) return undefined;
  if (reason === 'regular-found' && !request.ways.some((way) => way.when.kind === 'weekly')) return 'not-recurrent';
  if (!isSettled(request)) return 'way-open';
  if (agreedRides(request).length === 0) return 'no-ride';
  if (reason === 'regular-found' && reviewOn === null) return 'review-needed';
  return undefined;
};
