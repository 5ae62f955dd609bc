import { stopFrom } from '#src/places/found-place.ts';
import type { Stop } from '#src/places/place.ts';
import type { PlaceSearch, TerritoryPlaces } from '#src/places/search-places.ts';
import type { IsoDate, WeekdayMask } from '#src/time/units.ts';
import { weekdayBit, weekdaysOf } from '#src/time/weekdays.ts';
import { CAR_TAKES } from '#src/trips/trip.ts';
import { formatDaysOff, parseDaysOff } from '#src/trips/written-days-off.ts';
import {
  MOST_A_MONTH,
  MOST_RADIUS,
  refuseVolunteer,
  type Volunteer,
  type VolunteerDetails,
  type VolunteerRefusal,
} from '#src/volunteers/volunteer.ts';
import { ticked, type Typed, typed } from '#src/web/layout/fields.tsx';
import { type PlaceField, readPlaceField } from '#src/web/places/read-place-field.ts';

/** The names of the fields; with `expres_`, they stand beside those of a trip. */
export const ON_CALL_FIELDS = {
  home: 'expres_chez',
  mornings: 'expres_matin',
  afternoons: 'expres_apres_midi',
  radius: 'expres_rayon',
  takes: 'expres_prend',
  most: 'expres_plus',
  absences: 'expres_absences',
} as const;

const F = ON_CALL_FIELDS;

/** Minutes proposed as a radius; any other that is kept stays. */
export const RADII = [10, 15, 20, 30, 45, 60, 90] as const;
/** Half an hour around home: the next towns, the doctor, the market. */
const USUAL_RADIUS = 30;

export type HomeChoices = (PlaceField & { kind: 'refused' })['choices'];

export type OnCallForm =
  | { readonly kind: 'read'; readonly details: VolunteerDetails }
  | {
      readonly kind: 'refused';
      readonly errors: Readonly<Record<string, string>>;
      readonly choices: HomeChoices;
    };

interface Context {
  readonly search: PlaceSearch;
  readonly territory: TerritoryPlaces;
  readonly today: IsoDate;
  /** Of what is kept: left as it is written, it stays the very same place. */
  readonly home: Stop | null;
}

const maskOf = (form: Typed, name: string): WeekdayMask =>
  ticked(form, name)
    .map(Number)
    .filter((day) => day >= 1 && day <= 7)
    .reduce((mask, day) => mask | weekdayBit(day), 0);

const SENTENCES: Readonly<Record<VolunteerRefusal, readonly [field: string, sentence: string]>> = {
  'no-half-day': [F.mornings, 'Cochez au moins une demi-journée.'],
  'bad-radius': [F.radius, `Indiquez de 1 à ${MOST_RADIUS} minutes.`],
  'bad-most': [F.most, `Indiquez de 1 à ${MOST_A_MONTH} demandes, ou rien.`],
  'ends-before-start': [F.absences, 'La fin d’une absence vient avant son début. Changez l’une des deux.'],
};

/** Whether something of it was filled in: the folded part of a form that nobody opened says nothing. */
export const asksOnCall = (form: Typed): boolean =>
  [F.home, F.mornings, F.afternoons, F.most, F.absences].some((name) =>
    ticked(form, name).some((value) => value.trim() !== ''),
  );

/** Reads what someone accepts to drive on purpose, and every error at once. */
export const readOnCallForm = (form: Typed, context: Context): OnCallForm => {
  const errors: Record<string, string> = {};
  let choices: HomeChoices = [];
  const text = typed(form, F.home).trim().slice(0, 120);
  let home = context.home?.label === text ? context.home : undefined;
  if (!home) {
    const field = readPlaceField(
      text,
      typed(form, `${F.home}_choix`),
      context,
      'Écrivez d’où vous partez : votre commune, ou votre lieu-dit.',
    );
    if (field.kind === 'found') home = stopFrom(field.place);
    else {
      errors[F.home] = field.error;
      choices = field.choices;
    }
  }
  const absences = parseDaysOff(typed(form, F.absences), context.today);
  if (absences.kind === 'refused') errors[F.absences] = absences.reason;
  const most = typed(form, F.most).trim();
  const details = {
    mornings: maskOf(form, F.mornings),
    afternoons: maskOf(form, F.afternoons),
    radius: Number(typed(form, F.radius) || USUAL_RADIUS),
    takes: CAR_TAKES.filter((one) => ticked(form, F.takes).includes(one)),
    mostAMonth: most === '' ? null : Number(most),
    absences: absences.kind === 'read' ? absences.value : [],
  };
  if (home && Object.keys(errors).length === 0) {
    const refusal = refuseVolunteer({ ...details, home });
    if (!refusal) return { kind: 'read', details: { ...details, home } };
    errors[SENTENCES[refusal][0]] = SENTENCES[refusal][1];
  } else if ((details.mornings | details.afternoons) === 0) errors[F.mornings] = SENTENCES['no-half-day'][1];
  return { kind: 'refused', errors, choices };
};

/** What is kept, as its form shows it; without anything kept, what most people answer. */
export const valuesOfOnCall = (volunteer: Volunteer | undefined): Typed =>
  volunteer
    ? {
        [F.home]: volunteer.home.label,
        [F.mornings]: weekdaysOf(volunteer.mornings).map(String),
        [F.afternoons]: weekdaysOf(volunteer.afternoons).map(String),
        [F.radius]: String(volunteer.radius),
        [F.takes]: volunteer.takes,
        [F.most]: volunteer.mostAMonth === null ? '' : String(volunteer.mostAMonth),
        [F.absences]: formatDaysOff(volunteer.absences),
        version: String(volunteer.version),
      }
    : { [F.radius]: String(USUAL_RADIUS), version: '0' };
