import type { PointSource } from '#src/places/place.ts';

/** Where no point is known, in `latitude` and `longitude`. */
export const NO_POINT = -2_147_483_648;
/** Where there is no intercommunality, in `epci`. */
export const NO_EPCI = 0xffff;
/** What the numbers of `pointSource` mean. */
export const POINT_SOURCES: readonly PointSource[] = ['chef-lieu', 'mairie', 'centroid'];

export interface CodeAndName {
  readonly code: string;
  readonly name: string;
}

/**
 * Communes of today (by code), then the 45 arrondissements (by code), as flat columns: one row is one of them.
 * 35,014 objects would weigh five times more.
 */
export interface CommuneTable {
  /** Rows that are communes of today; the rows after them are arrondissements. */
  readonly communeCount: number;
  readonly rowCount: number;
  /** Row of a code (commune of today or arrondissement), or -1. */
  rowOf(code: string): number;
  codeAt(row: number): string;
  nameAt(row: number): string;
  readonly departments: readonly CodeAndName[];
  readonly epcis: readonly CodeAndName[];
  /** Index in `departments` by row. */
  readonly department: Uint8Array;
  /** Index in `epcis` by row, or NO_EPCI. */
  readonly epci: Uint16Array;
  readonly population: Int32Array;
  /** Ten-thousandths of a degree by row, or NO_POINT. */
  readonly latitude: Int32Array;
  readonly longitude: Int32Array;
  /** Index in POINT_SOURCES by row; meaningless without a point. */
  readonly pointSource: Uint8Array;
  /** Row of the city of an arrondissement, -1 for a commune of today. */
  readonly parent: Int32Array;
  /** Postal codes of row r: `postalCodes[postalStart[r]]` to `postalCodes[postalStart[r + 1] - 1]`, as numbers. */
  readonly postalStart: Int32Array;
  readonly postalCodes: Int32Array;
  readonly formerCount: number;
  /** Row of today's commune, by former commune. Former communes are sorted by code. */
  readonly formerRow: Int32Array;
  /** 1 for "associée", 0 for "déléguée". */
  readonly formerIsAssociated: Uint8Array;
  formerCodeAt(index: number): string;
  formerNameAt(index: number): string;
  /** Index of a former commune's code, or -1. */
  formerOf(code: string): number;
}

/** INSEE codes compare as numbers this way: `46042`, `2A004`. @returns -1 when it is not five characters of 0-9 and A-Z. */
export const codeToNumber = (code: string): number => (/^[0-9A-Z]{5}$/u.test(code) ? Number.parseInt(code, 36) : -1);

/** The way back of `codeToNumber`. */
export const numberToCode = (value: number): string => value.toString(36).toUpperCase().padStart(5, '0');

/** Index of a value in sorted numbers between two bounds, or -1. */
export const indexOfSorted = (sorted: Int32Array, value: number, from: number, to: number): number => {
  let low = from;
  let high = to - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = sorted[middle] ?? 0;
    if (found === value) return middle;
    if (found < value) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
};
