import type { CommuneDirectory } from '#src/places/commune-directory.ts';
import type { Accepts } from '#src/places/gather-places.ts';
import { foldPlaceName, squash, withoutSmallWords } from '#src/places/normalise.ts';
import type { PlaceCatalogue } from '#src/places/place-catalogue.ts';
import type { ReadyTerritory } from '#src/places/territory-places.ts';

/** While typing, the beginning of a part is enough. */
export type HowFar = 'beginning' | 'whole';

/** Whether parts of a text beside the name ("46", "46000", "Lot", "Saint Géry-Vers") agree with places. */
export interface PlaceFilter {
  /**
   * Accepts the entries that agree with every part: its code, its postal code, its département's number or name, its
   * commune of today or its city.
   */
  accepting(parts: readonly string[], territory: ReadyTerritory | null, how: HowFar): Accepts;
  /** Whether this folded text is the name of a département. */
  isDepartment(folded: string): boolean;
}

/** Digits of a postal code, of an INSEE code or of a département, or the beginning of one. */
const CODE = /^(?:\d{2,5}|2[ab]\d{0,3})$/u;

/** "La Réunion" and "Réunion" are the same. */
const keyOf = (folded: string): string => squash(withoutSmallWords(folded));

const agrees = (wanted: string, value: string, how: HowFar): boolean =>
  how === 'whole' ? wanted === value : value.startsWith(wanted);

/** Filters over the places of a directory. */
export const placeFilter = (directory: CommuneDirectory, catalogue: PlaceCatalogue): PlaceFilter => {
  const { table } = directory;
  const departmentNames = table.departments.map(({ name }) => keyOf(foldPlaceName(name)));
  const communeName = (row: number): string => keyOf(foldPlaceName(table.nameAt(row)));

  /** Made once for a query: it is then asked of thousands of rows. */
  const codeAgrees = (part: string, how: HowFar): ((row: number) => boolean) => {
    const digits = part.toUpperCase();
    const department = table.departments.findIndex(({ code }) => code === digits);
    const numeric = /^\d+$/u.test(digits) && (how === 'beginning' || digits.length === 5);
    const scale = 10 ** (5 - digits.length);
    const low = numeric ? Number(digits) * scale : -1;
    const high = numeric ? low + scale : -1;
    const ofCommune = digits.length >= 4;
    return (row) => {
      if (table.department[row] === department) return true;
      for (let at = table.postalStart[row] ?? 0; at < (table.postalStart[row + 1] ?? 0); at += 1) {
        const code = table.postalCodes[at] ?? 0;
        if (code >= low && code < high) return true;
      }
      return ofCommune && agrees(digits, table.codeAt(row), how);
    };
  };
  const nameAgrees = (part: string, how: HowFar): ((row: number, standsInside: boolean) => boolean) => {
    const wanted = keyOf(part);
    const departments = departmentNames.map((name) => agrees(wanted, name, how));
    return (row, standsInside) => {
      if (departments[table.department[row] ?? 0] === true) return true;
      const city = table.parent[row] ?? -1;
      if (city >= 0 && agrees(wanted, communeName(city), how)) return true;
      return standsInside && agrees(wanted, communeName(row), how);
    };
  };

  return {
    accepting(parts, territory, how) {
      const checks = parts.map((part) => (CODE.test(part) ? codeAgrees(part, how) : nameAgrees(part, how)));
      return (entry) => {
        const local = entry < 0 ? territory?.localNames[-1 - entry] : undefined;
        const row = entry >= 0 ? catalogue.rowOf(entry) : table.rowOf(local?.commune.code ?? '');
        const standsInside = entry < 0 || entry >= table.rowCount;
        return checks.every((check) => check(row, standsInside));
      };
    },
    isDepartment: (folded) => departmentNames.includes(keyOf(folded)),
  };
};
