import { GrowingColumn } from '#src/growing-column.ts';
import { type Berth, type Berths, saidBetween } from '#src/transit/network/berths.ts';
import type { NearStops } from '#src/transit/network/near-stops.ts';
import type { SaidChanges, SaidSeconds } from '#src/transit/network/said-changes.ts';
import type { Steps } from '#src/transit/network/steps.ts';
import type { TransitRules } from '#src/transit/network/transit-rules.ts';

/**
 * From the berth where one gets off to those where one may get on next, itself among them: berth b has the rows from
 * `first[b]` up to, without, `first[b + 1]`. One change is one walk at most; two are never put together.
 */
export interface ChangeSide {
  readonly first: Int32Array;
  readonly berths: Int32Array;
  /** From getting off to being ready to get on. */
  readonly seconds: Int32Array;
  /** Of these, on foot from one stop to another. */
  readonly walks: Int32Array;
}

/** The same changes from both ends: by the berth where one gets off, and by the berth where one gets on. */
export interface Changes {
  readonly out: ChangeSide;
  readonly into: ChangeSide;
}

interface Columns {
  readonly served: Int32Array;
  readonly latitudes: Float64Array;
  readonly longitudes: Float64Array;
  readonly walkBetween: (from: number, to: number) => number;
  readonly berths: Berths;
}

/** Changes found, or sorted, between two steps: a few milliseconds. */
const FOUND_A_STEP = 2048;
const SORTED_A_STEP = 65_536;

/** Every change of a network: stops in walking distance, and what feeds say, which wins. */
export function* changesBetween(
  columns: Columns,
  near: NearStops,
  said: SaidChanges,
  rules: TransitRules,
): Steps<Changes> {
  const { served, latitudes, longitudes, berths } = columns;
  const rows = {
    from: new GrowingColumn(),
    to: new GrowingColumn(),
    seconds: new GrowingColumn(),
    walks: new GrowingColumn(),
  };
  const add = (from: number, to: number, seconds: number | null, walk: number): void => {
    if (seconds === null) return;
    rows.from.push(from);
    rows.to.push(to);
    rows.seconds.push(seconds);
    rows.walks.push(Math.min(walk, seconds));
  };
  let breathed = 0;
  for (const [at, from] of served.entries()) {
    if (rows.from.length + at * STOP_COSTS - breathed > FOUND_A_STEP) {
      breathed = rows.from.length + at * STOP_COSTS;
      yield;
    }
    const point = { latitude: latitudes[from] as number, longitude: longitudes[from] as number };
    const walkable = near(point, rules.longestWalkBetween);
    const walks = new Map<number, number>([[from, 0]]);
    walkable.stops.forEach((to, row) => to !== from && walks.set(to, walkable.seconds[row] as number));
    const ofFrom = said.get(from);
    const special = berths.rulesFrom(from);
    const isPossible = (to: number): boolean => walks.has(to) || ofFrom?.has(to) === true;
    const all = new Set([...walks.keys(), ...(ofFrom?.keys() ?? []), ...special.keys()]);
    for (const to of all) {
      const walk = walks.get(to) ?? columns.walkBetween(from, to);
      const resolved = (seconds: SaidSeconds): number | null => (seconds === undefined ? rules.change + walk : seconds);
      const general = isPossible(to) ? resolved(ofFrom?.get(to)) : null;
      add(from, to, general, walk);
      if (berths.beside.size === 0) continue;
      for (const [off, on] of besidePairs(berths, from, to))
        add(
          off?.number ?? from,
          on?.number ?? to,
          saidBetween(special.get(to) ?? [], off, on, general, resolved),
          walk,
        );
    }
  }
  yield;
  const columnsOf = {
    from: rows.from.toArray(),
    to: rows.to.toArray(),
    seconds: rows.seconds.toArray(),
    walks: rows.walks.toArray(),
  };
  const out = yield* sideOf(berths.count, columnsOf, columnsOf.from, columnsOf.to);
  const into = yield* sideOf(berths.count, columnsOf, columnsOf.to, columnsOf.from);
  return { out, into };
}

/** Looking around a stop, in changes found there. */
const STOP_COSTS = 16;

/** The berths of two stops two by two, but for the two stops themselves; null stands for the stop. */
const besidePairs = (
  { beside }: Berths,
  from: number,
  to: number,
): readonly (readonly [Berth | null, Berth | null])[] => {
  const [offs, ons] = [beside.get(from), beside.get(to)];
  if (offs === undefined && ons === undefined) return [];
  return [null, ...(offs ?? [])].flatMap((off) =>
    [null, ...(ons ?? [])].flatMap((on) => (off === null && on === null ? [] : [[off, on] as const])),
  );
};

interface Rows {
  readonly seconds: Int32Array;
  readonly walks: Int32Array;
}

function* sideOf(
  berthCount: number,
  { seconds, walks }: Rows,
  owners: Int32Array,
  others: Int32Array,
): Steps<ChangeSide> {
  const { length } = owners;
  const first = new Int32Array(berthCount + 1);
  for (let row = 0; row < length; row += 1) {
    const owner = owners[row] as number;
    first[owner + 1] = (first[owner + 1] as number) + 1;
  }
  yield;
  for (let berth = 0; berth < berthCount; berth += 1)
    first[berth + 1] = (first[berth + 1] as number) + (first[berth] as number);
  const free = first.slice();
  const side = {
    first,
    berths: new Int32Array(length),
    seconds: new Int32Array(length),
    walks: new Int32Array(length),
  };
  for (let row = 0; row < length; row += 1) {
    if (row % SORTED_A_STEP === SORTED_A_STEP - 1) yield;
    const owner = owners[row] as number;
    const at = free[owner] as number;
    free[owner] = at + 1;
    side.berths[at] = others[row] as number;
    side.seconds[at] = seconds[row] as number;
    side.walks[at] = walks[row] as number;
  }
  yield;
  return side;
}
