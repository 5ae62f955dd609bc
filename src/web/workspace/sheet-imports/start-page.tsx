import { PERIODS } from '#src/privacy/periods.ts';
import type { SheetImport } from '#src/sheet-imports/sheet-import.ts';
import { MOST_FILE_BYTES } from '#src/spreadsheets/limits.ts';
import { formatDate } from '#src/time/written-dates.ts';
import { localMoment } from '#src/time/zone.ts';
import type { At, Ctx } from '#src/web/context.ts';
import { ErrorSummary, type FormErrors } from '#src/web/layout/fields.tsx';
import { FileField } from '#src/web/layout/file-field.tsx';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { addedWords } from '#src/web/workspace/sheet-imports/import-words.ts';
import { isCurrent } from '#src/web/workspace/sheet-imports/load-import.ts';
import { importPath, SHEETS_PATH } from '#src/web/workspace/sheet-imports/paths.ts';

const STATE_WORDS: Readonly<Record<SheetImport['state'], string>> = {
  columns: 'colonnes à vérifier',
  checking: 'en cours de lecture',
  lines: 'lignes à relire',
  taking: 'en train d’entrer',
  done: 'entré',
  undoing: 'en train d’être annulé',
  undone: 'annulé',
};

const Under = ({ at, imports }: { at: At; imports: readonly SheetImport[] }) => (
  <>
    <h2>En cours, et des sept derniers jours</h2>
    <ul class="rows">
      {imports.map((one) => {
        const { date } = localMoment(Temporal.Instant.from(one.createdAt), at.territory.zone);
        const words = addedWords(one.added);
        return (
          <li>
            <p class="row-title">
              <a href={at.url(importPath(one.id))}>{one.fileName}</a> <span class="tag">{STATE_WORDS[one.state]}</span>
            </p>
            <p>
              {formatDate(date, at.today)}
              {one.state === 'done' && words !== '' && ` : ${words}`}
            </p>
            {one.state === 'done' && (
              <p>
                <a href={at.url(importPath(one.id, 'annuler'))}>
                  Annuler cette reprise <span class="visually-hidden">: {one.fileName}</span>
                </a>
              </p>
            )}
          </li>
        );
      })}
    </ul>
  </>
);

/** The first step: which file. */
export const startPage = async (
  c: Ctx,
  errors: FormErrors = {},
  status: 200 | 409 | 413 | 422 = 200,
): Promise<Response> => {
  const at = c.get('at');
  const all = await c.get('service').storage.in(at.territory.id).sheetImports.list();
  const imports = all.filter((one) => isCurrent(one, at.now));
  return page(
    c,
    <DeskPage at={at} title="Reprendre un tableur" current="/equipe/reglages">
      <p>
        <a href={at.url('/equipe/reglages')}>Revenir aux réglages</a>
      </p>
      {c.req.query('laisse') === '1' && (
        <p class="notice" role="status">
          Ce tableur est laissé : ce qu’il contenait est effacé d’ici.
        </p>
      )}
      <ErrorSummary errors={errors} />
      <p class="lead">
        Des trajets, des demandes ou des lieux que vous teniez dans un tableur entrent ici en quatre étapes. Rien
        n’entre avant votre dernier clic.
      </p>
      <form method="post" action={at.url(`${SHEETS_PATH}/fichier`)} enctype="multipart/form-data">
        <FileField
          label="Le tableur"
          name="fichier"
          accept=".xlsx,.csv,.tsv,.txt"
          drop
          required
          hint={`Un fichier XLSX ou CSV, de ${MOST_FILE_BYTES / 1e6} Mo et 10 000 lignes au plus. Vous pouvez aussi le glisser jusqu’ici. D’un autre format (XLS, ODS, Numbers), ouvrez-le dans votre tableur et choisissez « Enregistrer sous », XLSX ou CSV.`}
          error={errors['fichier']}
        />
        <p class="actions">
          <button type="submit">Envoyer ce tableur</button>
        </p>
      </form>
      <p class="soft">
        Le fichier n’est pas gardé. Ses lignes restent ici le temps de les relire, pour la coordination seule :{' '}
        {PERIODS.sheetDraftHours} heures au plus. Ensuite, seul ce qui est entré reste.
      </p>
      {imports.length > 0 && <Under at={at} imports={imports} />}
    </DeskPage>,
    status,
  );
};
