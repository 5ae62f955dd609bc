import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readRealtime } from '#src/sources/gtfs-realtime/read-realtime.ts';
import { brokenChange, canBeTaken } from '#src/transit/journey/can-be-taken.ts';
import { createAskJourneys } from '#src/transit/search/ask-journeys.ts';
import type { WayFound } from '#src/transit/search/search-way.ts';
import type { Journey, RideLeg } from '#src/transit/journey/journey.ts';
import { tripNumbers } from '#src/transit/live/scheduled-run.ts';
import { createAskWithLive } from '#src/transit/live/ask-with-live.ts';
import { inventedTimetable, type InventedTrip } from '#test/fixtures/invented-timetable.ts';
import { TERRITORY, DATE, NOW, hour, at, GRAMAT, CAHORS } from '#test/fixtures/live-morning.ts';
import { writeRealtime, type WrittenFeed } from '#test/fixtures/realtime-writer.ts';

const TOULOUSE = { name: 'Toulouse', point: { latitude: 43.611, longitude: 1.454 } };
const STOPS = [
  { name: 'Gramat', latitude: 44.779, longitude: 1.724, station: 4 },
  { name: 'Labastide', latitude: 44.65, longitude: 1.56 },
  { name: 'Cahors', latitude: 44.447, longitude: 1.441 },
  { name: 'Toulouse', latitude: 43.611, longitude: 1.454 },
  { name: 'Gramat, station', latitude: 44.779, longitude: 1.724, isStation: true },
];
const call = (stop: number, time: number) => ({ stop, arrival: time, departure: time });
/** course-0: 7 h Gramat, 7 h 20 Labastide, 7 h 55 Cahors; course-1: 8 h 5 Cahors, 9 h 10 Toulouse. */
const TRIPS: readonly InventedTrip[] = [
  { days: [0, 1, 2], calls: [call(0, hour(7)), call(1, hour(7, 20)), call(2, hour(7, 55))] },
  { days: [0, 1, 2], calls: [call(2, hour(8, 5)), call(3, hour(9, 10))] },
];

const askAll = async (said: WrittenFeed, to = CAHORS, trips = TRIPS, date = DATE, now = NOW): Promise<WayFound> => {
  const timetable = inventedTimetable({ firstDate: '2026-11-25', lastDate: '2026-11-27', stops: STOPS, trips });
  const feed = { feedId: 'cars', name: 'Cars', timetable };
  const query = { from: GRAMAT, to, date, window: { kind: 'any' }, back: null, wholeDay: true } as const;
  const [tripIds, routes] = [tripNumbers(timetable), timetable.routes.map(({ id }) => id)];
  const known = { hasTrip: (id: string) => tripIds.has(id), hasRoute: (id: string) => routes.includes(id) };
  const { reading } = await readRealtime(writeRealtime(said), known, NOW);
  const { ask: plain } = createAskJourneys({ timetablesOf: () => [feed], breathe: async () => undefined });
  const live = { refresh: async () => undefined, of: () => [{ ...feed, readings: [reading] }] };
  const withLive = createAskWithLive({ ask: plain, live, clock: () => now, patience: async () => undefined });
  const found = await withLive(TERRITORY, query);
  assert.ok(found.kind === 'found');
  return found.outward;
};
const ask = async (...asked: Parameters<typeof askAll>): Promise<Journey> => {
  const { best, all } = await askAll(...asked);
  return best ?? all[0] ?? assert.fail('no journey');
};
const rides = ({ legs }: Journey): readonly RideLeg[] => legs.filter((leg) => leg.kind === 'ride');
const liveOf = async (...asked: Parameters<typeof ask>) => rides(await ask(...asked))[0]?.live;

suite('what a network says of a ride', () => {
  test('is its delay where one gets on and off, with the moment it was said', async () => {
    const live = await liveOf({
      timestamp: at(6, 58),
      updates: [
        {
          id: 'course-0',
          date: '20261126',
          stops: [
            { id: 'arret-0', departure: { delay: 470 } },
            { id: 'arret-2', arrival: { time: at(8, 1) } },
          ],
        },
      ],
    });
    assert.deepEqual(live, {
      missing: null,
      boardDelay: 8,
      alightDelay: 6,
      saidAt: '2026-11-26T05:58:00.000Z',
      alerts: [],
    });
  });

  test('holds for the stops after it until another is said, or that nothing is known', async () => {
    const delays = async (update: NonNullable<WrittenFeed['updates']>[number]) => {
      const live = await liveOf({ updates: [{ id: 'course-0', date: '20261126', ...update }] });
      return [live?.boardDelay, live?.alightDelay];
    };
    assert.deepEqual(await delays({ delay: 120 }), [2, 2]);
    assert.deepEqual(await delays({ stops: [{ id: 'arret-0', departure: { delay: 300 } }] }), [5, 5]);
    assert.deepEqual(await delays({ stops: [{ id: 'arret-1', arrival: { delay: 300 } }] }), [null, 5]);
    assert.deepEqual(
      await delays({
        stops: [
          { id: 'arret-0', departure: { delay: 300 } },
          { id: 'arret-1', relationship: 2 },
        ],
      }),
      [5, null],
    );
    assert.deepEqual(await delays({ stops: [{ id: 'arret-0', departure: { delay: -200_000 } }] }), [null, null]);
    assert.deepEqual(await delays({ stops: [{ id: 'inconnu', departure: { delay: 60 } }] }), [null, null]);
    assert.deepEqual(await delays({ stops: [{ id: 'arret-0', departure: { delay: -90 } }] }), [-1, -1]);
  });

  test('finds its stop by rank where ranks follow, by name elsewhere', async () => {
    const [trip] = TRIPS;
    assert.ok(trip);
    const delays = async (firstSequence: number | null, stop: { id?: string; sequence?: number }) => {
      const trips = [{ ...trip, ...(firstSequence === null ? {} : { firstSequence }) }];
      const updates = [{ id: 'course-0', date: '20261126', stops: [{ ...stop, departure: { delay: 120 } }] }];
      const live = await liveOf({ updates }, CAHORS, trips);
      return [live?.boardDelay, live?.alightDelay];
    };
    assert.deepEqual(await delays(1, { sequence: 1 }), [2, 2]);
    assert.deepEqual(await delays(1, { sequence: 3 }), [null, 2]);
    assert.deepEqual(await delays(10, { sequence: 12 }), [null, 2]);
    assert.deepEqual(await delays(1, { sequence: 4 }), [null, null]);
    assert.deepEqual(await delays(1, { sequence: 1, id: 'arret-2' }), [null, 2]);
    assert.deepEqual(await delays(null, { sequence: 1 }), [null, null]);
    assert.deepEqual(await delays(null, { sequence: 1, id: 'arret-0' }), [2, 2]);
  });

  test('is that it does not run, or does not stop there', async () => {
    const missing = async (update: NonNullable<WrittenFeed['updates']>[number]) =>
      (await liveOf({ updates: [{ id: 'course-0', date: '20261126', ...update }] }))?.missing;
    assert.equal(await missing({ relationship: 3 }), 'trip');
    assert.equal(await missing({ stops: [{ id: 'arret-0', relationship: 1 }] }), 'board');
    assert.equal(await missing({ stops: [{ id: 'arret-2', relationship: 1 }] }), 'alight');
    assert.equal(await missing({ stops: [{ id: 'arret-1', relationship: 1 }] }), null);
    assert.equal(canBeTaken(await ask({ updates: [{ id: 'course-0', date: '20261126', relationship: 3 }] })), false);
  });

  test('is of that day alone, and of now when no day is said', async () => {
    assert.equal(await liveOf({ updates: [{ id: 'course-0', date: '20261127', delay: 60 }] }), undefined);
    assert.equal((await liveOf({ updates: [{ id: 'course-0', delay: 60 }] }))?.boardDelay, 1);
    const later = '2026-11-27';
    assert.equal(await liveOf({ updates: [{ id: 'course-0', delay: 60 }] }, CAHORS, TRIPS, later), undefined);
    const tomorrow = { updates: [{ id: 'course-0', date: '20261127', relationship: 3 }] };
    assert.equal((await liveOf(tomorrow, CAHORS, TRIPS, later))?.missing, 'trip');
  });

  test('is told no more once it is old', async () => {
    const said: WrittenFeed = { updates: [{ id: 'course-0', date: '20261126', delay: 60 }] };
    assert.ok(await liveOf(said, CAHORS, TRIPS, DATE, NOW.add({ minutes: 10 })));
    assert.equal(await liveOf(said, CAHORS, TRIPS, DATE, NOW.add({ minutes: 11 })), undefined);
    assert.equal(await liveOf({ ...said, timestamp: at(6, 40) }), undefined);
  });

  test('by frequency, is of the run that starts then', async () => {
    const [trip] = TRIPS;
    assert.ok(trip);
    const every = (exact: boolean) => [
      { ...trip, frequencies: [{ starts: hour(9), ends: hour(10), headway: 1800, exact }] },
    ];
    const said = (time?: string): WrittenFeed => ({
      updates: [{ id: 'course-0', date: '20261126', ...(time === undefined ? {} : { time }), delay: 180 }],
    });
    const first = rides(await ask(said('09:00:00'), CAHORS, every(true)))[0];
    assert.deepEqual([first?.board.departure, first?.live?.boardDelay], [540, 3]);
    assert.equal(await liveOf(said('09:30:00'), CAHORS, every(true)), undefined);
    assert.equal(await liveOf(said(), CAHORS, every(true)), undefined);
    assert.equal(await liveOf(said('09:00:00'), CAHORS, every(false)), undefined, 'hours that are not exact');
  });

  test('comes after midnight on the day it began', async () => {
    const night = [{ days: [0], calls: [call(0, hour(23, 50)), call(1, hour(24, 10)), call(2, hour(24, 40))] }];
    const live = await liveOf(
      { updates: [{ id: 'course-0', date: '20261125', delay: 240 }] },
      CAHORS,
      night,
      '2026-11-25',
    );
    assert.equal(live?.boardDelay, 4);
  });

  test('warns of a change that a delay breaks', async () => {
    const late = (delay: number) => ask({ updates: [{ id: 'course-0', date: '20261126', delay }] }, TOULOUSE);
    const caught = await late(300);
    assert.equal(rides(caught).length, 2);
    assert.deepEqual([brokenChange(caught), canBeTaken(caught)], [null, true]);
    const missed = await late(900);
    assert.equal(brokenChange(missed)?.tripId, 'course-1');
    assert.equal(canBeTaken(missed), false);
  });

  test('alerts those of its line, its trip, its network, its stops and stations, while it counts', async () => {
    const alerted = async (alert: NonNullable<WrittenFeed['alerts']>[number]): Promise<boolean> =>
      (await liveOf({ alerts: [{ title: { fr: 'Travaux' }, ...alert }] }))?.alerts[0]?.title === 'Travaux';
    assert.equal(await alerted({ about: [{ route: 'ligne-0' }] }), true);
    assert.equal(await alerted({ about: [{ route: 'ligne-1' }] }), false);
    assert.equal(await alerted({ about: [{ agency: 'cars' }] }), true);
    assert.equal(await alerted({ about: [{ agency: 'cars', route: 'ligne-1' }] }), false);
    assert.equal(await alerted({ about: [{ type: 3 }] }), true);
    assert.equal(await alerted({ about: [{ stop: 'arret-4' }] }), true);
    assert.equal(await alerted({ about: [{ stop: 'arret-1' }] }), false);
    assert.equal(await alerted({ about: [{ trip: { id: 'course-0' } }] }), true);
    assert.equal(await alerted({ about: [{ trip: { id: 'course-0', date: '20261125' } }] }), false);
    assert.equal(await alerted({ about: [{}] }), false);
    assert.equal(await alerted({ about: [] }), false);
    const about = [{ route: 'ligne-0' }];
    assert.equal(await alerted({ about, periods: [{ from: at(7, 30) }] }), true);
    assert.equal(await alerted({ about, periods: [{ until: at(7) }] }), false);
    assert.equal(await alerted({ about, periods: [{ from: at(12), until: at(14) }] }), false);
  });

  test('that is nothing leaves the journey as it was', async () => {
    const journey = await ask({ updates: [{ id: 'course-1', date: '20261126', delay: 60 }] });
    assert.equal(
      journey.legs.some((leg) => 'live' in leg),
      false,
    );
  });
});
