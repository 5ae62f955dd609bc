import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { ALL_OFF, ALL_ON } from '#src/territory/switches.ts';
import { createFindJourneys, type JourneyQuery, type JourneysFound } from '#src/transit/search/find-journeys.ts';
import type { Journey } from '#src/transit/journey/journey.ts';
import { type InventedFeed, inventedTimetable, type InventedTrip } from '#test/fixtures/invented-timetable.ts';

const TERRITORY = { id: 'lot', tolerance: 30, switches: ALL_ON, zone: 'Europe/Paris' };
const hour = (hours: number, minutes = 0): number => (hours * 60 + minutes) * 60;
/** A day of 2025 when clocks do not change: a Tuesday. */
const DATE = '2025-02-04';

const GRAMAT = { name: 'Gramat', point: { latitude: 44.779, longitude: 1.724 } };
const CAHORS = { name: 'Cahors', point: { latitude: 44.447, longitude: 1.441 } };
const NOWHERE = { name: 'Ouessant', point: { latitude: 48.458, longitude: -5.097 } };

/** 0: the square of Gramat, five minutes from its mairie; 1: Labastide; 2, 3: coach stop and station of Cahors. */
const STOPS = [
  { name: 'Gramat Place', latitude: 44.7813, longitude: 1.724 },
  { name: 'Labastide', latitude: 44.65, longitude: 1.56 },
  { name: 'Cahors Gare routière', latitude: 44.449, longitude: 1.434 },
  { name: 'Cahors Gare', latitude: 44.4494, longitude: 1.4333 },
] as const;

const call = (stop: number, at: number, more: object = {}) => ({ stop, arrival: at, departure: at, ...more });
const out = (at: number, more: Partial<InventedTrip> = {}): InventedTrip => ({
  line: '873',
  headsign: 'Cahors',
  days: [0, 1, 2, 3],
  calls: [call(0, at), call(1, at + hour(0, 20)), call(2, at + hour(0, 55))],
  ...more,
});
const back = (at: number): InventedTrip => ({
  line: '873',
  headsign: 'Gramat',
  days: [0, 1, 2, 3],
  calls: [call(2, at), call(1, at + hour(0, 35)), call(0, at + hour(0, 55))],
});

const feedOf = (trips: readonly InventedTrip[], more: Partial<InventedFeed> = {}) => ({
  feedId: 'cars',
  name: 'Cars du Lot',
  timetable: inventedTimetable({ firstDate: '2025-02-03', lastDate: '2025-02-06', stops: STOPS, trips, ...more }),
});

const ask = (feeds: readonly ReturnType<typeof feedOf>[], query: Partial<JourneyQuery> = {}): JourneysFound =>
  createFindJourneys(() => feeds)(TERRITORY, {
    from: GRAMAT,
    to: CAHORS,
    date: DATE,
    window: { kind: 'any' },
    back: null,
    wholeDay: true,
    ...query,
  });

const found = (result: JourneysFound) => {
  assert.ok(result.kind === 'found', result.kind);
  return result;
};

const hours = (journeys: readonly Journey[]) => journeys.map(({ departure, arrival }) => [departure, arrival]);

suite('finding journeys', () => {
  test('a coach is told with its walks, its line, its stops and its hours', () => {
    const { outward, periods, walk } = found(ask([feedOf([out(hour(7, 10))])]));
    assert.deepEqual(periods, [{ feedId: 'cars', name: 'Cars du Lot', from: '2025-02-03', until: '2025-02-06' }]);
    assert.equal(walk, null);
    const [journey] = outward.all;
    assert.ok(journey);
    assert.deepEqual(outward.best, journey);
    assert.deepEqual(outward.last, journey);
    const [first, ride, last] = journey.legs;
    assert.ok(first?.kind === 'walk' && ride?.kind === 'ride' && last?.kind === 'walk');
    assert.deepEqual([first.from.name, first.to.name, first.minutes, first.metres], ['Gramat', 'Gramat Place', 5, 332]);
    assert.equal(journey.departure, 7 * 60 + 5);
    assert.equal(journey.arrival, 8 * 60 + 5 + last.minutes);
    assert.equal(journey.walking, first.minutes + last.minutes);
    assert.equal(journey.changes, 0);
    assert.equal(ride.line.shortName, '873');
    assert.equal(ride.line.phone, '05 36 49 00 01');
    assert.equal(ride.headsign, 'Cahors');
    assert.deepEqual([ride.board.name, ride.board.departure], ['Gramat Place', 7 * 60 + 10]);
    assert.deepEqual(
      ride.between.map(({ name }) => name),
      ['Labastide'],
    );
    assert.deepEqual([ride.alight.name, ride.alight.arrival], ['Cahors Gare routière', 8 * 60 + 5]);
  });

  test('an appointment is reached by the coach that leaves last, a departure by the one that arrives first', () => {
    const feeds = [feedOf([out(hour(7)), out(hour(9)), out(hour(15))])];
    for (const wholeDay of [true, false]) {
      const asked = (window: JourneyQuery['window']) =>
        found(ask(feeds, { window, wholeDay })).outward.best?.legs.flatMap((leg) =>
          leg.kind === 'ride' ? leg.board.departure : [],
        );
      assert.deepEqual(asked({ kind: 'arrive-by', at: 10 * 60 + 30 }), [9 * 60]);
      assert.deepEqual(asked({ kind: 'leave-at', at: 8 * 60 }), [9 * 60]);
      assert.equal(asked({ kind: 'leave-at', at: 16 * 60 }), undefined);
      assert.equal(asked({ kind: 'arrive-by', at: 7 * 60 }), undefined);
      assert.deepEqual(asked({ kind: 'afternoon' }), [15 * 60]);
    }
    const { outward } = found(ask(feeds, { window: { kind: 'arrive-by', at: 10 * 60 + 30 } }));
    assert.deepEqual(
      outward.all.map(({ missesBy }) => missesBy === 0),
      [false, true, false],
    );
  });

  test('the last return of the day is told, even after midnight', () => {
    const { back: way } = found(
      ask([feedOf([out(hour(7)), back(hour(12)), back(hour(23, 40))])], { back: { kind: 'leave-at', at: 11 * 60 } }),
    );
    assert.equal(way?.best?.legs.find(({ kind }) => kind === 'ride')?.kind, 'ride');
    assert.deepEqual(way?.best?.departure, way?.all[0]?.departure);
    assert.equal(way?.last?.departure, way?.all[1]?.departure);
    assert.ok((way?.last?.arrival ?? 0) > 24 * 60);
  });

  test('a trip of the eve that goes on after midnight is there, on its own service date', () => {
    const trip = out(hour(24, 30), { days: [0] });
    const { outward } = found(ask([feedOf([trip])], { window: { kind: 'leave-at', at: 0 } }));
    const ride = outward.best?.legs.find((leg) => leg.kind === 'ride');
    assert.ok(ride?.kind === 'ride');
    assert.equal(ride.board.departure, 30);
    assert.equal(ride.serviceDate, '2025-02-03');
    const next = found(ask([feedOf([trip])], { date: '2025-02-05' }));
    assert.deepEqual(next.outward.all, []);
  });

  test('a date that no timetable tells is said, not answered', () => {
    const feeds = [feedOf([out(hour(7))])];
    const result = ask(feeds, { date: '2025-03-01' });
    assert.ok(result.kind === 'outside-period');
    assert.deepEqual(
      result.periods.map(({ until }) => until),
      ['2025-02-06'],
    );
    const later = { ...feedOf([out(hour(8))], { firstDate: '2025-03-01', lastDate: '2025-03-31' }), feedId: 'trains' };
    const both = found(ask([...feeds, later], { date: '2025-03-01' }));
    assert.deepEqual(
      both.periods.map(({ feedId }) => feedId),
      ['trains'],
    );
    assert.deepEqual(
      both.silent.map(({ feedId }) => feedId),
      ['cars'],
    );
    assert.deepEqual(ask([]), { kind: 'no-timetable' });
  });

  test('a territory that has not turned timetables on has none', () => {
    const find = createFindJourneys(() => [feedOf([out(hour(7))])]);
    const query = {
      from: GRAMAT,
      to: CAHORS,
      date: DATE,
      window: { kind: 'any' },
      back: null,
      wholeDay: true,
    } as const;
    assert.deepEqual(find({ ...TERRITORY, switches: ALL_OFF }, query), { kind: 'no-timetable' });
  });

  test('one changes for a train of another feed, on foot, when there is time', () => {
    const train = (at: number): InventedTrip => ({
      line: 'TER',
      days: [1],
      calls: [call(0, at), call(1, at + hour(1))],
    });
    const toulouse = { name: 'Toulouse', point: { latitude: 43.611, longitude: 1.454 } };
    const trains = {
      ...feedOf([train(hour(8, 8)), train(hour(8, 40))], {
        stops: [STOPS[3], { name: 'Matabiau', ...toulouse.point }],
      }),
      feedId: 'trains',
    };
    const { outward } = found(ask([feedOf([out(hour(7))]), trains], { to: toulouse }));
    assert.equal(outward.all.length, 1);
    const [journey] = outward.all;
    assert.equal(journey?.changes, 1);
    const rides = journey?.legs.flatMap((leg) => (leg.kind === 'ride' ? leg : [])) ?? [];
    assert.deepEqual(
      rides.map(({ feedId }) => feedId),
      ['cars', 'trains'],
    );
    // Off at 7 h 55, two minutes to change and two on foot.
    assert.equal(rides[1]?.board.departure, 8 * 60 + 8);
    const late = found(ask([feedOf([out(hour(7, 10))]), trains], { to: toulouse }));
    assert.equal(late.outward.all[0]?.arrival, 9 * 60 + 40);
  });

  test('how one gets in and out is kept as a word; where one may not, nobody is sent', () => {
    const calls = [call(0, hour(7), { pickup: 2 }), call(1, hour(8), { pickup: 1 }), call(2, hour(9), { dropOff: 3 })];
    const { outward } = found(ask([feedOf([out(hour(7), { calls })])]));
    const ride = outward.all[0]?.legs.find((leg) => leg.kind === 'ride');
    assert.ok(ride?.kind === 'ride');
    assert.deepEqual([ride.board.pickup, ride.alight.dropOff], ['phone-agency', 'ask-driver']);
    const labastide = { name: 'Labastide', point: { latitude: 44.65, longitude: 1.56 } };
    assert.deepEqual(found(ask([feedOf([out(hour(7), { calls })])], { from: labastide })).outward.all, []);
  });

  test('a line that comes every so often is told so', () => {
    const frequencies = [{ starts: hour(8), ends: hour(9), headway: 1200, exact: false }];
    const { outward } = found(ask([feedOf([out(hour(5), { frequencies })])]));
    assert.deepEqual(
      outward.all.map(({ departure }) => departure),
      [8 * 60 - 5, 8 * 60 + 15, 8 * 60 + 35],
    );
    const ride = outward.all[0]?.legs.find((leg) => leg.kind === 'ride');
    assert.ok(ride?.kind === 'ride' && ride.every === 20 && ride.board.approximate);
  });

  test('the night when clocks go forward, hours are those of clocks', () => {
    const summer = { firstDate: '2025-03-29', lastDate: '2025-03-31' };
    // 7 h on the Sunday, and a coach of Saturday that leaves at 25 h 30 and arrives 55 minutes later.
    const trips = [out(hour(7), { days: [1] }), out(hour(25, 30), { days: [0] })];
    const { outward } = found(ask([feedOf(trips, summer)], { date: '2025-03-30' }));
    const rides = outward.all.flatMap(({ legs }) => legs.flatMap((leg) => (leg.kind === 'ride' ? leg : [])));
    assert.deepEqual(
      rides.map(({ board, alight }) => [board.departure, alight.arrival]),
      [
        [90, 3 * 60 + 25],
        [7 * 60, 7 * 60 + 55],
      ],
    );
  });

  test('the night when clocks go back, a coach before the hour that comes twice is not lost', () => {
    const winter = { firstDate: '2025-10-25', lastDate: '2025-10-27' };
    const trips = [out(hour(24, 10), { days: [0] }), out(hour(7), { days: [1] })];
    const { outward } = found(ask([feedOf(trips, winter)], { date: '2025-10-26' }));
    const rides = outward.all.flatMap(({ legs }) => legs.flatMap((leg) => (leg.kind === 'ride' ? leg : [])));
    assert.deepEqual(
      rides.map(({ board }) => board.departure),
      [10, 7 * 60],
    );
  });

  test('whoever is as fast on foot is not sent to wait for a coach', () => {
    const mairie = { name: 'Mairie de Gramat', point: { latitude: 44.7815, longitude: 1.7245 } };
    const { walk, outward } = found(ask([feedOf([out(hour(7))])], { to: mairie }));
    assert.equal(walk?.minutes, 6);
    assert.deepEqual(outward, { best: null, last: null, all: [] });
  });

  test('from where nothing stops there is nothing', () => {
    const { outward } = found(
      ask([feedOf([out(hour(7))])], { from: NOWHERE, wholeDay: false, window: { kind: 'leave-at', at: 0 } }),
    );
    assert.deepEqual(outward, { best: null, last: null, all: [] });
  });

  test('where one vehicle goes on as another trip, one stays on board: two lines, no change, no walk', () => {
    const through = [
      out(hour(7), { block: 1, calls: [call(0, hour(7)), call(1, hour(7, 20))] }),
      out(hour(7, 21), { line: '875', block: 1, calls: [call(1, hour(7, 21)), call(2, hour(7, 50))] }),
    ];
    const [journey, ...others] = found(ask([feedOf(through)])).outward.all;
    assert.deepEqual(others, []);
    assert.equal(journey?.changes, 0);
    assert.deepEqual(
      journey?.legs.map((leg) => (leg.kind === 'ride' ? [leg.line.shortName, leg.isStay ?? false] : leg.kind)),
      ['walk', ['873', false], ['875', true], 'walk'],
    );
    const apart = through.map((trip, at) => ({ ...trip, block: at }));
    assert.deepEqual(found(ask([feedOf(apart)])).outward.all, [], 'a minute is not enough to change');
  });

  test('another timetable in use is searched from the next question on', () => {
    let feeds = [feedOf([out(hour(7))])];
    const find = createFindJourneys(() => feeds);
    const query = {
      from: GRAMAT,
      to: CAHORS,
      date: DATE,
      window: { kind: 'any' },
      back: null,
      wholeDay: true,
    } as const;
    assert.equal(hours(found(find(TERRITORY, query)).outward.all).length, 1);
    feeds = [feedOf([out(hour(7)), out(hour(9))])];
    assert.equal(hours(found(find(TERRITORY, query)).outward.all).length, 2);
  });
});
