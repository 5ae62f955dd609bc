import { saidYes } from '#src/introductions/asking.ts';
import { heldByAnother } from '#src/introductions/hold-driver.ts';
import { tellNotNeeded } from '#src/introductions/tell-not-needed.ts';
import { type RideRefusal, whyNotTogether, withRides } from '#src/requests/agree-ride.ts';
import { changeRequest, type Act, type Outcome, refused } from '#src/requests/change-request.ts';
import { slotState } from '#src/requests/settlement.ts';
import type { RideTools } from '#src/requests/stores.ts';
import { whyNotDriven } from '#src/requests/why-not-driven.ts';
import type { IsoDate } from '#src/time/units.ts';

export type ConfirmRefusal = RideRefusal | 'no-yes' | 'held-by-another';

/** A yes that came by a message, as the team takes it. */
export interface YesConfirmed {
  readonly introductionId: string;
  /** The day chosen, for a way asked "dans les 7 jours". */
  readonly date: IsoDate | null;
  readonly anyway: boolean;
}

/**
 * The team confirms: only now is anything agreed. The driver is told by the way they were asked, the others asked hear
 * that it is found, and the passenger is to be told by the team's voice.
 */
export const createConfirmYes =
  (tools: RideTools) =>
  (act: Act, { introductionId, date, anyway }: YesConfirmed): Promise<Outcome<ConfirmRefusal>> =>
    changeRequest<ConfirmRefusal>(tools, act, async (request, stores, moment) => {
      const introduction = await stores.introductions.find(introductionId);
      if (introduction?.requestId !== request.id || !saidYes(introduction)) return refused('no-yes');
      const { driverId, wayId, tripId } = introduction;
      if (await heldByAnother(stores.holds, driverId, act.memberId, moment.at)) return refused('held-by-another');
      const apart = await whyNotTogether(stores, request, driverId);
      if (apart) return refused(apart);
      const slots = introduction.slots.filter((slot) => slotState(request, wayId, slot).kind === 'open');
      if (slots.length === 0) return refused('slot-taken');
      const next = withRides(
        request,
        { wayId, slots, date, driverId, tripId, passengerNumberShared: null },
        moment,
        tools,
      );
      if (typeof next === 'string') return refused(next);
      const day = await whyNotDriven(stores, request, next, tools, anyway);
      if (day) return refused(day);
      await stores.introductions.save({ ...introduction, slots, state: 'yes' }, moment.at);
      await stores.holds.release(driverId);
      return {
        kind: 'next',
        request: next,
        action: 'yes-confirmed',
        details: { driverId, introductionId, wayId, slots: slots.join(' ') },
        afterwards: async (saved) => tellNotNeeded(stores, tools, saved, moment),
      };
    });
