import type { Trip } from '#src/trips/trip.ts';
import type { Ctx } from '#src/web/context.ts';
import { routeWords } from '#src/web/drivers/driver-words.ts';
import type { Holder } from '#src/web/drivers/holder.ts';
import type { PlaceChoices } from '#src/web/drivers/read-trip-form.ts';
import { TripFields } from '#src/web/drivers/trip-fields.tsx';
import { DaysOff, Pause } from '#src/web/drivers/trip-pause.tsx';
import { TripSummary } from '#src/web/drivers/trip-summary.tsx';
import { valuesOfTrip } from '#src/web/drivers/trip-values.ts';
import { ErrorSummary, type FormErrors, type Typed } from '#src/web/layout/fields.tsx';
import { page } from '#src/web/layout/page.tsx';
import { placeList } from '#src/web/places/place-list.tsx';
import { territoryPlaces } from '#src/web/territory-places.ts';

interface FormState {
  readonly values: Typed;
  readonly errors: FormErrors;
  readonly choices: PlaceChoices;
  readonly status: 200 | 409 | 422;
}

const blank: FormState = { values: {}, errors: {}, choices: {}, status: 200 };

/** A trip as it is kept, nothing typed yet. */
export const stateOf = (trip: Trip): FormState => ({ ...blank, values: valuesOfTrip(trip) });

const Fields = async (c: Ctx, { values, errors, choices }: FormState, changing: boolean) => {
  const [at, service] = [c.get('at'), c.get('service')];
  const places = await territoryPlaces(service, at.territory);
  return (
    <TripFields
      values={values}
      errors={errors}
      choices={choices}
      places={places}
      list={placeList(places, service.communes)}
      today={at.today}
      changing={changing}
    />
  );
};

export const newTripPage = async (c: Ctx, holder: Holder, state: FormState = blank) => {
  const at = c.get('at');
  return page(
    c,
    holder.frame(
      'Ajouter un trajet',
      <>
        <ErrorSummary errors={state.errors} />
        {holder.form(
          at.url(`${holder.base}/trajets`),
          <>
            {await Fields(c, state, false)}
            <p class="actions">
              <button type="submit">Ajouter ce trajet</button>
              <a href={at.url(holder.base)}>Revenir sans rien ajouter</a>
            </p>
          </>,
        )}
      </>,
    ),
    state.status,
  );
};

export const tripPage = async (c: Ctx, holder: Holder, trip: Trip, state: FormState) => {
  const at = c.get('at');
  const path = `${holder.base}/trajets/${trip.id}`;
  return page(
    c,
    holder.frame(
      routeWords(trip),
      <>
        <p>
          <a href={at.url(holder.base)}>Revenir à tous les trajets</a>
        </p>
        <ErrorSummary errors={state.errors} />
        <div class="card">
          <TripSummary trip={trip} today={at.today} time={at.time} title={false} />
        </div>
        {trip.state === 'stopped' ? (
          <p>Ce trajet est arrêté. Pour le refaire, ajoutez un trajet.</p>
        ) : (
          <>
            <Pause at={at} holder={holder} trip={trip} values={state.values} errors={state.errors} />
            <DaysOff at={at} holder={holder} trip={trip} values={state.values} errors={state.errors} />
            <section class="card">
              <h2>Arrêter ce trajet</h2>
              <p>Il ne sera plus proposé. S’il a un retour, le retour continue tant que vous ne l’arrêtez pas.</p>
              {holder.form(
                at.url(`${path}/arreter`),
                <p class="actions">
                  <button type="submit" class="danger">
                    Arrêter ce trajet
                  </button>
                </p>,
              )}
            </section>
            <h2>Changer ce trajet</h2>
            {holder.form(
              at.url(path),
              <>
                <input type="hidden" name="version" value={String(trip.version)} />
                {await Fields(c, state, true)}
                <p class="actions">
                  <button type="submit">Enregistrer les changements</button>
                </p>
              </>,
            )}
          </>
        )}
      </>,
    ),
    state.status,
  );
};
