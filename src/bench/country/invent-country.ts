import { classify, LOCAL, PRIMARY, SECONDARY, TERTIARY } from '#src/bench/country/classify.ts';
import { addMotorways } from '#src/bench/country/motorways.ts';
import { neighbourEdges } from '#src/bench/country/neighbour-edges.ts';
import { RoadList, type RoadTraits } from '#src/bench/country/road-list.ts';
import { type Settlements, settle, toFlat } from '#src/bench/country/settlements.ts';
import { createRandom, type Random } from '#src/demo/random.ts';
import type { CommuneDirectory } from '#src/places/commune-directory.ts';
import type { Commune } from '#src/places/place.ts';
import type { RoadGraph } from '#src/roads/road-graph.ts';

/** A network as dense as that of the communes given: where they really are, with roads that never were. */
export interface Country {
  readonly graph: RoadGraph;
  /** Node of the graph by commune, in the order given: its own number. */
  readonly communes: readonly Commune[];
  /** The commune of each hamlet; hamlet `h` is node `communes.length + h`. */
  readonly hamletsOf: Int32Array;
}

/** Of the edges that only the densest network has, one in so many is kept: some places are joined by more than one road. */
const KEPT = 0.3;
/** Longer roads get nodes of their own: bends, crossings with tracks. */
const KM_BETWEEN_NODES = 0.62;
const ONE_WAY_STREETS = 0.2;

const TRAITS: Readonly<Record<number, Omit<RoadTraits, 'bothWays'>>> = {
  [LOCAL]: { speed: 38, winding: 1.3 },
  [TERTIARY]: { speed: 56, winding: 1.2 },
  [SECONDARY]: { speed: 68, winding: 1.14 },
  [PRIMARY]: { speed: 80, winding: 1.08 },
};
const STREET = { speed: 24, winding: 1.1 };
/** In towns a wide road is slower too. */
const IN_TOWN = 0.6;

/** @param communes with a point each, of one land: there are no ferries */
export const inventCountry = (communes: readonly Commune[], seed: number): Country => {
  const random = createRandom(seed);
  const settlements = settle(communes, reachOf(communes), random);
  const { x, y, communeOf, hamlets } = settlements;
  const edges = neighbourEdges(x, y, () => random.chance(KEPT));
  const classes = classify(settlements, edges, communes);
  const roads = new RoadList(x, y);
  for (let edge = 0; edge < classes.length; edge += 1) {
    const [from, to] = [edges.from[edge] as number, edges.to[edge] as number];
    const length = Math.hypot((x[from] as number) - (x[to] as number), (y[from] as number) - (y[to] as number));
    const traits = traitsOf(classes[edge] as number, isStreet(settlements, from, to), random);
    roads.addLongRoad(from, to, Math.max(1, Math.ceil(length / KM_BETWEEN_NODES)), traits);
  }
  addMotorways(roads, settlements, communes);
  return {
    graph: roads.toGraph(),
    communes,
    hamletsOf: communeOf.slice(communes.length, communes.length + hamlets),
  };
};

/** Kilometres from each commune to its neighbours, on average; no more than six, for those by the sea and in the mountains. */
const reachOf = (communes: readonly Commune[]): Float64Array => {
  const points = communes.map(({ point }) => toFlat(point ?? { latitude: 0, longitude: 0 }));
  const [x, y] = [Float64Array.from(points, ([px]) => px), Float64Array.from(points, ([, py]) => py)];
  const reach = new Float64Array(communes.length);
  const count = new Int32Array(communes.length);
  const { from, to } = neighbourEdges(x, y);
  for (let edge = 0; edge < from.length; edge += 1) {
    const [a, b] = [from[edge] as number, to[edge] as number];
    const length = Math.hypot((x[a] as number) - (x[b] as number), (y[a] as number) - (y[b] as number));
    for (const node of [a, b]) {
      reach[node] = (reach[node] as number) + length;
      count[node] = (count[node] as number) + 1;
    }
  }
  return reach.map((sum, node) => Math.min(6, sum / Math.max(1, count[node] as number)));
};

const isStreet = ({ communes, hamlets }: Settlements, from: number, to: number): boolean =>
  from >= communes + hamlets && to >= communes + hamlets;

const traitsOf = (road: number, street: boolean, random: Random): RoadTraits => {
  const { speed, winding } = TRAITS[road] ?? STREET;
  const bends = winding * (0.94 + random.next() * 0.12);
  if (!street) return { speed: speed * (0.85 + random.next() * 0.3), winding: bends, bothWays: true };
  if (road === LOCAL) return { ...STREET, bothWays: !random.chance(ONE_WAY_STREETS) };
  return { speed: speed * IN_TOWN, winding: bends, bothWays: true };
};

/** Communes that a road joins to all others: not those of islands. @param departments all of the mainland when empty */
export const mainlandCommunes = (
  directory: Pick<CommuneDirectory, 'communes'>,
  departments: readonly string[],
): readonly Commune[] =>
  Array.from(directory.communes()).filter(
    ({ department, point }) =>
      point !== null &&
      (departments.length === 0 ? !/^(?:2A|2B|97|98)/u.test(department) : departments.includes(department)),
  );
