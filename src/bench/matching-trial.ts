import type { Traffic, TrafficDays } from '#src/bench/country/invent-traffic.ts';
import { DAYS_AHEAD, inventDays, inventTolerance } from '#src/bench/country/invent-traffic.ts';
import type { ReadyRoads } from '#src/bench/ready-roads.ts';
import { emptyScan, type Scanned, scanOffers } from '#src/bench/tight-scan.ts';
import type { Random } from '#src/demo/random.ts';
import type { HubIndex } from '#src/matching/hub-index.ts';
import { dijkstra, type DijkstraScratch, dijkstraScratch } from '#src/roads/dijkstra.ts';
import { ticksBetween, UNREACHABLE_TICKS } from '#src/roads/label-distance.ts';
import { reverseGraph } from '#src/roads/reverse-graph.ts';
import type { RoadGraph } from '#src/roads/road-graph.ts';
import { type Ticks, ticksOf, UNREACHABLE } from '#src/roads/weight.ts';

/** Offers between places, as flat columns by number of offer. */
export interface OfferTable {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly own: Int32Array;
  readonly limits: Int32Array;
  readonly weekdays: Uint8Array;
  readonly days: Int16Array;
}

/** A request between two places on a day, with all travel that a reference is given for nothing. */
export interface Trial {
  readonly pickup: number;
  readonly dropoff: number;
  readonly day: number;
  readonly between: number;
  /** By place: travel to the pick-up, travel from the drop-off. */
  readonly toPickup: Int32Array;
  readonly fromDropoff: Int32Array;
  /** Seconds that its two Dijkstras took. */
  readonly driven: number;
}

/** Places as nodes of the roads: of the graph that is driven, of the labels. */
export interface Places {
  readonly nodes: Int32Array;
  readonly ranks: Int32Array;
}

export const inventOfferTable = (
  count: number,
  { labels }: ReadyRoads,
  { ranks }: Places,
  traffic: Traffic,
  random: Random,
): OfferTable => {
  const table: OfferTable = {
    from: new Int32Array(count),
    to: new Int32Array(count),
    own: new Int32Array(count),
    limits: new Int32Array(count),
    weekdays: new Uint8Array(count),
    days: new Int16Array(count),
  };
  for (let offer = 0; offer < count; offer += 1) {
    const [from, to] = traffic.pair();
    const own = ticksBetween(labels, ranks[from] as number, ranks[to] as number);
    const { weekdays, day }: TrafficDays = inventDays(random);
    table.from[offer] = from;
    table.to[offer] = to;
    table.own[offer] = own;
    table.limits[offer] = own + inventTolerance(own, random);
    table.weekdays[offer] = weekdays;
    table.days[offer] = day;
  }
  return table;
};

/** The same offers, without those after the first `count`. */
export const firstOffers = (table: OfferTable, count: number): OfferTable => ({
  from: table.from.subarray(0, count),
  to: table.to.subarray(0, count),
  own: table.own.subarray(0, count),
  limits: table.limits.subarray(0, count),
  weekdays: table.weekdays.subarray(0, count),
  days: table.days.subarray(0, count),
});

const columnOf = (weights: Float64Array, { nodes }: Places): Int32Array =>
  Int32Array.from(nodes, (node) => {
    const weight = weights[node] as number;
    return weight === UNREACHABLE ? UNREACHABLE_TICKS : ticksOf(weight);
  });

/** Drives the roads for each request, by Dijkstra alone: its columns are what every answer is judged by. */
export const inventTrials = (
  count: number,
  { graph }: { readonly graph: RoadGraph },
  places: Places,
  traffic: Traffic,
  random: Random,
): readonly Trial[] => {
  const backwards = reverseGraph(graph);
  const scratch: DijkstraScratch = dijkstraScratch(graph.nodeCount);
  return Array.from({ length: count }, () => {
    const [pickup, dropoff] = traffic.pair();
    const [a, b] = [places.nodes[pickup] as number, places.nodes[dropoff] as number];
    const between = ticksOf(dijkstra(graph, a, scratch)[b] as number);
    const start = performance.now();
    const before = dijkstra(backwards, a, scratch);
    const halfway = performance.now();
    const toPickup = columnOf(before, places);
    const again = performance.now();
    const after = dijkstra(graph, b, scratch);
    const driven = (halfway - start + performance.now() - again) / 1000;
    return {
      pickup,
      dropoff,
      day: random.whole(0, DAYS_AHEAD - 1),
      between,
      toPickup,
      fromDropoff: columnOf(after, places),
      driven,
    };
  });
};

/** Offers that run on the day asked, those with the least detour first: what a request is told. */
export interface Answer {
  /** Detour and number of each offer as one whole number, the detour first. */
  readonly keys: Float64Array;
  readonly count: number;
}

/** Above the number of any offer. */
const OFFERS_RANGE = 2 ** 21;

const answerOf = (
  { own, limits, weekdays, days }: OfferTable,
  day: number,
  { count, offers }: { readonly count: number; readonly offers: Int32Array },
  slackOf: (at: number, offer: number) => Ticks,
): Answer => {
  const bit = 1 << (day % 7);
  const keys = new Float64Array(count);
  let running = 0;
  for (let at = 0; at < count; at += 1) {
    const offer = offers[at] as number;
    const dated = days[offer] as number;
    if (dated === -1 ? ((weekdays[offer] as number) & bit) === 0 : dated !== day) continue;
    keys[running] = ((limits[offer] as number) - slackOf(at, offer) - (own[offer] as number)) * OFFERS_RANGE + offer;
    running += 1;
  }
  return { keys: keys.subarray(0, running).toSorted(), count: running };
};

/** The answer of the index. */
export const askIndex = (
  index: HubIndex,
  table: OfferTable,
  pickups: readonly number[],
  dropoffs: readonly number[],
  day: number,
): Answer => {
  const found = index.search(pickups, dropoffs);
  return answerOf(table, day, found, (_at, offer) => index.slackOf(offer));
};

/** The answer of a look at every offer. */
export const askScan = (table: OfferTable, trial: Trial, scanned: Scanned): Answer => {
  scanOffers(table.from, table.to, table.limits, trial.toPickup, trial.fromDropoff, trial.between, scanned);
  return answerOf(table, trial.day, scanned, (at) => scanned.slacks[at] as number);
};

/** Requests to which the index does not answer what the scan does: the same offers, with the same detours, in the same order. */
export const countMismatches = (
  index: HubIndex,
  table: OfferTable,
  places: Places,
  trials: readonly Trial[],
): { readonly mismatches: number; readonly answers: number } => {
  const scanned = emptyScan(table.limits.length);
  let [mismatches, answers] = [0, 0];
  for (const trial of trials) {
    const ours = askIndex(index, table, ...nodesOf(places, trial), trial.day);
    const expected = askScan(table, trial, scanned);
    answers += expected.count;
    if (ours.count !== expected.count || expected.keys.some((key, at) => key !== ours.keys[at])) mismatches += 1;
  }
  return { mismatches, answers };
};

export const nodesOf = (
  { ranks }: Places,
  { pickup, dropoff }: Trial,
): [pickups: readonly number[], dropoffs: readonly number[]] => [[ranks[pickup] as number], [ranks[dropoff] as number]];
