import type { Ctx } from '#src/web/context.ts';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { Blocks } from '#src/web/paper/call-block.tsx';
import { Later, laterThan } from '#src/web/paper/later.tsx';
import { loadCallSheet } from '#src/web/paper/load-call-sheet.ts';
import { KEEP_PRIVATE, SheetHead } from '#src/web/paper/sheet-head.tsx';
import { loadLists } from '#src/web/workspace/lists/load-lists.ts';
import { formatDate } from '#src/time/written-dates.ts';

export const CALLS = '/equipe/imprimer/appels';

/** `GET /{slug}/equipe/imprimer/appels`: whom to call, in large numbers, with room to write the answer. */
export const callSheetPage = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const lists = await loadLists(c);
  const sheet = await loadCallSheet(c, lists, at.today);
  return page(
    c,
    <DeskPage at={at} title="Feuille d’appels" current="/equipe" paper="document">
      <SheetHead at={at} title={`Appels du ${formatDate(at.today, at.today)}`} note={KEEP_PRIVATE} />
      <p class="soft no-print">
        Ce qui presse dans les trois jours d’ouverture, et qui appeler ; les autres demandes suivent, une par ligne.
        Pour tenir un jour sans réseau, imprimez plutôt « Tout pour demain » : ses lignes ont un numéro, et se reportent
        d’un coup.
      </p>
      <h2 class="visually-hidden">Qui appeler</h2>
      {sheet.blocks.length === 0 && <p class="notice">Personne à appeler.</p>}
      <Blocks at={at} sheet={sheet} />
      <Later at={at} later={laterThan(sheet, lists)} />
    </DeskPage>,
  );
};
