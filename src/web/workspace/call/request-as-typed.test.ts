import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import * as fc from 'fast-check';
import { type Request, type TimeWindow, type WayHome, WAYS_HOME, type When } from '#src/requests/request.ts';
import { placesOfFrance } from '#src/sources/places-of-france.ts';
import { readRequestForm } from '#src/web/public/read-request-form.ts';
import { keepEnds, requestAsTyped } from '#src/web/workspace/call/request-as-typed.ts';
import { request, way } from '#test/fixtures/requests.ts';

const search = placesOfFrance();
const places = {
  search,
  territory: { communeCodes: ['46042', '46102', '46128'], localPlaces: [], centre: { latitude: 44.6, longitude: 1.7 } },
};
const today = '2026-11-22';

const day = fc.integer({ min: 23, max: 30 }).map((number) => `2026-11-${number}`);
const when: fc.Arbitrary<When> = fc.oneof(
  fc
    .uniqueArray(day, { minLength: 1, maxLength: 4 })
    .map((dates): When => ({ kind: 'dates', dates: dates.toSorted() })),
  fc
    .tuple(fc.integer({ min: 1, max: 127 }), day, fc.boolean())
    .map(([weekdays, from, ends]): When => ({ kind: 'weekly', weekdays, from, until: ends ? '2026-12-31' : null })),
);
const window: fc.Arbitrary<TimeWindow> = fc.oneof(
  fc.integer({ min: 0, max: 719 }).map((at): TimeWindow => ({ kind: 'arrive-by', at })),
  fc.constantFrom<TimeWindow>({ kind: 'morning' }, { kind: 'afternoon' }, { kind: 'any' }),
);
/** null: no return to find; undefined: nobody knows yet how they come home. */
const home = fc.constantFrom<WayHome | undefined | null>(null, undefined, ...WAYS_HOME);
const asked: fc.Arbitrary<Request> = fc.tuple(when, window, home).map(([days, hour, back]) =>
  request({
    ways: [
      way('outward', days, { window: hour }),
      ...(back === null ? [] : [way('return', days, { window: { kind: 'any' }, ...(back && { wayHome: back }) })]),
    ],
    needs: ['dog', 'bags'],
    seats: 2,
    note: 'Sonner',
  }),
);

suite('a request as it would be typed', () => {
  test('what is typed is read back as it was, places included', () => {
    fc.assert(
      fc.property(asked, (one) => {
        const { form, restore } = keepEnds(requestAsTyped(one), one, places);
        const read = readRequestForm({ ...form, pour: 'moi', nom: '-', telephone: '05 36 49 00 00' }, places, today);
        assert.equal(read.kind, 'read', JSON.stringify(read));
        if (read.kind !== 'read') return;
        const ways = read.request.ways.map((back) => ({
          ...back,
          id: back.direction,
          from: restore(back.from),
          to: restore(back.to),
        }));
        assert.deepEqual(ways, one.ways);
        assert.deepEqual(
          [read.request.needs.toSorted(), read.request.seats, read.request.note],
          [['bags', 'dog'], 2, 'Sonner'],
        );
      }),
      { numRuns: 60 },
    );
  });
});
