import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { ALL_OFF, ALL_ON } from '#src/territory/switches.ts';
import { createAskJourneys } from '#src/transit/search/ask-journeys.ts';
import { createFindJourneys, type JourneyQuery } from '#src/transit/search/find-journeys.ts';
import { inventedTimetable, type InventedTrip } from '#test/fixtures/invented-timetable.ts';

const TERRITORY = { id: 'lot', tolerance: 30, switches: ALL_ON, zone: 'Europe/Paris' };
const ENDS = [
  { name: 'Gramat', latitude: 44.779, longitude: 1.724 },
  { name: 'Cahors', latitude: 44.447, longitude: 1.441 },
] as const;
const [GRAMAT, CAHORS] = ENDS.map(({ name, ...point }) => ({ name, point })) as [
  JourneyQuery['from'],
  JourneyQuery['to'],
];
const QUERY: JourneyQuery = {
  from: GRAMAT,
  to: CAHORS,
  date: '2025-02-04',
  window: { kind: 'leave-at', at: 480 },
  back: { kind: 'any' },
  wholeDay: true,
};

const trip = (stops: readonly [number, number], departure: number): InventedTrip => ({
  line: '873',
  headsign: 'Cahors',
  days: [0, 1, 2, 3],
  calls: stops.map((stop, at) => ({ stop, arrival: departure + at * 3000, departure: departure + at * 3000 })),
});

/** Many trips, so that a day takes several steps. */
const feeds = [
  {
    feedId: 'cars',
    name: 'Cars du Lot',
    timetable: inventedTimetable({
      firstDate: '2025-02-03',
      lastDate: '2025-02-06',
      stops: ENDS,
      trips: Array.from({ length: 9000 }, (_, at) => trip(at % 2 === 0 ? [0, 1] : [1, 0], 20_000 + at * 5)),
    }),
  },
];

suite('asking for journeys', () => {
  test('the answer is that of the search, and others go first while the day is made', async () => {
    let breaths = 0;
    const { ask } = createAskJourneys({
      timetablesOf: () => feeds,
      breathe: () => {
        breaths += 1;
        return setImmediate();
      },
    });
    const answer = await ask(TERRITORY, QUERY);
    assert.deepEqual(answer, createFindJourneys(() => feeds)(TERRITORY, QUERY));
    assert.ok(breaths > 5, `${breaths} breaths`);

    breaths = 0;
    await ask(TERRITORY, QUERY);
    assert.equal(breaths, 0, 'a day at hand is not made again');
  });

  test('two who ask for the same day wait for the same work', async () => {
    let breaths = 0;
    const parts = {
      timetablesOf: () => feeds,
      breathe: () => {
        breaths += 1;
        return setImmediate();
      },
    };
    await createAskJourneys(parts).ask(TERRITORY, QUERY);
    const alone = breaths;
    breaths = 0;
    const { ask } = createAskJourneys(parts);
    const [first, second] = await Promise.all([ask(TERRITORY, QUERY), ask(TERRITORY, QUERY)]);
    assert.deepEqual(first, second);
    assert.equal(breaths, alone);
  });

  test('a day prepared ahead is ready; nothing is prepared where it is off, or beyond the timetables', async () => {
    let breaths = 0;
    const { ask, prepare } = createAskJourneys({
      timetablesOf: () => feeds,
      breathe: () => {
        breaths += 1;
        return setImmediate();
      },
    });
    await prepare({ ...TERRITORY, switches: ALL_OFF }, QUERY.date);
    await prepare(TERRITORY, '2025-03-01');
    assert.equal(breaths, 0);
    await prepare(TERRITORY, QUERY.date);
    assert.ok(breaths > 0);
    breaths = 0;
    assert.equal((await ask(TERRITORY, QUERY)).kind, 'found');
    assert.equal(breaths, 0);
    assert.equal((await ask({ ...TERRITORY, switches: ALL_OFF }, QUERY)).kind, 'no-timetable');
    assert.equal((await ask(TERRITORY, { ...QUERY, date: '2025-03-01' })).kind, 'outside-period');
  });
});
