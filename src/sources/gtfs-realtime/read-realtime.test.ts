import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { NotRealtime } from '#src/sources/gtfs-realtime/not-realtime.ts';
import { readRealtime } from '#src/sources/gtfs-realtime/read-realtime.ts';
import { writeRealtime, type WrittenFeed } from '#test/fixtures/realtime-writer.ts';
import { runs } from '#test/helpers/runs.ts';
import fc from 'fast-check';

const NOW = Temporal.Instant.from('2026-11-26T08:00:00Z');
const SECONDS = NOW.epochMilliseconds / 1000;

const FEED: WrittenFeed = {
  timestamp: SECONDS - 120,
  updates: [
    {
      id: 'course-0',
      date: '20261126',
      stops: [
        { id: 'arret-0', departure: { delay: 480 } },
        { id: 'arret-1', relationship: 1 },
        { id: 'arret-2', arrival: { time: SECONDS + 600 }, departure: { delay: -60, time: SECONDS + 660 } },
        { sequence: 4, arrival: { delay: 1 } },
      ],
    },
    { id: 'course-1', date: '20261126', time: '25:10:00', relationship: 3 },
    { id: 'course-ajoutee', relationship: 8 },
    { id: 'ailleurs', delay: 60 },
    { id: 'course-2', date: '20261340', delay: -90 },
  ],
  alerts: [
    {
      periods: [{ from: SECONDS }, { until: SECONDS + 10 }],
      about: [{ agency: 'cars', route: 'ligne-0' }, { type: 3 }, { trip: { id: 'course-0' } }, { stop: 'arret-2' }],
      title: { en: 'Works', fr: 'Travaux à  Labastide' },
      text: { '': '<p>L’arrêt est <b>déplacé</b>&nbsp;:\n place du Mercadial.</p>' },
      url: 'https://exemple.fr/travaux',
    },
    { about: [{ stop: 'arret-1' }], title: { de: 'Umleitung' }, url: 'javascript:alert(1)' },
    { about: [{ stop: 'arret-1' }] },
  ],
};

const KNOWN = {
  hasTrip: (tripId: string) => tripId.startsWith('course-'),
  hasRoute: (routeId: string) => routeId.startsWith('ligne-'),
};
const read = (feed: WrittenFeed | Uint8Array) =>
  readRealtime(feed instanceof Uint8Array ? feed : writeRealtime(feed), KNOWN, NOW);
const refuses = async (bytes: WrittenFeed | Uint8Array, why: NotRealtime['why']): Promise<void> => {
  await assert.rejects(read(bytes), (error) => error instanceof NotRealtime && error.why === why);
};

suite('a realtime feed', () => {
  test('is read: runs, stops, alerts, and when it was said', async () => {
    const { reading, counts } = await read(FEED);
    assert.equal(reading.saidAt, '2026-11-26T07:58:00.000Z');
    assert.deepEqual(counts, { trips: 3, extras: 1, alerts: 2, strangers: 1 });
    assert.deepEqual(reading.trips.get('course-0'), [
      {
        trip: { tripId: 'course-0', startDate: '2026-11-26', startTime: null },
        state: 'runs',
        delay: null,
        stops: [
          { stopId: 'arret-0', sequence: null, state: 'served', arrival: null, departure: { delay: 480, time: null } },
          { stopId: 'arret-1', sequence: null, state: 'skipped', arrival: null, departure: null },
          {
            stopId: 'arret-2',
            sequence: null,
            state: 'served',
            arrival: { delay: null, time: SECONDS + 600 },
            departure: { delay: -60, time: SECONDS + 660 },
          },
          { stopId: null, sequence: 4, state: 'served', arrival: { delay: 1, time: null }, departure: null },
        ],
      },
    ]);
    assert.deepEqual(reading.trips.get('course-1'), [
      {
        trip: { tripId: 'course-1', startDate: '2026-11-26', startTime: 25 * 3600 + 600 },
        state: 'cancelled',
        delay: null,
        stops: [],
      },
    ]);
    assert.deepEqual(reading.trips.get('course-2')?.[0]?.trip.startDate, null, 'a day that is none');
    assert.equal(reading.trips.get('course-2')?.[0]?.delay, -90);
    const [works, detour] = reading.alerts;
    assert.equal(works?.title, 'Travaux à Labastide');
    assert.equal(works?.text, 'L’arrêt est déplacé : place du Mercadial.');
    assert.equal(works?.url, 'https://exemple.fr/travaux');
    assert.deepEqual(works?.periods, [
      { from: SECONDS, until: Infinity },
      { from: -Infinity, until: SECONDS + 10 },
    ]);
    assert.equal(works?.about.length, 4);
    assert.deepEqual([detour?.title, detour?.url], ['Umleitung', null]);
  });

  test('runs that the timetable does not have: on a line or a trip of its own, else they are of another network', async () => {
    const { reading, counts } = await read({
      updates: [
        { id: 'nouvelle', route: 'ligne-1', relationship: 8, stops: [{ id: 'arret-0', pickup: 1, dropOff: 2 }] },
        { id: 'course-0', relationship: 1, date: '20261126', time: '08:00:00' },
        { id: 'course-0', relationship: 6, properties: { id: 'copie', date: '20261127', time: '09:10:00' } },
        { id: 'course-1', relationship: 5, date: '20261126', properties: { headsign: 'Gare', number: '12' } },
        { id: 'course-2', relationship: 7 },
        { id: 'ailleurs', route: 'ailleurs', relationship: 8 },
        { id: 'ailleurs', route: 'ligne-1', relationship: 6 },
        { id: 'course-3', relationship: 2 },
        { id: 'course-4', relationship: 99 },
      ],
    });
    assert.deepEqual(counts, { trips: 2, extras: 4, alerts: 0, strangers: 4 });
    assert.deepEqual(
      reading.extras.map(({ kind, of, isCopy, routeId, trip }) => [kind, of, isCopy, routeId, ...Object.values(trip)]),
      [
        ['added', 'nouvelle', false, 'ligne-1', 'nouvelle', null, null],
        ['added', 'course-0', false, '', 'course-0', '2026-11-26', 8 * 3600],
        ['added', 'course-0', true, '', 'copie', '2026-11-27', 9 * 3600 + 600],
        ['replacement', 'course-1', false, '', 'course-1', '2026-11-26', null],
      ],
    );
    assert.deepEqual([reading.extras[3]?.headsign, reading.extras[3]?.number], ['Gare', '12']);
    assert.deepEqual([reading.extras[0]?.stops[0]?.pickup, reading.extras[0]?.stops[0]?.dropOff], [1, 2]);
    assert.equal(reading.trips.get('course-1')?.[0]?.state, 'replaced');
    assert.equal(reading.trips.get('course-2')?.[0]?.state, 'deleted');
    assert.equal(reading.trips.has('course-0'), false);
  });

  test('alerts say what comes of it, unless their words do; those for a line by its trips are for the line', async () => {
    const title = async (alert: NonNullable<WrittenFeed['alerts']>[number]) =>
      (await read({ alerts: [alert] })).reading.alerts[0]?.title;
    assert.equal(await title({ effect: 4, title: { fr: 'Travaux rue Haute' } }), 'Déviation : Travaux rue Haute');
    assert.equal(await title({ effect: 4, title: { fr: 'DEVIATION rue Haute' } }), 'DEVIATION rue Haute');
    assert.equal(await title({ effect: 1 }), 'Service interrompu');
    assert.equal(await title({ effect: 8, title: { fr: 'Travaux' } }), 'Travaux');
    assert.equal(await title({ effect: 77, text: { fr: 'Travaux' } }), 'Travaux');
    assert.equal(await title({ effect: 10 }), undefined);
    const { reading } = await read({ alerts: [{ effect: 1, about: [{ trip: { route: 'ligne-0' } }] }] });
    assert.deepEqual(reading.alerts[0]?.about, [
      { agencyId: null, routeId: 'ligne-0', routeType: null, stopId: null, trip: null },
    ]);
  });

  test('places of vehicles and what is not known yet are passed over', async () => {
    const { counts } = await read({ vehicles: 3, updates: [{ id: 'course-0', delay: 60 }] });
    assert.deepEqual(counts, { trips: 1, extras: 0, alerts: 0, strangers: 0 });
  });

  test('that does not say when is of the moment it came; one ahead of our clock by a little too', async () => {
    assert.equal((await read({})).reading.saidAt, '2026-11-26T08:00:00.000Z');
    assert.equal((await read({ timestamp: SECONDS + 90 })).reading.saidAt, '2026-11-26T08:00:00.000Z');
    await refuses({ timestamp: SECONDS + 3600 }, 'damaged');
  });

  test('is refused when it is something else, cut, or only what changed', async () => {
    const bytes = writeRealtime(FEED);
    await refuses(new TextEncoder().encode('<!DOCTYPE html><html><body>Maintenance</body></html>'), 'damaged');
    await refuses(new TextEncoder().encode('{"header":{"gtfs_realtime_version":"2.0"}}'), 'damaged');
    await refuses(new Uint8Array(), 'foreign');
    await refuses({ version: 'SIRI' }, 'foreign');
    await refuses({ ...FEED, incrementality: 1 }, 'partial');
    for (let length = 1; length < bytes.length; length += 1)
      await read(bytes.slice(0, length)).catch((error: unknown) =>
        assert.ok(error instanceof NotRealtime, `${length}`),
      );
    await refuses(bytes.slice(0, -1), 'damaged');
  });

  test('whatever happened to its bytes, gives what it says or a refusal, never more', async () => {
    const place = fc.nat({ max: 10_000 });
    const change = fc.oneof(
      fc.tuple(place, fc.nat({ max: 255 })).map(([at, value]) => (bytes: Uint8Array) => {
        const changed = bytes.slice();
        changed[at % Math.max(1, changed.length)] = value;
        return changed;
      }),
      place.map((at) => (bytes: Uint8Array) => bytes.slice(0, at % (bytes.length + 1))),
      fc.tuple(place, fc.uint8Array({ maxLength: 12 })).map(([at, more]) => (bytes: Uint8Array) => {
        const index = at % (bytes.length + 1);
        return new Uint8Array([...bytes.subarray(0, index), ...more, ...bytes.subarray(index)]);
      }),
      fc.tuple(place, fc.nat({ max: 30 })).map(([at, length]) => (bytes: Uint8Array) => {
        const index = at % (bytes.length + 1);
        return new Uint8Array([...bytes.subarray(0, index), ...bytes.subarray(index + length)]);
      }),
    );
    const whole = writeRealtime(FEED);
    const outcomes = { read: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const bytes = changes.reduce<Uint8Array>((all, one) => one(all), whole);
        try {
          const { reading, counts } = await read(bytes);
          assert.ok(counts.trips + counts.alerts <= bytes.length);
          for (const { title, text } of reading.alerts) assert.ok(title.length <= 600 && text.length <= 600);
          outcomes.read += 1;
        } catch (error) {
          if (!(error instanceof NotRealtime)) throw error;
          outcomes.refused += 1;
        }
      }),
      { numRuns: runs(2000) },
    );
    assert.ok(Math.min(outcomes.read, outcomes.refused) > runs(2000) / 20, JSON.stringify(outcomes));
  });

  test('of a whole country is read in bounded time, others served meanwhile', async () => {
    const updates = Array.from({ length: 4000 }, (_, at) => ({
      id: `${at % 10 === 0 ? 'course' : 'ailleurs'}-${at}`,
      date: '20261126',
      stops: Array.from({ length: 10 }, (__, stop) => ({ id: `StopPoint:${stop}`, arrival: { delay: 60 } })),
    }));
    const bytes = writeRealtime({ updates });
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    const { counts } = await read(bytes);
    clearInterval(timer);
    assert.deepEqual(counts, { trips: 400, extras: 0, alerts: 0, strangers: 3600 });
    assert.ok(turns > 1, `${turns} turns`);
  });
});
