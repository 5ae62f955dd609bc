import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { networkOf } from '#src/transit/network/network.ts';
import { allAtOnce } from '#src/transit/network/steps.ts';
import { createSearcher } from '#src/transit/search/searcher.ts';
import { inventedTimetable, type InventedTrip } from '#test/fixtures/invented-timetable.ts';

const DATE = '2025-02-03';
const RULES = { change: 60, longestWalkBetween: 0, longestWalkToStop: 600 };
const at = (stop: number, hour: number) => ({ stop, arrival: hour, departure: hour });
const stop = (number: number, walk = 0) => ({ stops: Int32Array.of(number), seconds: Int32Array.of(walk) });

/** Two stops in the same place: a feed may have a vehicle go from one to the other in no time. */
const searching = (...trips: readonly InventedTrip[]) => {
  const timetable = inventedTimetable({
    firstDate: DATE,
    lastDate: DATE,
    stops: [
      { latitude: 44.6, longitude: 1.6 },
      { latitude: 44.6, longitude: 1.6 },
    ],
    trips,
  });
  const searcher = createSearcher(networkOf([{ feedId: 'cars', name: 'Cars', timetable }], RULES));
  return { searcher, day: searcher.day(DATE) };
};

describe('at the edges of a search', () => {
  test('one that is there as soon by a hop that takes no time, and leaves later, is the soonest', () => {
    const { searcher, day } = searching({ days: [0], calls: [at(0, 25_200), at(0, 25_260), at(1, 25_260)] });
    const ends = { access: stop(0, 500), egress: stop(1) };
    const soonest = searcher.soonest(day, ends, 0);
    assert.deepEqual([soonest?.departure, soonest?.arrival], [24_760, 25_260]);
    assert.deepEqual(soonest, searcher.profile(day, ends)[0]);
  });

  test('what leaves before the day ends and arrives after it brings nobody there that day', () => {
    const late = (arrival: number) => searching({ days: [0], calls: [at(0, 100_000), at(1, arrival)] });
    const inTime = late(100_800);
    assert.deepEqual([...allAtOnce(inTime.searcher.reached(inTime.day, stop(0), stop(1).stops))], [1]);
    assert.equal(inTime.searcher.profile(inTime.day, { access: stop(0), egress: stop(1) }).length, 1);
    const tooLate = late(100_801);
    assert.deepEqual([...allAtOnce(tooLate.searcher.reached(tooLate.day, stop(0), stop(1).stops))], []);
    assert.equal(tooLate.searcher.profile(tooLate.day, { access: stop(0), egress: stop(1) }).length, 0);
  });
});
