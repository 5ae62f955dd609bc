import { capital } from '#src/capital.ts';
import { WEEKDAY_NAMES } from '#src/time/weekdays.ts';
import { fieldOf, type FormErrors, TextField, type Typed } from '#src/web/layout/fields.tsx';

/** The hours of each day of the week, a field each: `heures_1` for Monday. */
export const WeekHours = (form: { readonly values: Typed; readonly errors: FormErrors }) => (
  <div class="week-hours">
    {WEEKDAY_NAMES.map((name, index) => (
      <TextField label={capital(name)} {...fieldOf(form, `heures_${index + 1}`)} maxlength={80} />
    ))}
  </div>
);
