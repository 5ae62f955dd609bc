import { WEEKDAY_NAMES } from '#src/time/weekdays.ts';
import { Choices, fieldOf, type FormErrors, TextField, ticked, type Typed } from '#src/web/layout/fields.tsx';

/** How many days a form takes one by one; a habit is said by its weekdays. */
const SEVERAL_DATES = 4;

interface DayFieldsProps {
  readonly values: Typed;
  readonly errors: FormErrors;
}

/** Several days, one by one ('dates'). `around` is the class of the group, `row` that of the days. */
export const SeveralDates = ({ values, errors, around, row }: DayFieldsProps & { around: string; row: string }) => (
  <fieldset class={around}>
    <legend>Quels jours ?</legend>
    {errors['dates'] && <p class="error">{errors['dates']}</p>}
    <div class={row}>
      {Array.from({ length: SEVERAL_DATES }, (_, index) => (
        <input
          type="date"
          name="dates[]"
          id={index === 0 ? 'champ-dates' : `champ-dates-${index + 1}`}
          class="short"
          aria-label={`Jour ${index + 1}`}
          value={ticked(values, 'dates')[index] ?? ''}
        />
      ))}
    </div>
  </fieldset>
);

/** Weekdays of every week ('jours'), from a day to another ('du', 'au'). */
export const EveryWeek = ({ values, errors, label, around }: DayFieldsProps & { label: string; around: string }) => (
  <div class={`${around} weekdays`}>
    <Choices
      label={label}
      name="jours"
      type="checkbox"
      inline
      chosen={ticked(values, 'jours')}
      error={errors['jours']}
      options={WEEKDAY_NAMES.map((name, index) => ({ value: String(index + 1), label: name }))}
    />
    <div class="field-row">
      <TextField label="À partir du" optional type="date" short {...fieldOf({ values, errors }, 'du')} />
      <TextField label="Jusqu’au" optional type="date" short {...fieldOf({ values, errors }, 'au')} />
    </div>
  </div>
);
