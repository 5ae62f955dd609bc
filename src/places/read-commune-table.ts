import { type CodeAndName, type CommuneTable, NO_EPCI, NO_POINT } from '#src/places/commune-table.ts';
import { codeToNumber, indexOfSorted, numberToCode } from '#src/places/commune-table.ts';
import { fieldCursor, type FieldCursor } from '#src/places/field-cursor.ts';

const HEADER = 'lotocar communes 1';
const SOURCE_LETTERS = 'cmp';
const TITLE = '#'.charCodeAt(0);
const GROUP = '@'.charCodeAt(0);
const WHOLE_CODE = '='.charCodeAt(0);

const expectTitle = (cursor: FieldCursor, title: string): void => {
  const found = cursor.text();
  if (found !== title)
    throw new Error(`Fichier des communes illisible : « ${title} » attendu, « ${found.slice(0, 40)} » trouvé.`);
};

const expectCount = (what: string, read: number, expected: number): void => {
  if (read !== expected) throw new Error(`Fichier des communes abîmé : ${read} ${what} au lieu de ${expected}.`);
};

const readCodesAndNames = (cursor: FieldCursor): readonly CodeAndName[] => {
  const list: CodeAndName[] = [];
  while (!cursor.ended && cursor.peek() !== TITLE) {
    const code = cursor.text();
    list.push({ code, name: cursor.text() });
  }
  return list;
};

/** Reads the lines of a section; each says under which `@département` it stands. */
const eachLine = (cursor: FieldCursor, read: (department: string) => void): void => {
  let department = '';
  while (!cursor.ended && cursor.peek() !== TITLE) {
    if (cursor.peek() === GROUP) department = cursor.text().slice(1);
    else read(department);
  }
};

/** The next field, a code written after its département or whole after `=`, as `codeToNumber` would say it. */
const readCode = (cursor: FieldCursor, department: string): number => {
  if (cursor.peek() === WHOLE_CODE) return codeToNumber(cursor.text().slice(1));
  return Number.parseInt(department, 36) * 36 ** (5 - department.length) + cursor.base36(0);
};

/** Names left where they are in the text: two numbers each instead of a string. */
const namesIn = (text: string, count: number) => {
  const bounds = new Int32Array(2 * count);
  return {
    set: (index: number, start: number, end: number): void => {
      bounds[2 * index] = start;
      bounds[2 * index + 1] = end;
    },
    at: (index: number): string => text.slice(bounds[2 * index] ?? 0, bounds[2 * index + 1] ?? 0),
  };
};

interface Counts {
  readonly communes: number;
  readonly arrondissements: number;
  readonly postalCodes: number;
  readonly formers: number;
}

const readRows = (text: string, cursor: FieldCursor, departments: readonly CodeAndName[], counts: Counts) => {
  const departmentIndex = new Map(departments.map(({ code }, index) => [code, index]));
  const rowCount = counts.communes + counts.arrondissements;
  const codes = new Int32Array(rowCount);
  const department = new Uint8Array(rowCount);
  const epci = new Uint16Array(rowCount);
  const population = new Int32Array(rowCount);
  const latitude = new Int32Array(rowCount);
  const longitude = new Int32Array(rowCount);
  const pointSource = new Uint8Array(rowCount);
  const parent = new Int32Array(rowCount).fill(-1);
  const postalStart = new Int32Array(rowCount + 1);
  const postalCodes = new Int32Array(counts.postalCodes);
  const names = namesIn(text, rowCount);
  let row = 0;
  let postalCount = 0;

  /** Fields common to communes and arrondissements. @returns the fourth, which means something else in each. */
  const readRow = (code: number, departmentCode: string): number => {
    codes[row] = code;
    department[row] = departmentIndex.get(departmentCode) ?? 0;
    const start = cursor.skip();
    names.set(row, start, cursor.at - 1);
    postalCount = cursor.integers(postalCodes, postalCount);
    const fourth = cursor.base36(-1);
    population[row] = cursor.integer(0);
    latitude[row] = cursor.integer(NO_POINT);
    longitude[row] = cursor.integer(NO_POINT);
    pointSource[row] = Math.max(0, SOURCE_LETTERS.indexOf(String.fromCharCode(cursor.peek())));
    cursor.skip();
    row += 1;
    postalStart[row] = postalCount;
    return fourth;
  };

  expectTitle(cursor, '#communes');
  eachLine(cursor, (departmentCode) => {
    const index = readRow(readCode(cursor, departmentCode), departmentCode);
    epci[row - 1] = index < 0 ? NO_EPCI : index;
  });
  expectCount('communes', row, counts.communes);
  const communeRow = (code: number): number => indexOfSorted(codes, code, 0, counts.communes);

  expectTitle(cursor, '#arrondissements');
  eachLine(cursor, () => {
    const code = cursor.text();
    // The fourth field is the city's code, and a code in base 36 is what `codeToNumber` makes of it.
    const city = communeRow(readRow(codeToNumber(code), code.slice(0, 2)));
    const here = row - 1;
    parent[here] = city;
    epci[here] = epci[city] ?? NO_EPCI;
    // Our sources give no point for arrondissements: the city's stands for them, as data/README.md says.
    if (latitude[here] === NO_POINT) {
      latitude[here] = latitude[city] ?? NO_POINT;
      longitude[here] = longitude[city] ?? NO_POINT;
      pointSource[here] = pointSource[city] ?? 0;
    }
  });
  expectCount('arrondissements', row, rowCount);
  expectCount('codes postaux', postalCount, counts.postalCodes);
  return {
    communeRow,
    columns: {
      communeCount: counts.communes,
      rowCount,
      rowOf(code: string): number {
        const value = codeToNumber(code);
        const commune = communeRow(value);
        return commune >= 0 ? commune : indexOfSorted(codes, value, counts.communes, rowCount);
      },
      codeAt: (at: number): string => numberToCode(codes[at] ?? 0),
      nameAt: names.at,
      department,
      epci,
      population,
      latitude,
      longitude,
      pointSource,
      parent,
      postalStart,
      postalCodes,
    },
  };
};

/**
 * Reads the text of `data/communes.txt` (the format is described in `data/README.md`).
 * @throws Error in French when it is not that file or is cut short.
 */
export const readCommuneTable = (text: string): CommuneTable => {
  const cursor = fieldCursor(text);
  expectTitle(cursor, HEADER);
  const counts: Counts = {
    communes: cursor.integer(0),
    arrondissements: cursor.integer(0),
    postalCodes: cursor.integer(0),
    formers: cursor.integer(0),
  };
  expectTitle(cursor, '#departements');
  const departments = readCodesAndNames(cursor);
  expectTitle(cursor, '#epci');
  const epcis = readCodesAndNames(cursor);
  const { columns, communeRow } = readRows(text, cursor, departments, counts);

  expectTitle(cursor, '#anciennes');
  const formerCode = new Int32Array(counts.formers);
  const formerRow = new Int32Array(counts.formers);
  const formerIsAssociated = new Uint8Array(counts.formers);
  const names = namesIn(text, counts.formers);
  let read = 0;
  eachLine(cursor, (departmentCode) => {
    formerCode[read] = readCode(cursor, departmentCode);
    const start = cursor.skip();
    names.set(read, start, cursor.at - 1);
    formerRow[read] = communeRow(readCode(cursor, departmentCode));
    formerIsAssociated[read] = cursor.text() === 'a' ? 1 : 0;
    read += 1;
  });
  expectCount('anciennes communes', read, counts.formers);
  expectTitle(cursor, '#fin');
  return {
    ...columns,
    departments,
    epcis,
    formerCount: counts.formers,
    formerRow,
    formerIsAssociated,
    formerCodeAt: (index) => numberToCode(formerCode[index] ?? 0),
    formerNameAt: names.at,
    formerOf: (code) => indexOfSorted(formerCode, codeToNumber(code), 0, counts.formers),
  };
};
