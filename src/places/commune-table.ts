/**
 * Communes of today (by code), then the 45 arrondissements (by code), as flat columns: one row is one of them.
 * 35,014 objects would weigh five times more.
 */
export interface CommuneTable {
  /** Rows that are communes of today; the rows after are arrondissements. */
  readonly communeCount: number;
  readonly rowCount: number;
  /** Row of a code (commune of today or arrondissement), or -1. */
  rowOf(code: string): number;
  codeAt(row: number): string;
  nameAt(row: number): string;
  /** Index in `departments` by row. */
  readonly department: Uint8Array;
  /** Index in `epcis` by row; 0xffff is none. */
  readonly epci: Uint16Array;
  readonly population: Int32Array;
  /** Degrees by row; NaN when there is no point. */
  readonly latitude: Float32Array;
  readonly longitude: Float32Array;
  /** Postal codes of row r are `postalCodes[postalStart[r]]` to `postalCodes[postalStart[r + 1] - 1]`, as numbers. */
  readonly postalStart: Int32Array;
  readonly postalCodes: Int32Array;
  /** Former communes: row of today's commune of each, in the order of `formerCommunes()`. */
  readonly formerCount: number;
  readonly formerRow: Int32Array;
  formerNameAt(index: number): string;
  formerCodeAt(index: number): string;
}
