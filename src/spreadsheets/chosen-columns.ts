import type { Columns } from '#src/spreadsheets/columns.ts';
import { FIELD_WORDS } from '#src/spreadsheets/field-words.ts';
import { type Field, NEEDED, type SheetKind } from '#src/spreadsheets/layouts.ts';
import { nameKey, splitFullName } from '#src/spreadsheets/person-cells.ts';
import type { SheetRow } from '#src/spreadsheets/read-csv.ts';
import { KIND_NAMES } from '#src/spreadsheets/titles.ts';

/** What a sheet is, and what each of its columns holds, as guessed then corrected by hand. */
export interface ColumnChoice {
  readonly kind: SheetKind;
  /** The line of the titles: what stands up to it is no data. 0 when the sheet has none. */
  readonly headerLine: number;
  /** By the place of the column; null is not taken. */
  readonly fields: readonly (Field | null)[];
}

/** Columns of which a sheet may have several: a landline and a mobile, two columns of remarks. */
const SEVERAL: ReadonlyMap<Field, string> = new Map([
  ['phone', ' / '],
  ['remarks', '\n'],
  ['email', ' '],
]);

/** The same choice with these fields alone: a column that holds another is not taken. */
export const withinFields = (choice: ColumnChoice, offered: readonly Field[]): ColumnChoice => ({
  ...choice,
  fields: choice.fields.map((field) => (field !== null && offered.includes(field) ? field : null)),
});

/** What is wrong with a choice: a column taken twice, by its place, or something that no column holds. */
export interface ChoiceFaults {
  readonly twice: readonly number[];
  /** In French, each with its alternatives: "Prénom ou Nom". */
  readonly missing: readonly string[];
}

export const faultsOf = ({ kind, fields }: ColumnChoice, offered: readonly Field[]): ChoiceFaults => {
  const words = FIELD_WORDS[kind];
  const has = (field: Field): boolean =>
    fields.includes(field) || (field === 'firstName' && kind === 'requests' && fields.includes('fullName'));
  return {
    twice: fields.flatMap((field, index) =>
      field !== null && !SEVERAL.has(field) && fields.indexOf(field) < index ? [index] : [],
    ),
    missing: NEEDED[kind]
      .filter((group) => !group.some(has))
      .map((group) => group.flatMap((field) => (offered.includes(field) ? (words[field] ?? []) : [])).join(' ou ')),
  };
};

/** The fields that are taken, each once, in the order of their columns. */
export const takenFields = ({ fields }: ColumnChoice): readonly Field[] => [
  ...new Set(fields.filter((field) => field !== null)),
];

/** What a line says of a field: its cells, put together where several columns hold it. */
export const cellOfField = ({ fields }: ColumnChoice, cells: readonly string[], field: Field): string =>
  fields
    .flatMap((one, index) => (one === field && (cells[index] ?? '') !== '' ? [cells[index]] : []))
    .join(SEVERAL.get(field) ?? ' ');

/** The same line with one field corrected: in its first column, the others emptied. */
export const withField = (
  { fields }: ColumnChoice,
  cells: readonly string[],
  field: Field,
  text: string,
): readonly string[] => {
  const first = fields.indexOf(field);
  const width = Math.max(cells.length, first + 1);
  return Array.from({ length: width }, (_, index) =>
    index === first ? text : fields[index] === field ? '' : (cells[index] ?? ''),
  );
};

/** Lines with the columns that were chosen, as the import takes them. */
export const columnsOfChoice = (choice: ColumnChoice, rows: readonly SheetRow[]): Columns => {
  const taken = takenFields(choice);
  const split = choice.kind === 'requests' && taken.includes('fullName');
  const fields = split ? ([...new Set([...taken, 'firstName', 'lastName'])] as readonly Field[]) : taken;
  return {
    kind: choice.kind,
    title: KIND_NAMES[choice.kind],
    by: 'headers',
    places: new Map(
      fields.filter((field) => !split || field !== 'fullName').map((field) => [field, [fields.indexOf(field)]]),
    ),
    ignored: [],
    rows: rows.map(({ line, cells }) => {
      const full = split ? splitFullName(cellOfField(choice, cells, 'fullName')) : null;
      return {
        line,
        cells: fields.map((field) => {
          const cell = cellOfField(choice, cells, field);
          if (cell !== '' || full === null) return cell;
          return field === 'firstName' ? full.firstName : field === 'lastName' ? full.lastName : '';
        }),
      };
    }),
  };
};

/** Lines together in one transaction, at least so many; those of one person stay together, unless they are very many. */
const AT_LEAST = 30;
const AT_MOST = 300;

/**
 * Cuts lines into groups that can be taken one after the other as if they were taken at once: what is said of one person, and
 * lines written twice, are read together.
 */
export const groupsOf = <T extends { readonly cells: readonly string[] }>(
  choice: ColumnChoice,
  lines: readonly T[],
): readonly (readonly T[])[] => {
  const keyOf = ({ cells }: T): string => {
    const cell = (field: Field): string => cellOfField(choice, cells, field);
    const name = `${cell('firstName')} ${cell('lastName')}`.trim();
    return nameKey(name === '' ? cell('fullName') : name, '');
  };
  const people = Map.groupBy(lines, keyOf);
  const groups: T[][] = [];
  for (const ofOne of people.values()) {
    for (let start = 0; start < ofOne.length; start += AT_MOST) {
      const part = ofOne.slice(start, start + AT_MOST);
      const last = groups.at(-1);
      if (last && last.length < AT_LEAST && last.length + part.length <= AT_MOST) last.push(...part);
      else groups.push([...part]);
    }
  }
  return groups;
};
