import type { Hono, MiddlewareHandler } from 'hono';
import { isIsoDate } from '#src/time/dates.ts';
import {
  createPauseOnCall,
  createSetOnCall,
  createWithdrawOnCall,
  type VolunteerOutcome,
} from '#src/drivers/set-on-call.ts';
import type { Ctx, Env } from '#src/web/context.ts';
import type { FindHolder, Holder } from '#src/web/drivers/holder.ts';
import { OnCallFields } from '#src/web/drivers/on-call-fields.tsx';
import { OnCallSummary } from '#src/web/drivers/on-call-summary.tsx';
import { isOnCallPaused } from '#src/web/drivers/on-call-words.ts';
import { PauseForm } from '#src/web/drivers/pause-form.tsx';
import { type HomeChoices, readOnCallForm, valuesOfOnCall } from '#src/web/drivers/read-on-call-form.ts';
import { driverTools, storesOf } from '#src/web/tools.ts';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { ErrorSummary, type FormErrors, type Typed, typed } from '#src/web/layout/fields.tsx';
import { page } from '#src/web/layout/page.tsx';
import { placeList } from '#src/web/places/place-list.tsx';
import { readForm, versionIn } from '#src/web/read-form.ts';
import { territoryPlaces } from '#src/web/territory-places.ts';

interface State {
  readonly values?: Typed;
  readonly errors: FormErrors;
  readonly choices: HomeChoices;
  readonly status: 200 | 409 | 422;
}

const BLANK: State = { errors: {}, choices: [], status: 200 };
const PATH = '/expres';
const STALE = 'Quelqu’un vient de changer ces réponses. Relisez-les ci-dessus, puis enregistrez à nouveau.';

/** The page where a driver says what they accept to drive on purpose, by their link, or the team for them. */
const show = async (c: Ctx, holder: Holder, state: State = BLANK): Promise<Response> => {
  const [at, service] = [c.get('at'), c.get('service')];
  const volunteer = await storesOf(c).volunteers.find(holder.driver.person.id);
  const places = await territoryPlaces(service, at.territory);
  const values = { ...valuesOfOnCall(volunteer), ...state.values };
  const path = at.url(`${holder.base}${PATH}`);
  return page(
    c,
    holder.frame(
      'Conduire exprès',
      <>
        <p>
          <a href={at.url(holder.base)}>Revenir sans rien changer</a>
        </p>
        <ErrorSummary errors={state.errors} />
        {volunteer && (
          <div class="card">
            <OnCallSummary at={at} volunteer={volunteer} />
          </div>
        )}
        {holder.form(
          path,
          <>
            <input type="hidden" name="version" value={String(volunteer?.version ?? 0)} />
            <OnCallFields
              values={values}
              errors={state.errors}
              choices={state.choices}
              list={placeList(places, service.communes)}
            />
            <p class="actions">
              <button type="submit">Enregistrer</button>
            </p>
          </>,
        )}
        {volunteer && (
          <PauseForm
            at={at}
            holder={holder}
            base={path}
            paused={isOnCallPaused(volunteer, at.today)}
            meanwhile="Pendant la pause, personne n’est appelé pour conduire exprès."
            values={values}
            errors={state.errors}
          />
        )}
        {volunteer && (
          <section class="card">
            <h2>Ne plus conduire exprès</h2>
            <p>Ces réponses sont effacées. Les trajets proposés par ailleurs restent.</p>
            {holder.form(
              `${path}/arreter`,
              <p class="actions">
                <button type="submit" class="danger">
                  Ne plus conduire exprès
                </button>
              </p>,
            )}
          </section>
        )}
      </>,
    ),
    state.status,
  );
};

const save = async (c: Ctx, holder: Holder): Promise<Response> => {
  const [at, service] = [c.get('at'), c.get('service')];
  const form = await readForm(c);
  const { person } = holder.driver;
  const current = await storesOf(c).volunteers.find(person.id);
  const asked = readOnCallForm(form, {
    search: service.placeSearch,
    territory: await territoryPlaces(service, at.territory),
    today: at.today,
    home: current?.home ?? null,
  });
  if (asked.kind === 'refused')
    return show(c, holder, { values: form, errors: asked.errors, choices: asked.choices, status: 422 });
  const version = versionIn(form);
  const outcome = await createSetOnCall(driverTools(c))(at.territory, person.id, version, asked.details, holder.by);
  if (outcome.kind === 'stale')
    return show(c, holder, { ...BLANK, values: form, errors: { expres_chez: STALE }, status: 409 });
  return done(c, holder, outcome, 'expres');
};

const done = (c: Ctx, holder: Holder, outcome: VolunteerOutcome, what: string): Response | Promise<Response> => {
  if (outcome.kind === 'not-found') return notFoundPage(c, 'Cette personne ne conduit plus exprès.');
  return c.redirect(c.get('at').url(holder.base, { fait: what }), 303);
};

const pause = async (c: Ctx, holder: Holder): Promise<Response> => {
  const form = await readForm(c);
  const day = typed(form, 'pause_jusqu').trim();
  const refuse = (): Promise<Response> =>
    show(c, holder, { ...BLANK, values: form, errors: { pause_jusqu: 'Choisissez un jour à venir.' }, status: 422 });
  if (day !== '' && !isIsoDate(day)) return refuse();
  const until = day === '' ? 'further-notice' : { until: day };
  const { person } = holder.driver;
  const outcome = await createPauseOnCall(driverTools(c))(c.get('at').territory, person.id, until, holder.by);
  return outcome.kind === 'refused' ? refuse() : done(c, holder, outcome, 'expres-pause');
};

const resume = async (c: Ctx, holder: Holder): Promise<Response> => {
  const { person } = holder.driver;
  const outcome = await createPauseOnCall(driverTools(c))(c.get('at').territory, person.id, null, holder.by);
  return done(c, holder, outcome, 'expres-reprise');
};

const withdraw = async (c: Ctx, holder: Holder): Promise<Response> => {
  const outcome = await createWithdrawOnCall(driverTools(c))(c.get('at').territory, holder.driver.person.id, holder.by);
  return done(c, holder, outcome, 'expres-arret');
};

/**
 * What a driver accepts to drive on purpose: written once, for personal links and for the desk. Without the switch of the
 * territory, these pages do not exist.
 */
export const onCallScreens = (
  app: Hono<Env>,
  prefix: string,
  guard: MiddlewareHandler<Env>,
  find: FindHolder,
): void => {
  const screen =
    (work: (c: Ctx, holder: Holder) => Promise<Response> | Response) =>
    async (c: Ctx): Promise<Response> => {
      if (!c.get('at').territory.switches.onCall) return notFoundPage(c, 'Cette page n’existe pas.');
      const holder = await find(c);
      return holder instanceof Response ? holder : work(c, holder);
    };
  app.get(
    `${prefix}${PATH}`,
    guard,
    screen((c, holder) => show(c, holder)),
  );
  app.post(`${prefix}${PATH}`, guard, screen(save));
  app.post(`${prefix}${PATH}/pause`, guard, screen(pause));
  app.post(`${prefix}${PATH}/reprendre`, guard, screen(resume));
  app.post(`${prefix}${PATH}/arreter`, guard, screen(withdraw));
};
