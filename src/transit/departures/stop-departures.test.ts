import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { allAtOnce } from '#src/transit/network/steps.ts';
import { stopDepartures as departuresSteps } from '#src/transit/departures/stop-departures.ts';
import { type CommuneStop, stopsOfCommunes } from '#src/transit/departures/stops-of-communes.ts';
import { type InventedFeed, inventedTimetable, type InventedTrip } from '#test/fixtures/invented-timetable.ts';

type Asked = Parameters<typeof departuresSteps>;
const stopDepartures = (feeds: Asked[0], stops: Asked[1], first: Asked[2]) =>
  allAtOnce(departuresSteps(feeds, stops, first, 'Europe/Paris'));

/** Monday 16th of December 2024 to Sunday 19th of January 2025; the week asked is that of Christmas. */
const FIRST_DATE = '2024-12-16';
const WEEK = '2024-12-23';
const hour = (hours: number, minutes = 0): number => (hours * 60 + minutes) * 60;
const call = (stop: number, at: number, more: object = {}) => ({ stop, arrival: at, departure: at, ...more });
/** Days after the first date, weekdays from Monday as 0, but for Christmas (9) and the first of January (16). */
const daysOf = (...weekdays: number[]): number[] =>
  Array.from({ length: 35 }, (_, day) => day).filter((day) => weekdays.includes(day % 7) && day !== 9 && day !== 16);

const STOPS = [
  { name: 'Gramat, place', latitude: 44.7813, longitude: 1.724 },
  { name: 'Gramat, gare', latitude: 44.774, longitude: 1.719 },
  { name: 'Cahors, gare', latitude: 44.4494, longitude: 1.4333 },
] as const;
const trip = (line: string, days: readonly number[], calls: InventedTrip['calls']): InventedTrip => ({
  line,
  headsign: '',
  days,
  calls,
});
const out = (at: number, days: readonly number[], stop = 0): InventedTrip =>
  trip('873', days, [call(stop, at), call(2, at + hour(0, 55))]);
const home = (at: number, days: readonly number[]): InventedTrip =>
  trip('873', days, [call(2, at), call(0, at + hour(0, 55))]);
const feed = (feedId: string, trips: readonly InventedTrip[], more: Partial<InventedFeed> = {}) => ({
  feedId,
  name: feedId,
  timetable: inventedTimetable({ firstDate: FIRST_DATE, lastDate: '2025-01-19', stops: STOPS, trips, ...more }),
});
const ofGramat = (...feedIds: string[]): readonly CommuneStop[] =>
  feedIds.flatMap((feedId) => [
    { feedId, stop: 0, metres: 250 },
    { feedId, stop: 1, metres: 900 },
  ]);
const WORKING = daysOf(0, 1, 2, 3, 4);
const minutesOf = (hours: readonly { at: number }[] | undefined) => hours?.map(({ at }) => at / 60);

suite('the departures of a commune in a week', () => {
  test('by line and direction, the hours by kinds of days, the exception said', () => {
    const week = stopDepartures(
      [feed('cars', [out(hour(7), WORKING), out(hour(9), WORKING), out(hour(10), daysOf(5)), home(hour(18), WORKING)])],
      ofGramat('cars'),
      WEEK,
    );
    assert.equal(week.lines.length, 1, 'what ends in the commune leaves from elsewhere');
    const [line] = week.lines;
    assert.equal(line?.towards, 'Cahors, gare');
    assert.equal(line?.weekly, 9);
    assert.deepEqual(
      line?.days.map(({ usual, except, hours }) => [usual.length, except, minutesOf(hours)]),
      [
        [5, ['2024-12-25'], [7, 9]],
        [1, [], [10]],
      ],
    );
    assert.equal(line?.waysBack?.from, 'Cahors, gare');
    assert.deepEqual(
      line?.waysBack?.days.map(({ at, usual, except }) => [at, usual.length, except]),
      [
        [hour(18) / 60, 5, ['2024-12-25']],
        [null, 1, []],
      ],
    );
  });

  test('a way back that leaves before one is there is none; one after midnight is', () => {
    const backAt = (at: number) =>
      stopDepartures([feed('cars', [out(hour(9), WORKING), home(at, WORKING)])], ofGramat('cars'), WEEK).lines[0]
        ?.waysBack?.days[0]?.at;
    assert.equal(backAt(hour(8)), null);
    assert.equal(backAt(hour(9, 54)), null);
    assert.equal(backAt(hour(24, 20)), 24 * 60 + 20);
  });

  test('two timetables that tell the same line tell it once; another line is beside it', () => {
    const week = stopDepartures(
      [
        feed('cars', [out(hour(7), WORKING)]),
        feed('region', [
          out(hour(7), WORKING),
          out(hour(12), WORKING),
          trip('K15', WORKING, [call(1, hour(8)), call(2, hour(9))]),
        ]),
      ],
      ofGramat('cars', 'region'),
      WEEK,
    );
    assert.deepEqual(
      week.lines.map(({ line, days }) => [line.shortName, minutesOf(days[0]?.hours)]),
      [
        ['873', [7, 12]],
        ['K15', [8]],
      ],
    );
    assert.equal(week.periods.length, 2);
  });

  test('a timetable that says nothing of the week is not where its hours come from', () => {
    const past = { firstDate: '2024-11-01', lastDate: '2024-11-30' };
    const feeds = [feed('cars', [out(hour(7), WORKING)]), feed('rails', [out(hour(8), [0])], past)];
    const week = stopDepartures(feeds, ofGramat('cars', 'rails'), WEEK);
    const ids = (periods: readonly { feedId: string }[]) => periods.map(({ feedId }) => feedId);
    assert.deepEqual([ids(week.periods), ids(week.silent)], [['cars'], ['rails']]);
  });

  test('a vehicle that calls at two stops is told at the one that most leave from; the other one is named', () => {
    const both = trip('873', WORKING, [call(1, hour(6, 50)), call(0, hour(7)), call(2, hour(8))]);
    const [line] = stopDepartures([feed('cars', [both, out(hour(9), WORKING)])], ofGramat('cars'), WEEK).lines;
    assert.equal(line?.stop.name, 'Gramat, place');
    assert.deepEqual(line?.otherStops, ['Gramat, gare']);
    assert.deepEqual(minutesOf(line?.days[0]?.hours), [7, 9]);
  });

  test('beyond twenty-four hours it is the night after the day, beyond twenty-eight the morrow', () => {
    const [line] = stopDepartures(
      [feed('cars', [out(hour(24, 30), [7]), out(hour(30), [7])])],
      ofGramat('cars'),
      WEEK,
    ).lines;
    assert.deepEqual(
      line?.days.map(({ usual, only, hours }) => [[...usual, ...only], minutesOf(hours)]),
      [
        [['2024-12-23'], [24.5]],
        [['2024-12-24'], [6]],
      ],
    );
  });

  test('frequencies are departures, and say that hours are not sure', () => {
    const often = {
      ...out(0, WORKING),
      frequencies: [{ starts: hour(8), ends: hour(9), headway: 1200, exact: false }],
    };
    const [line] = stopDepartures([feed('cars', [often])], ofGramat('cars'), WEEK).lines;
    assert.deepEqual(
      line?.days[0]?.hours.map(({ at, every }) => [at, every]),
      [
        [480, 20],
        [500, 20],
        [520, 20],
      ],
    );
  });

  test('where nobody may get on, and at the end of the line, nothing leaves; what has to be booked is said', () => {
    const closed = trip('1', WORKING, [call(0, hour(7), { pickup: 1 }), call(2, hour(8))]);
    const booked = trip('2', WORKING, [call(0, hour(7), { pickup: 2 }), call(2, hour(8))]);
    const { lines } = stopDepartures([feed('cars', [closed, booked])], ofGramat('cars'), WEEK);
    assert.deepEqual(
      lines.map(({ line, days }) => [line.shortName, days[0]?.hours[0]?.booked]),
      [['2', true]],
    );
  });

  test('days beyond the timetables are not told as days without a coach', () => {
    const week = stopDepartures(
      [feed('cars', [out(hour(7), [0, 1, 2, 3, 4])], { lastDate: '2024-12-20' })],
      ofGramat('cars'),
      '2024-12-18',
    );
    assert.deepEqual(week.untold, ['2024-12-21', '2024-12-22', '2024-12-23', '2024-12-24']);
    assert.deepEqual(
      week.lines[0]?.days.map(({ usual, except }) => [usual, except]),
      [[['2024-12-18', '2024-12-19', '2024-12-20'], []]],
    );
    const after = stopDepartures([feed('cars', [out(hour(7), WORKING)])], ofGramat('cars'), '2026-01-05');
    assert.deepEqual([after.lines, after.untold.length], [[], 7]);
  });
});

suite('the stops of communes', () => {
  const timetable = inventedTimetable({
    firstDate: FIRST_DATE,
    lastDate: '2025-01-05',
    stops: [
      { name: 'au bourg', latitude: 44.7813, longitude: 1.724 },
      { name: 'gare, à quatre kilomètres', latitude: 44.745, longitude: 1.724 },
      { name: 'loin de tout', latitude: 44.9, longitude: 1.724 },
      { name: 'jamais desservi', latitude: 44.7813, longitude: 1.724 },
    ],
    trips: [trip('1', [0], [call(0, 0), call(1, 60), call(2, 120)])],
  });
  const centre = { communeCode: '46128', point: { latitude: 44.779, longitude: 1.724 } };
  const near = (places: readonly (typeof centre)[]) =>
    [...allAtOnce(stopsOfCommunes([{ feedId: 'cars', name: 'cars', timetable }], places))].map(([code, stops]) => [
      code,
      stops.map(({ stop }) => stop),
    ]);

  test('those within a walk of its places, and those nearer to it than to any other commune', () => {
    assert.deepEqual(near([centre]), [['46128', [0, 1]]]);
    const other = { communeCode: '46001', point: { latitude: 44.73, longitude: 1.724 } };
    assert.deepEqual(near([centre, other]), [
      ['46128', [0]],
      ['46001', [1]],
    ]);
    const hamlet = { communeCode: '46128', point: { latitude: 44.74, longitude: 1.724 } };
    assert.deepEqual(near([centre, other, hamlet]), [['46128', [0, 1]]]);
    assert.deepEqual(near([]), []);
  });
});
