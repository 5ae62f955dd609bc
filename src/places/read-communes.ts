import type { CommuneDirectory, FormerCommune } from '#src/places/commune-directory.ts';
import { type CommuneTable, NO_EPCI, NO_POINT, POINT_SOURCES } from '#src/places/commune-table.ts';
import type { Commune } from '#src/places/place.ts';
import { readCommuneTable } from '#src/places/read-commune-table.ts';

const postalCodesAt = (table: CommuneTable, row: number): readonly string[] =>
  Array.from(table.postalCodes.subarray(table.postalStart[row] ?? 0, table.postalStart[row + 1] ?? 0), (code) =>
    String(code).padStart(5, '0'),
  );

const communeAt = (table: CommuneTable, row: number): Commune => {
  const department = table.departments[table.department[row] ?? 0];
  const epci = table.epcis[table.epci[row] ?? NO_EPCI];
  const latitude = table.latitude[row] ?? NO_POINT;
  const located = latitude !== NO_POINT;
  const parent = table.parent[row] ?? -1;
  return {
    code: table.codeAt(row),
    name: table.nameAt(row),
    department: department?.code ?? '',
    departmentName: department?.name ?? '',
    postalCodes: postalCodesAt(table, row),
    epci: epci?.code ?? null,
    epciName: epci?.name ?? null,
    population: table.population[row] ?? 0,
    point: located ? { latitude: latitude / 1e4, longitude: (table.longitude[row] ?? 0) / 1e4 } : null,
    pointSource: located ? (POINT_SOURCES[table.pointSource[row] ?? 0] ?? null) : null,
    parent: parent < 0 ? null : table.codeAt(parent),
  };
};

const formerAt = (table: CommuneTable, index: number): FormerCommune => ({
  code: table.formerCodeAt(index),
  name: table.formerNameAt(index),
  kind: table.formerIsAssociated[index] === 1 ? 'associee' : 'deleguee',
  communeCode: table.codeAt(table.formerRow[index] ?? 0),
});

/** Numbers from `from` to `to` (excluded) that satisfy a condition. */
const rowsWhere = (from: number, to: number, holds: (row: number) => boolean): readonly number[] => {
  const rows: number[] = [];
  for (let row = from; row < to; row += 1) if (holds(row)) rows.push(row);
  return rows;
};

/**
 * The communes of France from the text of `data/communes.txt`.
 * @throws Error in French when the text is not that file.
 */
export const readCommunes = (text: string): CommuneDirectory => {
  const table = readCommuneTable(text);
  const commune = (row: number): Commune => communeAt(table, row);
  const find = (code: string): Commune | undefined => {
    const row = table.rowOf(code);
    if (row >= 0) return commune(row);
    const former = table.formerOf(code);
    return former >= 0 ? commune(table.formerRow[former] ?? 0) : undefined;
  };
  const rowsOfDepartment = (index: number): readonly number[] =>
    rowsWhere(0, table.communeCount, (row) => table.department[row] === index);
  return {
    size: table.communeCount,
    find,
    get(code) {
      const found = find(code);
      if (found === undefined) throw new Error(`Aucune commune ne porte le code ${code}.`);
      return found;
    },
    findFormer(code) {
      const index = table.formerOf(code);
      return index >= 0 ? formerAt(table, index) : undefined;
    },
    formersOf(communeCode) {
      const row = table.rowOf(communeCode);
      return rowsWhere(0, table.formerCount, (index) => table.formerRow[index] === row).map((index) =>
        formerAt(table, index),
      );
    },
    communesOfDepartment(code) {
      const index = table.departments.findIndex((department) => department.code === code);
      return index < 0 ? [] : rowsOfDepartment(index).map(commune);
    },
    communesOfEpci(code) {
      const index = table.epcis.findIndex((epci) => epci.code === code);
      return index < 0 ? [] : rowsWhere(0, table.communeCount, (row) => table.epci[row] === index).map(commune);
    },
    arrondissementsOf(cityCode) {
      const city = table.rowOf(cityCode);
      return rowsWhere(table.communeCount, table.rowCount, (row) => city >= 0 && table.parent[row] === city).map(
        commune,
      );
    },
    *communes() {
      for (let row = 0; row < table.communeCount; row += 1) yield commune(row);
    },
    *arrondissements() {
      for (let row = table.communeCount; row < table.rowCount; row += 1) yield commune(row);
    },
    *formerCommunes() {
      for (let index = 0; index < table.formerCount; index += 1) yield formerAt(table, index);
    },
    departments: table.departments,
    epcis: table.epcis,
    table,
  };
};
