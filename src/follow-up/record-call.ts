import { tellNotNeeded } from '#src/follow-up/tell-not-needed.ts';
import { heldByAnother } from '#src/follow-up/hold-driver.ts';
import type { Answer, Call, Introduction } from '#src/introductions/introduction.ts';
import type { IntroductionStore } from '#src/introductions/introduction-store.ts';
import { agreeDrive } from '#src/follow-up/agree-drive.ts';
import { type RideAgreed, type RideRefusal, whyNotTogether } from '#src/follow-up/agree-ride.ts';
import { changeRequest, refused, type Outcome } from '#src/follow-up/change-request.ts';
import type { Act } from '#src/follow-up/act.ts';
import type { Slot } from '#src/requests/request.ts';
import { findWay } from '#src/requests/settlement.ts';
import { slotsOf } from '#src/requests/slots.ts';
import type { RequestStores, RideTools } from '#src/follow-up/stores.ts';
import { whyNotDriven } from '#src/follow-up/why-not-driven.ts';
import type { IsoDate, IsoInstant } from '#src/time/units.ts';

/** One call to a driver, as the member notes it: one gesture. */
export interface CallNoted extends RideAgreed {
  readonly answer: Answer;
  /** For 'call-again'. */
  readonly callAgainOn: IsoDate | null;
  readonly note: string;
  /** Whether the driver agreed that this passenger has their number; null = not asked, what is known stays. */
  readonly driverNumberShared: boolean | null;
}

/** 'held-by-another': a colleague has this driver on the phone. */
export type CallRefusal = RideRefusal | 'call-again-date-needed' | 'held-by-another';

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

/** Adds a call to the introduction it belongs to, a new one if need be; gives its id. */
const keep = async (
  { introductions }: Pick<RequestStores, 'introductions'>,
  { newId }: Pick<RideTools, 'newId'>,
  requestId: string,
  noted: CallNoted,
  at: IsoInstant,
  call: Call,
): Promise<string> => {
  const ongoing = await findOngoing(introductions, requestId, noted);
  const introduction: Introduction = {
    ...(ongoing ?? {
      id: newId(),
      requestId,
      wayId: noted.wayId,
      driverId: noted.driverId,
      createdAt: at,
      version: 1,
    }),
    slots: noted.slots,
    tripId: noted.onPurpose ? null : (noted.tripId ?? ongoing?.tripId ?? null),
    regime: noted.onPurpose ? 'on-purpose' : 'on-the-way',
    state: noted.answer,
    callAgainOn: call.callAgainOn,
    driverNumberShared: noted.driverNumberShared ?? ongoing?.driverNumberShared ?? null,
    calls: [...(ongoing?.calls ?? []), call],
    asking: ongoing?.asking ?? null,
  };
  if (ongoing) await introductions.save(introduction, at);
  else await introductions.add(introduction);
  return introduction.id;
};

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
      if (await heldByAnother(stores.holds, noted.driverId, act.memberId, moment.at)) return refused('held-by-another');
      const apart = await whyNotTogether(stores, request, noted.driverId);
      // A refusal or a busy line is noted whoever it is; a yes makes a ride.
      if (apart && (noted.answer === 'yes' || apart === 'unknown-driver')) return refused(apart);
      const drive =
        noted.answer === 'yes'
          ? await agreeDrive(stores, request, noted, moment, tools)
          : { request, parts: [{ wayId: noted.wayId, slots: noted.slots }] };
      if (typeof drive === 'string') return refused(drive);
      const day = await whyNotDriven(stores, request, drive.request, tools, noted.anyway === true);
      if (day) return refused(day);

      const callAgainOn = noted.answer === 'call-again' ? noted.callAgainOn : null;
      const call: Call = {
        id: tools.newId(),
        at: moment.at,
        memberId: act.memberId,
        answer: noted.answer,
        callAgainOn,
        note: noted.note.trim(),
      };
      const [asked, ...others] = drive.parts;
      const introductionId = await keep(stores, tools, request.id, { ...noted, ...asked }, moment.at, call);
      // Someone who waits said yes to the return in the same breath.
      for (const part of others)
        await keep(stores, tools, request.id, { ...noted, ...part }, moment.at, { ...call, id: tools.newId() });
      await stores.holds.release(noted.driverId);
      if (noted.answer !== 'not-reached') await stores.people.touch(noted.driverId, moment.at);
      return {
        kind: 'next',
        request: drive.request,
        action: 'call-noted',
        details: {
          answer: noted.answer,
          driverId: noted.driverId,
          introductionId,
          wayId: noted.wayId,
          slots: noted.slots.join(' '),
        },
        knows: { settled: { driver: 'voice' } },
        afterwards: (saved) => tellNotNeeded(stores, tools, saved, moment),
      };
    });
