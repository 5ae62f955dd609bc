import { addDays } from '#src/time/dates.ts';
import type { Point } from '#src/places/place.ts';
import type { IsoDate, Metres, Minutes } from '#src/time/units.ts';
import { type AlikeDays, alikeDays, weekFrom } from '#src/transit/departures/alike-days.ts';
import type { Line } from '#src/transit/journey/journey.ts';
import { type LastBack, lastWaysBack } from '#src/transit/departures/last-ways-back.ts';
import type { Steps } from '#src/transit/network/steps.ts';
import type { NetworkFeed } from '#src/transit/network/network.ts';
import { type Period, periodOf, covers } from '#src/transit/network/period.ts';
import { type DepartureHour, type LineEnd, type LineRuns, runsByLine } from '#src/transit/departures/runs-by-line.ts';
import { passingRuns } from '#src/transit/departures/passing-runs.ts';
import { type CommuneStop, stopsByFeed } from '#src/transit/departures/stops-of-communes.ts';

/** What leaves from the stops of a commune in the seven days from a date. */
export interface StopsWeek {
  readonly dates: readonly IsoDate[];
  /** Those with most departures first. */
  readonly lines: readonly LineDepartures[];
  /** The timetables that serve these stops and say something of that week. */
  readonly periods: readonly Period[];
  /** Those that serve them and say nothing of it. */
  readonly silent: readonly Period[];
  /** Days of the week of which none of them says anything. */
  readonly untold: readonly IsoDate[];
}

/** A line in one direction, from the stop of the commune where it leaves most often. */
export interface LineDepartures {
  readonly line: Line;
  readonly towards: string;
  readonly stop: { readonly name: string; readonly metres: Metres };
  /** Other stops of the commune from which it leaves. */
  readonly otherStops: readonly string[];
  readonly days: readonly DayHours[];
  /** Departures of the week. */
  readonly weekly: number;
  readonly waysBack: WaysBack | null;
}

export interface DayHours extends Omit<AlikeDays, 'key'> {
  readonly hours: readonly DepartureHour[];
}

/** The last vehicle that comes back without a change, from the end of the line. */
export interface WaysBack {
  readonly from: string;
  readonly point: Point;
  /** Days with departures; null where nothing comes back after one is there. */
  readonly days: readonly (Omit<AlikeDays, 'key'> & { readonly at: Minutes | null })[];
}

/** Days looked at on both sides of the week, to know what an ordinary one is. */
const AROUND = 14;

/** Lines told between two steps. */
const LINES_A_STEP = 8;

/** What leaves in the seven days from a date, step by step: a city takes a second. */
export function* stopDepartures(
  feeds: readonly NetworkFeed[],
  stops: readonly CommuneStop[],
  first: IsoDate,
  zone: string,
): Steps<StopsWeek> {
  const dates = weekFrom(first);
  const span = [addDays(first, -AROUND), addDays(first, 6 + AROUND)] as const;
  const serving = feeds.filter(({ feedId }) => stops.some((stop) => stop.feedId === feedId));
  const periods = serving.map(periodOf);
  const home = stopsByFeed(stops);
  // Read once for both: each reading goes through every trip of a country.
  const runs = yield* passingRuns(serving, home, span, zone);
  const told: Told[] = [];
  for (const [number, line] of (yield* runsByLine(runs, home)).entries()) {
    if (number % LINES_A_STEP === LINES_A_STEP - 1) yield;
    const departures = departuresOf(line, dates, periods);
    if (departures.weekly > 0) told.push(departures);
  }
  const back = yield* lastWaysBack(runs, home);
  const lines: LineDepartures[] = [];
  for (const { runs: ofLine, ...line } of told.toSorted(
    (a, b) => b.weekly - a.weekly || a.stop.metres - b.stop.metres,
  )) {
    if (lines.length % LINES_A_STEP === LINES_A_STEP - 1) yield;
    lines.push({ ...line, waysBack: waysBackOf(ofLine, periods, back, first) });
  }
  return {
    dates,
    lines,
    periods: periods.filter((period) => dates.some((date) => covers(period, date))),
    silent: periods.filter((period) => !dates.some((date) => covers(period, date))),
    untold: dates.filter((date) => !periods.some((period) => covers(period, date))),
  };
}

type Told = Omit<LineDepartures, 'waysBack'> & { readonly runs: LineRuns };

const departuresOf = (runs: LineRuns, dates: readonly IsoDate[], periods: readonly Period[]): Told => {
  const first = dates[0] as IsoDate;
  const isTold = toldBy(runs, periods);
  const keyOf = (date: IsoDate): string | undefined => (isTold(date) ? keyOfHours(runs.hours.get(date)) : undefined);
  const days = alikeDays(first, keyOf).map(({ key, ...kind }) => ({ ...kind, hours: hoursOfKey(key) }));
  const weekly = dates.reduce((sum, date) => sum + (runs.hours.get(date)?.length ?? 0), 0);
  const { line, towards, stop, otherStops } = runs;
  return { runs, line, towards, stop, otherStops, days, weekly };
};

/** Whether its timetables say what it does that day; where one is silent, only a day with departures is known. */
const toldBy = ({ feedIds, hours }: LineRuns, periods: readonly Period[]): ((date: IsoDate) => boolean) => {
  const own = periods.filter(({ feedId }) => feedIds.has(feedId));
  return (date) => hours.has(date) || own.every((period) => covers(period, date));
};

/** Hours that several days share are written once. */
const keys = new WeakMap<readonly DepartureHour[], string>();

const keyOfHours = (hours: readonly DepartureHour[] | undefined): string => {
  if (hours === undefined || hours.length === 0) return '';
  const key = keys.get(hours) ?? JSON.stringify(hours);
  keys.set(hours, key);
  return key;
};

const hoursOfKey = (key: string): readonly DepartureHour[] => JSON.parse(key) as readonly DepartureHour[];

const waysBackOf = (
  runs: LineRuns,
  periods: readonly Period[],
  lastBack: (end: LineEnd) => LastBack | null,
  first: IsoDate,
): WaysBack | null => {
  const { end, arrivals, hours } = runs;
  const last = lastBack(end);
  if (last === null) return null;
  const isTold = toldBy(runs, periods);
  const keyOf = (date: IsoDate): string | undefined => {
    if (!hours.has(date)) return isTold(date) ? '' : undefined;
    const at = last.get(date);
    return at !== undefined && at >= (arrivals.get(date) ?? 0) ? String(at) : NEVER;
  };
  return {
    from: end.name,
    point: end.point,
    days: alikeDays(first, keyOf).map(({ key, ...kind }) => ({ ...kind, at: key === NEVER ? null : Number(key) })),
  };
};

const NEVER = 'never';
