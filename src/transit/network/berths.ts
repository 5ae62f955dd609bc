import type { Walks } from '#src/transit/network/near-stops.ts';
import { ownStops, type SaidSeconds } from '#src/transit/network/said-changes.ts';
import { type Party, type SpecialRule, specialRules } from '#src/transit/network/special-rules.ts';
import type { Steps } from '#src/transit/network/steps.ts';
import type { Timetable } from '#src/transit/timetable/timetable.ts';

/**
 * A stop, as some of its trips have it. Rules of changes may be for a route or a trip alone: at a stop that they name, trips
 * for which the same ones hold share a berth, and changes are between berths. Nearly every stop is one berth for all its
 * trips, with its own number; the others have the numbers beyond the stops'.
 */
export interface Berths {
  readonly count: number;
  /** By stop, its berths beyond itself. */
  readonly beside: ReadonlyMap<number, readonly Berth[]>;
  /** By stop where one gets off, the stops to which such a rule leads, and those rules, the least precise first. */
  readonly rulesFrom: (stop: number) => ReadonlyMap<number, readonly SpecialRule[]>;
}

export interface Berth {
  readonly number: number;
  readonly off: ReadonlySet<SpecialRule>;
  readonly on: ReadonlySet<SpecialRule>;
  /** Too many trips to tell apart: of all rules that hold for one of them, the slowest has to do for each. */
  readonly isMixed: boolean;
}

/** Of one timetable: by stop, then by trip, the berth where it is not the stop itself; null when there is none. */
export type NamedTrips = ReadonlyMap<number, ReadonlyMap<number, number>> | null;

interface PartBefore {
  readonly timetable: Timetable;
  readonly firstStop: number;
}

/** Of one stop. Beyond, its trips are told apart by their route alone, or not at all: changes are between all of them. */
export const MOST_BERTHS = 100;

/** Trips looked at between two steps. */
const TRIPS_A_STEP = 2048;

/** The berths of timetables whose stops are numbered one after another, and by timetable who stops at which. */
export function* berthsOf(
  parts: readonly PartBefore[],
  stopCount: number,
  most: number,
): Steps<{ readonly berths: Berths; readonly named: readonly NamedTrips[] }> {
  const beside = new Map<number, readonly Berth[]>();
  const rules: ReturnType<typeof rulesOf>[] = [];
  const named: NamedTrips[] = [];
  let count = stopCount;
  for (const { timetable, firstStop } of parts) {
    const special = specialRules(timetable);
    if (special.length === 0) {
      named.push(null);
      continue;
    }
    rules.push(rulesOf(timetable, firstStop, special));
    const trips = new Map<number, ReadonlyMap<number, number>>();
    for (const [stop, held] of yield* heldAt(timetable, special)) {
      const { made, ofTrips } = shared(held, count, timetable.trips.routes, most);
      count += made.length;
      beside.set(firstStop + stop, made);
      trips.set(stop, ofTrips);
      yield;
    }
    named.push(trips);
  }
  const rulesFrom = (stop: number) => rules.map((of) => of(stop)).find((found) => found.size > 0) ?? NO_RULES;
  return { berths: { count, beside, rulesFrom }, named };
}

const NO_RULES: ReadonlyMap<number, readonly SpecialRule[]> = new Map();
const NO_STATION = -1;

/** What `Berths.rulesFrom` says of one timetable. */
const rulesOf = ({ stops }: Timetable, firstStop: number, special: readonly SpecialRule[]): Berths['rulesFrom'] => {
  const own = ownStops(stops.parents);
  const byFrom = Map.groupBy(special, ({ from }) => from);
  return (stop) => {
    const from = stop - firstStop;
    const station = stops.parents[from] ?? NO_STATION;
    const ofStop = [...(byFrom.get(from) ?? []), ...(byFrom.get(station) ?? [])];
    if (ofStop.length === 0) return NO_RULES;
    const byTo = new Map<number, SpecialRule[]>();
    for (const rule of ofStop.toSorted((a, b) => a.precision - b.precision || a.id - b.id))
      for (const to of own.get(rule.to) ?? [rule.to]) {
        const list = byTo.get(firstStop + to) ?? [];
        byTo.set(firstStop + to, list);
        list.push(rule);
      }
    return byTo;
  };
};

interface Held {
  readonly off: readonly SpecialRule[];
  readonly on: readonly SpecialRule[];
}

/** By stop, by trip that calls there, the rules that hold for it. */
function* heldAt(
  { trips, stopTimes, stops }: Timetable,
  special: readonly SpecialRule[],
): Steps<ReadonlyMap<number, Map<number, Held>>> {
  const [off, on] = [
    partiesAt(
      special,
      stops.parents,
      (rule) => rule.from,
      (rule) => rule.off,
    ),
    partiesAt(
      special,
      stops.parents,
      (rule) => rule.to,
      (rule) => rule.on,
    ),
  ];
  const held = new Map<number, Map<number, Held>>();
  for (let trip = 0; trip < trips.ids.length; trip += 1) {
    if (trip % TRIPS_A_STEP === TRIPS_A_STEP - 1) yield;
    const route = trips.routes[trip] as number;
    const last = trips.firstStopTime[trip + 1] as number;
    for (let row = trips.firstStopTime[trip] as number; row < last; row += 1) {
      const stop = stopTimes.stops[row] as number;
      const [ofOff, ofOn] = [off(stop, trip, route), on(stop, trip, route)];
      if (ofOff.length + ofOn.length === 0) continue;
      const atStop = held.get(stop) ?? new Map<number, Held>();
      held.set(stop, atStop.set(trip, { off: ofOff, on: ofOn }));
    }
  }
  return held;
}

/** What gives the rules that name a trip or its route at a stop, or at its station. */
const partiesAt = (
  special: readonly SpecialRule[],
  parents: Int32Array,
  stopOf: (rule: SpecialRule) => number,
  partyOf: (rule: SpecialRule) => Party,
): ((stop: number, trip: number, route: number) => readonly SpecialRule[]) => {
  const naming = special.filter((rule) => partyOf(rule).kind !== 'all');
  const byStop = new Map(
    [...Map.groupBy(naming, stopOf)].map(([stop, rules]) => [stop, Map.groupBy(rules, (rule) => keyOf(partyOf(rule)))]),
  );
  return (stop, trip, route) =>
    [byStop.get(stop), byStop.get(parents[stop] ?? NO_STATION)].flatMap((byParty) =>
      byParty === undefined ? [] : [...(byParty.get(`t${trip}`) ?? []), ...(byParty.get(`r${route}`) ?? [])],
    );
};

const keyOf = (party: Party): string => {
  if (party.kind === 'all') return '';
  return party.kind === 'trip' ? `t${party.trip}` : `r${party.route}`;
};

/** One berth for all trips of a stop for which the same rules hold. */
const shared = (held: ReadonlyMap<number, Held>, firstNumber: number, routes: Int32Array, most: number) => {
  const ids = ({ off, on }: Held): string => [off, on].map((rules) => rules.map(({ id }) => id).join()).join(' ');
  const exact = Map.groupBy(held.keys(), (trip) => ids(held.get(trip) as Held));
  const isMixed = exact.size > most;
  const byRoute = isMixed ? Map.groupBy(held.keys(), (trip) => String(routes[trip])) : exact;
  const groups = byRoute.size > most ? Map.groupBy(held.keys(), () => '') : byRoute;
  const made: Berth[] = [];
  const ofTrips = new Map<number, number>();
  for (const trips of groups.values()) {
    const number = firstNumber + made.length;
    const all = trips.map((trip) => held.get(trip) as Held);
    made.push({
      number,
      off: new Set(all.flatMap(({ off }) => off)),
      on: new Set(all.flatMap(({ on }) => on)),
      isMixed,
    });
    for (const trip of trips) ofTrips.set(trip, number);
  }
  return { made, ofTrips };
};

/** What rules between two stops say of a change from one berth to another; `otherwise` where none of them holds. */
export const saidBetween = (
  rules: readonly SpecialRule[],
  from: Berth | null,
  to: Berth | null,
  otherwise: number | null,
  resolved: (said: SaidSeconds) => number | null,
): number | null => {
  const held = rules.filter(
    (rule) => (rule.off.kind === 'all' || from?.off.has(rule)) && (rule.on.kind === 'all' || to?.on.has(rule)),
  );
  if (from?.isMixed !== true && to?.isMixed !== true) {
    const last = held.at(-1);
    return last === undefined ? otherwise : resolved(last.seconds);
  }
  const all = [otherwise, ...held.map(({ seconds }) => resolved(seconds))];
  return all.includes(null) ? null : Math.max(...all.map((seconds) => seconds ?? 0));
};

/** The same walks, to every berth of each stop. */
export const toBerths = (berths: Berths, walks: Walks): Walks => {
  if (berths.beside.size === 0) return walks;
  const stops: number[] = [];
  const seconds: number[] = [];
  walks.stops.forEach((stop, at) => {
    for (const number of berthsAt(berths, stop)) {
      stops.push(number);
      seconds.push(walks.seconds[at] as number);
    }
  });
  return { stops: Int32Array.from(stops), seconds: Int32Array.from(seconds) };
};

/** A stop and its berths beyond itself. */
export const berthsAt = ({ beside }: Pick<Berths, 'beside'>, stop: number): readonly number[] => [
  stop,
  ...(beside.get(stop) ?? []).map(({ number }) => number),
];
