import type { ColumnChoice } from '#src/spreadsheets/chosen-columns.ts';
import type { Field, SheetKind } from '#src/spreadsheets/layouts.ts';
import { type Typed, typed } from '#src/web/layout/fields.tsx';
import { KIND_OPTIONS } from '#src/web/workspace/sheet-imports/import-words.ts';

/** The sheet, its titles and its kind, as somebody says them; what makes no sense is as it was. */
export const readSaid = (
  form: Typed,
  before: { readonly sheet: number; readonly sheets: readonly string[]; readonly choice: ColumnChoice },
): { readonly sheet: number; readonly kind: SheetKind; readonly headerLine: number } => {
  const sheet = Number(typed(form, 'feuille') || before.sheet);
  const headerLine = Number(typed(form, 'titres') || before.choice.headerLine);
  const kind = KIND_OPTIONS.find(({ value }) => value === typed(form, 'sorte'))?.value ?? before.choice.kind;
  return {
    sheet: Number.isInteger(sheet) && sheet >= 0 && sheet < before.sheets.length ? sheet : before.sheet,
    kind,
    headerLine:
      Number.isInteger(headerLine) && headerLine >= 0 && headerLine < 2 ** 31 ? headerLine : before.choice.headerLine,
  };
};

/** What each column holds, as chosen. */
export const readFields = (form: Typed, { fields }: ColumnChoice, offered: readonly Field[]): ColumnChoice['fields'] =>
  fields.map((_, index) => offered.find((field) => field === typed(form, `colonne_${index}`)) ?? null);
