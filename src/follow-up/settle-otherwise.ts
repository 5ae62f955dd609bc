import { tellNotNeeded } from '#src/follow-up/tell-not-needed.ts';
import { changeRequest, refused, type Outcome } from '#src/follow-up/change-request.ts';
import type { Act } from '#src/follow-up/act.ts';
import type { Request, Slot } from '#src/requests/request.ts';
import { findWay, type SLOT_REASONS, slotState } from '#src/requests/settlement.ts';
import { slotsOf } from '#src/requests/slots.ts';
import type { RequestTools } from '#src/follow-up/stores.ts';

export interface OtherwiseSettled {
  readonly wayId: string;
  readonly slots: readonly Slot[];
  /** null takes the reason back: the occasion is open again. */
  readonly reason: (typeof SLOT_REASONS)[number] | null;
}

export type SettleRefusal = 'closed' | 'unknown-way' | 'no-slot' | 'slot-not-asked' | 'slot-has-ride';

const whyNot = (request: Request, { wayId, slots }: OtherwiseSettled): SettleRefusal | undefined => {
  if (request.closing) return 'closed';
  const way = findWay(request, wayId);
  if (!way) return 'unknown-way';
  if (slots.length === 0) return 'no-slot';
  if (!slots.every((slot) => slotsOf(way).includes(slot))) return 'slot-not-asked';
  // A ride has a driver who waits: it is cancelled first, which tells them.
  return slots.some((slot) => slotState(request, wayId, slot).kind === 'ride') ? 'slot-has-ride' : undefined;
};

/** The request with a reason for these occasions instead of a driver of ours. */
export const withReason = (request: Request, settled: OtherwiseSettled): Request | SettleRefusal => {
  const problem = whyNot(request, settled);
  if (problem) return problem;
  const { wayId, reason } = settled;
  const slots = [...new Set(settled.slots)];
  const others = request.settledOtherwise.filter((one) => one.wayId !== wayId || !slots.includes(one.slot));
  const added = reason === null ? [] : slots.map((slot) => ({ wayId, slot, reason }));
  return { ...request, settledOtherwise: [...others, ...added] };
};

/** Settles occasions of a way without a driver of ours: the bus, a cousin, nobody. Who was asked for them hears that it is over. */
export const createSettleOtherwise =
  (tools: RequestTools) =>
  (act: Act, settled: OtherwiseSettled): Promise<Outcome<SettleRefusal>> =>
    changeRequest<SettleRefusal>(tools, act, (request, stores, moment) => {
      const next = withReason(request, settled);
      if (typeof next === 'string') return refused(next);
      return {
        kind: 'next',
        request: next,
        action: settled.reason === null ? 'slots-reopened' : 'settled-otherwise',
        details: { wayId: settled.wayId, slots: settled.slots.join(' '), reason: settled.reason },
        afterwards: (saved) => tellNotNeeded(stores, tools, saved, moment),
      };
    });
