import { addDays } from '#src/time/dates.ts';
import type { At } from '#src/web/context.ts';
import type { Holder } from '#src/web/drivers/holder.ts';
import { fieldOf, type FormErrors, TextField, type Typed } from '#src/web/layout/fields.tsx';

interface Props {
  readonly at: At;
  readonly holder: Holder;
  /** The page that pauses is `${base}/pause`, the one that resumes `${base}/reprendre`. */
  readonly base: string;
  readonly paused: boolean;
  /** What the pause keeps from happening, as a sentence. */
  readonly meanwhile: string;
  readonly values: Typed;
  readonly errors: FormErrors;
}

/** Stops something for a while, with or without a day to take it up again. */
export const PauseForm = ({ at, holder, base, paused, meanwhile, values, errors }: Props) => (
  <section class="card">
    <h2>Mettre en pause</h2>
    {paused &&
      holder.form(
        `${base}/reprendre`,
        <p class="actions">
          <button type="submit">Reprendre dès maintenant</button>
        </p>,
      )}
    {holder.form(
      `${base}/pause`,
      <>
        <TextField
          label="Reprendre le"
          {...fieldOf({ values, errors }, 'pause_jusqu')}
          type={errors['pause_jusqu'] ? 'text' : 'date'}
          optional
          short
          hint={`Sans date, la pause dure jusqu’à nouvel ordre. ${meanwhile}`}
          min={addDays(at.today, 1)}
        />
        <p class="actions">
          <button type="submit" class="second">
            Mettre en pause
          </button>
        </p>
      </>,
    )}
  </section>
);
