import { z } from 'zod';
import type { TripTable } from '#src/storage/schema/trips.ts';
import { isIsoDate } from '#src/time/dates.ts';
import type { IsoInstant } from '#src/time/units.ts';
import { CAR_TAKES, type Schedule, type Trip } from '#src/trips/trip.ts';

const isoDate = z.string().refine(isIsoDate, 'a day YYYY-MM-DD that exists');

const stops = z
  .array(
    z.object({
      label: z.string(),
      communeName: z.string(),
      communeCode: z.string(),
      point: z.object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) }),
      source: z.enum(['local', 'address', 'chef-lieu', 'mairie', 'centroid', 'import']),
    }),
  )
  .min(2);

const excluded = z.array(z.object({ from: isoDate, until: isoDate }));

const carTakes = z.array(z.enum(CAR_TAKES));

/** The trip a row holds. @throws Error when the row holds what no trip may be. */
export const parseTripRow = (row: TripTable): Trip => ({
  id: row.id,
  territoryId: row.territory_id,
  driverId: row.driver_id,
  returnOf: row.return_of,
  schedule: parseSchedule(row),
  stops: stops.parse(JSON.parse(row.stops)),
  seats: row.seats,
  maxDetour: row.max_detour,
  flexibility: row.flexibility,
  meetingPlace: row.meeting_text === null ? null : { text: row.meeting_text, placeId: row.meeting_place_id },
  remarks: row.remarks,
  carTakes: carTakes.parse(JSON.parse(row.car_takes)),
  help: row.help,
  state: row.state,
  toVerify: row.to_verify === 1,
  confirmedAt: row.confirmed_at,
  timesAsked: row.times_asked,
  createdAt: row.created_at,
  version: row.version,
});

const parseSchedule = (row: TripTable): Schedule => {
  if (row.kind === 'one-off') return { kind: 'one-off', date: isoDate.parse(row.date), departure: row.departure };
  return {
    kind: 'regular',
    weekdays: z.number().int().min(1).max(127).parse(row.weekdays),
    departure: row.departure,
    from: row.valid_from,
    until: row.valid_until,
    excluded: excluded.parse(JSON.parse(row.excluded)),
    pausedUntil: row.paused_until,
  };
};

/** The row of a trip; `parseTripRow` reads it back. @throws Error when a stop, a day or what the car takes is malformed. */
export const formatTripRow = (trip: Trip, updatedAt: IsoInstant): TripTable => {
  const { schedule } = trip;
  const regular = schedule.kind === 'regular' ? schedule : null;
  return {
    id: trip.id,
    territory_id: trip.territoryId,
    driver_id: trip.driverId,
    return_of: trip.returnOf,
    kind: schedule.kind,
    weekdays: regular?.weekdays ?? null,
    date: schedule.kind === 'one-off' ? isoDate.parse(schedule.date) : null,
    departure: schedule.departure,
    valid_from: regular?.from ?? null,
    valid_until: regular?.until ?? null,
    excluded: JSON.stringify(excluded.parse(regular?.excluded ?? [])),
    paused_until: regular?.pausedUntil ?? null,
    stops: JSON.stringify(stops.parse(trip.stops)),
    start_commune: trip.stops[0]?.communeCode ?? '',
    seats: trip.seats,
    max_detour: trip.maxDetour,
    flexibility: trip.flexibility,
    meeting_text: trip.meetingPlace?.text ?? null,
    meeting_place_id: trip.meetingPlace?.placeId ?? null,
    remarks: trip.remarks,
    car_takes: JSON.stringify(carTakes.parse(trip.carTakes)),
    help: trip.help,
    state: trip.state,
    to_verify: trip.toVerify ? 1 : 0,
    confirmed_at: trip.confirmedAt,
    times_asked: trip.timesAsked,
    created_at: trip.createdAt,
    updated_at: updatedAt,
    version: trip.version,
  };
};
