import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { isQuiet, whenToSend } from '#src/outbox/quiet-hours.ts';
import { formatInstant, instantOf, localMoment } from '#src/time/zone.ts';

const paris = 'Europe/Paris';
/** "2026-11-24 20:15" in Paris. */
const at = (text: string): Temporal.Instant => {
  const [date = '', hour = ''] = text.split(' ');
  const [hours, minutes] = hour.split(':').map(Number);
  return instantOf({ date, time: (hours ?? 0) * 60 + (minutes ?? 0) }, paris);
};
const sent = (now: string, neededBy?: string): string => {
  const { date, time } = localMoment(
    Temporal.Instant.from(whenToSend(at(now), paris, neededBy === undefined ? null : formatInstant(at(neededBy)))),
    paris,
  );
  return `${date} ${String(Math.floor(time / 60)).padStart(2, '0')}:${String(time % 60).padStart(2, '0')}`;
};

test('an SMS leaves at once in the day, and at 8:30 in the evening, at night, on Sundays and public holidays', () => {
  assert.equal(sent('2026-11-24 08:30'), '2026-11-24 08:30', 'a Tuesday');
  assert.equal(sent('2026-11-24 19:59'), '2026-11-24 19:59');
  assert.equal(sent('2026-11-24 20:00'), '2026-11-25 08:30');
  assert.equal(sent('2026-11-24 03:00'), '2026-11-24 08:30');
  assert.equal(sent('2026-11-28 21:00'), '2026-11-30 08:30', 'a Saturday evening');
  assert.equal(sent('2026-11-29 11:00'), '2026-11-30 08:30', 'a Sunday');
  assert.equal(sent('2026-12-24 20:30'), '2026-12-26 08:30', 'Christmas Eve');
  assert.equal(sent('2027-03-27 20:30'), '2027-03-30 08:30', 'before Easter and its Monday');
});

test('a ride that leaves soon does not wait for the morning', () => {
  assert.equal(sent('2026-11-29 20:30', '2026-11-30 14:00'), '2026-11-30 08:30', 'time enough');
  assert.equal(sent('2026-11-29 20:30', '2026-11-30 07:00'), '2026-11-29 20:30', 'Sunday evening for Monday 7:00');
  assert.equal(sent('2026-11-29 10:00', '2026-11-29 15:00'), '2026-11-29 10:00', 'on the very Sunday');
  assert.equal(sent('2026-11-24 23:00', '2026-11-25 08:00'), '2026-11-25 06:30', 'at night it waits for dawn');
  assert.equal(sent('2026-11-24 03:00', '2026-11-24 07:00'), '2026-11-24 03:00', 'or not, when dawn is too late');
});

test('what is not pressing never leaves in quiet hours, whatever the zone and the change of hour', () => {
  const instant = fc
    .integer({ min: 0, max: 3 * 365 * 24 * 60 })
    .map((minutes) => at('2026-01-01 00:00').add({ minutes }));
  fc.assert(
    fc.property(instant, fc.constantFrom(paris, 'Indian/Reunion', 'America/Cayenne'), (now, zone) => {
      const leaves = Temporal.Instant.from(whenToSend(now, zone, null));
      assert.ok(Temporal.Instant.compare(leaves, now) >= 0);
      assert.ok(!isQuiet(localMoment(leaves, zone)));
      assert.ok(now.until(leaves).total('hours') <= 24 * 4.6, 'the longest wait goes over Christmas or Easter');
    }),
  );
});
