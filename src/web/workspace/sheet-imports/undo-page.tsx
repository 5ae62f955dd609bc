import { counted } from '#src/counted.ts';
import type { SheetImport } from '#src/sheet-imports/sheet-import.ts';
import { previewUndo } from '#src/sheet-imports/undo-import.ts';
import type { Ctx } from '#src/web/context.ts';
import { DeskForm } from '#src/web/layout/fields.tsx';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { keptList } from '#src/web/workspace/sheet-imports/done-page.tsx';
import { importPath } from '#src/web/workspace/sheet-imports/paths.ts';

/** What an undo would do, before it does it. */
export const undoPage = async (c: Ctx, one: SheetImport): Promise<Response> => {
  const at = c.get('at');
  const { goes, kept } = await previewUndo(c.get('service').storage.in(at.territory.id).sheetImports, one.id);
  const words = [
    ...(goes.people > 0 ? [`ce qui est venu avec ${counted(goes.people, 'personne', 'personnes')}`] : []),
    ...(goes.places > 0 ? [counted(goes.places, 'lieu', 'lieux')] : []),
  ].join(' et ');
  return page(
    c,
    <DeskPage at={at} title="Annuler cette reprise ?" current="/equipe/reglages">
      <p class="lead">
        {one.fileName} :{' '}
        {words === ''
          ? 'tout ce que ce tableur a apporté a servi depuis, et rien ne peut être retiré.'
          : `${words} sera retiré : les fiches, les trajets et les demandes que ce tableur a créés. Ce que vous aviez avant ne bouge pas.`}
      </p>
      {one.choice.kind !== 'places' && (
        <p>
          Une personne que vous connaissiez déjà reste, avec le numéro ou la remarque que le tableur a pu ajouter à sa
          fiche.
        </p>
      )}
      {kept.length > 0 && (
        <>
          <h2>
            {kept.length > 1 ? `${kept.length} fiches resteront : elles ont servi` : 'Une fiche restera : elle a servi'}
          </h2>
          {await keptList(c, kept)}
        </>
      )}
      <DeskForm at={at} action={at.url(importPath(one.id, 'annuler'))}>
        <input type="hidden" name="version" value={String(one.version)} />
        <p class="actions">
          {words !== '' && (
            <button type="submit" class="danger">
              Annuler cette reprise
            </button>
          )}
          <a href={at.url(importPath(one.id))}>Garder ce qui est entré</a>
        </p>
      </DeskForm>
    </DeskPage>,
  );
};
