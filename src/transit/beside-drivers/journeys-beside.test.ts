import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { TimeWindow } from '#src/requests/request.ts';
import { daysToAsk } from '#src/transit/beside-drivers/days-to-ask.ts';
import type { Journey, RideLeg } from '#src/transit/journey/journey.ts';
import { journeysBeside } from '#src/transit/beside-drivers/journeys-beside.ts';

const journey = (departure: number, arrival: number, missesBy = 0, missing: 'trip' | null = null): Journey => ({
  departure,
  arrival,
  duration: arrival - departure,
  changes: 0,
  walking: 0,
  missesBy,
  legs: [
    {
      kind: 'ride',
      board: { departure },
      alight: { arrival },
      ...(missing && { live: { missing, boardDelay: null, alightDelay: null, saidAt: '', alerts: [] } }),
    } as unknown as RideLeg,
  ],
});
const NOW = { date: '2026-11-24', time: 600 };
const beside = (
  outward: readonly Journey[],
  back: readonly Journey[],
  window: TimeWindow = { kind: 'any' },
  date = '2026-11-26',
  byRoad = 60,
) => journeysBeside(outward, back, { date, window, now: NOW, byRoad });
const leaving = (journeys: readonly Journey[]): readonly number[] => journeys.map(({ departure }) => departure);

suite('journeys beside the drivers', () => {
  const day = [journey(400, 500, 40), journey(470, 570), journey(500, 600), journey(600, 700, -30)];

  test('those that suit the hour are shown, the others come after', () => {
    const { shown, more } = beside(day, [], { kind: 'leave-at', at: 480 });
    assert.deepEqual(leaving(shown), [470, 500]);
    assert.deepEqual(leaving(more), [400, 600]);
  });

  test('an express that does not run makes no other one too long', () => {
    const { shown } = beside([journey(480, 510, 0, 'trip'), journey(470, 620)], [], { kind: 'leave-at', at: 470 });
    assert.deepEqual(leaving(shown), [470]);
  });

  test('where none suits, the two nearest', () => {
    const { shown } = beside([journey(100, 200, 300), journey(300, 400, 100), journey(500, 600, -50)], [], {
      kind: 'leave-at',
      at: 420,
    });
    assert.deepEqual(leaving(shown), [300, 500]);
  });

  test('it comes first when it suits and one can come back half an hour later, with the last way back', () => {
    const back = [journey(560, 660), journey(640, 740), journey(900, 1000)];
    const { lastBack, comesFirst, shown } = beside(day, back);
    assert.ok(comesFirst);
    assert.equal(lastBack.get(shown[0] as Journey)?.departure, 900);
    assert.equal(beside([journey(470, 570)], [journey(590, 690)]).comesFirst, false, 'twenty minutes are no stay');
    assert.equal(beside([journey(470, 570, 30)], back).comesFirst, false, 'it does not suit');
    assert.equal(
      beside(day, back, { kind: 'any' }, '2026-11-26', 19).comesFirst,
      false,
      'an hour and a half for 19 km',
    );
  });

  test('one that does not run is never the one that suits, nor the last way back', () => {
    const { comesFirst, shown, more } = beside([journey(470, 570, 0, 'trip'), journey(500, 600)], [journey(900, 1000)]);
    assert.ok(comesFirst);
    assert.deepEqual([leaving(shown), leaving(more)], [[500], [470]]);
    assert.equal(beside([journey(500, 600)], [journey(900, 1000, 0, 'trip')]).comesFirst, false);
  });

  test('today, what left is counted and not shown; another day it is shown', () => {
    const today = beside(day, [], { kind: 'any' }, NOW.date);
    assert.deepEqual([leaving(today.shown), today.gone], [[600], 3]);
    assert.equal(beside(day, []).gone, 0);
  });

  test('nobody is sent round half the country', () => {
    const { shown, more } = beside([journey(400, 440), journey(500, 660)], []);
    assert.deepEqual([leaving(shown), leaving(more)], [[400], []]);
    const today = beside([journey(400, 440), journey(700, 860)], [], { kind: 'any' }, NOW.date);
    assert.deepEqual([leaving(today.shown), today.gone], [[700], 1], 'but what is left of today is told');
  });
});

suite('the days that stand for those asked', () => {
  const TODAY = '2026-11-24';
  test('a date is itself, past ones too; of several, those to come', () => {
    assert.deepEqual(daysToAsk({ kind: 'dates', dates: ['2026-11-20'] }, TODAY), ['2026-11-20']);
    assert.deepEqual(daysToAsk({ kind: 'dates', dates: ['2026-12-02', '2026-11-20', '2026-11-25'] }, TODAY), [
      '2026-11-25',
      '2026-12-02',
    ]);
  });
  test('weekdays are the next ones, within their period; a period begins today at the earliest; any day is tomorrow or later', () => {
    const tuesdays = { kind: 'weekly', weekdays: 2, from: '2026-11-01' } as const;
    assert.deepEqual(daysToAsk({ ...tuesdays, until: '2026-12-02' }, TODAY), ['2026-11-24', '2026-12-01']);
    assert.deepEqual(daysToAsk({ kind: 'within', from: '2026-11-20', until: '2026-11-25' }, TODAY), [
      '2026-11-24',
      '2026-11-25',
    ]);
    assert.deepEqual(daysToAsk(null, TODAY), ['2026-11-25', '2026-11-26', '2026-11-27']);
  });
});
