import { type Edges, neighbourEdges } from '#src/bench/country/neighbour-edges.ts';
import { LEAST_COST, PathFinder } from '#src/bench/country/path-finder.ts';
import type { Settlements } from '#src/bench/country/settlements.ts';
import type { Commune } from '#src/places/place.ts';

/** Classes of roads, the higher the faster. Motorways are apart: they are no widened road. */
export const LOCAL = 0;
export const TERTIARY = 1;
export const SECONDARY = 2;
export const PRIMARY = 3;

/** Which communes each class joins, by their people: all of them, then towns, then larger towns. */
const JOINED: readonly (readonly [road: number, people: number])[] = [
  [TERTIARY, 0],
  [SECONDARY, 2800],
  [PRIMARY, 14_000],
];

/** A way keeps to the roads already wide: what a kilometre of each class costs when the next one is traced. */
const COST = [1, 0.8, 0.65, LEAST_COST] as const;

/** The class of each edge: the ways between neighbouring communes, then towns, are widened one class after another. */
export const classify = (settlements: Settlements, edges: Edges, communes: readonly Commune[]): Uint8Array => {
  const { x, y } = settlements;
  const lengths = edges.from.length;
  const classes = new Uint8Array(lengths);
  const length = new Float64Array(lengths);
  for (let edge = 0; edge < lengths; edge += 1) {
    const [a, b] = [edges.from[edge] as number, edges.to[edge] as number];
    length[edge] = Math.hypot((x[a] as number) - (x[b] as number), (y[a] as number) - (y[b] as number));
  }
  const cost = length.slice();
  const finder = new PathFinder(x, y, edges);
  for (const [road, people] of JOINED) {
    const joined = communes.flatMap(({ population }, node) => (population >= people ? [node] : []));
    if (joined.length < 3) continue;
    const pairs = neighbourEdges(
      Float64Array.from(joined, (node) => x[node] as number),
      Float64Array.from(joined, (node) => y[node] as number),
    );
    for (let pair = 0; pair < pairs.from.length; pair += 1) {
      const [a, b] = [joined[pairs.from[pair] as number] as number, joined[pairs.to[pair] as number] as number];
      for (const edge of finder.path(a, b, cost)) {
        classes[edge] = road;
        cost[edge] = (length[edge] as number) * (COST[road] as number);
      }
    }
  }
  return classes;
};
