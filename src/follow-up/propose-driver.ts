import { heldByAnother } from '#src/follow-up/hold-driver.ts';
import type { Introduction } from '#src/introductions/introduction.ts';
import { type RideRefusal, whyNotTogether } from '#src/follow-up/agree-ride.ts';
import { changeRequest, refused, type Outcome } from '#src/follow-up/change-request.ts';
import type { Act } from '#src/follow-up/act.ts';
import type { Slot } from '#src/requests/request.ts';
import { findWay } from '#src/requests/settlement.ts';
import { slotsOf } from '#src/requests/slots.ts';
import type { RequestTools } from '#src/follow-up/stores.ts';

export interface DriverProposed {
  readonly wayId: string;
  readonly slots: readonly Slot[];
  readonly driverId: string;
  readonly tripId: string | null;
  /** Asked to drive on purpose; absent = they go there anyway. */
  readonly onPurpose?: boolean;
}

export type ProposeRefusal = RideRefusal | 'already-asked' | 'held-by-another';

/** A driver was asked otherwise than by a call of ours (a word left, a message): their answer is waited for. */
export const createProposeDriver =
  (tools: RequestTools) =>
  (act: Act, proposed: DriverProposed): Promise<Outcome<ProposeRefusal>> =>
    changeRequest<ProposeRefusal>(tools, act, async (request, stores, { at }) => {
      if (request.closing) return refused('closed');
      const way = findWay(request, proposed.wayId);
      if (!way) return refused('unknown-way');
      if (proposed.slots.length === 0) return refused('no-slot');
      if (!proposed.slots.every((slot) => slotsOf(way).includes(slot))) return refused('slot-not-asked');
      if (await heldByAnother(stores.holds, proposed.driverId, act.memberId, at)) return refused('held-by-another');
      const apart = await whyNotTogether(stores, request, proposed.driverId);
      if (apart) return refused(apart);
      const asked = await stores.introductions.listOfRequests([request.id]);
      const waiting = asked.some(
        (one) => one.wayId === way.id && one.driverId === proposed.driverId && one.state === 'asked',
      );
      if (waiting) return refused('already-asked');
      const { onPurpose = false, ...who } = proposed;
      const introduction: Introduction = {
        id: tools.newId(),
        requestId: request.id,
        ...who,
        regime: onPurpose ? 'on-purpose' : 'on-the-way',
        state: 'asked',
        callAgainOn: null,
        driverNumberShared: null,
        calls: [],
        asking: null,
        createdAt: at,
        version: 1,
      };
      await stores.introductions.add(introduction);
      await stores.holds.release(proposed.driverId);
      return {
        kind: 'next',
        request,
        action: 'driver-asked',
        details: { driverId: proposed.driverId, wayId: way.id, slots: proposed.slots.join(' ') },
      };
    });
