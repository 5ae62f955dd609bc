import type { IsoDate, IsoInstant } from '#src/time/units.ts';
import type { ExtraKind } from '#src/transit/journey/live-ride.ts';
import type { ServiceSeconds } from '#src/transit/timetable/timetable.ts';

/** Seconds since 1970, as GTFS-Realtime counts. */
export type EpochSeconds = number;

/** What a network says of its vehicles as they run, read once (GTFS-Realtime). Words are those of the reference. */
export interface LiveReading {
  /** When the network said it. */
  readonly saidAt: IsoInstant;
  /** By `trip_id`, for the trips of the timetable alone. */
  readonly trips: ReadonlyMap<string, readonly TripUpdate[]>;
  readonly extras: readonly ExtraUpdate[];
  readonly alerts: readonly Alert[];
}

export interface TripUpdate {
  readonly trip: TripSelector;
  /** `deleted` is not to be told at all; `replaced`, another run says how. */
  readonly state: 'runs' | 'cancelled' | 'deleted' | 'replaced';
  /** In seconds, for the stops before the first that is told apart. */
  readonly delay: number | null;
  /** In the order of the journey. */
  readonly stops: readonly StopUpdate[];
}

/** A run that the timetable does not have: one more, or in the place of one of its own. */
export interface ExtraUpdate {
  readonly kind: ExtraKind;
  readonly trip: TripSelector;
  /** The trip of the timetable whose line it has; its stops and hours as well, at another hour, where `isCopy`. */
  readonly of: string;
  readonly isCopy: boolean;
  readonly routeId: string;
  readonly headsign: string;
  readonly number: string;
  readonly delay: number | null;
  readonly stops: readonly StopUpdate[];
}

/** One run of a trip, as far as it is said. */
export interface TripSelector {
  readonly tripId: string;
  readonly startDate: IsoDate | null;
  /** Of a trip that runs by frequencies. */
  readonly startTime: ServiceSeconds | null;
}

export interface StopUpdate {
  /** One of the two at least. */
  readonly stopId: string | null;
  readonly sequence: number | null;
  readonly state: 'served' | 'skipped' | 'no-data';
  readonly arrival: StopEvent | null;
  readonly departure: StopEvent | null;
  /** `pickup_type` and `drop_off_type`, where they are said. */
  readonly pickup?: number;
  readonly dropOff?: number;
  /** The platform of that day. */
  readonly assignedStopId?: string;
}

/** When a vehicle is at a stop: an hour, or so many seconds after that of the timetable. The hour wins. */
export interface StopEvent {
  readonly delay: number | null;
  readonly time: EpochSeconds | null;
}

/** Words of a network about some of its lines, trips or stops. */
export interface Alert {
  /** When it counts: always, when there is none. */
  readonly periods: readonly { readonly from: EpochSeconds; readonly until: EpochSeconds }[];
  readonly about: readonly AlertSelector[];
  readonly title: string;
  readonly text: string;
  readonly url: string | null;
}

/** Whom an alert is for: whoever fits all that is said. */
export interface AlertSelector {
  readonly agencyId: string | null;
  readonly routeId: string | null;
  readonly routeType: number | null;
  readonly stopId: string | null;
  readonly trip: TripSelector | null;
}

/** A network that says nothing new for so long is not believed any more: nothing of it is shown. */
export const OLDEST = { minutes: 10 } as const;

/** Whether what was said then may be shown now. */
export const isFresh = (saidAt: IsoInstant, now: Temporal.Instant): boolean =>
  Temporal.Instant.compare(Temporal.Instant.from(saidAt), now.subtract(OLDEST)) >= 0;
