import { blankDay, contradicts, OUTCOMES, type RideDay, type RideMark, withMark } from '#src/requests/ride-day.ts';
import type { RideDayStore } from '#src/requests/ride-day-store.ts';
import { isOnDay } from '#src/requests/rides-on.ts';
import { findWay } from '#src/requests/settlement.ts';
import type { Atomically, RequestStores } from '#src/follow-up/stores.ts';
import type { Clock, IsoDate, NewId } from '#src/time/units.ts';
import { formatInstant, localMoment } from '#src/time/zone.ts';

export interface MarkStores extends Pick<RequestStores, 'requests' | 'journal'> {
  readonly rideDays: RideDayStore;
}

/** Who marks which ride of which day, on what they read. */
export interface RideMarked {
  readonly territoryId: string;
  readonly zone: string;
  readonly memberId: string;
  readonly requestId: string;
  readonly rideId: string;
  readonly date: IsoDate;
  readonly mark: RideMark;
  /** Version of what was noted of it when their page was drawn. */
  readonly seenVersion: number;
}

export type MarkOutcome =
  | { readonly kind: 'done'; readonly day: RideDay }
  /** A colleague said otherwise since: nothing was written. */
  | { readonly kind: 'contradicted'; readonly day: RideDay }
  /** It was cancelled, or is not driven that day. */
  | { readonly kind: 'unknown' }
  /** Nobody knows how a ride to come went. */
  | { readonly kind: 'too-early' };

const NOT_BEFORE: ReadonlySet<RideMark> = new Set<RideMark>(['out', 'home', ...OUTCOMES]);

/** Notes the team's word on a ride of a day: en route, à la maison, fait, pas fait, on ne sait pas. */
export const createMarkRide =
  (tools: { readonly atomically: Atomically<MarkStores>; readonly now: Clock; readonly newId: NewId }) =>
  (marked: RideMarked): Promise<MarkOutcome> =>
    tools.atomically(marked.territoryId, async ({ requests, rideDays, journal }): Promise<MarkOutcome> => {
      const { rideId, date, mark } = marked;
      const request = await requests.find(marked.requestId);
      const ride = request?.rides.find(({ id }) => id === rideId);
      const way = request && ride && findWay(request, ride.wayId);
      if (!request || !ride || !way || !isOnDay(request, way, ride, date)) return { kind: 'unknown' };
      const now = tools.now();
      if (NOT_BEFORE.has(mark) && date > localMoment(now, marked.zone).date) return { kind: 'too-early' };
      const day = (await rideDays.find(rideId, date)) ?? blankDay(rideId, date);
      if (contradicts(day, mark, marked.seenVersion)) return { kind: 'contradicted', day };
      const at = formatInstant(now);
      const saved = await rideDays.save({ ...withMark(day, mark, at), memberId: marked.memberId });
      await journal.add({
        id: tools.newId(),
        at,
        actor: { kind: 'member', id: marked.memberId },
        action: 'ride-marked',
        subject: { kind: 'request', id: request.id },
        details: { rideId, driverId: ride.driverId, date, mark },
      });
      return { kind: 'done', day: saved };
    });
