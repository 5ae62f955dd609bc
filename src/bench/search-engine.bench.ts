import { inventTraffic, type InventedTraffic } from '#src/bench/invented-offers.ts';
import { crowFlyMetric } from '#src/roads/crow-fly-metric.ts';
import { journeysBetween } from '#src/matching/journey.ts';
import type { MatchQuery, MatchRules } from '#src/matching/match-query.ts';
import { matchOffers } from '#src/matching/matcher.ts';
import type { Offer } from '#src/matching/offer.ts';
import { createOfferIndex } from '#src/matching/offer-index.ts';
import { createPreparation, placesByPosition } from '#src/matching/prepared-offer.ts';
import { readCommunes } from '#src/places/read-communes.ts';
import { readCommunesFile } from '#src/sources/communes-file.ts';

const RULES: MatchRules = {
  territoryId: 't',
  neighbourIds: [],
  bands: { direct: 5, small: 15, large: 45 },
  tolerance: 60,
};

const ROUNDS = 5;

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;

/** Milliseconds of each search, sorted; of several rounds the median, so that another process' turn is not counted as ours. */
const time = (
  queries: readonly MatchQuery[],
  answer: (query: MatchQuery) => unknown,
  rounds: number,
): readonly number[] => {
  const byQuery = queries.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, query] of queries.entries()) {
      const start = performance.now();
      answer(query);
      byQuery[index]?.push(performance.now() - start);
    }
  }
  return byQuery
    .map((times) =>
      percentile(
        times.toSorted((a, b) => a - b),
        0.5,
      ),
    )
    .toSorted((a, b) => a - b);
};

/** The reference: every offer is driven with the passenger, none is rejected from afar; days, reasons and order left out. */
const naiveScan = (offers: readonly Offer[]): ((query: MatchQuery) => number) => {
  const preparation = createPreparation(crowFlyMetric, placesByPosition(crowFlyMetric));
  for (const offer of offers) preparation.prepare(offer);
  const all = offers.map((offer) => ({ offer, least: 0, measuredBy: preparation, runs: false, straight: null }));
  return ({ from, to }) => {
    const ends = { pickups: [{ stop: from, walk: 0 }], dropoffs: [{ stop: to, walk: 0 }] };
    const journeys = journeysBetween(preparation, ends, RULES);
    return all.filter((found) => journeys.make(found) !== undefined).length;
  };
};

const measure = (
  traffic: InventedTraffic,
  count: number,
  rounds: { readonly ours: number; readonly naive: number },
) => {
  const offers = traffic.offers(count);
  const queries = traffic.queries(rounds.ours);
  const label = `${count.toLocaleString('fr-FR')} trajets`;
  const preparing = performance.now();
  const index = createOfferIndex(crowFlyMetric);
  for (const offer of offers) index.put(offer);
  const prepared = performance.now() - preparing;
  let found = 0;
  const search = (query: MatchQuery): void => {
    const { matches, outsideWindow } = matchOffers(index, query, RULES);
    found += matches.length + outsideWindow.length;
  };
  const ours = time(queries, search, ROUNDS);
  const naive = time(queries.slice(0, rounds.naive), naiveScan(offers), ROUNDS);
  const figures: readonly Figure[] = [
    { name: `${label} : recherche, p50`, value: percentile(ours, 0.5), unit: 'ms' },
    { name: `${label} : recherche, p99`, value: percentile(ours, 0.99), unit: 'ms' },
    {
      name: `${label} : réponses par recherche, en moyenne`,
      value: found / (queries.length * ROUNDS),
      unit: 'trajets',
    },
    { name: `${label} : référence, parcours naïf, p50`, value: percentile(naive, 0.5), unit: 'ms' },
    { name: `${label} : p50 naïf / p50`, value: percentile(naive, 0.5) / percentile(ours, 0.5), unit: 'fois' },
    { name: `${label} : mise en place`, value: prepared, unit: 'ms' },
  ];
  return figures;
};

/** Matching alone, without page nor database: a territory's trips in the Lot, then a country's all over France. */
export async function run(): Promise<{ name: string; figures: readonly Figure[] }> {
  const directory = readCommunes(readCommunesFile());
  const lot = inventTraffic(directory.communesOfDepartment('46'), 46);
  const france = inventTraffic(Array.from(directory.communes()), 33);
  return {
    name: 'search-engine : retrouver les trajets qui conviennent',
    figures: [...measure(lot, 5000, { ours: 1000, naive: 60 }), ...measure(france, 100_000, { ours: 300, naive: 15 })],
  };
}
