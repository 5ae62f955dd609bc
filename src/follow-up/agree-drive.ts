import { type RideAgreed, type RideRefusal, withRides } from '#src/follow-up/agree-ride.ts';
import type { Moment } from '#src/follow-up/act.ts';
import type { Request, Slot, Way } from '#src/requests/request.ts';
import { openSlots } from '#src/requests/settlement.ts';
import type { RequestStores, RideTools } from '#src/follow-up/stores.ts';

/** What one yes settles. */
export interface Drive {
  readonly request: Request;
  /** Each way with its occasions: the one asked for first. */
  readonly parts: readonly { readonly wayId: string; readonly slots: readonly Slot[] }[];
}

/** The other way of a request, when these occasions of it are open too: who waits there brings the passenger back. */
export const wayBackOf = (request: Request, wayId: string, slots: readonly Slot[]): Way | undefined => {
  const other = request.ways.find((way) => way.id !== wayId);
  const open = other ? openSlots(request, other) : [];
  return slots.every((slot) => open.includes(slot)) ? other : undefined;
};

/** What a yes settles: the way asked for; with someone who waits there, the return of the same occasions as well. */
const partsOf = (request: Request, { wayId, slots, onPurpose }: RideAgreed): Drive['parts'] | 'no-return' => {
  const asked = { wayId, slots };
  if (!onPurpose?.waits) return [asked];
  const back = wayBackOf(request, wayId, slots);
  return back ? [asked, { wayId: back.id, slots }] : 'no-return';
};

/** The request with all the rides of one yes, or why not: all or nothing. */
export const agreeDrive = async (
  { volunteers }: Pick<RequestStores, 'volunteers'>,
  request: Request,
  agreed: RideAgreed,
  moment: Pick<Moment, 'at'>,
  tools: Pick<RideTools, 'newId' | 'metres'>,
): Promise<Drive | RideRefusal> => {
  const door = agreed.onPurpose ? ((await volunteers.find(agreed.driverId))?.home.point ?? 'not-on-call') : null;
  if (door === 'not-on-call') return door;
  const parts = partsOf(request, agreed);
  if (parts === 'no-return') return parts;
  let next = request;
  for (const part of parts) {
    const settled = withRides(next, { ...agreed, ...part }, moment, tools, door);
    if (typeof settled === 'string') return settled;
    next = settled;
  }
  return { request: next, parts };
};
