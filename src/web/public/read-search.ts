import type { PlaceResolution, PlaceSearch, TerritoryPlaces } from '#src/places/search-places.ts';
import type { FoundPlace } from '#src/places/found-place.ts';
import { parseHour } from '#src/time/hours.ts';
import type { IsoDate, TimeOfDay } from '#src/time/units.ts';
import { parseDate } from '#src/time/written-dates.ts';

/** What the address of a search carries, as it was typed. */
export interface SearchFields {
  readonly depart: string;
  readonly arrivee: string;
  readonly date: string;
  readonly heure: string;
  /** 'arrivee': the hour is the one by which to be there; 'depart': the one from which to leave. */
  readonly sens: 'arrivee' | 'depart';
}

/** The longest text read as a place, a date or an hour. */
const LONGEST = 120;

/** Reads the address. An unknown `sens` is the first proposed. */
export const searchFields = (read: (name: string) => string | undefined): SearchFields => {
  const field = (name: string): string => (read(name) ?? '').trim().slice(0, LONGEST);
  return {
    depart: field('depart'),
    arrivee: field('arrivee'),
    date: field('date'),
    heure: field('heure'),
    sens: read('sens') === 'depart' ? 'depart' : 'arrivee',
  };
};

/** The fields as an address carries them; what says nothing is left out. */
export const searchQuery = (fields: SearchFields): Readonly<Record<string, string | undefined>> => ({
  depart: fields.depart,
  arrivee: fields.arrivee,
  date: fields.date,
  heure: fields.heure,
  sens: fields.heure !== '' && fields.sens === 'depart' ? 'depart' : undefined,
});

export type SearchField = 'depart' | 'arrivee' | 'date' | 'heure';

/** What a search means. */
export type Search =
  /** Nothing was asked yet: the form alone. */
  | { readonly kind: 'blank' }
  | {
      readonly kind: 'understood';
      readonly from: FoundPlace;
      readonly to: FoundPlace;
      readonly date: IsoDate | null;
      readonly hour: TimeOfDay | null;
    }
  /** Several places bear this name: which one? Both ends may have to be asked, one after the other. */
  | {
      readonly kind: 'ambiguous';
      readonly field: 'depart' | 'arrivee';
      readonly resolution: PlaceResolution & { readonly kind: 'ambiguous' };
    }
  | {
      readonly kind: 'refused';
      readonly errors: Readonly<Partial<Record<SearchField, string>>>;
      /** Names close to one that nothing bears. */
      readonly near: readonly { readonly field: 'depart' | 'arrivee'; readonly value: string; readonly text: string }[];
    };

const placeError = (resolution: PlaceResolution, blank: string): string | undefined => {
  if (resolution.kind === 'unknown') {
    return resolution.text === ''
      ? blank
      : `Nous ne trouvons pas « ${resolution.text} ». Écrivez le nom d’une commune.`;
  }
  return resolution.kind === 'no-point'
    ? `Personne n’a publié où se trouve ${resolution.commune.name}. Écrivez une commune voisine, ou appelez-nous.`
    : undefined;
};

/** Reads what was typed: places by name or code, a date and an hour in any usual spelling. Never throws. */
export const readSearch = (
  fields: SearchFields,
  places: { readonly search: PlaceSearch; readonly territory: TerritoryPlaces },
  today: IsoDate,
): Search => {
  if (fields.depart === '' && fields.arrivee === '') return { kind: 'blank' };
  const depart = places.search.resolve(fields.depart, places.territory);
  const arrivee = places.search.resolve(fields.arrivee, places.territory);
  const date = fields.date === '' ? null : parseDate(fields.date, today);
  const hour = fields.heure === '' ? null : parseHour(fields.heure);

  const errors: Partial<Record<SearchField, string>> = {};
  const departError = placeError(depart, 'Écrivez d’où vous partez.');
  const arriveeError = placeError(arrivee, 'Écrivez où vous voulez aller.');
  if (departError) errors.depart = departError;
  if (arriveeError) errors.arrivee = arriveeError;
  if (date?.kind === 'refused') errors.date = date.reason;
  if (hour?.kind === 'refused') errors.heure = hour.reason;
  if (depart.kind === 'found' && arrivee.kind === 'found' && depart.place.value === arrivee.place.value) {
    errors.arrivee = 'Le départ et l’arrivée sont au même endroit. Changez l’un des deux.';
  }
  if (Object.keys(errors).length > 0) {
    const near = (['depart', 'arrivee'] as const).flatMap((field) => {
      const resolution = field === 'depart' ? depart : arrivee;
      return resolution.kind === 'unknown' ? resolution.near.map(({ value, text }) => ({ field, value, text })) : [];
    });
    return { kind: 'refused', errors, near };
  }
  if (depart.kind === 'ambiguous') return { kind: 'ambiguous', field: 'depart', resolution: depart };
  if (arrivee.kind === 'ambiguous') return { kind: 'ambiguous', field: 'arrivee', resolution: arrivee };
  if (depart.kind !== 'found' || arrivee.kind !== 'found') return { kind: 'blank' };
  return {
    kind: 'understood',
    from: depart.place,
    to: arrivee.place,
    date: date?.kind === 'read' ? date.value : null,
    hour: hour?.kind === 'read' ? hour.value : null,
  };
};
