import { counted } from '#src/counted.ts';
import type { SheetImport } from '#src/sheet-imports/sheet-import.ts';
import type { Ctx } from '#src/web/context.ts';
import { DeskForm } from '#src/web/layout/fields.tsx';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { importPath, SHEETS_PATH } from '#src/web/workspace/sheet-imports/paths.ts';

/** Seconds between two looks. */
const REFRESH = 3;
/** Without a step for so long, and not at work here, nobody is at it: the service was stopped. */
const STILL_SECONDS = 30;

const WORDS = {
  checking: 'Lecture des lignes',
  taking: 'Les lignes entrent',
  undoing: 'Annulation en cours',
} as const;

/** Work that runs by itself: how far it is, and how to go on when it was stopped. */
export const progressPage = async (
  c: Ctx,
  one: SheetImport & { readonly state: keyof typeof WORDS },
): Promise<Response> => {
  const at = c.get('at');
  const service = c.get('service');
  const { sheetImports } = service.storage.in(at.territory.id);
  const counts = await sheetImports.counts(one.id, one.sheet);
  const toUndo = one.state === 'undoing' ? await sheetImports.countUnits(one.id) : 0;
  const stopped =
    !service.sheetImports.isRunning(one.id) &&
    Temporal.Instant.from(one.movedAt).until(at.now).total('seconds') > STILL_SECONDS;
  const follows = !stopped && c.req.query('suivre') !== 'non';
  if (follows) c.header('Refresh', String(REFRESH));
  const ready = counts.new + counts.doubt;
  const sentence = {
    checking: `il reste ${counted(counts.unread, 'ligne', 'lignes')} à lire.`,
    taking: `${counted(counts.taken, 'ligne est entrée', 'lignes sont entrées')}, il en reste ${ready}.`,
    undoing: `ce que ce tableur avait apporté est retiré, fiche par fiche. Il en reste ${toUndo}.`,
  }[one.state];
  return page(
    c,
    <DeskPage at={at} title={WORDS[one.state]} current="/equipe/reglages">
      <p class="lead" role="status">
        {one.fileName} : {sentence}
      </p>
      {stopped ? (
        <>
          <p>Le service s’est arrêté en route. Ce qui est fait reste fait : continuez d’où il en était.</p>
          <DeskForm at={at} action={at.url(importPath(one.id, 'continuer'))}>
            <p class="actions">
              <button type="submit">Continuer</button>
            </p>
          </DeskForm>
        </>
      ) : (
        <p>
          {follows ? 'Cette page se met à jour seule. ' : ''}Vous pouvez la quitter, le travail continue.{' '}
          {follows ? (
            <a href={at.url(importPath(one.id), { suivre: 'non' })}>Ne plus mettre à jour</a>
          ) : (
            <a href={at.url(importPath(one.id))}>Où en est-ce ?</a>
          )}
        </p>
      )}
      <p>
        <a href={at.url(SHEETS_PATH)}>Tous les tableurs repris</a>
      </p>
    </DeskPage>,
  );
};
