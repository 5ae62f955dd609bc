import { counted } from '#src/counted.ts';
import { formatDate } from '#src/time/written-dates.ts';
import type { At, Ctx } from '#src/web/context.ts';
import { DeskForm } from '#src/web/layout/fields.tsx';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { CALLS } from '#src/web/paper/call-sheet-page.tsx';
import { DRIVERS_BY_LINE } from '#src/web/paper/drivers-page.tsx';
import { POSTERS } from '#src/web/paper/posters-page.tsx';
import { RECRUIT } from '#src/web/paper/recruit-page.tsx';
import { PRINTS, TODAY } from '#src/web/paths.ts';
import { SHEETS, TONIGHT } from '#src/web/paper/tonight-page.tsx';
import { momentWords } from '#src/web/workspace/shared/desk-words.ts';

/** Sheets kept that are still of use. */
const LAST_SHEETS = 7;

const PRIVATE: readonly (readonly [path: string, label: string, what: string])[] = [
  [TODAY, 'Les trajets du jour', 'par heure, avec qui, les numéros, le retour'],
  [CALLS, 'La feuille d’appels', 'qui appeler pour chaque demande, avec la place d’écrire'],
  [DRIVERS_BY_LINE, 'Qui conduit, ligne par ligne', 'pour l’équipe : noms, heures, numéros'],
];
const PUBLIC: readonly (readonly [path: string, label: string, what: string])[] = [
  [POSTERS, 'Une affiche par commune', 'les lignes, votre numéro à détacher, aucun nom'],
  [RECRUIT, 'Il manque quelqu’un', 'pour trouver des conductrices et conducteurs là où ils manquent'],
  ['/demande/papier', 'La demande de trajet, à remplir', 'pour le comptoir de la mairie ou de la pharmacie'],
  ['/lignes', 'Toutes les lignes', 'la liste, et l’affiche d’une seule commune'],
];

const List = ({ at, items }: { at: At; items: typeof PRIVATE }) => (
  <ul class="rows">
    {items.map(([path, label, what]) => (
      <li>
        <p class="row-title">
          <a href={at.url(path)}>{label}</a>
        </p>
        <p class="soft">{what}</p>
      </li>
    ))}
  </ul>
);

/** `GET /{slug}/equipe/imprimer`: all that can be printed, and what comes back from paper. */
export const printsPage = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const sheets = await c.get('service').storage.in(at.territory.id).paper.list(LAST_SHEETS);
  return page(
    c,
    <DeskPage at={at} title="Imprimer" current={PRINTS}>
      {at.can('write-people') && (
        <section class="card" aria-labelledby="demain">
          <h2 id="demain">Ce soir, sur papier</h2>
          <p>
            Tout ce qu’il faut pour tenir demain sans réseau : les trajets, les réponses promises, qui appeler, qui
            roule, des feuilles vierges. Chaque ligne a son numéro ; demain soir, la feuille se reporte d’un coup.
          </p>
          <DeskForm at={at} action={at.url(TONIGHT)}>
            <p class="actions">
              <button type="submit">Tout imprimer pour demain</button>
            </p>
          </DeskForm>
        </section>
      )}
      {sheets.length > 0 && (
        <section aria-labelledby="feuilles">
          <h2 id="feuilles">Feuilles imprimées</h2>
          <ul class="rows">
            {sheets.map(({ id, forDate, printedAt, lines }) => {
              const reported = lines.filter((line) => line.reported !== null).length;
              return (
                <li>
                  <p class="row-title">
                    <a href={at.url(`${SHEETS}/${id}/reporter`)}>
                      Reporter la feuille de {formatDate(forDate, at.today)}
                    </a>
                  </p>
                  <p class="soft">
                    Imprimée {momentWords(printedAt, at.territory.zone, at.today)} ; {counted(lines.length, 'ligne')},{' '}
                    {counted(reported, 'reportée')}. <a href={at.url(`${SHEETS}/${id}`)}>Revoir la feuille</a>
                  </p>
                </li>
              );
            })}
          </ul>
          <p class="soft">Les numéros d’une feuille sont oubliés après deux semaines.</p>
        </section>
      )}
      <div class="side-by-side">
        <section aria-labelledby="equipe">
          <h2 id="equipe">Pour l’équipe, à ne pas afficher</h2>
          <List at={at} items={PRIVATE} />
          <p class="soft">La carte et la lettre du prochain trajet s’impriment depuis chaque demande.</p>
        </section>
        <section aria-labelledby="affiches">
          <h2 id="affiches">À afficher</h2>
          <List at={at} items={PUBLIC} />
        </section>
      </div>
    </DeskPage>,
  );
};
