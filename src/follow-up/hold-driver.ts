import { type DriverHold, HOLD_MINUTES, type HoldStore } from '#src/introductions/hold-store.ts';
import type { Act } from '#src/follow-up/act.ts';
import type { RequestTools } from '#src/follow-up/stores.ts';
import type { IsoInstant } from '#src/time/units.ts';
import { formatInstant } from '#src/time/zone.ts';

export type Held =
  | { readonly kind: 'held'; readonly hold: DriverHold }
  /** A colleague has them on the phone. */
  | { readonly kind: 'busy'; readonly hold: DriverHold }
  | { readonly kind: 'unknown' };

/** Whether a colleague of this member has the driver on the phone now. */
export const heldByAnother = async (
  holds: HoldStore,
  driverId: string,
  memberId: string,
  at: IsoInstant,
): Promise<DriverHold | undefined> => {
  const hold = await holds.find(driverId, at);
  return hold && hold.memberId !== memberId ? hold : undefined;
};

/** "J'appelle": the driver is this member's for some minutes, or a colleague's already. Asked again, it lasts longer. */
export const createHoldDriver =
  ({ atomically, now }: RequestTools) =>
  (act: Omit<Act, 'expectedVersion'>, driverId: string): Promise<Held> =>
    atomically(act.territoryId, async ({ requests, people, holds }): Promise<Held> => {
      const instant = now();
      if (!(await requests.find(act.requestId)) || !(await people.find(driverId))) return { kind: 'unknown' };
      const other = await heldByAnother(holds, driverId, act.memberId, formatInstant(instant));
      if (other) return { kind: 'busy', hold: other };
      const hold: DriverHold = {
        driverId,
        memberId: act.memberId,
        requestId: act.requestId,
        until: formatInstant(instant.add({ minutes: HOLD_MINUTES })),
      };
      await holds.put(hold);
      return { kind: 'held', hold };
    });

/** The call was not made after all: colleagues may. Only its own member gives it back. */
export const createReleaseDriver =
  ({ atomically, now }: RequestTools) =>
  (act: Omit<Act, 'expectedVersion'>, driverId: string): Promise<void> =>
    atomically(act.territoryId, async ({ holds }) => {
      const hold = await holds.find(driverId, formatInstant(now()));
      if (hold?.memberId === act.memberId) await holds.release(driverId);
    });
