import assert from 'node:assert/strict';
import { test } from 'node:test';
import { approachesTo } from '#src/matching/approaches.ts';
import { place } from '#test/fixtures/lot-offers.ts';

const home = place('Gramat');
const north = (metres: number) => ({
  ...home,
  label: `à ${metres} m`,
  point: { ...home.point, latitude: home.point.latitude + metres / 111_195 },
});

test('the three nearest meeting points within ten minutes, with the walk', () => {
  const around = [north(400), north(100), north(2000), north(300), north(200), north(0), north(510), north(520)];
  const found = approachesTo(home, around, ['bags', 'companion']);
  // 51.3 straight metres a minute: 100 m is a started second minute.
  assert.deepEqual(
    found.map(({ stop, walk }) => [stop.label, walk]),
    [
      ['à 100 m', 2],
      ['à 200 m', 4],
      ['à 300 m', 6],
    ],
  );
  assert.deepEqual(
    approachesTo(home, [north(510), north(520)], []).map(({ walk }) => walk),
    [10],
  );
});

test('who walks with difficulty is picked up at the door', () => {
  for (const need of ['wheelchair', 'walker', 'cane'] as const)
    assert.deepEqual(approachesTo(home, [north(100)], [need]), []);
});
