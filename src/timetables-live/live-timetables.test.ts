import assert from 'node:assert/strict';
import { beforeEach, suite, test } from 'node:test';
import { SaidToPeople } from '#src/said-to-people.ts';
import { readRealtime } from '#src/sources/gtfs-realtime/read-realtime.ts';
import { ALL_OFF, ALL_ON } from '#src/territory/switches.ts';
import type { TimetableFeed } from '#src/timetables-import/feed-store.ts';
import { judgeLive } from '#src/timetables-live/live-state-words.ts';
import { createLiveTimetables, type LiveTimetables } from '#src/timetables-live/live-timetables.ts';
import { createAskWithLive } from '#src/transit/live/ask-with-live.ts';
import { createAskJourneys } from '#src/transit/search/ask-journeys.ts';
import { inventedTimetable } from '#test/fixtures/invented-timetable.ts';
import { writeRealtime, type WrittenFeed } from '#test/fixtures/realtime-writer.ts';

const START = Temporal.Instant.from('2026-11-26T06:00:00Z');
const GRAMAT = { name: 'Gramat', point: { latitude: 44.779, longitude: 1.724 } };
const CAHORS = { name: 'Cahors', point: { latitude: 44.447, longitude: 1.441 } };
const call = (stop: number, at: number) => ({ stop, arrival: at, departure: at });
const NETWORK = {
  feedId: 'cars',
  name: 'Cars',
  timetable: inventedTimetable({
    firstDate: '2026-11-20',
    lastDate: '2026-12-20',
    stops: [GRAMAT.point, CAHORS.point],
    trips: [{ days: Array.from({ length: 31 }, (_, day) => day), calls: [call(0, 8 * 3600), call(1, 9 * 3600)] }],
  }),
};
const LATE: WrittenFeed = { updates: [{ id: 'course-0', date: '20261126', delay: 480 }] };

suite('what networks say at the moment', () => {
  let now = START;
  let asked = 0;
  let answer: () => Promise<WrittenFeed>;
  let live: LiveTimetables;
  let waited: () => Promise<unknown>;

  const feed = {
    id: 'cars',
    territoryId: 'lot',
    live: [{ address: 'https://exemple.fr/rt', sealedLogin: null }],
  } as unknown as TimetableFeed;
  const networks = [NETWORK];
  const log = { warn: () => undefined } as unknown as Parameters<typeof createLiveTimetables>[0]['log'];
  const ask = async (date = '2026-11-26', switches = ALL_ON) => {
    const { ask: plain } = createAskJourneys({ timetablesOf: () => networks, breathe: async () => undefined });
    const withLive = createAskWithLive({ ask: plain, live, clock: () => now, patience: () => waited() });
    const found = await withLive(
      { id: 'lot', tolerance: 30, switches, zone: 'Europe/Paris' },
      { from: GRAMAT, to: CAHORS, date, window: { kind: 'any' }, back: null, wholeDay: false },
    );
    if (found.kind !== 'found') return found.kind;
    const [leg] = found.outward.best?.legs ?? [];
    assert.ok(leg?.kind === 'ride');
    return leg.live?.boardDelay ?? null;
  };
  const words = (): string => judgeLive(live.stateOf(feed)[0] ?? assert.fail(), now).sentence;

  beforeEach(() => {
    now = START;
    asked = 0;
    answer = async () => LATE;
    waited = () => new Promise(() => undefined);
    live = createLiveTimetables({
      timetablesOf: () => networks,
      feedsOf: () => [feed],
      async fetchRealtime({ known }) {
        asked += 1;
        return readRealtime(writeRealtime(await answer()), known, now);
      },
      secret: new Uint8Array(32),
      clock: () => now,
      log,
    });
  });

  test('are asked by a search, once a minute, and shown with it', async () => {
    assert.match(words(), /Pas encore lu/u);
    assert.equal(await ask(), 8);
    assert.equal(await ask(), 8);
    assert.equal(asked, 1);
    now = now.add({ seconds: 61 });
    await Promise.all([ask(), ask()]);
    assert.equal(asked, 2);
    assert.match(words(), /Lu à l’instant : 1 course\./u);
  });

  test('are not asked for a day gone by, nor where timetables are off', async () => {
    await ask('2026-11-21');
    assert.equal(await ask('2026-11-26', ALL_OFF), 'no-timetable');
    assert.equal(asked, 0);
  });

  test('that are slow keep nobody waiting: the next search has them', async () => {
    let give: (feed: WrittenFeed) => void = () => undefined;
    answer = () => new Promise((resolve) => (give = resolve));
    waited = async () => undefined;
    assert.equal(await ask(), null);
    give(LATE);
    await new Promise((resolve) => setImmediate(resolve));
    await live.refresh('lot');
    assert.equal(await ask(), 8);
    assert.equal(asked, 1);
  });

  test('that fail change nothing, are asked less and less, and what they said is told until it is old', async () => {
    await ask();
    answer = async () => {
      throw new SaidToPeople('Le site exemple.fr ne répond pas.');
    };
    now = now.add({ seconds: 61 });
    assert.equal(await ask(), 8);
    assert.match(words(), /ne répond pas/u);
    for (let minute = 0; minute < 30; minute += 1) {
      now = now.add({ minutes: 1 });
      await ask();
    }
    assert.equal(asked, 6, 'after one, two, four, eight minutes');
    assert.equal(await ask(), null);
    answer = async () => {
      throw new TypeError('a bug');
    };
    now = now.add({ hours: 2 });
    assert.equal(await ask(), null);
    assert.match(words(), /n’a pas pu être lu/u);
    answer = async () => LATE;
    now = now.add({ hours: 2 });
    assert.equal(await ask(), 8);
  });

  test('of another network, or that no longer change, are said', async () => {
    answer = async () => ({ updates: [{ id: 'ailleurs' }] });
    assert.equal(await ask(), null);
    assert.match(words(), /Aucune des courses annoncées \(1\) n’est dans ces horaires/u);
    answer = async () => ({ ...LATE, timestamp: START.epochMilliseconds / 1000 - 3 * 3600 });
    now = now.add({ minutes: 2 });
    assert.equal(await ask(), null);
    assert.match(words(), /rien dit de nouveau depuis 3 heures/u);
    answer = async () => ({});
    now = now.add({ minutes: 2 });
    await ask();
    assert.match(words(), /rien à signaler/u);
  });
});
