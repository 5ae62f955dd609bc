import type { Answer, Call, Introduction } from '#src/introductions/introduction.ts';
import type { IntroductionStore } from '#src/introductions/introduction-store.ts';
import { type RideAgreed, type RideRefusal, whyNotTogether, withRides } from '#src/requests/agree-ride.ts';
import { changeRequest, refused, type Act, type Outcome } from '#src/requests/change-request.ts';
import type { Slot } from '#src/requests/request.ts';
import { findWay } from '#src/requests/settlement.ts';
import { slotsOf } from '#src/requests/slots.ts';
import type { RideTools } from '#src/requests/stores.ts';
import type { IsoDate } from '#src/time/units.ts';

/** One call to a driver, as the member notes it: one gesture. */
export interface CallNoted extends RideAgreed {
  readonly answer: Answer;
  /** For 'call-again'. */
  readonly callAgainOn: IsoDate | null;
  readonly note: string;
  /** Whether the driver agreed that this passenger has their number; null = not asked, what is known stays. */
  readonly driverNumberShared: boolean | null;
}

export type CallRefusal = RideRefusal | 'call-again-date-needed';

const sameSlots = (a: readonly Slot[], b: readonly Slot[]): boolean =>
  a.length === b.length && a.every((slot) => b.includes(slot));

/** A driver who has not answered is still in the same introduction; who answered other days is in another one. */
const findOngoing = async (
  introductions: IntroductionStore,
  requestId: string,
  { wayId, driverId, slots }: Pick<CallNoted, 'wayId' | 'driverId' | 'slots'>,
): Promise<Introduction | undefined> =>
  (await introductions.listOfRequests([requestId])).findLast(
    (one) =>
      one.wayId === wayId &&
      one.driverId === driverId &&
      ((one.state !== 'yes' && one.state !== 'no') || sameSlots(one.slots, slots)),
  );

/**
 * Notes a call to a driver about one way: calls are added, never changed. A yes makes the rides of the occasions chosen,
 * all or nothing; the other answers leave them open.
 */
export const createRecordCall =
  (tools: RideTools) =>
  (act: Act, noted: CallNoted): Promise<Outcome<CallRefusal>> =>
    changeRequest<CallRefusal>(tools, act, async (request, stores, moment) => {
      if (request.closing) return refused('closed');
      const way = findWay(request, noted.wayId);
      if (!way) return refused('unknown-way');
      if (noted.slots.length === 0) return refused('no-slot');
      if (!noted.slots.every((slot) => slotsOf(way).includes(slot))) return refused('slot-not-asked');
      if (noted.answer === 'call-again' && noted.callAgainOn === null) return refused('call-again-date-needed');
      const apart = await whyNotTogether(stores, request, noted.driverId);
      // A refusal or a busy line is noted whoever it is; a yes makes a ride.
      if (apart && (noted.answer === 'yes' || apart === 'unknown-driver')) return refused(apart);
      const next = noted.answer === 'yes' ? withRides(request, noted, moment, tools) : request;
      if (typeof next === 'string') return refused(next);

      const callAgainOn = noted.answer === 'call-again' ? noted.callAgainOn : null;
      const call: Call = {
        id: tools.newId(),
        at: moment.at,
        memberId: act.memberId,
        answer: noted.answer,
        callAgainOn,
        note: noted.note.trim(),
      };
      const ongoing = await findOngoing(stores.introductions, request.id, noted);
      const introduction: Introduction = {
        ...(ongoing ?? {
          id: tools.newId(),
          requestId: request.id,
          wayId: noted.wayId,
          driverId: noted.driverId,
          createdAt: moment.at,
          version: 1,
        }),
        slots: noted.slots,
        tripId: noted.tripId ?? ongoing?.tripId ?? null,
        state: noted.answer,
        callAgainOn,
        driverNumberShared: noted.driverNumberShared ?? ongoing?.driverNumberShared ?? null,
        calls: [...(ongoing?.calls ?? []), call],
      };
      if (ongoing) await stores.introductions.save(introduction, moment.at);
      else await stores.introductions.add(introduction);
      if (noted.answer !== 'not-reached') await stores.people.touch(noted.driverId, moment.at);
      return {
        kind: 'next',
        request: next,
        action: 'call-noted',
        details: {
          answer: noted.answer,
          driverId: noted.driverId,
          introductionId: introduction.id,
          wayId: noted.wayId,
          slots: noted.slots.join(' '),
        },
      };
    });
