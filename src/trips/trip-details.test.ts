import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { detailsOf, detailsOfReturn, refuseOffer, refuseTrip, type TripDetails } from '#src/trips/trip-details.ts';
import { aTrip, CAHORS, everyMonday, FIGEAC, GRAMAT } from '#test/fixtures/drivers.ts';

const TODAY = '2026-11-22';
const regular = detailsOf(aTrip());
const once: TripDetails = { ...regular, schedule: { kind: 'one-off', date: '2026-12-01', departure: 510 } };

const offer = (departure: number | null, date: string | null) =>
  refuseOffer({ details: once, back: { departure, date } }, TODAY);

suite('refuseTrip', () => {
  const cases: readonly (readonly [string, TripDetails, string | undefined])[] = [
    ['a plain trip', regular, undefined],
    ['one end only', { ...regular, stops: [CAHORS] }, 'too-few-stops'],
    ['twice the same place', { ...regular, stops: [CAHORS, CAHORS] }, 'same-place'],
    ['a round by another place', { ...regular, stops: [CAHORS, FIGEAC, CAHORS] }, undefined],
    ['no day', { ...regular, schedule: { ...everyMonday, weekdays: 0 } }, 'no-day'],
    [
      'an hour after midnight of the next day',
      { ...regular, schedule: { ...everyMonday, departure: 1440 } },
      'bad-hour',
    ],
    [
      'an end before the start',
      { ...regular, schedule: { ...everyMonday, from: '2026-12-02', until: '2026-12-01' } },
      'ends-before-start',
    ],
    ['an end that is past', { ...regular, schedule: { ...everyMonday, until: '2026-11-21' } }, 'past-date'],
    [
      'days off backwards',
      { ...regular, schedule: { ...everyMonday, excluded: [{ from: '2026-12-02', until: '2026-12-01' }] } },
      'ends-before-start',
    ],
    ['yesterday', { ...once, schedule: { kind: 'one-off', date: '2026-11-21', departure: null } }, 'past-date'],
    ['today', { ...once, schedule: { kind: 'one-off', date: TODAY, departure: null } }, undefined],
    ['a bus', { ...regular, seats: 9 }, 'bad-seats'],
    ['half a seat', { ...regular, seats: 1.5 }, 'bad-seats'],
    ['a detour of three hours', { ...regular, maxDetour: 180 }, 'bad-detour'],
    ['three hours earlier or later', { ...regular, flexibility: 180 }, 'bad-flexibility'],
  ];
  for (const [name, details, refusal] of cases) test(name, () => assert.equal(refuseTrip(details, TODAY), refusal));

  test('the past is not looked at without a day', () =>
    assert.equal(
      refuseTrip({ ...once, schedule: { kind: 'one-off', date: '2020-01-01', departure: null } }, null),
      undefined,
    ));
});

suite('the way back', () => {
  test('goes through the same places in the other order, and does not keep where people meet', () => {
    const back = detailsOfReturn(
      { ...regular, stops: [GRAMAT, FIGEAC, CAHORS], meetingPlace: { text: 'Devant la mairie', placeId: null } },
      { departure: 1050, date: null },
    );
    assert.deepEqual(
      back.stops.map((stop) => stop.label),
      ['Cahors', 'Figeac', 'Gramat'],
    );
    assert.equal(back.meetingPlace, null);
    assert.deepEqual(back.schedule, { ...everyMonday, departure: 1050 });
  });

  test('of a one-off trip is the same day, or another', () => {
    assert.deepEqual(detailsOfReturn(once, { departure: 1050, date: null }).schedule, {
      kind: 'one-off',
      date: '2026-12-01',
      departure: 1050,
    });
    assert.deepEqual(detailsOfReturn(once, { departure: null, date: '2026-12-03' }).schedule, {
      kind: 'one-off',
      date: '2026-12-03',
      departure: null,
    });
  });

  test('comes after the way there', () => {
    assert.equal(offer(500, null), 'return-before-outward');
    assert.equal(offer(500, '2026-11-30'), 'return-before-outward');
    assert.equal(offer(500, '2026-12-02'), undefined);
    assert.equal(offer(null, null), undefined);
  });
});
