// What members do on a request: each act as a table line, so that two of them can also meet.
import { createProposeDriver } from '#src/follow-up/propose-driver.ts';
import { createRecordCall } from '#src/follow-up/record-call.ts';
import { createShareNumbers } from '#src/follow-up/share-numbers.ts';
import { ANSWERS, type Answer } from '#src/introductions/introduction.ts';
import { createAgreeRide } from '#src/follow-up/agree-ride.ts';
import { createCancelRide } from '#src/follow-up/cancel-ride.ts';
import { CANCELLED_BY } from '#src/requests/telling.ts';
import type { Outcome } from '#src/follow-up/change-request.ts';
import type { Act } from '#src/follow-up/act.ts';
import { createCloseRequest } from '#src/follow-up/close-request.ts';
import { createKeepPromise } from '#src/follow-up/keep-promise.ts';
import { createMakePromise } from '#src/follow-up/make-promise.ts';
import { createPlanReview } from '#src/follow-up/plan-review.ts';
import { createReopenRequest } from '#src/follow-up/reopen-request.ts';
import { CLOSING_REASONS, type Request, type Slot, type Way } from '#src/requests/request.ts';
import { agreedRides, isSettled, openSlots, SLOT_REASONS } from '#src/requests/settlement.ts';
import { createSettleOtherwise } from '#src/follow-up/settle-otherwise.ts';
import { ANY_DAY, slotsOf, spanOf } from '#src/requests/slots.ts';
import { createTakeRequest } from '#src/follow-up/take-request.ts';
import { addDays } from '#src/time/dates.ts';
import { formatInstant } from '#src/time/zone.ts';
import { one, type Scene } from '#test/simulation/life.ts';

/** Done on a request as it was read; undefined when it makes no sense there. `call`: one call to a driver is noted. */
export interface DeskAct {
  readonly name: string;
  readonly weight: number;
  readonly call?: true;
  /** Prefers requests that are closed. */
  readonly onClosed?: true;
  readonly prepare: (scene: Scene, request: Request) => ((act: Act) => Promise<Outcome<unknown>>) | undefined;
}

const someSlots = ({ random }: Scene, request: Request, way: Way): readonly Slot[] => {
  const open = openSlots(request, way);
  const slots = open.length > 0 && random.chance(0.9) ? open : slotsOf(way);
  return random.chance(0.7) ? slots : slots.slice(0, 1);
};

/** Drivers who go that way come first; anybody may be asked. */
const someDriver = ({
  random,
  kept,
}: Scene): { readonly driverId: string; readonly tripId: string | null } | undefined => {
  const trip = one(random, [...kept.trips.values()]);
  if (trip && random.chance(0.9)) return { driverId: trip.driverId, tripId: trip.id };
  const driverId = one(random, [...kept.drivers]);
  return driverId === undefined ? undefined : { driverId, tripId: null };
};

const anyDate = (scene: Scene, way: Way, slots: readonly Slot[]): string | null =>
  slots.includes(ANY_DAY) && scene.random.chance(0.9)
    ? addDays(spanOf(way.when).first, scene.random.whole(0, 7))
    : null;

/** A call to a driver about a way, with that answer. */
export const callTo = (
  scene: Scene,
  way: Way,
  slots: readonly Slot[],
  driver: { readonly driverId: string; readonly tripId: string | null },
  answer: Answer,
): ((act: Act) => Promise<Outcome<unknown>>) => {
  const { random } = scene;
  const noted = {
    wayId: way.id,
    slots,
    date: anyDate(scene, way, slots),
    ...driver,
    passengerNumberShared: random.pick([true, false, null]),
    driverNumberShared: random.pick([true, false, null]),
    answer,
    callAgainOn: answer === 'call-again' ? addDays(scene.today, random.whole(0, 5)) : null,
    note: '',
  };
  return (act) => createRecordCall(scene.process.tools)(act, noted);
};

const answerOf = ({ random }: Scene): Answer =>
  random.weighted(ANSWERS, (answer) => ({ yes: 5, no: 2, 'not-reached': 2, 'call-again': 1 })[answer]);

export const DESK_ACTS: readonly DeskAct[] = [
  {
    name: 'a driver is called',
    weight: 26,
    call: true,
    prepare: (scene, request) => {
      const way = one(scene.random, request.ways);
      const driver = someDriver(scene);
      return way && driver && callTo(scene, way, someSlots(scene, request, way), driver, answerOf(scene));
    },
  },
  {
    name: 'a driver is asked otherwise',
    weight: 4,
    prepare: (scene, request) => {
      const way = one(scene.random, request.ways);
      const driver = someDriver(scene);
      if (!way || !driver) return undefined;
      const proposed = { wayId: way.id, slots: someSlots(scene, request, way), ...driver };
      return (act) => createProposeDriver(scene.process.tools)(act, proposed);
    },
  },
  {
    name: 'a ride is agreed without a call',
    weight: 3,
    prepare: (scene, request) => {
      const way = one(scene.random, request.ways);
      const driver = someDriver(scene);
      if (!way || !driver) return undefined;
      const slots = someSlots(scene, request, way);
      const agreed = { wayId: way.id, slots, date: anyDate(scene, way, slots), ...driver, passengerNumberShared: null };
      return (act) => createAgreeRide(scene.process.tools)(act, agreed);
    },
  },
  {
    name: 'a ride is cancelled',
    weight: 5,
    prepare: (scene, request) => {
      const ride = one(scene.random, agreedRides(request));
      if (!ride) return undefined;
      const by = scene.random.pick(CANCELLED_BY);
      return (act) => createCancelRide(scene.process.tools)(act, { rideId: ride.id, by });
    },
  },
  {
    name: 'occasions are settled otherwise',
    weight: 5,
    prepare: (scene, request) => {
      const way = one(scene.random, request.ways);
      if (!way) return undefined;
      const reason = scene.random.pick([...SLOT_REASONS, null]);
      const settled = { wayId: way.id, slots: someSlots(scene, request, way), reason };
      return (act) => createSettleOtherwise(scene.process.tools)(act, settled);
    },
  },
  {
    name: 'a promise is made',
    weight: 4,
    prepare: (scene) => {
      const dueAt = formatInstant(scene.life.now.add({ minutes: scene.random.whole(-30, 4000) }));
      return (act) => createMakePromise(scene.process.tools)(act, dueAt);
    },
  },
  {
    name: 'the passenger is told',
    weight: 9,
    prepare: (scene) => (act) => createKeepPromise(scene.process.tools)(act, scene.where.zone),
  },
  {
    name: 'a request is closed',
    weight: 12,
    prepare: (scene, request) => {
      const { random } = scene;
      const settled = isSettled(request) && agreedRides(request).length > 0;
      const weekly = request.ways.some((way) => way.when.kind === 'weekly');
      const likely = settled ? (weekly ? 'regular-found' : 'done') : 'no-solution';
      const reason = random.chance(0.6) ? likely : random.pick(CLOSING_REASONS);
      const asked = {
        reason,
        reviewOn: random.chance(0.9) ? addDays(scene.today, random.whole(1, 30)) : null,
        passengerTold: random.chance(0.7),
      };
      return (act) => createCloseRequest(scene.process.tools)(act, asked);
    },
  },
  {
    name: 'a request is opened again',
    weight: 3,
    onClosed: true,
    prepare: (scene) => (act) => createReopenRequest(scene.process.tools)(act),
  },
  {
    name: 'a review is planned',
    weight: 2,
    prepare: (scene) => {
      const reviewOn = scene.random.chance(0.8) ? addDays(scene.today, scene.random.whole(0, 20)) : null;
      return (act) => createPlanReview(scene.process.tools)(act, reviewOn, scene.where.zone);
    },
  },
  {
    name: 'a request is taken or given back',
    weight: 3,
    prepare: (scene) => {
      const mine = scene.random.chance(0.7);
      return (act) => createTakeRequest(scene.process.tools)(act, mine);
    },
  },
];

/** Numbers shared: it needs an introduction, read where it is. */
export const shareNumbers = async (scene: Scene, request: Request, act: Act): Promise<Outcome<unknown> | undefined> => {
  const { kept, process, random } = scene;
  const introductions = await process.truth.in(kept.territory.id).introductions.listOfRequests([request.id]);
  const introduction = one(random, introductions);
  if (!introduction) return undefined;
  return createShareNumbers(process.tools)(act, {
    introductionId: introduction.id,
    driverNumberShared: random.pick([true, false, null]),
    passengerNumberShared: random.pick([true, false, null]),
  });
};
