import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Commune, Point, Stop } from '#src/places/place.ts';
import { buildRoadMap } from '#src/roads/build-road-map.ts';
import { createRoadMetric } from '#src/roads/road-metric.ts';
import { drivenLine } from '#src/web/driven-line.ts';
import { graphOfRoads } from '#test/fixtures/graph-of-roads.ts';

// A road that goes round a hill: from west to east by the north.
const west: Point = { latitude: 44.5, longitude: 1.5 };
const north: Point = { latitude: 44.7, longitude: 1.7 };
const east: Point = { latitude: 44.5, longitude: 1.9 };
const road = (from: number, to: number, line: readonly Point[] = []) => ({
  from,
  to,
  ticks: 9000,
  metres: 25_000,
  line,
  bothWays: true,
});
const bend: Point = { latitude: 44.6, longitude: 1.55 };
const roads = createRoadMetric(
  buildRoadMap(graphOfRoads([west, north, east], [road(0, 1, [bend]), road(1, 2)]), {
    source: 'essai',
    dataFrom: null,
    builtAt: '2026-11-01T08:00:00.000Z',
  }),
);

const commune = (code: string, name: string, point: Point): Commune =>
  ({ code, name, point, pointSource: 'mairie' }) as unknown as Commune;
const stop = (communeCode: string, point: Point): Stop => ({
  label: communeCode,
  communeName: communeCode,
  communeCode,
  point,
  source: 'mairie',
});
const communes = [
  commune('46001', 'Ouest', west),
  commune('46002', 'Le Coude', bend),
  commune('46003', 'Nord', north),
  commune('46004', 'Est', east),
  commune('46005', 'Tout droit', { latitude: 44.5, longitude: 1.7 }),
];
const trip = { stops: [stop('46001', west), stop('46004', east)] };

test('a trip passes the communes its road passes, in order, not those a straight line would', () => {
  const line = drivenLine(roads, trip, communes);
  assert.deepEqual(line?.passes, ['Le Coude', 'Nord']);
  assert.ok(line.points.some(({ latitude }) => latitude > 44.69));
});

test('on the way back it passes them the other way round', () => {
  assert.deepEqual(drivenLine(roads, { stops: trip.stops.toReversed() }, communes)?.passes, ['Nord', 'Le Coude']);
});

test('without roads, or off the map, nobody knows', () => {
  assert.equal(drivenLine(null, trip, communes), null);
  const away = stop('75056', { latitude: 48.8, longitude: 2.3 });
  assert.equal(drivenLine(roads, { stops: [...trip.stops, away] }, communes), null);
});
