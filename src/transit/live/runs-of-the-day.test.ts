import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readRealtime } from '#src/sources/gtfs-realtime/read-realtime.ts';
import type { Journey } from '#src/transit/journey/journey.ts';
import { createAskWithLive } from '#src/transit/live/ask-with-live.ts';
import { tripNumbers } from '#src/transit/live/scheduled-run.ts';
import { createAskJourneys } from '#src/transit/search/ask-journeys.ts';
import type { WayFound } from '#src/transit/search/search-way.ts';
import { inventedTimetable, type InventedTrip } from '#test/fixtures/invented-timetable.ts';
import { TERRITORY, DATE, NOW, hour, at, GRAMAT, CAHORS } from '#test/fixtures/live-morning.ts';
import { writeRealtime, type WrittenFeed, type WrittenUpdate } from '#test/fixtures/realtime-writer.ts';

const STOPS = [GRAMAT.point, { latitude: 44.65, longitude: 1.56 }, CAHORS.point];
const call = (stop: number, time: number) => ({ stop, arrival: time, departure: time });
const direct = (start: number, minutes = 55): InventedTrip => ({
  line: '873',
  headsign: 'Cahors',
  days: [0, 1, 2],
  calls: [call(0, start), call(1, start + hour(0, 20)), call(2, start + hour(0, minutes))],
});
/** course-0 at 7 h, course-1 at 6 h 50 and slower, course-2 at 18 h. */
const TRIPS = [direct(hour(7)), direct(hour(6, 50), 80), direct(hour(18))];

const ask = async (said: WrittenFeed, trips: readonly InventedTrip[] = TRIPS, date = DATE): Promise<WayFound> => {
  const timetable = inventedTimetable({ firstDate: '2026-11-25', lastDate: '2026-11-27', stops: STOPS, trips });
  const feed = { feedId: 'cars', name: 'Cars', timetable };
  const [tripIds, routes] = [tripNumbers(timetable), timetable.routes.map(({ id }) => id)];
  const known = { hasTrip: (id: string) => tripIds.has(id), hasRoute: (id: string) => routes.includes(id) };
  const { reading } = await readRealtime(writeRealtime(said), known, NOW);
  const { ask: plain } = createAskJourneys({ timetablesOf: () => [feed], breathe: async () => undefined });
  const found = await createAskWithLive({
    ask: plain,
    live: { refresh: async () => undefined, of: () => [{ ...feed, readings: [reading] }] },
    clock: () => NOW,
    patience: async () => undefined,
  })(TERRITORY, { from: GRAMAT, to: CAHORS, date, window: { kind: 'any' }, back: null, wholeDay: true });
  assert.ok(found.kind === 'found');
  return found.outward;
};
const said = (...updates: readonly WrittenUpdate[]): WrittenFeed => ({ updates });
const today = { date: '20261126' };

/** "7:00 course-0 trip": when it leaves, by which trip, what is missing or extra. */
const told = ({ departure, legs }: Journey): string => {
  const [ride] = legs.filter((leg) => leg.kind === 'ride');
  const { missing, extra } = ride?.live ?? {};
  const clock = `${Math.floor(departure / 60)}:${String(departure % 60).padStart(2, '0')}`;
  return [clock, ride?.tripId, missing, extra].filter((words) => words != null).join(' ');
};
const all = async (...asked: Parameters<typeof ask>) => (await ask(...asked)).all.map(told);

suite('a day as networks say it is', () => {
  test('beside a trip that is cancelled stands what can be taken instead, which it had beaten', async () => {
    assert.deepEqual(await all({}), ['7:00 course-0', '18:00 course-2']);
    const cancelled = said({ id: 'course-0', ...today, relationship: 3 });
    assert.deepEqual(await all(cancelled), ['6:50 course-1', '7:00 course-0 trip', '18:00 course-2']);
    assert.deepEqual(await all(cancelled, TRIPS, '2026-11-27'), ['7:00 course-0', '18:00 course-2'], 'the day after');
  });

  test('the last one of the day is one that runs', async () => {
    const { last } = await ask(said({ id: 'course-2', ...today, relationship: 3 }));
    assert.equal(last && told(last), '7:00 course-0');
  });

  test('a trip that is deleted is not told at all', async () => {
    assert.deepEqual(await all(said({ id: 'course-0', ...today, relationship: 7 })), [
      '6:50 course-1',
      '18:00 course-2',
    ]);
  });

  test('where a stop is skipped nobody gets on or off, and whoever would have is told', async () => {
    const skipped = (stop: string) => said({ id: 'course-0', ...today, stops: [{ id: stop, relationship: 1 }] });
    assert.deepEqual(await all(skipped('arret-0')), ['6:50 course-1', '7:00 course-0 board', '18:00 course-2']);
    assert.deepEqual(await all(skipped('arret-2')), ['6:50 course-1', '7:00 course-0 alight', '18:00 course-2']);
    assert.deepEqual(await all(skipped('arret-1')), ['7:00 course-0', '18:00 course-2']);
  });

  test('a run by frequency is cancelled alone', async () => {
    const often = [{ ...direct(0), frequencies: [{ starts: hour(7), ends: hour(8), headway: 1800, exact: true }] }];
    assert.deepEqual(await all(said({ id: 'course-0', ...today, time: '07:30:00', relationship: 3 }), often), [
      '7:00 course-0',
      '7:30 course-0 trip',
    ]);
    assert.deepEqual(await all(said({ id: 'course-0', ...today, relationship: 3 }), often), [
      '7:00 course-0',
      '7:30 course-0',
    ]);
  });

  const stops = [
    { id: 'arret-0', departure: { time: at(12, 10) } },
    { id: 'arret-2', arrival: { time: at(13) } },
  ];

  test('a run that was added is found, on its line, at its hours, and said to be one', async () => {
    const way = await ask(said({ id: 'plus', route: 'ligne-2', ...today, relationship: 8, stops }));
    assert.deepEqual(way.all.map(told), ['7:00 course-0', '12:10 plus added', '18:00 course-2']);
    const ride = way.all[1]?.legs[0];
    assert.ok(ride?.kind === 'ride');
    assert.deepEqual([ride.line.shortName, ride.serviceDate, ride.alight.arrival], ['873', DATE, 780]);
    assert.equal(ride.live?.saidAt, '2026-11-26T06:00:00.000Z');
    // By its first name, and as a copy of another with the same id.
    assert.deepEqual(await all(said({ id: 'course-0', ...today, relationship: 1, stops })), [
      '7:00 course-0',
      '12:10 course-0 added',
      '18:00 course-2',
    ]);
  });

  test('what cannot be told of an added run leaves it out, and all else as it was', async () => {
    const plus = { id: 'plus', route: 'ligne-0', ...today, relationship: 8 };
    const usual = ['7:00 course-0', '18:00 course-2'];
    const [first, last] = stops as [(typeof stops)[0], (typeof stops)[1]];
    assert.deepEqual(await all(said({ ...plus, route: 'ailleurs', stops })), usual);
    assert.deepEqual(await all(said({ ...plus, stops: [first] })), usual);
    assert.deepEqual(await all(said({ ...plus, stops: [last, first] })), usual, 'backwards');
    assert.deepEqual(await all(said({ ...plus, stops: [first, { ...last, id: 'ailleurs' }] })), usual);
    assert.deepEqual(await all(said({ ...plus, stops: [first, { id: 'arret-2', arrival: { delay: 60 } }] })), usual);
    assert.deepEqual(await all(said({ ...plus, stops: [first, { ...last, relationship: 1 }] })), usual);
    assert.deepEqual(await all(said({ ...plus, stops: [{ ...first, pickup: 1 }, last] })), usual);
    assert.deepEqual(await all(said({ ...plus, date: '20261127', stops })), [
      '7:00 course-0',
      '12:10 plus added',
      '18:00 course-2',
    ]);
    assert.deepEqual(await all(said({ ...plus, stops }), TRIPS, '2026-11-27'), usual, 'of the eve, and over');
  });

  test('a copy of a trip runs at its own hour, as late as is said', async () => {
    const copy = (more: Partial<WrittenUpdate>) =>
      said({
        id: 'course-0',
        relationship: 6,
        properties: { id: 'copie', date: '20261126', time: '12:00:00' },
        ...more,
      });
    const way = await ask(copy({}));
    assert.deepEqual(way.all.map(told), ['7:00 course-0', '12:00 copie added', '18:00 course-2']);
    assert.equal(way.all[1]?.arrival, 12 * 60 + 55);
    const late = await ask(copy({ stops: [{ id: 'arret-1', arrival: { delay: 600 } }] }));
    assert.equal(late.all[1]?.arrival, 13 * 60 + 5);
    assert.deepEqual(await all(copy({ properties: { id: 'copie', date: '20261126' } })), [
      '7:00 course-0',
      '18:00 course-2',
    ]);
  });

  test('a run in the place of another: at its hours, and the other is not told', async () => {
    const replaced = said({ id: 'course-0', ...today, relationship: 5, stops });
    assert.deepEqual(await all(replaced), ['6:50 course-1', '12:10 course-0 replacement', '18:00 course-2']);
    // On the other days it runs as it is written.
    assert.deepEqual(await all(replaced, TRIPS, '2026-11-27'), ['7:00 course-0', '18:00 course-2']);
  });

  test('alerts of its line are told with an added run', async () => {
    const way = await ask({
      updates: [{ id: 'plus', route: 'ligne-2', ...today, relationship: 8, stops }],
      alerts: [
        { title: { fr: 'Travaux' }, about: [{ route: 'ligne-2' }], periods: [{ from: at(12), until: at(14) }] },
        { title: { fr: 'Fête' }, about: [{ route: 'ligne-2' }], periods: [{ from: at(20) }] },
      ],
    });
    const ride = way.all.find((journey) => told(journey).includes('plus'))?.legs[0];
    assert.ok(ride?.kind === 'ride');
    assert.deepEqual(
      ride.live?.alerts.map(({ title }) => title),
      ['Travaux'],
    );
  });

  test('a vehicle that changes its platform is known by its rank', async () => {
    const trips = [{ ...direct(hour(7)), firstSequence: 1 }];
    const way = await ask(
      said({
        id: 'course-0',
        ...today,
        stops: [{ id: 'arret-1', assigned: 'arret-1', sequence: 3, arrival: { delay: 300 } }],
      }),
      trips,
    );
    const ride = way.all[0]?.legs[0];
    assert.ok(ride?.kind === 'ride');
    assert.equal(ride.live?.alightDelay, 5);
  });
});
