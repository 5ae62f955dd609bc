import type { Point } from '#src/places/place.ts';
import { dijkstra } from '#src/roads/dijkstra.ts';
import { largestComponent } from '#src/roads/largest-component.ts';
import { createNearestNode } from '#src/roads/nearest-node.ts';
import type { RoadGraph } from '#src/roads/road-graph.ts';
import { metresOf, ticksOf, toMinutes } from '#src/roads/weight.ts';
import { readRoadGraph } from '#src/sources/openstreetmap/read-road-graph.ts';
import { checkGraph } from '#test/fixtures/check-graph.ts';
import { noteSkipped } from '#test/note-skipped.ts';
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const pathOf = (name: string): string => fileURLToPath(new URL(`../../../../shared/data/osm/${name}`, import.meta.url));
const ANDORRA = pathOf('andorra-2025-01-19.osm.pbf');
const CORSICA = pathOf('corsica-roads-derived.osm.pbf');

const testOn = (path: string, what: string, run: () => Promise<void>): void => {
  const why = existsSync(path) ? false : `${what} (l’extrait n’est pas là)`;
  if (why !== false) noteSkipped(why);
  test(what, { skip: why }, run);
};

/** The fastest drive between two places, from the node nearest to each. */
const drive = (graph: RoadGraph, from: Point, to: Point): { readonly kilometres: number; readonly minutes: number } => {
  const nearest = createNearestNode(graph);
  const [start, end] = [nearest(from), nearest(to)];
  assert.ok(start.metres < 300 && end.metres < 300, `${start.metres} m, ${end.metres} m from a road`);
  const weight = dijkstra(graph, start.node)[end.node] ?? Infinity;
  return { kilometres: metresOf(weight) / 1000, minutes: toMinutes(ticksOf(weight)) };
};

const between = (low: number, value: number, high: number): void =>
  assert.ok(low <= value && value <= high, `${value} is not between ${low} and ${high}`);

const kilometresOf = ({ metres }: RoadGraph): number => metres.reduce((sum, one) => sum + one, 0) / 1000;

testOn(ANDORRA, 'les routes d’Andorre, lues d’un extrait d’OpenStreetMap', async () => {
  const { graph, dataFrom } = await readRoadGraph([ANDORRA], { area: null });
  checkGraph(graph);
  assert.equal(dataFrom, '2025-01-19T21:21:36.000Z');
  between(3_000, graph.nodeCount, 4_500);
  assert.ok(largestComponent(graph).length > graph.nodeCount * 0.95);
  // By the CG-2 and the tunnel of Envalira, or over the pass: signposted 30 km.
  const across = drive(graph, { latitude: 42.5068, longitude: 1.5225 }, { latitude: 42.543, longitude: 1.7335 });
  between(25, across.kilometres, 33);
  between(25, across.minutes, 55);
});

testOn(ANDORRA, 'les routes d’Andorre, coupées autour d’une paroisse', async () => {
  const whole = await readRoadGraph([ANDORRA], { area: null });
  const ordino = { latitude: 42.5556, longitude: 1.5332 };
  const { graph } = await readRoadGraph([ANDORRA], { area: { around: [ordino], margin: 3000 } });
  checkGraph(graph);
  between(0.2, kilometresOf(graph) / kilometresOf(whole.graph), 0.7);
  // Main roads still lead to the other end of the country, less straight than the pass road that is cut.
  const away = { latitude: 42.543, longitude: 1.7335 };
  const ratio = drive(graph, ordino, away).minutes / drive(whole.graph, ordino, away).minutes;
  between(1, ratio, 1.3);
});

testOn(CORSICA, 'les routes de Corse, dont l’extrait donne les longueurs', async () => {
  const { graph, dataFrom } = await readRoadGraph([CORSICA], { area: null });
  checkGraph(graph);
  assert.equal(dataFrom, null);
  // 15,253 km: the lengths written in the file, twice for roads that are driven both ways.
  between(15_250, kilometresOf(graph), 15_257);
  between(24_000, graph.nodeCount, 26_000);
  assert.ok(largestComponent(graph).length > graph.nodeCount * 0.95);
  // Signposted 150 km.
  const ajaccioToBastia = drive(
    graph,
    { latitude: 41.9267, longitude: 8.7369 },
    { latitude: 42.7028, longitude: 9.4503 },
  );
  between(140, ajaccioToBastia.kilometres, 160);
});
