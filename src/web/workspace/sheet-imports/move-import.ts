import { setTimeout as sleep } from 'node:timers/promises';
import type { SheetImport } from '#src/sheet-imports/sheet-import.ts';
import { formatInstant } from '#src/time/zone.ts';
import type { Ctx } from '#src/web/context.ts';
import { refusedPage } from '#src/web/layout/error-page.tsx';
import { readForm, versionIn } from '#src/web/read-form.ts';
import { findImport, whoOf } from '#src/web/workspace/sheet-imports/load-import.ts';
import { linesPage } from '#src/web/workspace/sheet-imports/lines-page.tsx';
import { importPath, SHEETS_PATH } from '#src/web/workspace/sheet-imports/paths.ts';
import { memberIdOf } from '#src/web/tools.ts';

/** Short work is over before the next page is drawn: nobody sees a page of waiting. */
const PATIENCE_MILLISECONDS = 1500;

/** Keeps the next state of an import, and starts what it asks for. undefined when a colleague came first. */
export const moveTo = async (c: Ctx, next: SheetImport, forget = false): Promise<Response | undefined> => {
  const at = c.get('at');
  const { storage, sheetImports } = c.get('service');
  const saved = await storage.atomically(at.territory.id, async (stores) => {
    if (forget) await stores.sheetImports.forgetOutcomes(next.id);
    return stores.sheetImports.save({ ...next, memberId: memberIdOf(c), movedAt: formatInstant(at.now) });
  });
  if (saved === 'changed-meanwhile') return undefined;
  await Promise.race([sheetImports.goOn(at.territory, next.id), sleep(PATIENCE_MILLISECONDS)]);
  return c.redirect(at.url(importPath(next.id)), 303);
};

/** Lets the lines that are ready come in. */
export const take = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const one = await findImport(c);
  // Asked twice, from two tabs or by two people: here is how far it is.
  if (one?.state !== 'lines') return c.redirect(at.url(one ? importPath(one.id) : SHEETS_PATH), 303);
  const { sheetImports } = c.get('service').storage.in(at.territory.id);
  const form = await readForm(c);
  const counts = await sheetImports.counts(one.id, one.sheet);
  if (counts.new + counts.doubt === 0)
    return linesPage(c, one, { notice: { text: 'Aucune ligne n’est prête à entrer.', isAlert: true }, status: 422 });
  const moved = versionIn(form) === one.version ? await moveTo(c, { ...one, state: 'taking' }) : undefined;
  if (moved) return moved;
  const now = (await findImport(c)) ?? one;
  if (now.state !== 'lines') return c.redirect(at.url(importPath(one.id)), 303);
  return linesPage(c, now, {
    notice: {
      text: `${await whoOf(c, now)} vient de changer ces lignes. Relisez-les, puis reprenez-les.`,
      isAlert: true,
    },
    status: 409,
  });
};

/** Goes on with work that the service left in the middle. */
export const goOn = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const one = await findImport(c);
  if (!one) return c.redirect(at.url(SHEETS_PATH), 303);
  await Promise.race([c.get('service').sheetImports.goOn(at.territory, one.id), sleep(PATIENCE_MILLISECONDS)]);
  return c.redirect(at.url(importPath(one.id)), 303);
};

/** Leaves a draft: what the file held goes at once. What came in stays, and is undone in its own way. */
export const leave = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const one = await findImport(c);
  if (one && !['columns', 'checking', 'lines'].includes(one.state))
    return refusedPage(
      c,
      'Ce tableur est déjà entré',
      'Il ne peut plus être laissé. Pour retirer ce qu’il a apporté, annulez la reprise depuis « Reprendre un tableur ».',
      409,
    );
  if (one)
    await c.get('service').storage.atomically(at.territory.id, ({ sheetImports }) => sheetImports.remove(one.id));
  return c.redirect(at.url(SHEETS_PATH, { laisse: '1' }), 303);
};

/** Takes back what an import brought. */
export const undo = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const one = await findImport(c);
  if (one?.state !== 'done') return c.redirect(at.url(one ? importPath(one.id) : SHEETS_PATH), 303);
  const moved =
    versionIn(await readForm(c)) === one.version ? await moveTo(c, { ...one, state: 'undoing' }) : undefined;
  return moved ?? c.redirect(at.url(importPath(one.id)), 303);
};
