import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeSchedule } from '#src/trips/describe-schedule.ts';
import type { RegularSchedule } from '#src/trips/trip.ts';

const today = '2026-11-22';
const regular = (changes: Partial<RegularSchedule> = {}): string =>
  describeSchedule(
    {
      kind: 'regular',
      weekdays: 10,
      departure: 510,
      from: null,
      until: null,
      excluded: [],
      pausedUntil: null,
      ...changes,
    },
    today,
  );

test('a schedule is said as people say it', () => {
  assert.equal(regular(), 'mardi et jeudi, 8\u00a0h\u00a030');
  assert.equal(regular({ weekdays: 31, departure: null }), 'du lundi au vendredi, horaire à convenir');
  assert.equal(
    describeSchedule({ kind: 'one-off', date: '2026-12-01', departure: 510 }, today),
    'le mardi 1er décembre, 8\u00a0h\u00a030',
  );
  assert.equal(
    describeSchedule({ kind: 'one-off', date: '2027-01-02', departure: null }, today),
    'le samedi 2 janvier 2027, horaire à convenir',
  );
});

test('its limits follow, when they are still to come', () => {
  assert.equal(regular({ from: '2026-12-01' }), 'mardi et jeudi, 8\u00a0h\u00a030, à partir du mardi 1er décembre');
  assert.equal(
    regular({ from: '2026-11-01', until: '2026-12-24' }),
    "mardi et jeudi, 8\u00a0h\u00a030, jusqu'au jeudi 24 décembre",
  );
  assert.equal(
    regular({ pausedUntil: '2026-12-01' }),
    'mardi et jeudi, 8\u00a0h\u00a030, en pause, reprend le mardi 1er décembre',
  );
  assert.equal(
    regular({ pausedUntil: '9999-12-31' }),
    "mardi et jeudi, 8\u00a0h\u00a030, en pause jusqu'à nouvel ordre",
  );
  assert.equal(regular({ pausedUntil: '2026-11-20' }), 'mardi et jeudi, 8\u00a0h\u00a030');
  const excluded = [
    { from: '2026-11-01', until: '2026-11-10' },
    { from: '2026-12-20', until: '2026-12-31' },
    { from: '2027-01-05', until: '2027-01-05' },
  ];
  assert.equal(
    regular({ excluded }),
    'mardi et jeudi, 8\u00a0h\u00a030, sauf du dimanche 20 décembre au jeudi 31 décembre, sauf le mardi 5 janvier 2027',
  );
});
