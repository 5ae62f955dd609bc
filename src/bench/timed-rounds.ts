import { askIndex, askScan, nodesOf, type OfferTable, type Places, type Trial } from '#src/bench/matching-trial.ts';
import { medianOf, percentileOf, sortedNumbers } from '#src/bench/percentile.ts';
import type { ReadyRoads } from '#src/bench/ready-roads.ts';
import { emptyScan, scanOffers, sumColumn } from '#src/bench/tight-scan.ts';
import type { HubIndex } from '#src/matching/hub-index.ts';

/** How much is measured. */
export interface Scale {
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

export const ROUNDS = 5;

export const milliseconds = (work: () => unknown): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};

export const placesOf = ({ nodeOf, rankOf }: ReadyRoads, raw: readonly number[]): Places => ({
  nodes: Int32Array.from(raw, (node) => nodeOf[node] as number),
  ranks: Int32Array.from(raw, (node) => rankOf[node] as number),
});

export const insertAll = (index: HubIndex, table: OfferTable, { ranks }: Places, start: number, end: number): void => {
  for (let offer = start; offer < end; offer += 1)
    index.insert(
      offer,
      ranks[table.from[offer] as number] as number,
      ranks[table.to[offer] as number] as number,
      table.limits[offer] as number,
    );
};

/** p50 and p99 in milliseconds of one round of requests. */
export const round = (trials: readonly Trial[], ask: (trial: Trial) => unknown) => {
  const times = sortedNumbers(trials.map((trial) => milliseconds(() => ask(trial))));
  return { p50: percentileOf(times, 0.5), p99: percentileOf(times, 0.99) };
};

/** The index and the scan in turn, several rounds of each. */
export const alternate = (index: HubIndex, table: OfferTable, places: Places, trials: readonly Trial[]) => {
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
export const checkReference = (table: OfferTable, [trial]: readonly Trial[]): number => {
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
