import KDBush from 'kdbush';
import { neighbourEdges } from '#src/bench/country/neighbour-edges.ts';
import type { RoadList } from '#src/bench/country/road-list.ts';
import type { Settlements } from '#src/bench/country/settlements.ts';
import type { Commune } from '#src/places/place.ts';

const CITY_FROM = 55_000;
const KM_BETWEEN_NODES = 2.2;
/** Nodes between two interchanges: about eleven kilometres. */
const NODES_BETWEEN_INTERCHANGES = 5;
const KM_BETWEEN_CARRIAGEWAYS = 0.03;
const MOTORWAY = { speed: 118, winding: 1.03 };
const SLIP_ROAD = { speed: 50, winding: 1.2 };
/** Longer, between neighbouring cities, it would cross the sea. */
const LONGEST_KM = 350;

/** Two carriageways between neighbouring cities, joined to the nearest commune every eleven kilometres and at both ends. */
export const addMotorways = (roads: RoadList, { x, y }: Settlements, communes: readonly Commune[]): void => {
  const tree = new KDBush(communes.length);
  for (let node = 0; node < communes.length; node += 1) tree.add(x[node] as number, y[node] as number);
  tree.finish();
  const nearest = (px: number, py: number): number => {
    for (let radius = 2; ; radius *= 2) {
      const within = tree.within(px, py, radius);
      const away = (node: number): number => Math.hypot((x[node] as number) - px, (y[node] as number) - py);
      const [first, ...others] = within;
      if (first !== undefined) return others.reduce((best, node) => (away(node) < away(best) ? node : best), first);
    }
  };
  const cities = communes.flatMap(({ population }, node) => (population >= CITY_FROM ? [node] : []));
  if (cities.length < 3) return;
  const pairs = neighbourEdges(
    Float64Array.from(cities, (node) => x[node] as number),
    Float64Array.from(cities, (node) => y[node] as number),
  );
  for (let pair = 0; pair < pairs.from.length; pair += 1) {
    const [a, b] = [cities[pairs.from[pair] as number] as number, cities[pairs.to[pair] as number] as number];
    const [dx, dy] = [(x[b] as number) - (x[a] as number), (y[b] as number) - (y[a] as number)];
    const length = Math.hypot(dx, dy);
    if (length > LONGEST_KM || length < KM_BETWEEN_NODES * 2) continue;
    const steps = Math.round(length / KM_BETWEEN_NODES);
    let before: readonly [number, number] | null = null;
    for (let step = 1; step < steps; step += 1) {
      const side = KM_BETWEEN_CARRIAGEWAYS / 2 / length;
      const [px, py] = [(x[a] as number) + (dx * step) / steps, (y[a] as number) + (dy * step) / steps];
      const there = roads.addNode(px + dy * side, py - dx * side);
      const back = roads.addNode(px - dy * side, py + dx * side);
      if (before !== null) {
        roads.addRoad(before[0], there, { ...MOTORWAY, bothWays: false });
        roads.addRoad(back, before[1], { ...MOTORWAY, bothWays: false });
      }
      if (step === 1 || step === steps - 1 || step % NODES_BETWEEN_INTERCHANGES === 0) {
        const ground = nearest(px, py);
        for (const carriageway of [there, back]) {
          roads.addRoad(carriageway, ground, { ...SLIP_ROAD, bothWays: false });
          roads.addRoad(ground, carriageway, { ...SLIP_ROAD, bothWays: false });
        }
      }
      before = [there, back];
    }
  }
};
