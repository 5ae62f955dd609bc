import type { Stop } from '#src/places/place.ts';
import type { IsoDate, Minutes, TimeOfDay } from '#src/time/units.ts';
import type { CarTakes, KindOfHelp, MeetingPlace, Schedule, Trip } from '#src/trips/trip.ts';

/** What a driver says of one trip: all that a form asks, nothing that is kept beside it. */
export interface TripDetails {
  readonly schedule: Schedule;
  readonly stops: readonly Stop[];
  readonly seats: number | null;
  readonly maxDetour: Minutes | null;
  readonly flexibility: Minutes;
  readonly meetingPlace: MeetingPlace | null;
  readonly remarks: string;
  readonly carTakes: readonly CarTakes[];
  readonly help: KindOfHelp;
}

/** The way back: the same people, places in the other order, and a life of its own. */
export interface WayBackDetails {
  readonly departure: TimeOfDay | null;
  /** For a one-off trip: the day of the return; null = the same day. */
  readonly date: IsoDate | null;
}

/** One trip as it is offered, with its way back or none. */
export interface OfferedTrip {
  readonly details: TripDetails;
  readonly back: WayBackDetails | null;
}

/** The most of seats someone offers besides their own, of minutes of detour, and of minutes earlier or later. */
export const MOST_SEATS = 8;
export const MOST_DETOUR: Minutes = 120;
export const MOST_FLEXIBILITY: Minutes = 120;

export type TripRefusal =
  | 'too-few-stops'
  | 'same-place'
  | 'no-day'
  | 'past-date'
  | 'ends-before-start'
  | 'return-before-outward'
  | 'bad-hour'
  | 'bad-seats'
  | 'bad-detour'
  | 'bad-flexibility';

const samePlace = (a: Stop, b: Stop): boolean =>
  a.communeCode === b.communeCode && a.point.latitude === b.point.latitude && a.point.longitude === b.point.longitude;

const badHour = (time: TimeOfDay | null): boolean =>
  time !== null && (!Number.isInteger(time) || time < 0 || time > 1439);

/**
 * Why these words are no trip; undefined when they are one.
 * @param today null when the past is not looked at (a change that leaves the day as it was, an import).
 */
export const refuseTrip = (details: TripDetails, today: IsoDate | null): TripRefusal | undefined => {
  const { schedule, stops, seats, maxDetour, flexibility } = details;
  if (stops.length < 2) return 'too-few-stops';
  if (stops.some((stop, index) => index > 0 && samePlace(stop, stops[index - 1] ?? stop))) return 'same-place';
  if (badHour(schedule.departure)) return 'bad-hour';
  if (seats !== null && (!Number.isInteger(seats) || seats < 1 || seats > MOST_SEATS)) return 'bad-seats';
  if (maxDetour !== null && !(maxDetour >= 0 && maxDetour <= MOST_DETOUR)) return 'bad-detour';
  if (!(flexibility >= 0 && flexibility <= MOST_FLEXIBILITY)) return 'bad-flexibility';
  if (schedule.kind === 'one-off') return today !== null && schedule.date < today ? 'past-date' : undefined;
  if (schedule.weekdays < 1 || schedule.weekdays > 127) return 'no-day';
  if (schedule.from !== null && schedule.until !== null && schedule.until < schedule.from) return 'ends-before-start';
  if (schedule.excluded.some(({ from, until }) => until < from)) return 'ends-before-start';
  return today !== null && schedule.until !== null && schedule.until < today ? 'past-date' : undefined;
};

/** The same for a trip with its way back. */
export const refuseOffer = ({ details, back }: OfferedTrip, today: IsoDate | null): TripRefusal | undefined => {
  const refusal = refuseTrip(details, today);
  if (refusal !== undefined || back === null) return refusal;
  if (badHour(back.departure)) return 'bad-hour';
  const { schedule } = details;
  if (schedule.kind === 'regular') return undefined;
  const date = back.date ?? schedule.date;
  const earlier =
    date < schedule.date ||
    (date === schedule.date &&
      back.departure !== null &&
      schedule.departure !== null &&
      back.departure <= schedule.departure);
  return earlier ? 'return-before-outward' : undefined;
};

/**
 * The words of the way back: stops in the other order. Where people meet is not carried over: it was the start of the
 * outward way, and would be the end of this one.
 */
export const detailsOfReturn = (details: TripDetails, back: WayBackDetails): TripDetails => {
  const { schedule } = details;
  return {
    ...details,
    schedule:
      schedule.kind === 'regular'
        ? { ...schedule, departure: back.departure }
        : { kind: 'one-off', date: back.date ?? schedule.date, departure: back.departure },
    stops: details.stops.toReversed(),
    meetingPlace: null,
  };
};

/** The words of a trip that is kept. */
export const detailsOf = (trip: Trip): TripDetails => ({
  schedule: trip.schedule,
  stops: trip.stops,
  seats: trip.seats,
  maxDetour: trip.maxDetour,
  flexibility: trip.flexibility,
  meetingPlace: trip.meetingPlace,
  remarks: trip.remarks,
  carTakes: trip.carTakes,
  help: trip.help,
});
