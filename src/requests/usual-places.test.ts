import assert from 'node:assert/strict';
import { test } from 'node:test';
import { usualPlaces } from '#src/requests/usual-places.ts';
import { CAHORS, FIGEAC, GRAMAT } from '#test/fixtures/drivers.ts';
import { request, way } from '#test/fixtures/requests.ts';

const going = (from: typeof GRAMAT, to: typeof GRAMAT) =>
  request({ ways: [way('outward', { kind: 'dates', dates: ['2026-12-01'] }, { from, to })] });

test('the usual places come from what was asked, the most frequent first', () => {
  assert.deepEqual(usualPlaces([]), { start: null, goals: [] });
  const asked = [going(GRAMAT, FIGEAC), going(GRAMAT, CAHORS), going(FIGEAC, CAHORS)];
  assert.deepEqual(usualPlaces(asked), { start: 'Gramat', goals: ['Cahors', 'Figeac'] });
});
