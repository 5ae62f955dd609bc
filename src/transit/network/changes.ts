import type { Steps } from '#src/transit/network/steps.ts';
import type { TransitRules } from '#src/transit/network/transit-rules.ts';
import type { NearStops } from '#src/transit/network/near-stops.ts';

/**
 * From the stop where one gets off to those where one may get on next, itself among them: stop s has the rows from
 * `first[s]` up to, without, `first[s + 1]`. One change is one walk at most; two are never put together.
 */
export interface ChangeSide {
  readonly first: Int32Array;
  readonly stops: Int32Array;
  /** From getting off to being ready to get on. */
  readonly seconds: Int32Array;
  /** Of these, on foot from one stop to another. */
  readonly walks: Int32Array;
}

/** The same changes from both ends: by the stop where one gets off, and by the stop where one gets on. */
export interface Changes {
  readonly out: ChangeSide;
  readonly into: ChangeSide;
}

/** What a feed says of a change between two stops; null where it forbids it, undefined where it leaves it to the walk. */
export type SaidSeconds = number | null | undefined;

/** What feeds say of changes, by the stop where one gets off, then the one where one gets on. */
export type SaidChanges = ReadonlyMap<number, ReadonlyMap<number, SaidSeconds>>;

interface Columns {
  readonly served: Int32Array;
  readonly latitudes: Float64Array;
  readonly longitudes: Float64Array;
  readonly walkBetween: (from: number, to: number) => number;
}

/** Stops looked at between two steps: a few milliseconds. */
const STOPS_A_STEP = 128;

/** Every change of a network: stops in walking distance, and what feeds say, which wins. */
export function* changesBetween(
  { served, latitudes, longitudes, walkBetween }: Columns,
  near: NearStops,
  said: SaidChanges,
  rules: TransitRules,
): Steps<Changes> {
  const rows: Row[] = [];
  for (const [at, from] of served.entries()) {
    if (at % STOPS_A_STEP === STOPS_A_STEP - 1) yield;
    const point = { latitude: latitudes[from] as number, longitude: longitudes[from] as number };
    const ofFrom = said.get(from);
    const walks = new Map<number, number>();
    const { stops, seconds } = near(point, rules.longestWalkBetween);
    stops.forEach((to, at) => walks.set(to, seconds[at] as number));
    for (const to of ofFrom?.keys() ?? []) if (!walks.has(to)) walks.set(to, walkBetween(from, to));
    walks.set(from, 0);
    for (const [to, walk] of walks) {
      const given = ofFrom?.get(to);
      if (given === null) continue;
      const seconds = given ?? rules.change + walk;
      rows.push({ from, to, seconds, walk: Math.min(walk, seconds) });
    }
  }
  const stopCount = latitudes.length;
  yield;
  const out = sideOf(
    stopCount,
    rows,
    ({ from }) => from,
    ({ to }) => to,
  );
  yield;
  const into = sideOf(
    stopCount,
    rows,
    ({ to }) => to,
    ({ from }) => from,
  );
  return { out, into };
}

interface Row {
  readonly from: number;
  readonly to: number;
  readonly seconds: number;
  readonly walk: number;
}

const sideOf = (
  stopCount: number,
  rows: readonly Row[],
  ownerOf: (row: Row) => number,
  otherOf: (row: Row) => number,
): ChangeSide => {
  const first = new Int32Array(stopCount + 1);
  for (const row of rows) first[ownerOf(row) + 1] = (first[ownerOf(row) + 1] as number) + 1;
  for (let stop = 0; stop < stopCount; stop += 1)
    first[stop + 1] = (first[stop + 1] as number) + (first[stop] as number);
  const free = first.slice();
  const side = {
    first,
    stops: new Int32Array(rows.length),
    seconds: new Int32Array(rows.length),
    walks: new Int32Array(rows.length),
  };
  for (const row of rows) {
    const at = free[ownerOf(row)] as number;
    free[ownerOf(row)] = at + 1;
    side.stops[at] = otherOf(row);
    side.seconds[at] = row.seconds;
    side.walks[at] = row.walk;
  }
  return side;
};
