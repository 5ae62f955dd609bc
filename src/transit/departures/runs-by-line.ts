import type { IsoDate, Metres, Minutes } from '#src/time/units.ts';
import type { Line } from '#src/transit/journey/journey.ts';
import { lineOf } from '#src/transit/journey/line-of.ts';
import { towardsOf } from '#src/transit/journey/towards-of.ts';
import type { PassingRun } from '#src/transit/departures/passing-runs.ts';
import type { StopsByFeed } from '#src/transit/departures/stops-of-communes.ts';
import { BOARDING } from '#src/transit/timetable/timetable.ts';

/** Minutes after the midnight of its day, beyond 1439 in the night after it. */
export interface DepartureHour {
  readonly at: Minutes;
  readonly approximate: boolean;
  /** One has to ask the network for it. */
  readonly booked: boolean;
  /** Where hours are not exact: about every so many minutes. */
  readonly every: Minutes | null;
}

/** A line in one direction, in whichever timetables it is told. */
export interface LineRuns {
  readonly feedIds: ReadonlySet<string>;
  readonly line: Line;
  readonly towards: string;
  readonly stop: { readonly name: string; readonly metres: Metres };
  readonly otherStops: readonly string[];
  /** In the order of the day, each once. */
  readonly hours: ReadonlyMap<IsoDate, readonly DepartureHour[]>;
  /** Where most of them end. */
  readonly end: LineEnd;
  /** When the first of the day is at its end. */
  readonly arrivals: ReadonlyMap<IsoDate, Minutes>;
}

export interface LineEnd {
  readonly feedId: string;
  readonly stop: number;
  readonly name: string;
}

/** One way to get on a run: a stop of the commune. */
interface Boarding {
  readonly run: number;
  readonly stop: string;
  readonly metres: Metres;
  readonly date: IsoDate;
  readonly hour: DepartureHour;
  readonly end: LineEnd;
  readonly arrival: Minutes;
}

interface Gathered {
  readonly line: Line;
  readonly towards: string;
  readonly feedIds: Set<string>;
  readonly boardings: Boarding[];
}

/** The runs that take one from the stops of a commune to elsewhere, or round it; each is told at one stop, the one that most leave from. */
export const runsByLine = (
  runs: readonly PassingRun[],
  stops: StopsByFeed,
  span: readonly [IsoDate, IsoDate],
): readonly LineRuns[] => {
  const lines = new Map<string, Gathered>();
  for (const [number, run] of runs.entries()) {
    const { timetable, feedId } = run.feed;
    const line = lineOf(timetable, run.trip);
    const towards = towardsOf(timetable, run.trip);
    const key = [line.kind, line.shortName || line.longName, towards].join('\n').toLowerCase();
    const gathered = lines.get(key) ?? { line, towards, feedIds: new Set<string>(), boardings: [] };
    const boardings = boardingsOf(run, number, stops.get(feedId) ?? NONE).filter(
      ({ date }) => span[0] <= date && date <= span[1],
    );
    if (boardings.length === 0) continue;
    gathered.feedIds.add(feedId);
    gathered.boardings.push(...boardings);
    lines.set(key, gathered);
  }
  return [...lines.values()].map(told);
};

const NONE: ReadonlyMap<number, Metres> = new Map();

const boardingsOf = (
  { feed: { feedId, timetable }, rows: [first, end], shown, every }: PassingRun,
  run: number,
  metresOf: ReadonlyMap<number, Metres>,
): readonly Boarding[] => {
  const { stops, stopTimes } = timetable;
  const last = end - 1;
  const rows = Array.from({ length: end - first }, (_, at) => first + at);
  const stopAt = (row: number): number => stopTimes.stops[row] as number;
  const isRound = rows.every((row) => metresOf.has(stopAt(row)));
  const lastOut = rows.findLast((row) => stopTimes.dropOffs[row] !== 1 && (isRound || !metresOf.has(stopAt(row))));
  const endStop = { feedId, stop: stopAt(last), name: stops.names[stopAt(last)] as string };
  return rows
    .filter((row) => metresOf.has(stopAt(row)) && stopTimes.pickups[row] !== 1 && row < (lastOut ?? first))
    .map((row) => {
      const { date, minutes } = shown(stopTimes.departures[row] as number);
      const there = shown((stopTimes.arrivals[last] as number) + 59);
      return {
        run,
        stop: stops.names[stopAt(row)] as string,
        metres: metresOf.get(stopAt(row)) as Metres,
        date,
        hour: {
          at: minutes,
          approximate: stopTimes.approximate[row] === 1 || every !== null,
          booked: BOARDING[stopTimes.pickups[row] as number] === 'phone-agency',
          every: every === null ? null : Math.round(every / 60),
        },
        end: endStop,
        // Of a train that arrives on the morrow nobody comes back the same day.
        arrival: there.date === date ? there.minutes : Infinity,
      };
    });
};

const told = ({ line, towards, feedIds, boardings }: Gathered): LineRuns => {
  const counts = countedBy(boardings, ({ stop }) => stop);
  const nearest = new Map(boardings.map(({ stop, metres }) => [stop, metres]));
  const ranked = [...counts.keys()].toSorted(
    (a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (nearest.get(a) ?? 0) - (nearest.get(b) ?? 0),
  );
  const rankOf = new Map(ranked.map((stop, rank) => [stop, rank]));
  const best = new Map<number, number>();
  for (const { run, stop } of boardings)
    best.set(run, Math.min(best.get(run) ?? Infinity, rankOf.get(stop) ?? Infinity));
  const chosen = boardings.filter(({ run, stop }) => rankOf.get(stop) === best.get(run));
  const ends = countedBy(chosen, ({ end }) => `${end.feedId}/${end.stop}`);
  const end = chosen.reduce(
    (most, { end: other }) => {
      const [a, b] = [most, other].map(({ feedId, stop }) => ends.get(`${feedId}/${stop}`) ?? 0);
      return (b as number) > (a as number) ? other : most;
    },
    (chosen[0] as Boarding).end,
  );
  const stop = ranked[0] as string;
  return {
    feedIds,
    line,
    towards,
    stop: { name: stop, metres: nearest.get(stop) ?? 0 },
    otherStops: ranked.slice(1),
    hours: new Map([...Map.groupBy(chosen, ({ date }) => date)].map(([date, all]) => [date, inOrder(all)])),
    end,
    arrivals: new Map(
      [...Map.groupBy(chosen, ({ date }) => date)].map(([date, all]) => [
        date,
        Math.min(...all.map(({ arrival }) => arrival)),
      ]),
    ),
  };
};

/** Each hour once: a line told by two timetables leaves once; the one that is sure of its hour is believed. */
const inOrder = (boardings: readonly Boarding[]): readonly DepartureHour[] => {
  const hours = new Map<Minutes, DepartureHour>();
  for (const { hour } of boardings) {
    const known = hours.get(hour.at);
    if (known === undefined || (known.approximate && !hour.approximate)) hours.set(hour.at, hour);
  }
  return [...hours.values()].toSorted((a, b) => a.at - b.at);
};

const countedBy = <T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  return counts;
};
