import { stopFrom } from '#src/places/found-place.ts';
import type { Stop } from '#src/places/place.ts';
import type { PlaceSearch, TerritoryPlaces } from '#src/places/search-places.ts';
import { parseHour } from '#src/time/hours.ts';
import type { IsoDate, TimeOfDay } from '#src/time/units.ts';
import { weekdayBit } from '#src/time/weekdays.ts';
import { parseDate } from '#src/time/written-dates.ts';
import { type OfferedTrip, refuseOffer, type TripRefusal, type WayBackDetails } from '#src/trips/trip-details.ts';
import { CAR_TAKES, type DateRange, type MeetingPlace, type Schedule, type Trip } from '#src/trips/trip.ts';
import { parseDaysOff } from '#src/trips/written-days-off.ts';
import { PLACE_FIELDS, type PlaceFieldName, stopText, VIA_FIELDS } from '#src/web/drivers/trip-values.ts';
import { ticked, type Typed, typed } from '#src/web/layout/fields.tsx';
import { meetingPointsOf } from '#src/web/places/meeting-points.ts';
import { type PlaceField, readPlaceField } from '#src/web/places/read-place-field.ts';

/** The longest remark, meeting place and name of a place. */
const REMARKS_LENGTH = 1000;
const MEETING_LENGTH = 200;
const PLACE_LENGTH = 120;

type Choices = (PlaceField & { kind: 'refused' })['choices'];

/** Offered under a field that names several places. */
export type PlaceChoices = Readonly<Partial<Record<PlaceFieldName, Choices>>>;

/** What a posted trip came to. Errors name the field by its `name`. */
export type TripForm =
  | { readonly kind: 'read'; readonly offered: OfferedTrip }
  | { readonly kind: 'refused'; readonly errors: Readonly<Record<string, string>>; readonly choices: PlaceChoices };

export interface TripFormContext {
  readonly search: PlaceSearch;
  readonly territory: TerritoryPlaces;
  readonly today: IsoDate;
  /** The trip being changed: its stops, left as they were, stay the very same, and its way back has its own form. */
  readonly current: Trip | null;
}

interface Reader extends TripFormContext {
  readonly form: Typed;
  readonly errors: Record<string, string>;
  readonly choices: Partial<Record<PlaceFieldName, Choices>>;
}

const BLANK: Readonly<Partial<Record<PlaceFieldName, string>>> = {
  depart: 'Écrivez d’où vous partez.',
  arrivee: 'Écrivez où vous allez.',
};

const readStop = (reader: Reader, name: PlaceFieldName): Stop | undefined => {
  const text = typed(reader.form, name).trim().slice(0, PLACE_LENGTH);
  const kept = reader.current?.stops.find((stop) => stopText(stop) === text);
  if (kept) return kept;
  const choice = typed(reader.form, `${name}_choix`);
  const field = readPlaceField(text, choice, reader, BLANK[name] ?? '');
  if (field.kind === 'found') return stopFrom(field.place);
  reader.errors[name] = field.error;
  reader.choices[name] = field.choices;
  return undefined;
};

const readStops = (reader: Reader): readonly Stop[] | undefined => {
  const start = readStop(reader, 'depart');
  const vias = VIA_FIELDS.filter((name) => typed(reader.form, name).trim() !== '').map((name) =>
    readStop(reader, name),
  );
  const end = readStop(reader, 'arrivee');
  const stops = [start, ...vias, end];
  return stops.some((stop) => stop === undefined) ? undefined : stops.filter((stop) => stop !== undefined);
};

const readDay = ({ form, today, errors }: Reader, name: string): IsoDate | null => {
  const text = typed(form, name).trim();
  if (text === '') return null;
  const reading = parseDate(text, today);
  if (reading.kind === 'read') return reading.value;
  errors[name] = reading.reason;
  return null;
};

/** Blank is a real answer: the hour varies. */
const readHour = ({ form, errors }: Reader, name: string): TimeOfDay | null => {
  const reading = parseHour(typed(form, name));
  if (reading.kind === 'read') return reading.value;
  errors[name] = reading.reason;
  return null;
};

const readDaysOff = ({ form, today, errors }: Reader): readonly DateRange[] => {
  const reading = parseDaysOff(typed(form, 'sauf'), today);
  if (reading.kind === 'read') return reading.value;
  errors['sauf'] = reading.reason;
  return [];
};

const readSchedule = (reader: Reader): Schedule | undefined => {
  const { form, errors, current } = reader;
  const weekdays = ticked(form, 'jours')
    .map(Number)
    .filter((day) => day >= 1 && day <= 7)
    .reduce((mask, day) => mask | weekdayBit(day), 0);
  const date = readDay(reader, 'date');
  const departure = readHour(reader, 'heure');
  if (weekdays !== 0 && typed(form, 'date').trim() !== '') {
    errors['date'] = 'Cochez des jours de la semaine, ou indiquez une date : pas les deux.';
    return undefined;
  }
  if (date !== null) return { kind: 'one-off', date, departure };
  if (weekdays === 0) {
    if (!errors['date']) errors['jours'] = 'Cochez au moins un jour de la semaine, ou indiquez une date.';
    return undefined;
  }
  return {
    kind: 'regular',
    weekdays,
    departure,
    from: readDay(reader, 'du'),
    until: readDay(reader, 'au'),
    excluded: readDaysOff(reader),
    pausedUntil: current?.schedule.kind === 'regular' ? current.schedule.pausedUntil : null,
  };
};

const readBack = (reader: Reader): WayBackDetails | null => {
  const { form, errors, current } = reader;
  if (current !== null) return null;
  const answer = typed(form, 'retour');
  // An hour without its answer says enough.
  if (answer === 'oui' || (answer === '' && typed(form, 'retour_heure').trim() !== ''))
    return { departure: readHour(reader, 'retour_heure'), date: readDay(reader, 'retour_date') };
  if (answer !== 'non') errors['retour'] = 'Dites si vous faites aussi le retour.';
  return null;
};

const readNumber = ({ form, errors }: Reader, name: string, most: number, error: string): number | null => {
  const text = typed(form, name).trim();
  if (text === '') return null;
  const number = Number(text.replace(/\s*(min|minutes?|places?)$/, ''));
  if (Number.isInteger(number) && number >= (name === 'places' ? 1 : 0) && number <= most) return number;
  errors[name] = error;
  return null;
};

const readMeeting = ({ form, territory }: Reader): MeetingPlace | null => {
  const id = typed(form, 'point');
  const point = meetingPointsOf(territory).get(id);
  if (point !== undefined) return { text: point, placeId: id };
  const text = typed(form, 'rendez_vous').trim().slice(0, MEETING_LENGTH);
  return text === '' ? null : { text, placeId: null };
};

const REFUSALS: Readonly<Record<TripRefusal, readonly [field: string, error: string]>> = {
  'too-few-stops': ['arrivee', 'Écrivez d’où vous partez et où vous allez.'],
  'same-place': ['arrivee', 'Deux lieux qui se suivent sont les mêmes. Changez l’un des deux.'],
  'no-day': ['jours', 'Cochez au moins un jour de la semaine, ou indiquez une date.'],
  'past-date': ['date', 'Ce jour est passé. Choisissez un jour à venir.'],
  'ends-before-start': ['au', 'La fin vient avant le début. Changez l’une des deux.'],
  'return-before-outward': ['retour_heure', 'Le retour vient avant l’aller. Changez son heure ou son jour.'],
  'bad-hour': ['heure', 'Indiquez une heure entre 0 h et 23 h 59.'],
  'bad-seats': ['places', 'Indiquez de 1 à 8 places.'],
  'bad-detour': ['detour', 'Indiquez de 0 à 120 minutes.'],
  'bad-flexibility': ['souplesse', 'Indiquez de 0 à 120 minutes.'],
};

/** A sentence for a trip that the use case refuses, at the field that can mend it. */
export const refusalError = (refusal: TripRefusal): Readonly<Record<string, string>> => {
  const [field, error] = REFUSALS[refusal];
  return { [field]: error };
};

/** Reads a trip and its way back, and every error at once. The same for the public, a personal link and the desk. */
export const readTripForm = (form: Typed, context: TripFormContext): TripForm => {
  const reader: Reader = { ...context, form, errors: {}, choices: {} };
  const { errors, choices } = reader;
  const stops = readStops(reader);
  const schedule = readSchedule(reader);
  const back = readBack(reader);
  const seats = readNumber(reader, 'places', 8, 'Indiquez de 1 à 8 places.');
  const maxDetour = readNumber(reader, 'detour', 120, 'Indiquez un nombre de minutes, de 0 à 120.');
  const flexibility = readNumber(reader, 'souplesse', 120, 'Indiquez un nombre de minutes, de 0 à 120.') ?? 0;
  if (Object.keys(errors).length > 0 || !stops || !schedule) return { kind: 'refused', errors, choices };
  const offered: OfferedTrip = {
    details: {
      schedule,
      stops,
      seats,
      maxDetour,
      flexibility,
      meetingPlace: readMeeting(reader),
      remarks: typed(form, 'remarques').trim().slice(0, REMARKS_LENGTH),
      carTakes: CAR_TAKES.filter((one) => ticked(form, 'prend').includes(one)),
      help: typed(form, 'aide') === 'partage' ? 'shared' : 'free',
    },
    back,
  };
  const refusal = refuseOffer(offered, context.current === null ? context.today : null);
  return refusal === undefined
    ? { kind: 'read', offered }
    : { kind: 'refused', errors: refusalError(refusal), choices };
};

/** Whether something inside the folded part was typed or is wrong: it then opens by itself. */
export const hasMore = (values: Typed, errors: Readonly<Record<string, string>>): boolean =>
  [
    ...PLACE_FIELDS.slice(2),
    'du',
    'au',
    'sauf',
    'places',
    'detour',
    'souplesse',
    'point',
    'rendez_vous',
    'prend',
    'remarques',
  ].some((name) => errors[name] !== undefined || ticked(values, name).some((value) => value.trim() !== ''));
