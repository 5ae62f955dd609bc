import type { Request, Slot, Way } from '#src/requests/request.ts';
import { slotsOf } from '#src/requests/slots.ts';
import { slotState } from '#src/requests/settlement.ts';
import type { IsoInstant } from '#src/time/units.ts';

/** Someone not asked yet who could drive a way: by a trip of theirs, or on purpose (no trip). */
export interface Found {
  readonly driverId: string;
  readonly tripId: string | null;
}

/**
 * What the last look at a way without a driver gave. 'nothing' nobody left to ask; 'known' there was somebody from the first
 * look on, so that it is no news; 'found' nobody before, somebody now, to be told; 'seen' told, and looked at by the team.
 */
export type WishState = 'nothing' | 'known' | 'found' | 'seen';

/** A way whose wish is kept: looked at again each night, and whenever a driver joins. */
export interface Wish {
  readonly wayId: string;
  readonly requestId: string;
  readonly state: WishState;
  readonly found: readonly Found[];
  readonly foundAt: IsoInstant | null;
  /** The request as it was looked at: a change makes it be looked at again. */
  readonly requestVersion: number;
  readonly lookedAt: IsoInstant;
  readonly seenBy: string | null;
}

/** Whether its wishes are kept: open, or closed because there was no solution. */
export const isKept = ({ closing }: Pick<Request, 'closing'>): boolean =>
  closing === null || closing.reason === 'no-solution';

/** Occasions of a way without a driver: still open, or settled by "pas de solution". */
export const wishedSlots = (request: Request, way: Way): readonly Slot[] =>
  isKept(request)
    ? slotsOf(way).filter((slot) => {
        const state = slotState(request, way.id, slot);
        return state.kind === 'open' || (state.kind === 'otherwise' && state.settled.reason === 'no-solution');
      })
    : [];

/** What this look says, after the one before. */
export const lookedAt = (
  before: Wish | undefined,
  request: Pick<Request, 'id' | 'version'>,
  wayId: string,
  found: readonly Found[],
  at: IsoInstant,
): Wish => {
  const state = stateAfter(before, found);
  return {
    wayId,
    requestId: request.id,
    state,
    found,
    foundAt:
      state === 'found' && before?.state !== 'found' ? at : state === 'nothing' ? null : (before?.foundAt ?? null),
    requestVersion: request.version,
    lookedAt: at,
    seenBy: state === 'seen' ? (before?.seenBy ?? null) : null,
  };
};

const stateAfter = (before: Wish | undefined, found: readonly Found[]): WishState => {
  if (found.length === 0) return 'nothing';
  if (before === undefined) return 'known';
  return before.state === 'nothing' ? 'found' : before.state;
};
