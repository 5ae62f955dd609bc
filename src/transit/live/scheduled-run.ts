import type { IsoDate, Minutes } from '#src/time/units.ts';
import { instantOf, momentAfter } from '#src/time/zone.ts';
import type { RideLeg } from '#src/transit/journey/journey.ts';
import type { EpochSeconds } from '#src/transit/live/live.ts';
import type { ScheduledRow } from '#src/transit/live/row-delays.ts';
import { serviceMidnight } from '#src/transit/timetable/day-clock.ts';
import type { ServiceSeconds, Timetable } from '#src/transit/timetable/timetable.ts';

/** The run of a ride, whole, and which of its stops the ride is between. */
export interface ScheduledRun {
  readonly trip: number;
  readonly rows: readonly ScheduledRow[];
  readonly board: number;
  readonly alight: number;
  /** When it starts at its first stop. */
  readonly start: ServiceSeconds;
  /** The rank of its first stop, where the others follow by ones; null when that is not known. */
  readonly firstSequence: number | null;
  /** Whether it is one of several runs of its trip. */
  readonly isByFrequency: boolean;
}

/** Where the hours of a journey are counted from: the midnight of a date, as clocks of a zone show them. */
export interface ShownHours {
  readonly date: IsoDate;
  readonly zone: string;
}

/**
 * Finds the run of a ride in its timetable again.
 * @returns undefined when the timetable has no such run: it changed meanwhile
 */
export const scheduledRun = (
  timetable: Timetable,
  leg: RideLeg,
  { date, zone }: ShownHours,
): ScheduledRun | undefined => {
  const trip = tripNumbers(timetable).get(leg.tripId);
  if (trip === undefined) return undefined;
  const { stops, stopTimes, trips, about, frequencies } = timetable;
  const [first, end] = [trips.firstStopTime[trip] as number, trips.firstStopTime[trip + 1] as number];
  const ids = Array.from(stopTimes.stops.subarray(first, end), (stop) => stops.ids[stop] as string);
  const served = [leg.board, ...leg.between, leg.alight].map(({ stopId }) => stopId);
  const isByFrequency = frequencies.trips.includes(trip);
  const midnight = serviceMidnight(leg.serviceDate, about.zone).epochMilliseconds / 1000;
  const boarding = epochOf({ date, zone }, leg.board.departure);
  const places = ids.flatMap((_, at) => (served.every((id, further) => ids[at + further] === id) ? [at] : []));
  // Where it comes twice to the same stops, the hour tells; where hours are moved, the first of them has to do.
  const board = isByFrequency
    ? places[0]
    : nearest(places, (at) => midnight + hours(stopTimes.departures, first + at), boarding);
  if (board === undefined) return undefined;
  const firstSequence = trips.firstSequences?.[trip] ?? -1;
  const shift = isByFrequency ? boarding - midnight - hours(stopTimes.departures, first + board) : 0;
  return {
    trip,
    board,
    alight: board + served.length - 1,
    start: hours(stopTimes.departures, first) + shift,
    isByFrequency,
    firstSequence: firstSequence === -1 ? null : firstSequence,
    rows: ids.map((stopId, at) => ({
      stopId,
      arrival: midnight + shift + hours(stopTimes.arrivals, first + at),
      departure: midnight + shift + hours(stopTimes.departures, first + at),
    })),
  };
};

const hours = (column: Int32Array, row: number): ServiceSeconds => column[row] as number;

/** The moment that clocks show as so many minutes after midnight. */
export const epochOf = ({ date, zone }: ShownHours, shown: Minutes): EpochSeconds =>
  instantOf(momentAfter(date, shown), zone).epochMilliseconds / 1000;

const nearest = (places: readonly number[], at: (place: number) => number, wanted: number): number | undefined =>
  places.toSorted((a, b) => Math.abs(at(a) - wanted) - Math.abs(at(b) - wanted))[0];

/** Trips by their id, made once for each timetable. */
const numbers = new WeakMap<Timetable, ReadonlyMap<string, number>>();

export const tripNumbers = (timetable: Timetable): ReadonlyMap<string, number> => {
  const known = numbers.get(timetable);
  if (known) return known;
  const made = new Map(timetable.trips.ids.map((id, number) => [id, number]));
  numbers.set(timetable, made);
  return made;
};
