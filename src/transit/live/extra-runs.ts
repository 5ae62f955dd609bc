import type { IsoDate, IsoInstant } from '#src/time/units.ts';
import { localMoment } from '#src/time/zone.ts';
import type { ExtraKind } from '#src/transit/journey/live-ride.ts';
import type { EpochSeconds, ExtraUpdate, LiveReading, StopUpdate } from '#src/transit/live/live.ts';
import { rowDelays } from '#src/transit/live/row-delays.ts';
import { tripNumbers } from '#src/transit/live/scheduled-run.ts';
import { serviceMidnight } from '#src/transit/timetable/day-clock.ts';
import type { Timetable } from '#src/transit/timetable/timetable.ts';

/** A run that a network adds to its timetable, at stops of the timetable, at the hours it says. */
export interface ExtraRun {
  readonly kind: ExtraKind;
  readonly saidAt: IsoInstant;
  readonly tripId: string;
  readonly serviceDate: IsoDate;
  readonly route: number;
  readonly headsign: string;
  readonly number: string;
  readonly calls: readonly ExtraCall[];
}

interface ExtraCall {
  readonly stop: number;
  readonly arrival: EpochSeconds;
  readonly departure: EpochSeconds;
  readonly pickup: number;
  readonly dropOff: number;
}

/** The runs that a reading adds. Those of an unknown line, without two stops at known hours, or that go back in time are left out. */
export const extraRuns = (timetable: Timetable, { extras, saidAt }: LiveReading): readonly ExtraRun[] => {
  if (extras.length === 0) return [];
  const routes = new Map(timetable.routes.map(({ id }, number) => [id, number]));
  const stops = new Map(timetable.stops.ids.map((id, number) => [id, number]));
  return extras.flatMap((update) => {
    const { kind, trip, of, isCopy, routeId, headsign, number } = update;
    const model = tripNumbers(timetable).get(of);
    const route = model === undefined ? routes.get(routeId) : timetable.trips.routes[model];
    const calls = isCopy ? copiedCalls(timetable, model, update) : saidCalls(update.stops, stops);
    const [first] = calls;
    if (route === undefined || first === undefined || calls.length < 2 || !isForwards(calls)) return [];
    const { zone } = timetable.about;
    const start = Temporal.Instant.fromEpochMilliseconds(first.departure * 1000);
    return {
      kind,
      saidAt,
      tripId: trip.tripId,
      serviceDate: trip.startDate ?? localMoment(start, zone).date,
      route,
      headsign: headsign || (model === undefined ? '' : (timetable.trips.headsigns[model] as string)),
      number: number || (model === undefined ? '' : (timetable.trips.shortNames[model] as string)),
      calls,
    };
  });
};

/** Where it stops, when it is said; a stop that is skipped, unknown or without an hour is none. */
const saidCalls = (updates: readonly StopUpdate[], stops: ReadonlyMap<string, number>): readonly ExtraCall[] =>
  updates.flatMap(({ stopId, assignedStopId, state, arrival, departure, pickup, dropOff }) => {
    const stop = stops.get(assignedStopId ?? stopId ?? '') ?? stops.get(stopId ?? '');
    const [comes, leaves] = [arrival?.time ?? departure?.time ?? null, departure?.time ?? arrival?.time ?? null];
    if (stop === undefined || state === 'skipped' || comes === null || leaves === null) return [];
    return { stop, arrival: comes, departure: leaves, ...boarding(pickup, dropOff) };
  });

const boarding = (pickup: number | undefined, dropOff: number | undefined) => ({
  pickup: isBoarding(pickup) ? pickup : 0,
  dropOff: isBoarding(dropOff) ? dropOff : 0,
});

const isBoarding = (number: number | undefined): number is number =>
  number !== undefined && number >= 0 && number <= MOST_BOARDING;

const MOST_BOARDING = 3;

/** The stops of a trip of the timetable, as much later as the copy starts later, and as late as is said of it. */
const copiedCalls = (timetable: Timetable, model: number | undefined, update: ExtraUpdate): readonly ExtraCall[] => {
  const { startDate, startTime } = update.trip;
  if (model === undefined || startDate === null || startTime === null) return [];
  const { trips, stopTimes, stops, about } = timetable;
  const [first, end] = [trips.firstStopTime[model] as number, trips.firstStopTime[model + 1] as number];
  const midnight = serviceMidnight(startDate, about.zone).epochMilliseconds / 1000;
  const later = midnight + startTime - (stopTimes.departures[first] as number);
  const rows = Array.from({ length: end - first }, (_, at) => ({
    stopId: stops.ids[stopTimes.stops[first + at] as number] as string,
    arrival: (stopTimes.arrivals[first + at] as number) + later,
    departure: (stopTimes.departures[first + at] as number) + later,
  }));
  const firstSequence = trips.firstSequences?.[model] ?? -1;
  const delays = rowDelays(update, rows, firstSequence === -1 ? null : firstSequence);
  return rows.flatMap((row, at) => {
    const delay = delays[at];
    if (delay?.isSkipped === true) return [];
    const arrival = row.arrival + (delay?.arrival ?? 0);
    return {
      stop: stopTimes.stops[first + at] as number,
      arrival,
      departure: Math.max(arrival, row.departure + (delay?.departure ?? 0)),
      pickup: stopTimes.pickups[first + at] as number,
      dropOff: stopTimes.dropOffs[first + at] as number,
    };
  });
};

/** Within two days, and no hour before the one above it. */
const isForwards = (calls: readonly ExtraCall[]): boolean => {
  const [first, last] = [calls[0], calls.at(-1)];
  return (
    first !== undefined &&
    last !== undefined &&
    last.arrival - first.departure <= LONGEST_SECONDS &&
    calls.every(
      ({ arrival, departure }, at) => departure >= arrival && arrival >= (calls[at - 1]?.departure ?? -Infinity),
    )
  );
};

const LONGEST_SECONDS = 2 * 24 * 3600;
