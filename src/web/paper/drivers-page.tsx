import type { Ctx } from '#src/web/context.ts';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { type DrivenLine, DriversByLine, loadDriversByLine } from '#src/web/paper/drivers-by-line.tsx';
import { KEEP_PRIVATE, SheetHead } from '#src/web/paper/sheet-head.tsx';

export const DRIVERS_BY_LINE = '/equipe/imprimer/conducteurs';
/** Trips of one document: about a dozen sheets. */
const TRIPS_AT_ONCE = 450;

/** Whole lines, as many as a document takes. */
const documentsOf = (lines: readonly DrivenLine[]): readonly (readonly DrivenLine[])[] => {
  const documents: DrivenLine[][] = [];
  let room = 0;
  for (const line of lines) {
    if (line.trips.length > room) {
      documents.push([]);
      room = TRIPS_AT_ONCE;
    }
    documents.at(-1)?.push(line);
    room -= line.trips.length;
  }
  return documents;
};

/** `GET /{slug}/equipe/imprimer/conducteurs`: who drives from where to where, with hours and numbers, for the team alone. */
export const driversByLinePage = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const documents = documentsOf(await loadDriversByLine(c));
  const asked = Math.trunc(Number(c.req.query('page') ?? 1)) || 1;
  const number = Math.min(Math.max(1, asked), Math.max(1, documents.length));
  const shown = documents[number - 1] ?? [];
  return page(
    c,
    <DeskPage at={at} title="Qui conduit, ligne par ligne" current="/equipe/conducteurs" paper="document">
      <SheetHead at={at} title="Conductrices et conducteurs, par ligne" note={KEEP_PRIVATE} />
      <p class="notice no-print">Pour l’équipe seulement : à ne pas afficher. Les affiches, elles, n’ont aucun nom.</p>
      {documents.length > 1 && (
        <nav aria-label="Autres feuilles" class="no-print">
          <ul class="page-links">
            {documents.map((some, index) => (
              <li>
                <a
                  href={at.url(DRIVERS_BY_LINE, { page: index === 0 ? undefined : index + 1 })}
                  {...(index + 1 === number ? { 'aria-current': 'page' } : {})}
                >
                  {some[0]?.from} à {some.at(-1)?.from}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {shown.length === 0 ? <p class="soft">Personne ne conduit encore.</p> : <DriversByLine at={at} lines={shown} />}
    </DeskPage>,
  );
};
