import type { StopsWeek } from '#src/transit/departures/stop-departures.ts';
import type { Ctx } from '#src/web/context.ts';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { loadDepartures } from '#src/web/load-departures.ts';
import { Poster, postersOf } from '#src/web/paper/poster.tsx';
import { findOffered } from '#src/web/public/public-offers.ts';

export const POSTERS = '/equipe/imprimer/affiches';
/** Posters of one document: about a ream is no print job. */
const POSTERS_AT_ONCE = 40;

/** `GET /{slug}/equipe/imprimer/affiches`: a poster for each commune, one after the other. */
export const postersPage = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const posters = postersOf((await findOffered(c)).lines);
  const pages = Array.from({ length: Math.ceil(posters.length / POSTERS_AT_ONCE) }, (_, index) =>
    posters.slice(index * POSTERS_AT_ONCE, (index + 1) * POSTERS_AT_ONCE),
  );
  const number = Math.min(Math.max(1, Math.trunc(Number(c.req.query('page') ?? 1)) || 1), Math.max(1, pages.length));
  const shown = pages[number - 1] ?? [];
  const departures = await loadDepartures(c.get('service'), at.territory);
  const weeks = new Map<string, StopsWeek | undefined>();
  // One after another: of several at once, each waits for all.
  for (const { code } of shown) weeks.set(code, await departures?.week(code, at.today));
  return page(
    c,
    <DeskPage at={at} title="Une affiche par commune" current="/equipe" paper="poster">
      <p class="no-print">
        {posters.length === 0
          ? 'Aucune ligne régulière pour le moment : il n’y a rien à afficher.'
          : `${shown.length} affiches sur feuilles A4, sans aucun nom ; une grande commune en a plusieurs feuilles. Votre navigateur permet de choisir les pages.`}
      </p>
      {posters.length > 0 && (
        <p class="no-print">
          Pour une seule mairie : choisissez sa commune dans <a href={at.url('/lignes')}>Toutes les lignes</a>, puis son
          affiche.
        </p>
      )}
      {pages.length > 1 && (
        <nav aria-label="Autres affiches" class="no-print">
          <ul class="page-links">
            {pages.map((some, index) => (
              <li>
                <a
                  href={at.url(POSTERS, { page: index === 0 ? undefined : index + 1 })}
                  {...(index + 1 === number ? { 'aria-current': 'page' } : {})}
                >
                  {some[0]?.name} à {some.at(-1)?.name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {shown.map((of) => (
        <Poster at={at} of={of} level={2} week={weeks.get(of.code)} />
      ))}
    </DeskPage>,
  );
};
