import type { Point } from '#src/places/place.ts';
import { dateOf } from '#src/time/dates.ts';
import type { IsoDate, Metres, Minutes } from '#src/time/units.ts';
import type { Line } from '#src/transit/journey/journey.ts';
import { lineOf } from '#src/transit/journey/line-of.ts';
import { towardsOf } from '#src/transit/journey/towards-of.ts';
import type { Steps } from '#src/transit/network/steps.ts';
import { type PassingRun, shownAt } from '#src/transit/departures/passing-runs.ts';
import type { StopsByFeed } from '#src/transit/departures/stops-of-communes.ts';
import { BOARDING, type Timetable } from '#src/transit/timetable/timetable.ts';

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
  readonly point: Point;
}

/** A run with the rows at which one may get on it in the commune, to go elsewhere. */
interface Boarded {
  readonly run: PassingRun;
  readonly rows: readonly number[];
}

interface Gathered {
  readonly line: Line;
  readonly towards: string;
  readonly feedIds: Set<string>;
  readonly runs: Boarded[];
  /** By the name of a stop, how often one gets on there, and how far it is. */
  readonly counts: Map<string, number>;
  readonly metres: Map<string, Metres>;
}

/** Runs looked at between two steps. */
const RUNS_A_STEP = 1024;

/** The runs that take one from the stops of a commune to elsewhere, or round it; each is told at one stop, the one that most leave from. */
export function* runsByLine(runs: readonly PassingRun[], stops: StopsByFeed): Steps<readonly LineRuns[]> {
  const lines = new Map<string, Gathered>();
  for (const [number, run] of runs.entries()) {
    if (number % RUNS_A_STEP === RUNS_A_STEP - 1) yield;
    const { timetable, feedId } = run.feed;
    const metresOf = stops.get(feedId) ?? NONE;
    const rows = boardingRows(run, metresOf).filter((row) => daysAt(run, row).length > 0);
    if (rows.length === 0) continue;
    const line = lineOf(timetable, run.trip);
    const towards = towardsOf(timetable, run.trip);
    const key = [line.kind, line.shortName || line.longName, towards].join('\n').toLowerCase();
    const gathered = lines.get(key) ?? newGathered(line, towards);
    lines.set(key, gathered);
    gathered.feedIds.add(feedId);
    gathered.runs.push({ run, rows });
    for (const row of rows) {
      const name = nameAt(timetable, row);
      gathered.counts.set(name, (gathered.counts.get(name) ?? 0) + daysAt(run, row).length);
      gathered.metres.set(name, metresOf.get(timetable.stopTimes.stops[row] as number) as Metres);
    }
  }
  const told: LineRuns[] = [];
  for (const gathered of lines.values()) {
    yield;
    told.push(tell(gathered));
  }
  return told;
}

const NONE: ReadonlyMap<number, Metres> = new Map();

const newGathered = (line: Line, towards: string): Gathered => ({
  line,
  towards,
  feedIds: new Set(),
  runs: [],
  counts: new Map(),
  metres: new Map(),
});

const nameAt = ({ stops, stopTimes }: Timetable, row: number): string =>
  stops.names[stopTimes.stops[row] as number] as string;

/** The days of the span on which a run leaves from a row. */
const daysAt = (run: PassingRun, row: number): readonly number[] =>
  run.days.calls(shownAt(run, run.feed.timetable.stopTimes.departures[row] as number).daysLater);

const boardingRows = (
  { feed: { timetable }, rows: [first, end] }: PassingRun,
  metresOf: ReadonlyMap<number, Metres>,
): readonly number[] => {
  const { stops, pickups, dropOffs } = timetable.stopTimes;
  const rows = Array.from({ length: end - first }, (_, at) => first + at);
  const isHere = (row: number): boolean => metresOf.has(stops[row] as number);
  const isRound = rows.every(isHere);
  const lastOut = rows.findLast((row) => dropOffs[row] !== 1 && (isRound || !isHere(row))) ?? first;
  return rows.filter((row) => row < lastOut && isHere(row) && pickups[row] !== 1);
};

/** What leaves on the same days. */
interface OfDays {
  readonly hours: DepartureHour[];
  arrival: Minutes;
}

const tell = ({ line, towards, feedIds, runs, counts, metres }: Gathered): LineRuns => {
  const ranked = [...counts.keys()].toSorted(
    (a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (metres.get(a) ?? 0) - (metres.get(b) ?? 0),
  );
  const rankOf = new Map(ranked.map((stop, rank) => [stop, rank]));
  const byDays = new Map<readonly number[], OfDays>();
  const ends = new Map<string, { readonly end: LineEnd; count: number }>();
  for (const { run, rows } of runs) {
    const { timetable } = run.feed;
    const rank = (row: number): number => rankOf.get(nameAt(timetable, row)) ?? Infinity;
    const best = Math.min(...rows.map(rank));
    for (const row of rows.filter((one) => rank(one) === best)) {
      const { hour, days, arrival } = departureAt(run, row);
      const ofDays = byDays.get(days) ?? { hours: [], arrival: Infinity };
      byDays.set(days, ofDays);
      ofDays.hours.push(hour);
      ofDays.arrival = Math.min(ofDays.arrival, arrival);
      const end = endOf(run);
      const key = `${end.feedId}/${end.stop}`;
      const known = ends.get(key) ?? { end, count: 0 };
      known.count += days.length;
      ends.set(key, known);
    }
  }
  const most = [...ends.values()].reduce((best, other) => (other.count > best.count ? other : best));
  const stop = ranked[0] as string;
  return {
    feedIds,
    line,
    towards,
    stop: { name: stop, metres: metres.get(stop) ?? 0 },
    otherStops: ranked.slice(1),
    end: most.end,
    ...dayByDay(byDays),
  };
};

const endOf = ({ feed: { feedId, timetable }, rows }: PassingRun): LineEnd => {
  const { stops, stopTimes } = timetable;
  const stop = stopTimes.stops[rows[1] - 1] as number;
  const point = { latitude: stops.latitudes[stop] as number, longitude: stops.longitudes[stop] as number };
  return { feedId, stop, name: stops.names[stop] as string, point };
};

const departureAt = (run: PassingRun, row: number) => {
  const { stopTimes } = run.feed.timetable;
  const { every } = run;
  const { daysLater, minutes } = shownAt(run, stopTimes.departures[row] as number);
  const there = shownAt(run, (stopTimes.arrivals[run.rows[1] - 1] as number) + 59);
  return {
    days: run.days.calls(daysLater),
    hour: {
      at: minutes,
      approximate: stopTimes.approximate[row] === 1 || every !== null,
      booked: BOARDING[stopTimes.pickups[row] as number] === 'phone-agency',
      every: every === null ? null : Math.round(every / 60),
    },
    // Of a train that arrives on the morrow nobody comes back the same day.
    arrival: there.daysLater === daysLater ? there.minutes : Infinity,
  };
};

/** Days on which the same leaves share their hours: most of a month are three kinds of days. */
const dayByDay = (byDays: ReadonlyMap<readonly number[], OfDays>): Pick<LineRuns, 'hours' | 'arrivals'> => {
  const parts = new Map<number, OfDays[]>();
  for (const [days, ofDays] of byDays)
    for (const day of days) {
      const list = parts.get(day);
      if (list) list.push(ofDays);
      else parts.set(day, [ofDays]);
    }
  const numbers = new Map([...byDays.values()].map((ofDays, number) => [ofDays, number]));
  const known = new Map<string, readonly DepartureHour[]>();
  const [hours, arrivals] = [new Map<IsoDate, readonly DepartureHour[]>(), new Map<IsoDate, Minutes>()];
  for (const [day, list] of parts) {
    const key = list.map((ofDays) => numbers.get(ofDays)).join();
    const all = known.get(key) ?? inOrder(list.flatMap((ofDays) => ofDays.hours));
    known.set(key, all);
    hours.set(dateOf(day), all);
    arrivals.set(dateOf(day), Math.min(...list.map(({ arrival }) => arrival)));
  }
  return { hours, arrivals };
};

/** Each hour once: a line told by two timetables leaves once; the one that is sure of its hour is believed. */
const inOrder = (all: readonly DepartureHour[]): readonly DepartureHour[] => {
  const hours = new Map<Minutes, DepartureHour>();
  for (const hour of all) {
    const known = hours.get(hour.at);
    if (known === undefined || (known.approximate && !hour.approximate)) hours.set(hour.at, hour);
  }
  return [...hours.values()].toSorted((a, b) => a.at - b.at);
};
