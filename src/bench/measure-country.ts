import KDBush from 'kdbush';
import type { Country } from '#src/bench/country/invent-country.ts';
import { inventWays } from '#src/bench/country/invent-traffic.ts';
import { toFlat } from '#src/bench/country/settlements.ts';
import {
  askIndex,
  countMismatches,
  firstOffers,
  inventOfferTable,
  inventTrials,
  nodesOf,
  type Places,
} from '#src/bench/matching-trial.ts';
import { medianOf } from '#src/bench/percentile.ts';
import { makeReady } from '#src/bench/ready-roads.ts';
import {
  alternate,
  checkReference,
  insertAll,
  milliseconds,
  placesOf,
  round,
  ROUNDS,
  type Scale,
} from '#src/bench/timed-rounds.ts';
import { createRandom } from '#src/demo/random.ts';
import { createHubIndex } from '#src/matching/hub-index.ts';
import type { Commune } from '#src/places/place.ts';

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

/** The index at each size of a whole country, beside the scan and Dijkstra. */
export const measureCountry = (scale: Scale, country: Country) => {
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
