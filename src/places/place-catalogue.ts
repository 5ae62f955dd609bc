import type { CommuneDirectory } from '#src/places/commune-directory.ts';
import { NO_POINT } from '#src/places/commune-table.ts';
import type { FoundPlace, PlaceKind } from '#src/places/found-place.ts';
import type { LocalPlace } from '#src/places/local-place.ts';
import { foldPlaceName } from '#src/places/normalise.ts';
import type { Commune } from '#src/places/place.ts';
import type { PlaceSuggestion } from '#src/places/place-suggestion.ts';

/** What the value of a commune starts with when its bare code is also somebody's postal code. */
export const COMMUNE_VALUE = 'commune:';
export const FORMER_VALUE = 'ancienne:';
export const LOCAL_VALUE = 'lieu:';

/**
 * Official places as numbered entries: the rows of the commune table, then the former communes. A former commune that has
 * today's name is not searched for: it would be the same line twice.
 */
export interface PlaceCatalogue {
  readonly entryCount: number;
  /** Folded name by entry, made anew at each call; empty when the entry is not searched for. */
  foldNames(): readonly string[];
  kindOf(entry: number): PlaceKind;
  /** Row of the commune table it stands in. */
  rowOf(entry: number): number;
  /** Entry of a former commune's code, that of today's commune when it kept the name, or -1. */
  entryOfFormer(code: string): number;
  isPostalCode(code: string): boolean;
  valueOf(entry: number): string;
  suggestion(entry: number, ours: boolean): PlaceSuggestion;
  /** Undefined when nobody published where it is. */
  found(entry: number): FoundPlace | undefined;
  communeOf(entry: number): Commune;
}

const lineOf = (
  kind: PlaceKind,
  value: string,
  names: { readonly label: string; readonly text: string; readonly matched: string },
  commune: Commune,
  ours: boolean,
): PlaceSuggestion => ({
  kind,
  value,
  ...names,
  communeCode: commune.code,
  communeName: commune.name,
  department: commune.department,
  departmentName: commune.departmentName,
  ours,
  located: kind === 'local' || commune.point !== null,
});

/** Numbers the official places of a directory. */
export const placeCatalogue = (directory: CommuneDirectory): PlaceCatalogue => {
  const { table } = directory;
  const { rowCount, formerCount } = table;
  const postal = new Set(table.postalCodes);
  const isPostalCode = (code: string): boolean => /^\d{5}$/u.test(code) && postal.has(Number(code));
  const rowOf = (entry: number): number => (entry < rowCount ? entry : (table.formerRow[entry - rowCount] ?? 0));
  const communeOf = (entry: number): Commune => directory.get(table.codeAt(rowOf(entry)));
  const kindOf = (entry: number): PlaceKind =>
    entry >= rowCount ? 'former-commune' : entry >= table.communeCount ? 'arrondissement' : 'commune';
  const valueOf = (entry: number): string => {
    if (entry < rowCount) {
      const code = table.codeAt(entry);
      return isPostalCode(code) ? COMMUNE_VALUE + code : code;
    }
    const code = table.formerCodeAt(entry - rowCount);
    return isPostalCode(code) || table.rowOf(code) >= 0 ? FORMER_VALUE + code : code;
  };
  const nameOf = (entry: number): string =>
    entry < rowCount ? table.nameAt(entry) : table.formerNameAt(entry - rowCount);
  const labelOf = (entry: number, commune: Commune): string =>
    entry < rowCount ? commune.name : `${nameOf(entry)} (${commune.name})`;
  const textOf = (entry: number, { name, departmentName }: Commune): string =>
    `${nameOf(entry)} (${entry < rowCount ? departmentName : `${name}, ${departmentName}`})`;
  return {
    entryCount: rowCount + formerCount,
    foldNames() {
      const folded: string[] = [];
      for (let entry = 0; entry < rowCount + formerCount; entry += 1) {
        const name = foldPlaceName(nameOf(entry));
        folded.push(entry >= rowCount && name === folded[rowOf(entry)] ? '' : name);
      }
      return folded;
    },
    kindOf,
    rowOf,
    entryOfFormer(code) {
      const index = table.formerOf(code);
      if (index < 0) return -1;
      const row = table.formerRow[index] ?? 0;
      return foldPlaceName(table.formerNameAt(index)) === foldPlaceName(table.nameAt(row)) ? row : rowCount + index;
    },
    isPostalCode,
    valueOf,
    communeOf,
    suggestion(entry, ours) {
      const commune = communeOf(entry);
      const names = { label: labelOf(entry, commune), text: textOf(entry, commune), matched: nameOf(entry) };
      return lineOf(kindOf(entry), valueOf(entry), names, commune, ours);
    },
    found(entry) {
      if ((table.latitude[rowOf(entry)] ?? NO_POINT) === NO_POINT) return undefined;
      const commune = communeOf(entry);
      if (commune.point === null || commune.pointSource === null) return undefined;
      return {
        kind: kindOf(entry),
        value: valueOf(entry),
        label: labelOf(entry, commune),
        text: textOf(entry, commune),
        commune,
        point: commune.point,
        source: commune.pointSource,
      };
    },
  };
};

/** A local place as a line to offer; `matched` is the one of its names that answered. */
export const localSuggestion = (place: LocalPlace, matched: string, commune: Commune): PlaceSuggestion =>
  lineOf(
    'local',
    LOCAL_VALUE + place.id,
    { label: place.names[0] ?? matched, text: `${matched} (${commune.name})`, matched },
    commune,
    true,
  );

/** A local place as understood. */
export const foundLocal = (place: LocalPlace, commune: Commune): FoundPlace => ({
  kind: 'local',
  value: LOCAL_VALUE + place.id,
  label: place.names[0] ?? commune.name,
  text: `${place.names[0] ?? ''} (${commune.name})`,
  commune,
  point: place.point,
  source: 'local',
});
