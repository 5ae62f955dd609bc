import type { HtmlEscapedString } from 'hono/utils/html';
import type { At } from '#src/web/context.ts';
import { Choices, type FormErrors, TextField } from '#src/web/layout/fields.tsx';
import { PLACE_LIST } from '#src/web/public/place-list.tsx';
import type { SearchFields } from '#src/web/public/read-search.ts';

interface SearchFormProps {
  readonly at: At;
  readonly fields: SearchFields;
  readonly errors?: FormErrors;
  /** From `placeList`. */
  readonly list: HtmlEscapedString;
}

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
    <div class="field-row hour-row">
      <Choices
        label="À quelle heure ?"
        optional
        name="sens"
        type="radio"
        chosen={fields.sens}
        options={[
          { value: 'arrivee', label: 'Je dois être arrivé à' },
          { value: 'depart', label: 'Je pars à' },
        ]}
      />
      <TextField
        label="Heure"
        short
        name="heure"
        type={errors['heure'] ? 'text' : 'time'}
        value={fields.heure}
        error={errors['heure']}
      />
    </div>
    {list}
    <p class="actions">
      <button type="submit">Chercher</button>
    </p>
  </form>
);
