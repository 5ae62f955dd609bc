import { counted } from '#src/counted.ts';
import type { ImportLine, LineCounts, SheetImport } from '#src/sheet-imports/sheet-import.ts';
import type { LineFilter } from '#src/sheet-imports/sheet-import-store.ts';
import type { Field } from '#src/spreadsheets/layouts.ts';
import type { At, Ctx } from '#src/web/context.ts';
import { DeskForm } from '#src/web/layout/fields.tsx';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { Leave } from '#src/web/workspace/sheet-imports/columns-page.tsx';
import { countsSentence, FILTERS } from '#src/web/workspace/sheet-imports/import-words.ts';
import { LineFields } from '#src/web/workspace/sheet-imports/line-fields.tsx';
import { importPath, SHEETS_PATH } from '#src/web/workspace/sheet-imports/paths.ts';

const LINES_ON_A_PAGE = 20;

/** What was typed for lines that a colleague changed first. */
export type TypedLines = ReadonlyMap<number, ReadonlyMap<Field, string>>;

interface Notice {
  readonly text: string;
  readonly isAlert: boolean;
}

const numberOf = (counts: LineCounts, filter: LineFilter): number => counts[filter];

/** The lines asked for, or those that need someone. */
const filterOf = (c: Ctx, counts: LineCounts): LineFilter => {
  const asked = FILTERS.find(({ path }) => path === c.req.query('voir'))?.filter;
  // Once the last one is corrected, the next that need someone.
  if (asked !== undefined && numberOf(counts, asked) > 0) return asked;
  return FILTERS.find(({ filter }) => numberOf(counts, filter) > 0)?.filter ?? 'new';
};

const Filters = ({ at, one, counts, chosen }: { at: At; one: SheetImport; counts: LineCounts; chosen: LineFilter }) => (
  <nav aria-label="Les lignes" class="filters">
    {FILTERS.filter(({ filter }) => numberOf(counts, filter) > 0 || filter === chosen).map(
      ({ filter, path, label }) => (
        <a
          href={at.url(importPath(one.id, 'lignes'), { voir: path })}
          {...(filter === chosen ? { 'aria-current': 'page' as const } : {})}
        >
          {label} ({numberOf(counts, filter)})
        </a>
      ),
    )}
  </nav>
);

const Take = ({ at, one, counts }: { at: At; one: SheetImport; counts: LineCounts }) => {
  const ready = counts.new + counts.doubt;
  if (ready === 0) return null;
  return (
    <section aria-labelledby="reprendre" class="card">
      <h2 id="reprendre">Faire entrer ces lignes</h2>
      {counts.refused > 0 && (
        <p>
          {counts.refused > 1 ? `Les ${counts.refused} lignes` : 'La ligne'} à corriger n’
          {counts.refused > 1 ? 'entreront' : 'entrera'} pas. Vous pourrez envoyer le même tableur une autre fois,
          corrigé : ce qui est déjà là n’entrera pas deux fois.
        </p>
      )}
      {one.choice.kind !== 'places' && (
        <p>
          Personne n’est montré au public : chacun attend votre appel d’accueil. Dites-lui alors que ses coordonnées
          viennent de ce tableur, et ce qui en est gardé
          {one.choice.kind === 'drivers' && ' ; relisez ses trajets ensemble'}.
        </p>
      )}
      <DeskForm at={at} action={at.url(importPath(one.id, 'prendre'))}>
        <input type="hidden" name="version" value={String(one.version)} />
        <p class="actions">
          <button type="submit">{ready > 1 ? `Reprendre ces ${ready} lignes` : 'Reprendre cette ligne'}</button>
        </p>
      </DeskForm>
    </section>
  );
};

/** The third step: the lines read over, those to correct first. */
export const linesPage = async (
  c: Ctx,
  one: SheetImport,
  more: { readonly notice?: Notice; readonly typed?: TypedLines; readonly status?: 200 | 409 | 422 } = {},
): Promise<Response> => {
  const at = c.get('at');
  const { sheetImports } = c.get('service').storage.in(at.territory.id);
  const counts = await sheetImports.counts(one.id, one.sheet);
  const chosen = filterOf(c, counts);
  const total = numberOf(counts, chosen);
  const pages = Math.max(1, Math.ceil(total / LINES_ON_A_PAGE));
  const asked = Number(c.req.query('page') ?? 1);
  const at1 = Number.isInteger(asked) ? Math.min(Math.max(asked, 1), pages) : 1;
  const lines: readonly ImportLine[] =
    more.typed === undefined
      ? await sheetImports.shown(one.id, {
          sheet: one.sheet,
          filter: chosen,
          limit: LINES_ON_A_PAGE,
          offset: (at1 - 1) * LINES_ON_A_PAGE,
        })
      : await sheetImports.some(one.id, one.sheet, [...more.typed.keys()].slice(0, LINES_ON_A_PAGE));
  const voir = FILTERS.find(({ filter }) => filter === chosen)?.path ?? '';
  const link = (number: number): string => at.url(importPath(one.id, 'lignes'), { voir, page: String(number) });
  return page(
    c,
    <DeskPage at={at} title="Reprendre un tableur : les lignes" current="/equipe/reglages">
      <p>
        <a href={at.url(importPath(one.id, 'colonnes'))}>Revenir aux colonnes</a>,{' '}
        <a href={at.url(SHEETS_PATH)}>tous les tableurs repris</a>
      </p>
      {more.notice && (
        <p class="notice" role={more.notice.isAlert ? 'alert' : 'status'}>
          {more.notice.text}
        </p>
      )}
      <p class="lead">
        Étape 3 sur 4 : {one.fileName}. <strong>{countsSentence(counts)}</strong>
      </p>
      <Filters at={at} one={one} counts={counts} chosen={chosen} />
      {lines.length > 0 && (
        <DeskForm
          at={at}
          action={at.url(importPath(one.id, 'lignes'), { voir, page: String(at1) })}
          class="import-form"
        >
          <input type="hidden" name="version" value={String(one.version)} />
          <input type="hidden" name="lignes" value={lines.map(({ line }) => line).join(',')} />
          <h2>
            {FILTERS.find(({ filter }) => filter === chosen)?.label} ({counted(total, 'ligne', 'lignes')}
            {pages > 1 && `, page ${at1} sur ${pages}`})
          </h2>
          {lines.map((line) => (
            <LineFields choice={one.choice} line={line} typed={more.typed?.get(line.line)} />
          ))}
          <p class="actions">
            <button type="submit" class="second">
              Enregistrer ce qui est corrigé sur cette page
            </button>
          </p>
        </DeskForm>
      )}
      {pages > 1 && (
        <p class="pager">
          {at1 > 1 && <a href={link(at1 - 1)}>Page précédente</a>}{' '}
          {at1 < pages && <a href={link(at1 + 1)}>Page suivante</a>}
        </p>
      )}
      <Take at={at} one={one} counts={counts} />
      <Leave c={c} one={one} />
    </DeskPage>,
    more.status ?? 200,
  );
};
