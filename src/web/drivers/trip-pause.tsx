import { formatDateDigits } from '#src/time/written-dates.ts';
import type { Trip } from '#src/trips/trip.ts';
import type { At } from '#src/web/context.ts';
import { isPaused } from '#src/web/drivers/driver-words.ts';
import type { Holder } from '#src/web/drivers/holder.ts';
import { PauseForm } from '#src/web/drivers/pause-form.tsx';
import { type FormErrors, TextField, type Typed, fieldOf } from '#src/web/layout/fields.tsx';

interface Props {
  readonly at: At;
  readonly holder: Holder;
  readonly trip: Trip;
  readonly values: Typed;
  readonly errors: FormErrors;
}

const pathOf = ({ at, holder, trip }: Props, action: string): string =>
  at.url(`${holder.base}/trajets/${trip.id}/${action}`);

/** Stops showing a regular trip for a while, and starts it again. */
export const Pause = (props: Props) => {
  const { at, holder, trip, values, errors } = props;
  if (trip.schedule.kind === 'one-off') return null;
  return (
    <PauseForm
      at={at}
      holder={holder}
      base={at.url(`${holder.base}/trajets/${trip.id}`)}
      paused={isPaused(trip, at.today)}
      meanwhile="Pendant la pause, ce trajet n’est montré à personne."
      values={values}
      errors={errors}
    />
  );
};

/** A few days without a regular trip. */
export const DaysOff = (props: Props) => {
  const { holder, trip, values, errors } = props;
  if (trip.schedule.kind === 'one-off') return null;
  return (
    <section class="card">
      <h2>Quelques jours sans ce trajet</h2>
      {trip.schedule.excluded.length > 0 && (
        <ul>
          {trip.schedule.excluded.map(({ from, until }) => (
            <li>
              {from === until
                ? `Le ${formatDateDigits(from)}`
                : `Du ${formatDateDigits(from)} au ${formatDateDigits(until)}`}
              {holder.form(
                pathOf(props, 'absence/retirer'),
                <>
                  <input type="hidden" name="absence_du" value={from} />
                  <input type="hidden" name="absence_au" value={until} />
                  <button type="submit" class="link">
                    Rouler ces jours-là <span class="visually-hidden">, {formatDateDigits(from)}</span>
                  </button>
                </>,
              )}
            </li>
          ))}
        </ul>
      )}
      {holder.form(
        pathOf(props, 'absence'),
        <>
          <div class="field-row">
            <TextField
              label="Premier jour sans trajet"
              {...fieldOf({ values, errors }, 'absence_du')}
              type={errors['absence_du'] ? 'text' : 'date'}
              short
            />
            <TextField
              label="Dernier jour sans trajet"
              {...fieldOf({ values, errors }, 'absence_au')}
              type={errors['absence_au'] ? 'text' : 'date'}
              short
              optional
            />
          </div>
          <p class="actions">
            <button type="submit" class="second">
              Noter ces jours sans trajet
            </button>
          </p>
        </>,
      )}
    </section>
  );
};
