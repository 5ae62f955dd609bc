import type { Commune, Point, PointSource, Stop } from '#src/places/place.ts';

/** What bears the name: a commune of today, one that merged, an arrondissement of a big city, or the territory's own place. */
export type PlaceKind = 'commune' | 'former-commune' | 'arrondissement' | 'local';

/** A place that was understood and stands somewhere. */
export interface FoundPlace {
  readonly kind: PlaceKind;
  /** What a form or a link carries to mean exactly this place again. */
  readonly value: string;
  /** "Cahors", "Vers (Saint Géry-Vers)", "Hôpital de Cahors". */
  readonly label: string;
  /** The label with its département or its commune; typed as such, it means this place again. */
  readonly text: string;
  /** Commune of today (or arrondissement) it stands in. */
  readonly commune: Commune;
  readonly point: Point;
  readonly source: PointSource;
}

/** The snapshot a trip or a way keeps: it does not move when communes merge. */
export const stopFrom = (place: FoundPlace): Stop => ({
  label: place.label,
  communeName: place.commune.name,
  communeCode: place.commune.code,
  point: place.point,
  source: place.source,
});
