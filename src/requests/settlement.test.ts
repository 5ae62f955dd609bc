import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import * as fc from 'fast-check';
import { withRides } from '#src/follow-up/agree-ride.ts';
import { CLOSING_REASONS, type Request, type When } from '#src/requests/request.ts';
import {
  agreedRides,
  isSettled,
  isWaySettled,
  openSlots,
  saysWhy,
  slotState,
  SLOT_REASONS,
  whyNotClose,
} from '#src/requests/settlement.ts';
import { withReason } from '#src/follow-up/settle-otherwise.ts';
import { ANY_DAY, slotsOf } from '#src/requests/slots.ts';
import { request, way } from '#test/fixtures/requests.ts';

const at = '2026-11-22T10:00:00.000Z';
let ids = 0;
const tools = { newId: (): string => `ride-${(ids += 1)}`, metres: () => 12_340 };

const when: fc.Arbitrary<When> = fc.oneof(
  fc
    .uniqueArray(fc.integer({ min: 1, max: 28 }), { minLength: 1, maxLength: 4 })
    .map((days): When => ({ kind: 'dates', dates: days.map((day) => `2026-12-${String(day).padStart(2, '0')}`) })),
  fc.constant<When>({ kind: 'within', from: '2026-12-01', until: '2026-12-07' }),
  fc
    .integer({ min: 1, max: 127 })
    .map((weekdays): When => ({ kind: 'weekly', weekdays, from: '2026-12-01', until: null })),
);

const asked: fc.Arbitrary<Request> = fc
  .tuple(when, fc.option(when, { nil: null }))
  .map(([outward, back]) => request({ ways: [way('outward', outward), ...(back ? [way('return', back)] : [])] }));

/** One gesture of a member, on the n-th slot of a way of a request. */
type Gesture = { kind: 'ride' | 'reason' | 'take-back' | 'cancel'; way: number; slot: number; reason: number };
const gesture: fc.Arbitrary<Gesture> = fc.record({
  kind: fc.constantFrom('ride', 'reason', 'take-back', 'cancel'),
  way: fc.nat(1),
  slot: fc.nat(6),
  reason: fc.nat(SLOT_REASONS.length - 1),
});

const act = (before: Request, { kind, way: wayIndex, slot: slotIndex, reason }: Gesture): Request => {
  const chosen = before.ways[wayIndex % before.ways.length];
  assert.ok(chosen);
  const slots = slotsOf(chosen);
  const slot = slots[slotIndex % slots.length];
  assert.ok(slot !== undefined);
  const wayId = chosen.id;
  if (kind === 'cancel') {
    const rides = before.rides.map((ride) =>
      ride.wayId === wayId && ride.slot === slot ? { ...ride, state: 'cancelled' as const } : ride,
    );
    return { ...before, rides };
  }
  const next =
    kind === 'ride'
      ? withRides(
          before,
          {
            wayId,
            slots: [slot],
            date: slot === ANY_DAY ? '2026-12-03' : null,
            driverId: 'driver',
            tripId: null,
            passengerNumberShared: null,
          },
          { at },
          tools,
        )
      : withReason(before, { wayId, slots: [slot], reason: kind === 'reason' ? (SLOT_REASONS[reason] ?? null) : null });
  return typeof next === 'string' ? before : next;
};

suite('settlement', () => {
  test('whatever is done, a way is settled exactly when each of its occasions has one ride or one reason', () => {
    fc.assert(
      fc.property(asked, fc.array(gesture, { maxLength: 30 }), (start, gestures) => {
        const end = gestures.reduce(act, start);
        for (const one of end.ways) {
          const open = openSlots(end, one);
          assert.equal(isWaySettled(end, one), open.length === 0);
          for (const slot of slotsOf(one)) {
            const rides = agreedRides(end).filter((ride) => ride.wayId === one.id && ride.slot === slot);
            const reasons = end.settledOtherwise.filter((other) => other.wayId === one.id && other.slot === slot);
            assert.ok(rides.length + reasons.length <= 1, 'a ride and a reason, or two of them');
            assert.equal(open.includes(slot), rides.length + reasons.length === 0);
            assert.equal(
              slotState(end, one.id, slot).kind,
              rides.length ? 'ride' : reasons.length ? 'otherwise' : 'open',
            );
          }
        }
        assert.equal(
          isSettled(end),
          end.ways.every((one) => isWaySettled(end, one)),
        );
      }),
    );
  });

  test('a request is never closed with an occasion left open, unless the reason says why', () => {
    fc.assert(
      fc.property(
        asked,
        fc.array(gesture, { maxLength: 30 }),
        fc.constantFrom(...CLOSING_REASONS),
        fc.boolean(),
        (start, gestures, reason, dated) => {
          const end = gestures.reduce(act, start);
          const refusal = whyNotClose(end, reason, dated ? '2027-01-15' : null);
          if (refusal !== undefined) return;
          assert.ok(isSettled(end) || saysWhy(reason));
          if (reason === 'done' || reason === 'regular-found') assert.ok(agreedRides(end).length > 0);
          if (reason === 'regular-found') assert.ok(dated && end.ways.some((one) => one.when.kind === 'weekly'));
        },
      ),
    );
  });

  test('the way back keeps a request open after the way there', () => {
    const both = request({
      ways: [
        way('outward', { kind: 'dates', dates: ['2026-12-01'] }),
        way('return', { kind: 'dates', dates: ['2026-12-01'] }),
      ],
    });
    const there = act(both, { kind: 'ride', way: 0, slot: 0, reason: 0 });
    assert.equal(whyNotClose(there, 'done', null), 'way-open');
    const home = withRides(
      there,
      {
        wayId: 'return',
        slots: ['2026-12-01'],
        date: null,
        driverId: 'other',
        tripId: null,
        passengerNumberShared: null,
      },
      { at },
      tools,
    );
    assert.ok(typeof home !== 'string');
    assert.equal(whyNotClose(home, 'done', null), undefined);
    assert.deepEqual(
      agreedRides(home).map((ride) => ride.driverId),
      ['driver', 'other'],
    );
  });

  test('a weekly need is settled by several drivers, one per day and way', () => {
    const weekly = request({
      ways: [way('outward', { kind: 'weekly', weekdays: 5, from: '2026-12-01', until: null })],
    });
    const one = withRides(
      weekly,
      {
        wayId: 'outward',
        slots: ['weekday-1'],
        date: null,
        driverId: 'a',
        tripId: null,
        passengerNumberShared: null,
      },
      { at },
      tools,
    );
    assert.ok(typeof one !== 'string');
    assert.equal(whyNotClose(one, 'regular-found', '2027-01-10'), 'way-open');
    const two = withRides(
      one,
      {
        wayId: 'outward',
        slots: ['weekday-3'],
        date: null,
        driverId: 'b',
        tripId: null,
        passengerNumberShared: null,
      },
      { at },
      tools,
    );
    assert.ok(typeof two !== 'string');
    assert.equal(whyNotClose(two, 'regular-found', null), 'review-needed');
    assert.equal(whyNotClose(two, 'regular-found', '2027-01-10'), undefined);
  });

  test('refusals say why', () => {
    const any = request({ ways: [way('outward', { kind: 'within', from: '2026-12-01', until: '2026-12-07' })] });
    const ride = {
      wayId: 'outward',
      slots: [ANY_DAY],
      driverId: 'a',
      tripId: null,
      passengerNumberShared: null,
    };
    assert.equal(withRides(any, { ...ride, date: null }, { at }, tools), 'date-needed');
    assert.equal(withRides(any, { ...ride, date: '2026-12-08' }, { at }, tools), 'date-outside');
    assert.equal(withRides(any, { ...ride, slots: ['2026-12-01'], date: null }, { at }, tools), 'slot-not-asked');
    assert.equal(withRides(any, { ...ride, slots: [], date: null }, { at }, tools), 'no-slot');
    assert.equal(withRides(any, { ...ride, wayId: 'none', date: null }, { at }, tools), 'unknown-way');
    const done = withRides(any, { ...ride, date: '2026-12-02' }, { at }, tools);
    assert.ok(typeof done !== 'string');
    assert.equal(withRides(done, { ...ride, date: '2026-12-03' }, { at }, tools), 'slot-taken');
    assert.equal(withReason(done, { wayId: 'outward', slots: [ANY_DAY], reason: 'other-way' }), 'slot-has-ride');
    assert.equal(whyNotClose(done, 'regular-found', '2027-01-01'), 'not-recurrent');
  });
});
