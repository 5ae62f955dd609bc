import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatInstant, instantOf, localMoment, minutesAfter, momentAfter } from '#src/time/zone.ts';

const paris = 'Europe/Paris';

test('the wall clock follows the zone, not the host: winter and summer', () => {
  assert.deepEqual(localMoment(Temporal.Instant.from('2026-11-22T23:04:59.999Z'), paris), {
    date: '2026-11-23',
    time: 4,
  });
  assert.deepEqual(localMoment(Temporal.Instant.from('2026-07-01T22:30:00Z'), paris), { date: '2026-07-02', time: 30 });
  assert.deepEqual(localMoment(Temporal.Instant.from('2026-07-01T22:30:00Z'), 'Indian/Reunion'), {
    date: '2026-07-02',
    time: 150,
  });
});

test('an hour of a day becomes an instant and comes back', () => {
  assert.equal(formatInstant(instantOf({ date: '2026-12-01', time: 510 }, paris)), '2026-12-01T07:30:00.000Z');
  const moment = { date: '2026-06-30', time: 1439 };
  assert.deepEqual(localMoment(instantOf(moment, paris), paris), moment);
});

test('the hour that does not exist and the one that comes twice', () => {
  assert.equal(formatInstant(instantOf({ date: '2026-03-29', time: 150 }, paris)), '2026-03-29T01:30:00.000Z');
  assert.equal(formatInstant(instantOf({ date: '2026-10-25', time: 150 }, paris)), '2026-10-25T00:30:00.000Z');
});

test('minutes beyond a day are those of another one, before it or after it, and back', () => {
  for (const [minutes, date, time] of [
    [-1, '2026-11-30', 1439],
    [0, '2026-12-01', 0],
    [1439, '2026-12-01', 1439],
    [1440, '2026-12-02', 0],
    [4000, '2026-12-03', 1120],
  ] as const) {
    assert.deepEqual(momentAfter('2026-12-01', minutes), { date, time });
    assert.equal(minutesAfter('2026-12-01', { date, time }), minutes);
  }
});
