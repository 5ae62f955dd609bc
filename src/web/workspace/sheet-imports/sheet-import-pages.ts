import type { Hono } from 'hono';
import type { Ctx, Env } from '#src/web/context.ts';
import { requires } from '#src/web/guards/session.ts';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { saveColumns, showColumns } from '#src/web/workspace/sheet-imports/choose-columns.ts';
import { correctLines } from '#src/web/workspace/sheet-imports/correct-lines.ts';
import { donePage } from '#src/web/workspace/sheet-imports/done-page.tsx';
import { findImport } from '#src/web/workspace/sheet-imports/load-import.ts';
import { linesPage } from '#src/web/workspace/sheet-imports/lines-page.tsx';
import { goOn, leave, take, undo } from '#src/web/workspace/sheet-imports/move-import.ts';
import { importPath, SHEETS_PATH } from '#src/web/workspace/sheet-imports/paths.ts';
import { progressPage } from '#src/web/workspace/sheet-imports/progress-page.tsx';
import { receiveSheet } from '#src/web/workspace/sheet-imports/receive-sheet.ts';
import { startPage } from '#src/web/workspace/sheet-imports/start-page.tsx';
import { undoPage } from '#src/web/workspace/sheet-imports/undo-page.tsx';

/** A spreadsheet taken over on a page, for the coordination: the file, its columns, its lines, and back. */
export const sheetImportPages = (app: Hono<Env>): void => {
  const path = `/:territoire${SHEETS_PATH}`;
  const guard = requires('manage-territory');
  app.get(path, guard, (c) => startPage(c));
  app.post(`${path}/fichier`, guard, receiveSheet);
  app.get(`${path}/:id`, guard, showImport);
  app.get(`${path}/:id/colonnes`, guard, showColumns);
  app.post(`${path}/:id/colonnes`, guard, saveColumns);
  app.get(`${path}/:id/lignes`, guard, showLines);
  app.post(`${path}/:id/lignes`, guard, correctLines);
  app.post(`${path}/:id/prendre`, guard, take);
  app.post(`${path}/:id/continuer`, guard, goOn);
  app.post(`${path}/:id/laisser`, guard, leave);
  app.get(`${path}/:id/annuler`, guard, showUndo);
  app.post(`${path}/:id/annuler`, guard, undo);
};

/** Wherever it is: its columns, its lines, how far the work is, what came in. */
const showImport = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const one = await findImport(c);
  if (!one) return gone(c);
  const { state } = one;
  switch (state) {
    case 'columns':
      return c.redirect(at.url(importPath(one.id, 'colonnes')), 303);
    case 'lines':
      return c.redirect(at.url(importPath(one.id, 'lignes')), 303);
    case 'checking':
    case 'taking':
    case 'undoing':
      return progressPage(c, { ...one, state });
    case 'done':
    case 'undone':
      return donePage(c, one);
  }
};

const showLines = async (c: Ctx): Promise<Response> => {
  const one = await findImport(c);
  if (!one) return gone(c);
  if (one.state !== 'lines') return c.redirect(c.get('at').url(importPath(one.id)), 303);
  const corrected = Number(c.req.query('relues') ?? 0);
  const notice = { text: 'C’est enregistré, et relu.', isAlert: false };
  return linesPage(c, one, corrected > 0 ? { notice } : {});
};

const showUndo = async (c: Ctx): Promise<Response> => {
  const one = await findImport(c);
  if (!one) return gone(c);
  return one.state === 'done' ? undoPage(c, one) : c.redirect(c.get('at').url(importPath(one.id)), 303);
};

/** A draft of yesterday, or one that a colleague left. */
const gone = (c: Ctx): Response | Promise<Response> =>
  notFoundPage(c, 'Ce tableur n’est plus ici : il a été laissé, ou ses 24 heures sont passées. Envoyez-le de nouveau.');
