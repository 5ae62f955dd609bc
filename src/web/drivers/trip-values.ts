import type { Stop } from '#src/places/place.ts';
import { formatHourInput } from '#src/time/hours.ts';
import { weekdaysOf } from '#src/time/weekdays.ts';
import { formatDaysOff } from '#src/trips/written-days-off.ts';
import type { Trip } from '#src/trips/trip.ts';
import { type Typed, typed } from '#src/web/layout/fields.tsx';

/** Fields for the communes on the way, as many as a trip may have. */
export const VIA_FIELDS = [
  'via_1',
  'via_2',
  'via_3',
  'via_4',
  'via_5',
  'via_6',
  'via_7',
  'via_8',
  'via_9',
  'via_10',
  'via_11',
  'via_12',
] as const;

/** How many of them a page shows at first. */
const VIA_SHOWN = 3;

/** Those a page shows: the filled ones, and never less than three. */
export const shownVias = (values: Typed): readonly (typeof VIA_FIELDS)[number][] =>
  VIA_FIELDS.slice(0, Math.max(VIA_SHOWN, 1 + VIA_FIELDS.findLastIndex((name) => typed(values, name).trim() !== '')));

/** Every field that names a place. */
export const PLACE_FIELDS = ['depart', 'arrivee', ...VIA_FIELDS] as const;
export type PlaceFieldName = (typeof PLACE_FIELDS)[number];

/** What stands in a field for a stop that is kept; typed again as it is, it means that very stop. */
export const stopText = (stop: Stop): string => stop.label;

/** A trip that is kept, as its form shows it. */
export const valuesOfTrip = (trip: Trip): Typed => {
  const { schedule, stops } = trip;
  const regular = schedule.kind === 'regular' ? schedule : null;
  const [start, end] = [stops[0], stops.at(-1)];
  const between = stops.slice(1, -1);
  return {
    depart: start ? stopText(start) : '',
    arrivee: end ? stopText(end) : '',
    ...Object.fromEntries(VIA_FIELDS.map((name, index) => [name, between[index] ? stopText(between[index]) : ''])),
    jours: regular ? weekdaysOf(regular.weekdays).map(String) : [],
    date: schedule.kind === 'one-off' ? schedule.date : '',
    heure: schedule.departure === null ? '' : formatHourInput(schedule.departure),
    du: regular?.from ?? '',
    au: regular?.until ?? '',
    sauf: formatDaysOff(regular?.excluded ?? []),
    places: trip.seats === null ? '' : String(trip.seats),
    detour: trip.maxDetour === null ? '' : String(trip.maxDetour),
    souplesse: trip.flexibility === 0 ? '' : String(trip.flexibility),
    point: trip.meetingPlace?.placeId ?? '',
    rendez_vous: trip.meetingPlace?.placeId === null ? trip.meetingPlace.text : '',
    prend: trip.carTakes,
    aide: trip.help === 'shared' ? 'partage' : 'gratuit',
    remarques: trip.remarks,
    version: String(trip.version),
  };
};
