import type { ImportLine } from '#src/sheet-imports/sheet-import.ts';
import { cellOfField, type ColumnChoice, takenFields } from '#src/spreadsheets/chosen-columns.ts';
import { FIELD_WORDS } from '#src/spreadsheets/field-words.ts';
import type { Field } from '#src/spreadsheets/layouts.ts';
import { MOST_CELL_LENGTH } from '#src/spreadsheets/limits.ts';
import { MoreDetails } from '#src/web/layout/fields.tsx';
import { fieldsAbout } from '#src/web/workspace/sheet-imports/about-fields.ts';

interface LineProps {
  readonly choice: ColumnChoice;
  readonly line: ImportLine;
  /** What was typed and not kept, by field, when a colleague came first. */
  readonly typed?: ReadonlyMap<Field, string> | undefined;
}

/** What is read over at a glance, without opening each line. */
const AT_A_GLANCE: readonly Field[] = ['days', 'date', 'timetable', 'departure', 'back', 'phone'];

/** The name of the input of one field of one line. */
export const inputName = (line: number, field: Field): string => `l${line}-${field}`;

const isLong = (text: string): boolean => text.length > 60 || text.includes('\n');

const Cell = ({ choice, line, typed, field, about }: LineProps & { field: Field; about: boolean }) => {
  const name = inputName(line.line, field);
  const text = typed?.get(field) ?? cellOfField(choice, line.cells, field);
  const attributes = {
    id: name,
    name,
    maxlength: MOST_CELL_LENGTH,
    ...(about ? { 'aria-describedby': `dit-${line.line}` } : {}),
    ...(about && line.outcome === 'refused' ? { 'aria-invalid': 'true' as const } : {}),
  };
  return (
    <div class={about && line.outcome === 'refused' ? 'field invalid' : 'field'}>
      <label for={name}>
        {FIELD_WORDS[choice.kind][field] ?? field}
        <span class="visually-hidden">, ligne {line.line}</span>
      </label>
      {isLong(text) ? (
        <textarea rows={3} {...attributes}>
          {text}
        </textarea>
      ) : (
        <input type="text" value={text} {...attributes} />
      )}
    </div>
  );
};

/** A line, what is said of it, and its cells: those it speaks of first. */
export const LineFields = (props: LineProps) => {
  const { choice, line } = props;
  const fields = takenFields(choice);
  const about = fieldsAbout(choice, line.cells, line.said);
  const first = fields.filter((field) => about.has(field));
  const rest = fields.filter((field) => !about.has(field));
  const cell = (field: Field): string => cellOfField(choice, line.cells, field);
  const who = [cell('firstName'), cell('lastName'), cell('fullName'), cell('names')]
    .filter((text) => text !== '')
    .join(' ');
  const ends = [cell('from'), cell('to')].filter((text) => text !== '').join(' > ');
  const when = AT_A_GLANCE.map(cell).filter((text) => text !== '');
  return (
    <fieldset class="card import-line" id={`ligne-${line.line}`}>
      <legend>
        Ligne {line.line}
        {who !== '' && ` : ${who.slice(0, 80)}`}
      </legend>
      {ends !== '' && <p>{ends.slice(0, 160)}</p>}
      {when.length > 0 && <p class="soft">{when.join(' ; ').slice(0, 160)}</p>}
      {line.said.length > 0 && (
        <div id={`dit-${line.line}`} class={line.outcome === 'refused' ? 'error' : 'soft'}>
          {line.said.map((text) => (
            <p>{text}</p>
          ))}
        </div>
      )}
      {line.outcome === 'known' ? (
        <p class="soft">
          Une reprise d’avant l’a déjà prise, ou une autre ligne dit la même chose : elle n’entre pas deux fois.
        </p>
      ) : (
        <>
          {first.length > 0 && (
            <div class="field-row">
              {first.map((field) => (
                <Cell {...props} field={field} about />
              ))}
            </div>
          )}
          <MoreDetails
            title={first.length > 0 ? 'Le reste de la ligne' : 'Corriger cette ligne'}
            open={(line.outcome === 'refused' && first.length === 0) || props.typed !== undefined}
          >
            <div class="field-row">
              {rest.map((field) => (
                <Cell {...props} field={field} about={false} />
              ))}
            </div>
          </MoreDetails>
        </>
      )}
      <div class="choice">
        <input
          type="checkbox"
          id={`laisser-${line.line}`}
          name="laisser"
          value={String(line.line)}
          {...(line.leftOut ? { checked: true } : {})}
        />
        <label for={`laisser-${line.line}`}>
          Laisser cette ligne de côté<span class="visually-hidden"> : ligne {line.line}</span>
        </label>
      </div>
    </fieldset>
  );
};
