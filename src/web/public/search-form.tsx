import type { HtmlEscapedString } from 'hono/utils/html';
import type { At } from '#src/web/context.ts';
import { type FormErrors, TextField } from '#src/web/layout/fields.tsx';
import { PLACE_LIST } from '#src/web/places/place-list.tsx';
import type { SearchFields } from '#src/web/public/read-search.ts';

interface SearchFormProps {
  readonly at: At;
  readonly fields: SearchFields;
  readonly errors?: FormErrors;
  /** From `placeList`. */
  readonly list: HtmlEscapedString;
}

/** What an hour means; the appointment first, because it does not move. */
const SENSES = [
  ['arrivee', 'Je dois être arrivé à'],
  ['depart', 'Je pars à'],
] as const;

/** "Où voulez-vous aller ?": a plain GET form, whose address can be kept, sent and printed. */
export const SearchForm = ({ at, fields, errors = {}, list }: SearchFormProps) => (
  <form method="get" action={at.url('/trajets')} class="search" novalidate>
    <div class="field-row">
      <TextField
        label="Départ"
        name="depart"
        value={fields.depart}
        list={PLACE_LIST}
        error={errors['depart']}
        autocomplete="off"
      />
      <TextField
        label="Arrivée"
        name="arrivee"
        value={fields.arrivee}
        list={PLACE_LIST}
        error={errors['arrivee']}
        autocomplete="off"
      />
    </div>
    {/* A field of dates shows nothing of what it cannot read: what was typed stays in sight as text. */}
    <TextField
      label="Quel jour ?"
      optional
      short
      name="date"
      type={errors['date'] ? 'text' : 'date'}
      value={fields.date}
      error={errors['date']}
    />
    <fieldset class={`hours${errors['heure'] ? ' invalid' : ''}`}>
      <legend>
        À quelle heure ?<span class="optional"> (facultatif)</span>
      </legend>
      {errors['heure'] && (
        <p class="error" id="champ-heure-erreur">
          {errors['heure']}
        </p>
      )}
      {SENSES.map(([value, label]) => (
        <div class="choice">
          <input
            type="radio"
            id={`champ-sens-${value}`}
            name="sens"
            value={value}
            {...(fields.sens === value ? { checked: true } : {})}
          />
          <label for={`champ-sens-${value}`}>{label}</label>
        </div>
      ))}
      <input
        class="short"
        id="champ-heure"
        name="heure"
        type={errors['heure'] ? 'text' : 'time'}
        value={fields.heure}
        aria-label="Heure"
        {...(errors['heure'] ? { 'aria-describedby': 'champ-heure-erreur', 'aria-invalid': 'true' } : {})}
      />
    </fieldset>
    {list}
    <p class="actions">
      <button type="submit">Chercher</button>
    </p>
  </form>
);
