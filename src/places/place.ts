/** WGS 84 position, decimal degrees. */
export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

/**
 * Where a point came from, in order of trust: the territory's own place, an address, the commune's chef-lieu (IGN),
 * its mairie (DILA), the centroid of its postal code (La Poste), or a spreadsheet.
 */
export type PointSource = 'local' | 'address' | 'chef-lieu' | 'mairie' | 'centroid' | 'import';

/** Today's commune, or a municipal arrondissement of Paris, Lyon or Marseille. */
export interface Commune {
  /** INSEE code, e.g. `46042`. */
  readonly code: string;
  readonly name: string;
  /** e.g. `46`, `2A`, `974`. */
  readonly department: string;
  readonly departmentName: string;
  readonly postalCodes: readonly string[];
  /** SIREN of the intercommunality, when there is one. */
  readonly epci: string | null;
  readonly epciName: string | null;
  readonly population: number;
  /** Twelve communes have none: it is said, never guessed. */
  readonly point: Point | null;
  readonly pointSource: PointSource | null;
  /** For a municipal arrondissement: the code of its city. */
  readonly parent: string | null;
}

/**
 * One end of a trip or of a way, kept as a snapshot: communes merge every January, and what was agreed does not move.
 */
export interface Stop {
  /** What people read: "Gramat", "Hôpital de Cahors". Public unless `privacy` is 'private'. */
  readonly label: string;
  /** Name of the commune, the only part shown in public for a private place. */
  readonly communeName: string;
  readonly communeCode: string;
  readonly point: Point;
  readonly source: PointSource;
}
