import KDBush from 'kdbush';
import { type Country, inventCountry, mainlandCommunes } from '#src/bench/country/invent-country.ts';
import { inventWays } from '#src/bench/country/invent-traffic.ts';
import { toFlat } from '#src/bench/country/settlements.ts';
import {
  askIndex,
  askScan,
  countMismatches,
  firstOffers,
  inventOfferTable,
  inventTrials,
  nodesOf,
  type OfferTable,
  type Places,
  type Trial,
} from '#src/bench/matching-trial.ts';
import { medianOf, percentileOf, sortedNumbers } from '#src/bench/percentile.ts';
import { makeReady, type ReadyRoads } from '#src/bench/ready-roads.ts';
import { emptyScan, scanOffers, sumColumn } from '#src/bench/tight-scan.ts';
import { createRandom } from '#src/demo/random.ts';
import { createHubIndex, type HubIndex } from '#src/matching/hub-index.ts';
import { greatCircleMetres } from '#src/places/distance.ts';
import type { Commune } from '#src/places/place.ts';
import { readCommunes } from '#src/places/read-communes.ts';
import { dijkstra, dijkstraScratch } from '#src/roads/dijkstra.ts';
import { keepNodes } from '#src/roads/keep-nodes.ts';
import { readCommunesFile } from '#src/sources/communes-file.ts';

interface Scale {
  /** Départements that make the country; all of the mainland when empty. */
  readonly departments: readonly string[];
  readonly sizes: readonly number[];
  readonly requests: number;
  readonly territoryOffers: number;
  /** Offers whose insertion is timed. */
  readonly inserted: number;
  /** Dijkstras timed to know what one for each place of the territory would take. */
  readonly sampled: number;
}

const WHOLE: Scale = {
  departments: [],
  sizes: [10_000, 100_000, 1_000_000],
  requests: 300,
  territoryOffers: 5000,
  inserted: 2000,
  sampled: 150,
};

const SMALL: Scale = {
  departments: ['46', '12', '15'],
  sizes: [1000, 10_000],
  requests: 300,
  territoryOffers: 1000,
  inserted: 200,
  sampled: 20,
};

const ROUNDS = 5;
/** The territory: the Lot, with the roads of twelve kilometres around it. */
const DEPARTMENT = '46';
const MARGIN_METRES = 12_000;

const milliseconds = (work: () => unknown): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

const placesOf = ({ nodeOf, rankOf }: ReadyRoads, raw: readonly number[]): Places => ({
  nodes: Int32Array.from(raw, (node) => nodeOf[node] as number),
  ranks: Int32Array.from(raw, (node) => rankOf[node] as number),
});

const insertAll = (index: HubIndex, table: OfferTable, { ranks }: Places, start: number, end: number): void => {
  for (let offer = start; offer < end; offer += 1)
    index.insert(
      offer,
      ranks[table.from[offer] as number] as number,
      ranks[table.to[offer] as number] as number,
      table.limits[offer] as number,
    );
};

/** p50 and p99 in milliseconds of one round of requests. */
const round = (trials: readonly Trial[], ask: (trial: Trial) => unknown) => {
  const times = sortedNumbers(trials.map((trial) => milliseconds(() => ask(trial))));
  return { p50: percentileOf(times, 0.5), p99: percentileOf(times, 0.99) };
};

/** The index and the scan in turn, several rounds of each. */
const alternate = (index: HubIndex, table: OfferTable, places: Places, trials: readonly Trial[]) => {
  const scanned = emptyScan(table.limits.length);
  const rounds = Array.from({ length: ROUNDS }, () => ({
    index: round(trials, (trial) => askIndex(index, table, ...nodesOf(places, trial), trial.day)),
    scan: round(trials, (trial) => askScan(table, trial, scanned)),
  }));
  return {
    p50: medianOf(rounds.map(({ index: { p50 } }) => p50)),
    p99: medianOf(rounds.map(({ index: { p99 } }) => p99)),
    scanP50: medianOf(rounds.map(({ scan: { p50 } }) => p50)),
    ratio: medianOf(rounds.map(({ index: ours, scan }) => scan.p50 / ours.p50)),
    p99OverScan: medianOf(rounds.map(({ index: ours, scan }) => ours.p99 / scan.p50)),
  };
};

/**
 * Bytes that the scan reads in a time, over those that a plain sum of a column reads.
 * @throws Error when it is so slow that any index would look good beside it
 */
const checkReference = (table: OfferTable, [trial]: readonly Trial[]): number => {
  if (trial === undefined) return 0;
  const scanned = emptyScan(table.limits.length);
  const column = new Int32Array(table.limits.length * 3);
  const times = { scan: [] as number[], sum: [] as number[] };
  for (let turn = 0; turn < 40; turn += 1) {
    const { from, to, limits } = table;
    times.scan.push(
      milliseconds(() => {
        scanOffers(from, to, limits, trial.toPickup, trial.fromDropoff, trial.between, scanned);
      }),
    );
    times.sum.push(milliseconds(() => sumColumn(column)));
  }
  const share = medianOf(times.sum) / medianOf(times.scan);
  if (share < 0.5)
    throw new Error(
      `the reference scan reads ${Math.round(share * 100)} % of what a plain sum reads in the same time, under half: no figure would be honest`,
    );
  return share;
};

interface MeetingPoints {
  readonly pickups: readonly number[];
  readonly dropoffs: readonly number[];
}

/** The two nearest other places of each end: three to be picked up at, three to be set down at. */
const threeNear = (places: readonly Commune[], { ranks }: Places): ((place: number) => readonly number[]) => {
  const flat = places.map(({ point }) => toFlat(point ?? { latitude: 0, longitude: 0 }));
  const tree = new KDBush(flat.length);
  for (const [x, y] of flat) tree.add(x, y);
  tree.finish();
  return (place) => {
    const [x, y] = flat[place] as readonly [number, number];
    const apart = (other: number): number => {
      const [ox, oy] = flat[other] as readonly [number, number];
      return Math.hypot(ox - x, oy - y);
    };
    const near = tree.within(x, y, 15).toSorted((a, b) => apart(a) - apart(b));
    return near.slice(0, 3).map((other) => ranks[other] as number);
  };
};

const measureCountry = (scale: Scale, country: Country) => {
  const { communes } = country;
  const roads = makeReady(country.graph, [...communes.keys()]);
  const joined = [...communes.keys()].filter((node) => roads.nodeOf[node] !== -1);
  const places = placesOf(roads, joined);
  const towns = joined.map((node) => communes[node] as Commune);
  const random = createRandom(7);
  const ways = inventWays(
    towns.map(({ point, population }) => ({ point: point ?? { latitude: 0, longitude: 0 }, people: population })),
    random,
  );
  const most = Math.max(...scale.sizes);
  const all = inventOfferTable(most + scale.inserted, roads, places, ways, random);
  const trials = inventTrials(scale.requests, roads, places, ways, random);
  const index = createHubIndex(roads.labels);
  const bySize = new Map<number, ReturnType<typeof alternate>>();
  let [mismatches, inserted, reference] = [0, 0, 0];
  for (const size of scale.sizes) {
    insertAll(index, all, places, inserted, size);
    inserted = size;
    index.trim();
    const table = firstOffers(all, size);
    mismatches += countMismatches(index, table, places, trials).mismatches;
    if (size === most) reference = checkReference(table, trials);
    bySize.set(size, alternate(index, table, places, trials));
  }
  const table = firstOffers(all, most);
  const largest = bySize.get(most) as ReturnType<typeof alternate>;
  const smallest = bySize.get(Math.min(...scale.sizes)) as ReturnType<typeof alternate>;
  const near = threeNear(towns, places);
  const meetingPoints = new Map(
    trials.map((trial) => [trial, { pickups: near(trial.pickup), dropoffs: near(trial.dropoff) }]),
  );
  const meeting = Array.from({ length: ROUNDS }, () => {
    const three = round(trials, (trial) => {
      const { pickups, dropoffs } = meetingPoints.get(trial) as MeetingPoints;
      return askIndex(index, table, pickups, dropoffs, trial.day);
    });
    const one = round(trials, (trial) => askIndex(index, table, ...nodesOf(places, trial), trial.day));
    return three.p50 / one.p50;
  });
  const { usedBytes } = index.size();
  const insertTimes: number[] = [];
  for (let offer = most; offer < most + scale.inserted; offer += 1)
    insertTimes.push(
      milliseconds(() => {
        insertAll(index, all, places, offer, offer + 1);
      }),
    );
  const driven = medianOf(trials.map((trial) => trial.driven * 1000));
  return {
    nodes: roads.graph.nodeCount,
    arcs: roads.graph.heads.length,
    mismatches,
    reference,
    largest,
    growth: largest.p50 / smallest.p50,
    ratioDijkstra: (driven + largest.scanP50) / largest.p50,
    insertRatio: driven / 2 / medianOf(insertTimes),
    insertMs: medianOf(insertTimes),
    bytesPerOffer: usedBytes / most,
    meeting: medianOf(meeting),
    seconds: roads.seconds,
  };
};

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

const measureTerritory = (scale: Scale, country: Country) => {
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

const figure = (name: string, value: number, unit = '') => ({ name, value, unit });

/**
 * Finding the offers that pass by A then B, in an invented country with as many roads as the real one's main network:
 * beside a look at every offer with travel given for nothing, and beside two Dijkstras and that look.
 * @throws Error when the reference is slower than it should be
 */
export async function run({ small }: { readonly small: boolean }) {
  const scale = small ? SMALL : WHOLE;
  const country = inventCountry(mainlandCommunes(readCommunes(readCommunesFile()), scale.departments), 1);
  const territory = measureTerritory(scale, country);
  const whole = measureCountry(scale, country);
  const mismatches = whole.mismatches + territory.mismatches;
  if (mismatches > 0) process.exitCode = 1;
  return Promise.resolve({
    name: `matching : qui passe par là, ${whole.nodes.toLocaleString('fr-FR')} nœuds de route`,
    figures: [
      figure('offers', Math.max(...scale.sizes)),
      figure('requests', scale.requests * (scale.sizes.length + 1)),
      figure('mismatches', mismatches),
      figure('ratio_scan', whole.largest.ratio, 'fois'),
      figure('p99_over_scan', whole.largest.p99OverScan, 'fois'),
      figure('ratio_dijkstra', whole.ratioDijkstra, 'fois'),
      figure('growth', whole.growth, 'fois'),
      figure('territory_ratio', territory.ratio, 'fois'),
      figure('cold_start_ratio', territory.coldStart, 'fois'),
      figure('insert_ratio', whole.insertRatio, 'fois'),
      figure('bytes_per_offer', whole.bytesPerOffer, 'octets'),
      figure('meeting3_ratio', whole.meeting, 'fois'),
      figure('p50_ms', whole.largest.p50, 'ms'),
      figure('p99_ms', whole.largest.p99, 'ms'),
      figure('scan_p50_ms', whole.largest.scanP50, 'ms'),
      figure('scan_over_sum', whole.reference, 'fois'),
      figure('insert_ms', whole.insertMs, 'ms'),
      figure('ch_build_s', whole.seconds.hierarchy, 's'),
      figure('labels_build_s', whole.seconds.labels, 's'),
      figure('rss_mb', process.resourceUsage().maxRSS / 1024, 'Mio'),
      figure('nodes', whole.nodes),
      figure('arcs', whole.arcs),
      figure('territory_nodes', territory.nodes),
      figure('territory_places', territory.places),
      figure('territory_p50_ms', territory.p50, 'ms'),
      figure('territory_ready_s', territory.ready, 's'),
    ],
  });
}
