import type { CodeAndName, CommuneTable } from '#src/places/commune-table.ts';
import type { Commune } from '#src/places/place.ts';

/** A commune that merged into another and whose name is still said: "déléguée" or "associée". */
export interface FormerCommune {
  /** Its INSEE code; for the seat of a merged commune it is also the code of today's commune. */
  readonly code: string;
  readonly name: string;
  readonly kind: 'deleguee' | 'associee';
  /** Code of the commune of today it belongs to. */
  readonly communeCode: string;
}

/** Every commune of France, offline. Values are made when asked for: keep them if you need them often. */
export interface CommuneDirectory {
  /** How many communes of today. */
  readonly size: number;
  /** By INSEE code: a commune of today, an arrondissement, or, for a former commune, the commune of today. */
  find(code: string): Commune | undefined;
  /** Like `find`. @throws Error when no commune bears or bore this code. */
  get(code: string): Commune;
  /** The former commune of this INSEE code, even when a commune of today bears it too. */
  findFormer(code: string): FormerCommune | undefined;
  /** Former communes of a commune of today. */
  formersOf(communeCode: string): readonly FormerCommune[];
  /** Communes of today of a département (`46`, `2A`, `974`), by code; empty when unknown. */
  communesOfDepartment(department: string): readonly Commune[];
  /** Communes of today of an intercommunality (SIREN), by code; empty when unknown. */
  communesOfEpci(epci: string): readonly Commune[];
  /** Municipal arrondissements of a city (`75056`, `69123`, `13055`), by number; empty elsewhere. */
  arrondissementsOf(cityCode: string): readonly Commune[];
  /** All communes of today, by code. */
  communes(): Iterable<Commune>;
  /** The 45 municipal arrondissements. */
  arrondissements(): Iterable<Commune>;
  formerCommunes(): Iterable<FormerCommune>;
  readonly departments: readonly CodeAndName[];
  readonly epcis: readonly CodeAndName[];
  /** The columns behind, for what indexes all of them. */
  readonly table: CommuneTable;
}
