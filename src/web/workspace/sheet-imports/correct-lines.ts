import type { ImportLine, SheetImport } from '#src/sheet-imports/sheet-import.ts';
import { cellOfField, takenFields, withField } from '#src/spreadsheets/chosen-columns.ts';
import type { Field } from '#src/spreadsheets/layouts.ts';
import { MOST_CELL_LENGTH } from '#src/spreadsheets/limits.ts';
import { formatInstant } from '#src/time/zone.ts';
import type { Ctx } from '#src/web/context.ts';
import { ticked, type Typed, typed } from '#src/web/layout/fields.tsx';
import { readForm, versionIn } from '#src/web/read-form.ts';
import { inputName } from '#src/web/workspace/sheet-imports/line-fields.tsx';
import { linesPage, type TypedLines } from '#src/web/workspace/sheet-imports/lines-page.tsx';
import { findImport, whoOf } from '#src/web/workspace/sheet-imports/load-import.ts';
import { importPath, SHEETS_PATH } from '#src/web/workspace/sheet-imports/paths.ts';
import { memberIdOf } from '#src/web/tools.ts';

/** A page shows fewer. */
const MOST_LINES = 100;

const linesIn = (form: Typed): readonly number[] =>
  typed(form, 'lignes')
    .split(',')
    .map(Number)
    .filter((line) => Number.isInteger(line) && line > 0 && line < 2 ** 31)
    .slice(0, MOST_LINES);

/** The line with what was typed for it; itself when nothing changed. */
const corrected = (form: Typed, one: SheetImport, line: ImportLine): ImportLine => {
  let { cells } = line;
  for (const field of takenFields(one.choice)) {
    const text = form[inputName(line.line, field)];
    // A browser writes the ends of lines in its own way.
    const plain =
      typeof text === 'string' ? text.replaceAll('\r\n', '\n').trim().slice(0, MOST_CELL_LENGTH) : undefined;
    if (plain !== undefined && plain !== cellOfField(one.choice, cells, field))
      cells = withField(one.choice, cells, field, plain);
  }
  const leftOut = ticked(form, 'laisser').includes(String(line.line));
  return cells === line.cells && leftOut === line.leftOut ? line : { ...line, cells, leftOut };
};

const typedLines = (form: Typed, one: SheetImport, numbers: readonly number[]): TypedLines =>
  new Map(
    numbers.map((line) => [
      line,
      new Map(
        takenFields(one.choice).flatMap((field): readonly [Field, string][] => {
          const text = form[inputName(line, field)];
          return typeof text === 'string' ? [[field, text]] : [];
        }),
      ),
    ]),
  );

/** Keeps what was corrected or left out on a page of lines, and reads those lines again. */
export const correctLines = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const { storage, sheetImports } = c.get('service');
  const one = await findImport(c);
  if (one?.state !== 'lines') return c.redirect(at.url(one ? importPath(one.id) : SHEETS_PATH), 303);
  const form = await readForm(c);
  const numbers = linesIn(form);
  const saved = await storage.atomically(at.territory.id, async (stores) => {
    const before = await stores.sheetImports.some(one.id, one.sheet, numbers);
    const changed = before.flatMap((line) => {
      const next = corrected(form, one, line);
      return next === line ? [] : [next];
    });
    if (changed.length === 0) return { kind: 'same' } as const;
    if (versionIn(form) !== one.version) return { kind: 'stale' } as const;
    const kept = await stores.sheetImports.save({ ...one, memberId: memberIdOf(c), movedAt: formatInstant(at.now) });
    if (kept === 'changed-meanwhile') return { kind: 'stale' } as const;
    for (const line of changed) await stores.sheetImports.correct(one.id, one.sheet, line);
    return { kind: 'saved', lines: changed.map(({ line }) => line) } as const;
  });
  if (saved.kind === 'stale') {
    const now = (await findImport(c)) ?? one;
    if (now.state !== 'lines') return c.redirect(at.url(importPath(one.id)), 303);
    const notice = {
      text: `${await whoOf(c, now)} vient de changer ce tableur. Ce que vous avez tapé est ici : vérifiez-le, puis enregistrez de nouveau.`,
      isAlert: true,
    };
    return linesPage(c, now, { notice, typed: typedLines(form, now, numbers), status: 409 });
  }
  if (saved.kind === 'saved') await sheetImports.recheck(at.territory, one.id, saved.lines);
  const voir = c.req.query('voir');
  const query = { ...(voir === undefined ? {} : { voir }), relues: saved.kind === 'saved' ? '1' : undefined };
  return c.redirect(at.url(importPath(one.id, 'lignes'), query), 303);
};
