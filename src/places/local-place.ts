import type { Point } from '#src/places/place.ts';

/** What a place kept by the team is: another name for somewhere, a hamlet, or a public meeting point (mairie, church, stop). */
export type LocalPlaceKind = 'name' | 'hamlet' | 'meeting-point';

/** A place a territory keeps by itself; its names win over official ones. */
export interface LocalPlace {
  readonly id: string;
  /** At least one; the first is the one shown. Several names may lead to one point. */
  readonly names: readonly string[];
  readonly kind: LocalPlaceKind;
  /** Commune of today it stands in. */
  readonly communeCode: string;
  readonly point: Point;
}
