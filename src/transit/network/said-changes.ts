import type { Timetable } from '#src/transit/timetable/timetable.ts';

/** What a feed says of a change between two stops; null where it forbids it, undefined where it leaves it to the walk. */
export type SaidSeconds = number | null | undefined;

/** What feeds say of changes, by the stop where one gets off, then the one where one gets on. */
export type SaidChanges = ReadonlyMap<number, ReadonlyMap<number, SaidSeconds>>;

const WAITS = 1;
const TAKES = 2;
const IMPOSSIBLE = 3;
const NONE = -1;

/**
 * What transfers.txt says between stops. A rule of a station holds for all its stops, and one for a stop alone wins over
 * it. Rules of one route or one trip alone are `specialRules`; those about staying in one's seat are no changes.
 */
export const saidChanges = ({ stops, transfers }: Timetable, firstStop: number): SaidChanges => {
  const said = new Map<number, Map<number, SaidSeconds>>();
  const own = ownStops(stops.parents);
  const rows = Array.from(transfers.from.keys()).filter((row) => isGeneral(transfers, row));
  const precision = (row: number): number =>
    Number(!own.has(transfers.from[row] as number)) + Number(!own.has(transfers.to[row] as number));
  for (const row of rows.toSorted((a, b) => precision(a) - precision(b))) {
    const [from, to] = [transfers.from[row] as number, transfers.to[row] as number];
    const seconds = secondsOf(transfers.types[row] as number, transfers.minSeconds[row] as number);
    for (const off of own.get(from) ?? [from])
      for (const on of own.get(to) ?? [to]) {
        const ofOff = said.get(firstStop + off) ?? new Map<number, SaidSeconds>();
        said.set(firstStop + off, ofOff.set(firstStop + on, seconds));
      }
  }
  return said;
};

const isGeneral = ({ types, fromRoutes, toRoutes, fromTrips, toTrips }: Timetable['transfers'], row: number): boolean =>
  (types[row] as number) <= IMPOSSIBLE &&
  [fromRoutes, toRoutes, fromTrips, toTrips].every((column) => column[row] === NONE);

/** What a rule of a type that is about changes says of their length. */
export const secondsOf = (type: number, least: number): SaidSeconds => {
  if (type === IMPOSSIBLE) return null;
  if (type === WAITS) return 0;
  return type === TAKES ? least : undefined;
};

/** By station, its stops and itself. */
export const ownStops = (parents: Int32Array): ReadonlyMap<number, readonly number[]> => {
  const own = new Map<number, number[]>();
  parents.forEach((parent, stop) => {
    if (parent === NONE) return;
    const list = own.get(parent) ?? [parent];
    list.push(stop);
    own.set(parent, list);
  });
  return own;
};
