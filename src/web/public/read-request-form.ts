import { parsePhone } from '#src/people/phone.ts';
import { stopFrom } from '#src/places/found-place.ts';
import type { PlaceSearch, TerritoryPlaces } from '#src/places/search-places.ts';
import { checkWays, type NewWay, type WayRefusal } from '#src/requests/check-ways.ts';
import type { NewRequest } from '#src/requests/new-request.ts';
import { MOTIVES, NEEDS, type When } from '#src/requests/request.ts';
import type { IsoDate } from '#src/time/units.ts';
import { ticked, type Typed, typed } from '#src/web/layout/fields.tsx';
import { type PlaceField, readPlaceField } from '#src/web/places/read-place-field.ts';
import { type Reader, readReturn, readWhen, readWindow } from '#src/web/public/read-request-when.ts';

/** Longest note kept. */
export const NOTE_LENGTH = 2000;

/** What a posted request form came to. Errors name the field by its `name`. */
export type RequestForm =
  | { readonly kind: 'read'; readonly request: NewRequest }
  | {
      readonly kind: 'refused';
      readonly errors: Readonly<Record<string, string>>;
      readonly choices: Readonly<Record<'depart' | 'arrivee', (PlaceField & { kind: 'refused' })['choices']>>;
    };

const WAY_ERRORS: Readonly<Record<WayRefusal['problem'], string>> = {
  'no-outward': 'Écrivez où vous voulez aller.',
  'two-of-a-kind': 'Écrivez où vous voulez aller.',
  'same-place': 'Le départ et l’arrivée sont au même endroit. Changez l’un des deux.',
  'no-day': 'Indiquez le jour.',
  'past-day': 'Ce jour est passé. Choisissez un jour à venir.',
  'backwards-period': 'La fin vient avant le début. Changez l’une des deux.',
  'return-before-outward': 'Le retour vient avant l’aller. Changez son jour ou son heure.',
  'bad-hour': 'Indiquez une heure entre 0 h et 23 h 59.',
};

const fieldOf = ({ problem, direction }: WayRefusal, when: When, otherDay: boolean): string => {
  if (problem === 'same-place') return 'arrivee';
  if (problem === 'return-before-outward') return otherDay ? 'retour_date' : 'retour_heure';
  if (problem === 'bad-hour') return direction === 'return' ? 'retour_heure' : 'heure';
  if (direction === 'return' && otherDay) return 'retour_date';
  if (when.kind === 'weekly') return problem === 'no-day' ? 'jours' : 'au';
  return when.kind === 'dates' && when.dates.length > 1 ? 'dates' : 'date';
};

const readPeople = ({ form, errors }: Reader): Pick<NewRequest, 'passenger' | 'askedFor'> | undefined => {
  const forAnother = typed(form, 'pour') === 'autre';
  const [firstName, lastName] = [typed(form, 'prenom').trim().slice(0, 80), typed(form, 'nom').trim().slice(0, 80)];
  if (firstName === '' && lastName === '') errors['nom'] = 'Écrivez un nom.';
  const callBackAsker = forAnother && typed(form, 'rappeler') !== 'personne';
  const text = typed(form, 'telephone');
  const phone = parsePhone(text) ?? null;
  if (!phone && text.trim() !== '')
    errors['telephone'] = 'Ce numéro ne se lit pas. Écrivez par exemple 06 39 98 12 34.';
  else if (!phone && !callBackAsker) errors['telephone'] = 'Écrivez un numéro de téléphone.';
  const passenger = { kind: 'described', firstName, lastName, phone, email: null } as const;
  if (!forAnother) return { passenger, askedFor: null };
  const asker = parsePhone(typed(form, 'demandeur_telephone'));
  const name = typed(form, 'demandeur_nom').trim().slice(0, 120);
  if (name === '') errors['demandeur_nom'] = 'Écrivez votre nom.';
  if (!asker) errors['demandeur_telephone'] = 'Écrivez votre numéro de téléphone.';
  return asker && { passenger, askedFor: { name, number: asker.number, callBackAsker } };
};

const choicesOf = (field: PlaceField) => (field.kind === 'refused' ? field.choices : []);

/** Reads the whole form, and every error at once. */
export const readRequestForm = (
  form: Typed,
  places: { readonly search: PlaceSearch; readonly territory: TerritoryPlaces },
  today: IsoDate,
): RequestForm => {
  const reader: Reader = { form, today, errors: {} };
  const { errors } = reader;
  const end = (name: 'depart' | 'arrivee', blank: string): PlaceField => {
    const field = readPlaceField(typed(form, name).slice(0, 120), typed(form, `${name}_choix`), places, blank);
    if (field.kind === 'refused') errors[name] = field.error;
    return field;
  };
  const from = end('depart', 'Écrivez d’où vous partez.');
  const to = end('arrivee', 'Écrivez où vous voulez aller.');
  const when = readWhen(reader);
  const window = readWindow(reader, { choice: 'horaire', hour: 'heure' });
  const back = readReturn(reader, when);
  const people = readPeople(reader);

  const ways: NewWay[] = [];
  if (from.kind === 'found' && to.kind === 'found' && when && window) {
    const ends = { from: stopFrom(from.place), to: stopFrom(to.place) };
    ways.push({ direction: 'outward', ...ends, when, window });
    if (back) ways.push({ direction: 'return', from: ends.to, to: ends.from, ...back });
    const wrong = checkWays(ways, today);
    if (wrong) errors[fieldOf(wrong, when, back?.when !== when)] ??= WAY_ERRORS[wrong.problem];
  }
  if (Object.keys(errors).length > 0 || !people || ways.length === 0) {
    return { kind: 'refused', errors, choices: { depart: choicesOf(from), arrivee: choicesOf(to) } };
  }
  const seats = Number(typed(form, 'personnes'));
  return {
    kind: 'read',
    request: {
      ...people,
      source: 'form',
      ways,
      needs: NEEDS.filter((need) => ticked(form, 'besoins').includes(need)),
      motive: MOTIVES.find((motive) => motive === typed(form, 'motif')) ?? null,
      seats: Number.isInteger(seats) && seats >= 1 && seats <= 8 ? seats : 1,
      note: typed(form, 'precisions').trim().slice(0, NOTE_LENGTH),
      chosenTripId: null,
      noted: null,
    },
  };
};
