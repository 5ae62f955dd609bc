import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatInstant, instantOf, localMoment } from '#src/time/zone.ts';

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
