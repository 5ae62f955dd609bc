import type { IsoDate, IsoInstant } from '#src/time/units.ts';
import type { OnDemandService } from '#src/transit/on-demand/on-demand-service.ts';

/**
 * Seconds after noon minus twelve hours of a service day: midnight, but for the two nights a year when clocks change.
 * Runs past 86,400 for trips that go on after midnight.
 */
export type ServiceSeconds = number;

/**
 * One feed, whole, in columns: what its files say about stops that vehicles serve at set hours. Numbers stand for rows:
 * a stop, a route, a trip, a service is its place in its columns. Words are those of GTFS.
 */
export interface Timetable {
  readonly about: TimetableAbout;
  readonly agencies: readonly Agency[];
  readonly routes: readonly Route[];
  readonly stops: StopColumns;
  readonly trips: TripColumns;
  readonly stopTimes: StopTimeColumns;
  readonly services: ServiceDays;
  readonly frequencies: FrequencyColumns;
  readonly transfers: TransferColumns;
  /** What it says of transports on demand (GTFS-Flex); absent when it says nothing. */
  readonly onDemand?: readonly OnDemandService[];
}

export interface TimetableAbout {
  /** Who publishes it, as said to people. */
  readonly source: string;
  /** IANA name of the zone of its hours. */
  readonly zone: string;
  /** The first and last days on which it says anything, both included: "horaires du … au …". */
  readonly firstDate: IsoDate;
  readonly lastDate: IsoDate;
  readonly builtAt: IsoInstant;
}

export interface Agency {
  readonly id: string;
  readonly name: string;
  readonly url: string | null;
  readonly phone: string | null;
}

/** What runs, in the words of people. */
export type RouteKind = 'train' | 'coach' | 'bus' | 'tram' | 'metro' | 'boat' | 'cable' | 'taxi' | 'other';

export interface Route {
  readonly id: string;
  readonly agency: number;
  readonly shortName: string;
  readonly longName: string;
  readonly kind: RouteKind;
  /** Its `route_type`, extended types included. */
  readonly type: number;
  /** Six hexadecimal digits. */
  readonly color: string | null;
  readonly url: string | null;
}

export interface StopColumns {
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly latitudes: Float64Array;
  readonly longitudes: Float64Array;
  /** The station a platform or an entrance belongs to; -1 for none. */
  readonly parents: Int32Array;
  /** `location_type`: 0 is where vehicles stop, 1 a station. */
  readonly kinds: Uint8Array;
}

export interface TripColumns {
  readonly ids: readonly string[];
  readonly headsigns: readonly string[];
  /** `trip_short_name`: the number of a train. */
  readonly shortNames: readonly string[];
  readonly routes: Int32Array;
  readonly services: Int32Array;
  /** The stop times of trip t are those from `firstStopTime[t]` up to, without, `firstStopTime[t + 1]`; one more than trips. */
  readonly firstStopTime: Int32Array;
  /**
   * `stop_sequence` of the first stop of each trip, where those of the others follow it by ones; else -1. Not known of
   * timetables made before this was kept.
   */
  readonly firstSequences?: Int32Array;
  /** Trips of one vehicle, one after another, share a number; -1 for none. */
  readonly blocks: Int32Array;
}

/** By trip, then in the order of the journey; along a trip no hour is before the one above it. */
export interface StopTimeColumns {
  readonly stops: Int32Array;
  readonly arrivals: Int32Array;
  readonly departures: Int32Array;
  /** `pickup_type` and `drop_off_type`, see `BOARDING`. */
  readonly pickups: Uint8Array;
  readonly dropOffs: Uint8Array;
  /** 1 where the hour was worked out between two others or is given as approximate. */
  readonly approximate: Uint8Array;
}

/** How one gets in or out at a stop, by the number GTFS gives it. */
export const BOARDING = ['regular', 'none', 'phone-agency', 'ask-driver'] as const;

export type Boarding = (typeof BOARDING)[number];

/** Service s runs `firstDate` + d days when bit d % 32 of word s × wordsPerService + (d >> 5) is set. */
export interface ServiceDays {
  readonly wordsPerService: number;
  readonly days: Uint32Array;
}

/** A trip that has rows here runs only by them: each run starts at its first stop at `starts`, then every headway before `ends`. */
export interface FrequencyColumns {
  readonly trips: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly headways: Int32Array;
  /** 0 when the hours are only those of an example. */
  readonly exact: Uint8Array;
}

/** Rules between two stops, or all stops of stations; of routes or trips alone where these are not -1. */
export interface TransferColumns {
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** `transfer_type`: 0 possible, 1 the second one waits, 2 takes `minSeconds`, 3 impossible. */
  readonly types: Uint8Array;
  readonly minSeconds: Int32Array;
  readonly fromRoutes: Int32Array;
  readonly toRoutes: Int32Array;
  readonly fromTrips: Int32Array;
  readonly toTrips: Int32Array;
}

/** Whether a service runs, `day` days after the first date of its timetable. */
export const runsOnDay = ({ wordsPerService, days }: ServiceDays, service: number, day: number): boolean =>
  day >= 0 &&
  day < wordsPerService * 32 &&
  (((days[service * wordsPerService + (day >> 5)] as number) >>> (day & 31)) & 1) === 1;
