import type { FoundPlace, PlaceKind } from '#src/places/found-place.ts';
import type { LocalPlace } from '#src/places/local-place.ts';
import type { Commune, Point } from '#src/places/place.ts';

/** What the search knows of a territory. Pass the same object again and again: what it implies is kept beside it. */
export interface TerritoryPlaces {
  readonly communeCodes: readonly string[];
  readonly localPlaces: readonly LocalPlace[];
  readonly centre: Point;
}

/** One line offered to someone who types, or one candidate of an ambiguous name. */
export interface PlaceSuggestion {
  readonly kind: PlaceKind;
  /** What the form submits; `resolve(value)` gives exactly this place. */
  readonly value: string;
  /** "Cahors", "Vers (Saint Géry-Vers)", "Hôpital de Cahors". */
  readonly label: string;
  /** The label with its département or its commune; typed as such, it resolves to this place. */
  readonly text: string;
  /** The name that answered what was typed: for a place of several names, maybe not the one shown. */
  readonly matched: string;
  readonly communeCode: string;
  readonly communeName: string;
  readonly department: string;
  readonly departmentName: string;
  /** In the territory of the search. */
  readonly ours: boolean;
  /** False for the twelve communes without a point: choosing one leads to 'no-point'. */
  readonly located: boolean;
}

/** What a submitted text means. */
export type PlaceResolution =
  | { readonly kind: 'found'; readonly place: FoundPlace }
  /** Several may be meant: ask, with the département named. The most likely first. */
  | { readonly kind: 'ambiguous'; readonly text: string; readonly candidates: readonly PlaceSuggestion[] }
  /** Nothing bears this name; `near` are guesses never taken silently. */
  | { readonly kind: 'unknown'; readonly text: string; readonly near: readonly PlaceSuggestion[] }
  /** Understood, but nobody published where it is. */
  | { readonly kind: 'no-point'; readonly commune: Commune };
