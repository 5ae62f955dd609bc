import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Stop } from '#src/places/place.ts';
import { weekdayBit } from '#src/time/weekdays.ts';
import { describeDayHours, describeWeekHours } from '#src/transit/on-demand/describe-hours.ts';
import { serviceOf, workingDays } from '#src/transit/on-demand/other-way.ts';
import { type ServiceQuery, servicesFor } from '#src/transit/on-demand/services-for.ts';
import { CAHORS, GRAMAT } from '#test/fixtures/drivers.ts';
import { aShuttle, aTad } from '#test/fixtures/other-ways.ts';

const ROCAMADOUR: Stop = { ...GRAMAT, label: 'Rocamadour', communeName: 'Rocamadour', communeCode: '46240' };
const THURSDAY = '2026-11-26';
const tuesday = { date: '2026-11-24', time: 9 * 60 };

const query = (changes: Partial<ServiceQuery> = {}): ServiceQuery => ({
  from: GRAMAT,
  to: ROCAMADOUR,
  date: THURSDAY,
  window: { kind: 'any' },
  motive: null,
  needs: [],
  now: tuesday,
  ...changes,
});
const cards = (ways: Parameters<typeof serviceOf>[0][], changes: Partial<ServiceQuery> = {}) =>
  servicesFor(ways.map(serviceOf), query(changes));

suite('the services that serve a way', () => {
  test('both ends, that day, and until when it is asked for', () => {
    const [card, ...others] = cards([aTad()]);
    assert.ok(card);
    assert.deepEqual(others, []);
    assert.deepEqual(card.bookBy, { date: '2026-11-25', time: 17 * 60 });
    assert.equal(card.tooLate, false);
    assert.equal(card.onTime, true);
    assert.equal(describeDayHours(card.legs).replaceAll('\u00a0', ' '), 'de 8 h à 12 h');
  });

  test('not another day, not another commune, not a holiday, not the past', () => {
    assert.deepEqual(cards([aTad()], { date: '2026-11-25' }), []);
    assert.deepEqual(cards([aTad()], { to: CAHORS }), []);
    assert.deepEqual(cards([aTad()], { date: '2026-12-25' }), [], 'a Friday, and Christmas');
    assert.equal(cards([aTad({ closedOnHolidaysOf: [] })], { date: '2026-12-25' }).length, 1);
    assert.deepEqual(cards([aTad()], { date: '2026-11-20' }), [], 'a Friday that is past');
  });

  test('the way back of the same day; a stop for hitch-hiking is for one way only', () => {
    const [there] = cards([aTad()]);
    assert.equal(there?.back.length, 1);
    const shuttle = aShuttle({ hours: null });
    const home = { from: CAHORS, to: GRAMAT };
    assert.deepEqual(cards([shuttle], home).length, 1);
    const stops = (['places', 'anywhere'] as const).map(
      (reach) => ({ ...shuttle, reach, kind: 'hitch-hiking' }) as const,
    );
    assert.deepEqual(cards(stops, home), []);
    assert.deepEqual(
      cards(stops, { to: CAHORS }).map(({ back }) => back),
      [[], []],
    );
    assert.deepEqual(cards([aTad({ reach: 'from' })], { to: CAHORS })[0]?.back, []);
  });

  test('of weekdays, what serves one of them', () => {
    const monday = weekdayBit(1);
    assert.deepEqual(cards([aTad()], { date: null, weekdays: monday }), [], 'Tuesdays, Thursdays and Fridays');
    assert.equal(cards([aTad()], { date: null, weekdays: monday | weekdayBit(4) }).length, 1);
    assert.equal(cards([aTad()], { date: null }).length, 1);
  });

  test('too late is said, and comes after what can still be had', () => {
    const late = { date: '2026-11-25', time: 17 * 60 + 1 };
    const [first, second] = cards([aTad(), aTad({ id: 'taxi', kind: 'taxi', name: 'Zed', hours: null })], {
      now: late,
    });
    assert.deepEqual([first?.service.name, second?.service.name], ['TAD du Causse', 'Zed'], 'both need the day before');
    const onCall = aTad({
      id: 'taxi',
      name: 'Zed',
      hours: null,
      booking: { ...aTad().booking, notice: { kind: 'same-day', minutes: 60 } },
    });
    const [taxi, tad] = cards([aTad(), onCall], { now: late });
    assert.deepEqual([taxi?.service.name, taxi?.tooLate, tad?.tooLate], ['Zed', false, true]);
    assert.equal(cards([aTad()], { now: { date: '2026-11-25', time: 17 * 60 } })[0]?.tooLate, false);
  });

  test('the day before a Monday is a Friday where only working days count', () => {
    const monday = aTad({
      hours: aTad().hours?.map((_, index) => (index === 0 ? [{ from: 480, until: 720 }] : [])) ?? null,
      booking: {
        ...aTad().booking,
        notice: { kind: 'days-before', days: 1, until: 17 * 60, counted: workingDays(['46']) },
      },
    });
    assert.deepEqual(cards([monday], { date: '2026-11-30' })[0]?.bookBy, { date: '2026-11-27', time: 1020 });
    // After the eleventh of November, a Wednesday, Thursday's eve is Tuesday.
    const thursday = aTad({ booking: monday.booking });
    const before = { date: '2026-11-02', time: 0 };
    assert.equal(cards([thursday], { date: '2026-11-12', now: before })[0]?.bookBy?.date, '2026-11-10');
  });

  test('minutes before the hour asked, or before its last hour', () => {
    const real = aTad({ booking: { ...aTad().booking, notice: { kind: 'same-day', minutes: 90 } } });
    assert.deepEqual(cards([real])[0]?.bookBy, { date: THURSDAY, time: 12 * 60 - 90 });
    const window = { kind: 'leave-at', at: 10 * 60 } as const;
    assert.deepEqual(cards([real], { window })[0]?.bookBy, { date: THURSDAY, time: 10 * 60 - 90 });
    const at = { date: THURSDAY, time: 9 * 60 };
    assert.equal(cards([real], { window, now: at })[0]?.tooLate, true);
  });

  test('the hour asked is served, or it is said', () => {
    const friday = '2026-11-27';
    const on = (window: ServiceQuery['window']) => cards([aTad()], { date: friday, window })[0]?.onTime;
    assert.equal(on({ kind: 'leave-at', at: 9 * 60 }), true);
    assert.equal(on({ kind: 'leave-at', at: 13 * 60 }), false);
    assert.equal(on({ kind: 'arrive-by', at: 13 * 60 }), true);
    assert.equal(on({ kind: 'arrive-by', at: 7 * 60 }), false);
    assert.equal(on({ kind: 'afternoon' }), true);
    assert.equal(cards([aTad()], { window: { kind: 'afternoon' } })[0]?.onTime, false);
  });

  test('for what one goes, and with what', () => {
    const health = aTad({ motives: ['health'], unfit: ['wheelchair'] });
    assert.equal(cards([health]).length, 1, 'nothing was said');
    assert.equal(cards([health], { motive: 'health', needs: ['cane'] }).length, 1);
    assert.deepEqual(cards([health], { motive: 'shopping' }), []);
    assert.deepEqual(cards([health], { needs: ['wheelchair'] }), []);
  });

  test('between communes and places, both ways; out of them; anywhere', () => {
    const saturday = { date: '2026-11-28' } as const;
    assert.equal(cards([aShuttle()], { ...saturday, to: CAHORS }).length, 1);
    assert.equal(cards([aShuttle()], { ...saturday, from: CAHORS, to: GRAMAT }).length, 1);
    assert.deepEqual(cards([aShuttle()], saturday), [], 'not among its communes');
    const shop = aShuttle({ reach: 'from', places: [] });
    assert.equal(cards([shop], { ...saturday, to: CAHORS }).length, 1);
    assert.deepEqual(cards([shop], { ...saturday, from: CAHORS, to: GRAMAT }), []);
    const taxi = aShuttle({ reach: 'anywhere', places: [] });
    assert.equal(cards([taxi], { ...saturday, from: CAHORS, to: GRAMAT }).length, 1);
  });

  test('any day: the hours of its week', () => {
    const [card] = cards([aTad()], { date: null });
    assert.equal(card?.bookBy, null);
    assert.equal(
      describeWeekHours(card?.legs ?? []).replaceAll('\u00a0', ' '),
      'mardi et jeudi, de 8 h à 12 h ; vendredi, de 8 h à 12 h et de 14 h à 18 h',
    );
  });
});
