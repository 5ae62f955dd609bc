import type { CommuneDirectory } from '#src/places/commune-directory.ts';
import type { PlaceSearch } from '#src/places/search-places.ts';
import { cellOf, type Columns } from '#src/spreadsheets/columns.ts';
import { readPlaceLine } from '#src/spreadsheets/place-sheet.ts';
import { nearestCommune } from '#src/spreadsheets/take-places.ts';

/** Under this share of the places understood, no département is the sheet's own. */
const LEAST_SHARE = 0.5;

/** The département most places of a sheet are in, from those that can only be one commune of France; else undefined. */
export const deduceDepartment = (
  columns: Columns,
  search: PlaceSearch,
  communes: CommuneDirectory,
): string | undefined => {
  const found = columns.kind === 'places' ? ofPoints(columns, communes) : ofNames(columns, search);
  const counts = new Map<string, number>();
  for (const department of found) counts.set(department, (counts.get(department) ?? 0) + 1);
  const [most] = [...counts].toSorted((a, b) => b[1] - a[1]);
  return most && most[1] / found.length >= LEAST_SHARE ? most[0] : undefined;
};

const ofNames = (columns: Columns, search: PlaceSearch): readonly string[] => {
  const names = columns.rows.flatMap((row) => [cellOf(columns, row, 'from'), cellOf(columns, row, 'to')]);
  const byName = new Map<string, string | null>();
  return names
    .filter((name) => name !== '')
    .map((name) => {
      const known = byName.get(name);
      if (known !== undefined) return known;
      const resolution = search.resolve(name, null);
      const department = resolution.kind === 'found' ? resolution.place.commune.department : null;
      byName.set(name, department);
      return department;
    })
    .filter((department) => department !== null);
};

const ofPoints = (columns: Columns, communes: CommuneDirectory): readonly string[] => {
  const nearest = nearestCommune(communes);
  return columns.rows.flatMap((row) => {
    const line = readPlaceLine(columns, row);
    const commune = line.kind === 'taken' ? nearest(line.value.point) : undefined;
    return commune ? [commune.department] : [];
  });
};
