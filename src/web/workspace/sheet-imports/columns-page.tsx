import { type ColumnChoice, withinFields } from '#src/spreadsheets/chosen-columns.ts';
import type { SheetImport } from '#src/sheet-imports/sheet-import.ts';
import { FIELD_WORDS, fieldsOf } from '#src/spreadsheets/field-words.ts';
import type { Field } from '#src/spreadsheets/layouts.ts';
import type { SheetRow } from '#src/spreadsheets/read-csv.ts';
import type { Ctx } from '#src/web/context.ts';
import { DeskForm, ErrorSummary, type FormErrors, Select } from '#src/web/layout/fields.tsx';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { columnLetters, KIND_OPTIONS } from '#src/web/workspace/sheet-imports/import-words.ts';
import { importPath, SHEETS_PATH } from '#src/web/workspace/sheet-imports/paths.ts';

const ROWS_OFFERED = 10;
const SAMPLES = 3;

const shortened = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most)}…` : text);

interface Shown {
  readonly one: SheetImport;
  readonly rows: readonly SheetRow[];
  readonly choice: ColumnChoice;
  readonly sheet: number;
}

const Columns = ({ rows, choice, offered, errors }: Shown & { offered: readonly Field[]; errors: FormErrors }) => {
  const titles = rows.find(({ line }) => line === choice.headerLine)?.cells ?? [];
  const data = rows.filter(({ line }) => line > choice.headerLine);
  const options = offered.map((value) => ({ value, label: FIELD_WORDS[choice.kind][value] ?? value }));
  return (
    <div class="import-columns">
      {choice.fields.map((field, index) => {
        const samples = data
          .map(({ cells }) => cells[index] ?? '')
          .filter((cell) => cell !== '')
          .slice(0, SAMPLES);
        const title = titles[index] ?? '';
        if (samples.length === 0 && title === '') return null;
        return (
          <Select
            label={title === '' ? `Colonne ${columnLetters(index)}, sans titre` : `« ${shortened(title, 60)} »`}
            name={`colonne_${index}`}
            value={field ?? ''}
            blank="Ne pas reprendre"
            options={options}
            error={errors[`colonne_${index}`]}
            hint={
              samples.length === 0 ? (
                'Aucune cellule remplie dans les premières lignes.'
              ) : (
                <>Par exemple : {samples.map((cell) => shortened(cell, 40)).join(' | ')}</>
              )
            }
          />
        );
      })}
    </div>
  );
};

/** The second step: what the sheet is, and what each of its columns holds. */
export const columnsPage = (
  c: Ctx,
  shown: Shown,
  errors: FormErrors = {},
  status: 200 | 409 | 422 = 200,
): Promise<Response> => {
  const at = c.get('at');
  const { one, rows, sheet } = shown;
  const offered = fieldsOf(shown.choice.kind, at.territory.switches);
  const choice = withinFields(shown.choice, offered);
  const ignored = choice.fields.flatMap((field, index) => {
    const title = rows.find(({ line }) => line === choice.headerLine)?.cells[index] ?? '';
    const isFilled = rows.some(({ line, cells }) => line > choice.headerLine && (cells[index] ?? '') !== '');
    return field === null && isFilled
      ? [title === '' ? `colonne ${columnLetters(index)}` : `« ${shortened(title, 60)} »`]
      : [];
  });
  return page(
    c,
    <DeskPage at={at} title="Reprendre un tableur : les colonnes" current="/equipe/reglages">
      <p>
        <a href={at.url(SHEETS_PATH)}>Tous les tableurs repris</a>
      </p>
      <ErrorSummary errors={errors} />
      <p class="lead">Étape 2 sur 4 : {one.fileName}. Voici ce que nous avons deviné. Corrigez ce qui est faux.</p>
      <DeskForm at={at} action={at.url(importPath(one.id, 'colonnes'))} class="import-form">
        <input type="hidden" name="version" value={String(one.version)} />
        <h2>Ce que c’est</h2>
        {one.sheets.length > 1 && (
          <Select
            label="Feuille du classeur"
            name="feuille"
            value={String(sheet)}
            options={one.sheets.map((name, index) => ({ value: String(index), label: name }))}
          />
        )}
        <Select label="Ce que contient la feuille" name="sorte" value={choice.kind} options={KIND_OPTIONS} />
        <Select
          label="Ligne des titres"
          name="titres"
          value={String(choice.headerLine)}
          error={errors['titres']}
          options={[
            { value: '0', label: 'Aucune : pas de titres' },
            ...rows.slice(0, ROWS_OFFERED).map(({ line, cells }) => ({
              value: String(line),
              label: `Ligne ${line} : ${shortened(cells.filter((cell) => cell !== '').join(' | '), 60)}`,
            })),
          ]}
        />
        <p class="actions">
          <button type="submit" name="faire" value="relire" class="second">
            Deviner de nouveau avec ces réponses
          </button>
        </p>
        <h2 id="champ-colonnes">Ce que contient chaque colonne</h2>
        <Columns {...shown} choice={choice} offered={offered} errors={errors} />
        {ignored.length > 0 && <p class="soft">Pour l’instant, ne seront pas reprises : {ignored.join(', ')}.</p>}
        <p class="actions">
          <button type="submit" name="faire" value="voir">
            Voir les lignes
          </button>
        </p>
      </DeskForm>
      <Leave c={c} one={one} />
    </DeskPage>,
    status,
  );
};

/** Leaves the draft: what the file held goes at once. */
export const Leave = ({ c, one }: { c: Ctx; one: SheetImport }) => {
  const at = c.get('at');
  return (
    <DeskForm at={at} action={at.url(importPath(one.id, 'laisser'))} class="inline-form">
      <button type="submit" class="link">
        Laisser ce tableur, et effacer d’ici ce qu’il contenait
      </button>
    </DeskForm>
  );
};
