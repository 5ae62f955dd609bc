import assert from 'node:assert/strict';
import { test } from 'node:test';
import { greatCircleMetres } from '#src/places/distance.ts';
import { crowFlyMetric } from '#src/roads/crow-fly-metric.ts';
import { toMinutes } from '#src/roads/weight.ts';

const cahors = { latitude: 44.4491, longitude: 1.4366 };
const gourdon = { latitude: 44.7369, longitude: 1.3822 };

test('one kilometre of road is one minute, and roads are 1.4 times the great circle', () => {
  const straight = greatCircleMetres(cahors, gourdon);
  assert.ok(straight > 32_000 && straight < 32_700, String(straight));
  assert.equal(crowFlyMetric.metres(cahors, gourdon), Math.round(straight * 1.4));
  assert.equal(crowFlyMetric.ticks(cahors, gourdon), Math.round((straight * 1.4 * 600) / 1000));
  const minutes = toMinutes(crowFlyMetric.ticks(cahors, gourdon));
  assert.ok(Math.abs(straight / minutes - crowFlyMetric.fastestMetresPerMinute) < 0.1);
  assert.equal(crowFlyMetric.ticks(cahors, cahors), 0);
  assert.equal(crowFlyMetric.estimated, true);
});

test("the ancestor's bands in straight kilometres: 5 min is 3.57, 15 is 10.71, 45 is 32.14", () => {
  for (const [minutes, kilometres] of [
    [5, 3.57],
    [15, 10.71],
    [45, 32.14],
  ] as const)
    assert.equal(Math.round((minutes * crowFlyMetric.fastestMetresPerMinute) / 10) / 100, kilometres);
});
