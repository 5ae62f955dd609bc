import KDBush from 'kdbush';
import type { Country } from '#src/bench/country/invent-country.ts';
import { inventWays } from '#src/bench/country/invent-traffic.ts';
import { toFlat } from '#src/bench/country/settlements.ts';
import { countMismatches, inventOfferTable, inventTrials } from '#src/bench/matching-trial.ts';
import { medianOf } from '#src/bench/percentile.ts';
import { makeReady } from '#src/bench/ready-roads.ts';
import { alternate, insertAll, milliseconds, placesOf, type Scale } from '#src/bench/timed-rounds.ts';
import { createRandom } from '#src/demo/random.ts';
import { createHubIndex } from '#src/matching/hub-index.ts';
import { greatCircleMetres } from '#src/places/distance.ts';
import { dijkstra, dijkstraScratch } from '#src/roads/dijkstra.ts';
import { keepNodes } from '#src/roads/keep-nodes.ts';

/** The territory: the Lot, with the roads of twelve kilometres around it. */
const DEPARTMENT = '46';
const MARGIN_METRES = 12_000;

/** The roads of the territory as they come from its country, and its places: communes and hamlets. */
const cutTerritory = ({ graph, communes, hamletsOf }: Country) => {
  const own = communes.flatMap(({ department, point }) => (department === DEPARTMENT && point !== null ? [point] : []));
  const flat = own.map(toFlat);
  const tree = new KDBush(flat.length);
  for (const [x, y] of flat) tree.add(x, y);
  tree.finish();
  const kept: number[] = [];
  const raw: number[] = [];
  const people: number[] = [];
  for (let node = 0; node < graph.nodeCount; node += 1) {
    const point = {
      longitude: (graph.longitudes[node] as number) * 1e-7,
      latitude: (graph.latitudes[node] as number) * 1e-7,
    };
    const [x, y] = toFlat(point);
    const near = tree.within(x, y, MARGIN_METRES / 1000 + 1);
    if (!near.some((at) => greatCircleMetres(own[at] as (typeof own)[number], point) <= MARGIN_METRES)) continue;
    const commune = communes[node < communes.length ? node : (hamletsOf[node - communes.length] ?? -1)];
    if (commune?.department === DEPARTMENT) {
      raw.push(kept.length);
      people.push(node < communes.length ? commune.population : 30);
    }
    kept.push(node);
  }
  return { graph: keepNodes(graph, Int32Array.from(kept)), raw, people };
};

/** One territory of that country: made ready from its raw roads, then asked. */
export const measureTerritory = (scale: Scale, country: Country) => {
  const cut = cutTerritory(country);
  const makings = Array.from({ length: 3 }, () => {
    const start = performance.now();
    const ready = makeReady(cut.graph);
    return { ready, seconds: (performance.now() - start) / 1000 };
  });
  const { ready: roads } = makings.at(-1) as (typeof makings)[number];
  const joined = cut.raw.flatMap((node, at) => (roads.nodeOf[node] === -1 ? [] : [at]));
  const places = placesOf(
    roads,
    joined.map((at) => cut.raw[at] as number),
  );
  const random = createRandom(46);
  const { longitudes, latitudes } = cut.graph;
  const ways = inventWays(
    joined.map((at) => {
      const node = cut.raw[at] as number;
      const point = { longitude: (longitudes[node] as number) * 1e-7, latitude: (latitudes[node] as number) * 1e-7 };
      return { point, people: cut.people[at] as number };
    }),
    random,
  );
  const table = inventOfferTable(scale.territoryOffers, roads, places, ways, random);
  const trials = inventTrials(scale.requests, roads, places, ways, random);
  const index = createHubIndex(roads.labels);
  insertAll(index, table, places, 0, scale.territoryOffers);
  index.trim();
  const { mismatches } = countMismatches(index, table, places, trials);
  const timed = alternate(index, table, places, trials);
  const driven = medianOf(trials.map((trial) => trial.driven * 1000));
  const scratch = dijkstraScratch(roads.graph.nodeCount);
  const oneDijkstra =
    milliseconds(() => {
      for (let sample = 0; sample < scale.sampled; sample += 1)
        dijkstra(roads.graph, places.nodes[random.whole(0, places.nodes.length - 1)] as number, scratch);
    }) / scale.sampled;
  return {
    nodes: roads.graph.nodeCount,
    places: places.nodes.length,
    mismatches,
    p50: timed.p50,
    ratio: (driven + timed.scanP50) / timed.p50,
    coldStart: medianOf(makings.map(({ seconds }) => seconds)) / ((oneDijkstra / 1000) * places.nodes.length),
    ready: medianOf(makings.map(({ seconds }) => seconds)),
  };
};
