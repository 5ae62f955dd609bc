import { type SaidSeconds, secondsOf } from '#src/transit/network/said-changes.ts';
import type { Timetable } from '#src/transit/timetable/timetable.ts';

/** A rule of transfers.txt for a route or a trip, on either side, between two stops or stations of its feed. */
export interface SpecialRule {
  /** Its row. */
  readonly id: number;
  readonly from: number;
  readonly to: number;
  readonly off: Party;
  readonly on: Party;
  readonly seconds: SaidSeconds;
  /** Of two that hold for the same two trips, the one with more wins; of equal ones, the later row. */
  readonly precision: number;
}

/** Whose trips a rule is for, on one side of the change. */
export type Party =
  | { readonly kind: 'all' }
  | { readonly kind: 'route'; readonly route: number }
  | { readonly kind: 'trip'; readonly trip: number };

const NONE = -1;
const IMPOSSIBLE = 3;

/** The rules of a feed that are for some of its routes or trips alone, the least precise first. */
export const specialRules = ({ stops, transfers }: Timetable): readonly SpecialRule[] => {
  const stations = new Set(stops.parents);
  const rules: SpecialRule[] = [];
  for (let row = 0; row < transfers.from.length; row += 1) {
    if ((transfers.types[row] as number) > IMPOSSIBLE) continue;
    const off = partyOf(transfers.fromRoutes[row] as number, transfers.fromTrips[row] as number);
    const on = partyOf(transfers.toRoutes[row] as number, transfers.toTrips[row] as number);
    if (off.kind === 'all' && on.kind === 'all') continue;
    const [from, to] = [transfers.from[row] as number, transfers.to[row] as number];
    // A rule for a stop itself wins over one for its station, as it does among rules for all trips.
    const precision = RANKS[off.kind][on.kind] * 3 + Number(!stations.has(from)) + Number(!stations.has(to));
    const seconds = secondsOf(transfers.types[row] as number, transfers.minSeconds[row] as number);
    rules.push({ id: row, from, to, off, on, seconds, precision });
  }
  return rules.toSorted((a, b) => a.precision - b.precision || a.id - b.id);
};

/** A trip takes precedence over its route where both are said. */
const partyOf = (route: number, trip: number): Party => {
  if (trip !== NONE) return { kind: 'trip', trip };
  return route === NONE ? { kind: 'all' } : { kind: 'route', route };
};

/** GTFS, transfers.txt: the ranking of specificity, from the least. */
const RANKS: Readonly<Record<Party['kind'], Readonly<Record<Party['kind'], number>>>> = {
  all: { all: 0, route: 1, trip: 3 },
  route: { all: 1, route: 2, trip: 4 },
  trip: { all: 3, route: 4, trip: 5 },
};
