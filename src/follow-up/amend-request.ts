import { takeBackQuestions } from '#src/follow-up/take-back-questions.ts';
import { changeRequest, refused, type Outcome } from '#src/follow-up/change-request.ts';
import type { Act } from '#src/follow-up/act.ts';
import { checkWays, type NewWay, type WayRefusal } from '#src/requests/check-ways.ts';
import type { Motive, Need, Request, Way } from '#src/requests/request.ts';
import { agreedRides } from '#src/requests/settlement.ts';
import { slotsOf } from '#src/requests/slots.ts';
import type { RideTools } from '#src/follow-up/stores.ts';
import { lacksSeats } from '#src/follow-up/why-not-driven.ts';
import type { NewId } from '#src/time/units.ts';

/** What people say when they call again: another hour, another day, the way back after all. */
export interface Amendment {
  readonly ways: readonly NewWay[];
  readonly needs: readonly Need[];
  readonly motive: Motive | null;
  readonly seats: number;
  readonly note: string;
}

export type AmendRefusal =
  | { readonly kind: 'closed' }
  | ({ readonly kind: 'way' } & WayRefusal)
  /** A driver waits on an occasion that would vanish: cancel that ride first. */
  | { readonly kind: 'ride-in-the-way'; readonly direction: Way['direction'] }
  /** More people than a car has places for, which was agreed for fewer. */
  | { readonly kind: 'no-seat-left' }
  /** A way is never taken out: it is settled with a reason, which tells why. */
  | { readonly kind: 'way-missing'; readonly direction: Way['direction'] };

const amendWays = (request: Request, asked: readonly NewWay[], newId: NewId): readonly Way[] =>
  asked.map((way) => ({
    ...way,
    id: request.ways.find(({ direction }) => direction === way.direction)?.id ?? newId(),
  }));

/** The request as amended, or why not. Reasons noted for occasions no longer asked go with them. */
export const amended = (request: Request, asked: Amendment, newId: NewId): Request | AmendRefusal => {
  if (request.closing) return { kind: 'closed' };
  const missing = request.ways.find((way) => !asked.ways.some(({ direction }) => direction === way.direction));
  if (missing) return { kind: 'way-missing', direction: missing.direction };
  const wrong = checkWays(asked.ways, null);
  if (wrong) return { kind: 'way', ...wrong };
  const ways = amendWays(request, asked.ways, newId);
  const isAsked = (one: { readonly wayId: string; readonly slot: string }): boolean =>
    ways.some((way) => way.id === one.wayId && slotsOf(way).includes(one.slot));
  const lost = agreedRides(request).find((ride) => !isAsked(ride));
  if (lost) {
    const direction = ways.find((way) => way.id === lost.wayId)?.direction ?? 'outward';
    return { kind: 'ride-in-the-way', direction };
  }
  return {
    ...request,
    ways,
    settledOtherwise: request.settledOtherwise.filter(isAsked),
    needs: asked.needs,
    motive: asked.motive,
    seats: asked.seats,
    note: asked.note.trim(),
  };
};

/** Changes what is asked, keeping what is already settled. */
export const createAmendRequest =
  (tools: RideTools) =>
  (act: Act, asked: Amendment): Promise<Outcome<AmendRefusal>> =>
    changeRequest<AmendRefusal>(tools, act, async (request, stores, moment) => {
      const next = amended(request, asked, tools.newId);
      if ('kind' in next) return refused(next);
      if (await lacksSeats(stores, next, tools)) return refused({ kind: 'no-seat-left' });
      return {
        kind: 'next',
        request: next,
        action: 'request-amended',
        afterwards: (saved) => takeBackQuestions(stores, tools, { before: request, after: saved }, moment),
      };
    });
