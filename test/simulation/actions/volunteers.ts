// Drivers who accept to drive on purpose, and are called for it.
import { stopAt } from '#src/demo/geography.ts';
import { createRecordCall } from '#src/follow-up/record-call.ts';
import { openSlots } from '#src/requests/settlement.ts';
import { ANY_DAY } from '#src/requests/slots.ts';
import { createSetOnCall } from '#src/drivers/set-on-call.ts';
import { actOn, type Happening, noteCallOn, one, openRequests } from '#test/simulation/life.ts';

const accepts: Happening = {
  name: 'a driver accepts to drive on purpose',
  weight: 2,
  async live({ random, kept, life, where, process }) {
    const driverId = one(random, [...kept.drivers]);
    if (driverId === undefined) return undefined;
    const known = await process.truth.in(where.id).volunteers.find(driverId);
    const set = createSetOnCall({
      atomically: (territoryId, work) => process.storage.atomically(territoryId, work),
      now: process.tools.now,
      newId: process.tools.newId,
    });
    const details = {
      home: stopAt(life.geography.home(random)),
      mornings: random.whole(1, 127),
      afternoons: random.whole(0, 127),
      radius: random.whole(10, 60),
      takes: [],
      mostAMonth: random.pick([null, 1, 3]),
      absences: [],
    };
    const { kind } = await set(where, driverId, known?.version ?? 0, details, { kind: 'driver', id: driverId });
    return { words: `${driverId} ${kind}`, broken: kind === 'done' ? [] : [`${driverId} drives here, and is ${kind}`] };
  },
};

/** Someone who waits there brings the passenger back: both ways are settled, or none. */
const isCalled: Happening = {
  name: 'a volunteer is called',
  weight: 5,
  async live(scene) {
    const { random, kept, where, process } = scene;
    const request = one(random, openRequests(scene));
    const way = request && one(random, request.ways);
    const volunteers = await process.truth.in(where.id).volunteers.list();
    const driverId = one(random, volunteers.map(({ driver }) => driver.id).toSorted());
    if (!request || !way || driverId === undefined) return undefined;
    const slots = openSlots(request, way);
    const answer = random.pick(['yes', 'yes', 'no', 'not-reached'] as const);
    const waits = random.chance(0.5);
    const outcome = await createRecordCall(process.tools)(actOn(scene, request), {
      wayId: way.id,
      slots,
      date: slots.includes(ANY_DAY) ? scene.today : null,
      driverId,
      tripId: null,
      onPurpose: { waits },
      passengerNumberShared: null,
      driverNumberShared: null,
      answer,
      callAgainOn: null,
      note: '',
    });
    const words = `${request.id} ${driverId} ${answer} ${noteCallOn(scene, request, outcome)}`;
    if (outcome.kind !== 'done' || answer !== 'yes') return { words };
    const driven = outcome.request.rides.filter(({ id }) => !request.rides.some((ride) => ride.id === id));
    const ways = new Set(driven.map(({ wayId }) => wayId));
    // A call is noted on each way that was settled.
    kept.calls.set(request.id, (kept.calls.get(request.id) ?? 0) + ways.size - 1);
    const broken = driven.length === slots.length * (waits ? 2 : 1) ? [] : [`${words}, and ${driven.length} rides`];
    return { words, broken };
  },
};

export const volunteerHappenings: readonly Happening[] = [accepts, isCalled];
