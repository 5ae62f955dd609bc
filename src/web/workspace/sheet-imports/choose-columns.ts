import type { SheetImport } from '#src/sheet-imports/sheet-import.ts';
import { faultsOf } from '#src/spreadsheets/chosen-columns.ts';
import { fieldsOf } from '#src/spreadsheets/field-words.ts';
import { guessColumns } from '#src/spreadsheets/guess-columns.ts';
import type { SheetRow } from '#src/spreadsheets/read-csv.ts';
import { ROWS_LOOKED_AT } from '#src/spreadsheets/read-sheet-file.ts';
import type { Ctx } from '#src/web/context.ts';
import type { FormErrors } from '#src/web/layout/fields.tsx';
import { typed } from '#src/web/layout/fields.tsx';
import { readForm, versionIn } from '#src/web/read-form.ts';
import { columnsPage } from '#src/web/workspace/sheet-imports/columns-page.tsx';
import { findImport, whoOf } from '#src/web/workspace/sheet-imports/load-import.ts';
import { moveTo } from '#src/web/workspace/sheet-imports/move-import.ts';
import { importPath, SHEETS_PATH } from '#src/web/workspace/sheet-imports/paths.ts';
import { readFields, readSaid } from '#src/web/workspace/sheet-imports/read-columns.ts';

const canChoose = (one: SheetImport | undefined): one is SheetImport =>
  one !== undefined && (one.state === 'columns' || one.state === 'lines');

const elsewhere = (c: Ctx, one: SheetImport | undefined): Response =>
  c.redirect(c.get('at').url(one ? importPath(one.id) : SHEETS_PATH), 303);

const firstRows = (c: Ctx, id: string, sheet: number): Promise<readonly SheetRow[]> =>
  c
    .get('service')
    .storage.in(c.get('at').territory.id)
    .sheetImports.lines(id, { sheet, after: 0, limit: ROWS_LOOKED_AT });

export const showColumns = async (c: Ctx): Promise<Response> => {
  const one = await findImport(c);
  if (!canChoose(one)) return elsewhere(c, one);
  const rows = await firstRows(c, one.id, one.sheet);
  return columnsPage(c, { one, rows, choice: one.choice, sheet: one.sheet });
};

/** Guesses again with what somebody says of the sheet; or takes the columns as they are chosen, and reads the lines. */
export const saveColumns = async (c: Ctx): Promise<Response> => {
  const one = await findImport(c);
  if (!canChoose(one)) return elsewhere(c, one);
  const form = await readForm(c);
  const { sheet, kind, headerLine } = readSaid(form, one);
  const rows = await firstRows(c, one.id, sheet);
  if (typed(form, 'faire') === 'relire') {
    // Another sheet has its own titles, and another kind its own words.
    const guessed = sheet === one.sheet ? guessColumns(rows, { kind, headerLine }) : guessColumns(rows);
    return columnsPage(c, { one: { ...one, version: versionIn(form) || one.version }, rows, choice: guessed, sheet });
  }
  const offered = fieldsOf(kind, c.get('at').territory.switches);
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  const blank = { kind, headerLine, fields: Array.from({ length: width }, () => null) };
  const choice = { ...blank, fields: readFields(form, blank, offered) };
  const { twice, missing } = faultsOf(choice, offered);
  const errors: FormErrors = {
    ...Object.fromEntries(
      twice.map((index) => [
        `colonne_${index}`,
        'Une autre colonne contient déjà cela. Choisissez autre chose, ou « Ne pas reprendre ».',
      ]),
    ),
    ...(missing.length > 0 ? { colonnes: `Il manque une colonne : ${missing.join(' ; ')}.` } : {}),
  };
  if (Object.keys(errors).length > 0) return columnsPage(c, { one, rows, choice, sheet }, errors, 422);
  const moved =
    versionIn(form) === one.version ? await moveTo(c, { ...one, sheet, choice, state: 'checking' }, true) : undefined;
  if (moved) return moved;
  const now = await findImport(c);
  if (!canChoose(now)) return elsewhere(c, now);
  const sentence = `${await whoOf(c, now)} vient de changer ce tableur. Vérifiez vos choix, puis recommencez.`;
  return columnsPage(c, { one: now, rows, choice, sheet }, { colonnes: sentence }, 409);
};
