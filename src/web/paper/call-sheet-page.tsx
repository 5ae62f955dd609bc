import type { Ctx } from '#src/web/context.ts';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { Block } from '#src/web/paper/call-block.tsx';
import { loadCallSheet } from '#src/web/paper/call-blocks.ts';
import { Later, loadLater } from '#src/web/paper/later.tsx';
import { KEEP_PRIVATE, SheetHead } from '#src/web/paper/sheet-head.tsx';
import { formatDate } from '#src/time/written-dates.ts';

export const CALLS = '/equipe/imprimer/appels';

/** `GET /{slug}/equipe/imprimer/appels`: whom to call, in large numbers, with room to write the answer. */
export const callSheetPage = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const sheet = await loadCallSheet(c, at.today);
  const later = await loadLater(c, sheet);
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
      {sheet.blocks.map((block) => (
        <Block at={at} block={block} />
      ))}
      <Later at={at} later={later} />
    </DeskPage>,
  );
};
