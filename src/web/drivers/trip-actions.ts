import { parseDate } from '#src/time/written-dates.ts';
import { createAddTrip } from '#src/drivers/add-trip.ts';
import type { TripAct, TripOutcome } from '#src/drivers/change-one-trip.ts';
import { createChangeTrip } from '#src/drivers/change-trip.ts';
import { createAddDaysOff, createRemoveDaysOff } from '#src/drivers/days-off.ts';
import { createPauseTrip, createResumeTrip } from '#src/drivers/pause-trip.ts';
import { createStopTrip } from '#src/drivers/stop-trip.ts';
import type { Trip } from '#src/trips/trip.ts';
import type { Ctx } from '#src/web/context.ts';
import type { Holder } from '#src/web/drivers/holder.ts';
import { readTripForm, refusalError } from '#src/web/drivers/read-trip-form.ts';
import { driverTools } from '#src/web/tools.ts';
import { newTripPage, stateOf, tripPage } from '#src/web/drivers/trip-pages.tsx';
import { valuesOfTrip } from '#src/web/drivers/trip-values.ts';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { type FormErrors, typed } from '#src/web/layout/fields.tsx';
import { readForm, versionIn } from '#src/web/read-form.ts';
import { territoryPlaces } from '#src/web/territory-places.ts';

/** Said when a trip of the address is not there. */
export const GONE = 'Ce trajet n’existe pas, ou plus.';

const backTo = (c: Ctx, { base }: Holder, done: string): Response =>
  c.redirect(c.get('at').url(base, { fait: done }), 303);

const contextOf = async (c: Ctx, current: Trip | null) => {
  const [at, service] = [c.get('at'), c.get('service')];
  return {
    search: service.placeSearch,
    territory: await territoryPlaces(service, at.territory),
    today: at.today,
    current,
  };
};

/** Adds the posted trip, or shows the form again with what was typed. */
export const addTrip = async (c: Ctx, holder: Holder) => {
  const form = await readForm(c);
  const read = readTripForm(form, await contextOf(c, null));
  if (read.kind === 'refused')
    return newTripPage(c, holder, { values: form, errors: read.errors, choices: read.choices, status: 422 });
  const added = await createAddTrip(driverTools(c))(
    c.get('at').territory,
    holder.driver.person.id,
    read.offered,
    holder.by,
  );
  if (added.kind === 'not-found') return notFoundPage(c, GONE);
  if (added.kind === 'refused')
    return newTripPage(c, holder, { values: form, errors: refusalError(added.refusal), choices: {}, status: 422 });
  return backTo(c, holder, added.trips.length === 0 ? 'deja' : 'ajout');
};

const STALE =
  'Ce trajet a été changé entre-temps, par vous ou par l’équipe. Voici ce qu’il est devenu : relisez, puis enregistrez de nouveau.';

/** What a use case answered, as a page. */
const answer = async (c: Ctx, holder: Holder, trip: Trip, outcome: TripOutcome, done: string, wrong: FormErrors) => {
  if (outcome.kind === 'done') return backTo(c, holder, done);
  if (outcome.kind === 'not-found') return notFoundPage(c, GONE);
  if (outcome.kind === 'stale')
    return tripPage(c, holder, outcome.trip, { ...stateOf(outcome.trip), errors: { depart: STALE }, status: 409 });
  if (outcome.refusal === 'stopped') return backTo(c, holder, 'arret');
  const errors = Object.keys(wrong).length > 0 ? wrong : refusalError(outcome.refusal);
  return tripPage(c, holder, trip, { ...stateOf(trip), errors, status: 422 });
};

/** Writes the words of a trip anew. */
export const change = async (c: Ctx, holder: Holder, trip: Trip, act: TripAct) => {
  const form = await readForm(c);
  const version = versionIn(form);
  const read = readTripForm(form, await contextOf(c, trip));
  if (read.kind === 'refused')
    return tripPage(c, holder, trip, { values: form, errors: read.errors, choices: read.choices, status: 422 });
  const outcome = await createChangeTrip(driverTools(c))(c.get('at').territory, act, version, read.offered.details);
  if (outcome.kind === 'refused' && outcome.refusal !== 'stopped')
    return tripPage(c, holder, trip, { values: form, errors: refusalError(outcome.refusal), choices: {}, status: 422 });
  return answer(c, holder, trip, outcome, 'change', {});
};

/** Pauses until the day written, or until further notice. */
export const pause = async (c: Ctx, holder: Holder, trip: Trip, act: TripAct) => {
  const at = c.get('at');
  const written = typed(await readForm(c), 'pause_jusqu').trim();
  const day = written === '' ? null : parseDate(written, at.today);
  if (day?.kind === 'refused')
    return tripPage(c, holder, trip, { ...stateOf(trip), errors: { pause_jusqu: day.reason }, status: 422 });
  const outcome = await createPauseTrip(driverTools(c))(
    at.territory,
    act,
    day ? { until: day.value } : 'further-notice',
  );
  return answer(c, holder, trip, outcome, 'pause', { pause_jusqu: 'Choisissez un jour à venir.' });
};

/** Adds or takes back days without the trip. */
export const daysOff = async (c: Ctx, holder: Holder, trip: Trip, act: TripAct, remove: boolean) => {
  const at = c.get('at');
  const form = await readForm(c);
  const from = parseDate(typed(form, 'absence_du'), at.today);
  const last = typed(form, 'absence_au').trim();
  const until = last === '' ? from : parseDate(last, at.today);
  if (from.kind === 'refused' || until.kind === 'refused') {
    const errors = {
      ...(from.kind === 'refused' ? { absence_du: from.reason } : {}),
      ...(until.kind === 'refused' && last !== '' ? { absence_au: until.reason } : {}),
    };
    return tripPage(c, holder, trip, {
      ...stateOf(trip),
      values: { ...valuesOfTrip(trip), ...form },
      errors,
      status: 422,
    });
  }
  const tools = driverTools(c);
  const use = remove ? createRemoveDaysOff(tools) : createAddDaysOff(tools);
  const outcome = await use(at.territory, act, { from: from.value, until: until.value });
  return answer(c, holder, trip, outcome, 'absence', {
    absence_au: 'Choisissez des jours à venir, le dernier après le premier.',
  });
};

/** The trip runs again. */
export const resume = async (c: Ctx, holder: Holder, trip: Trip, act: TripAct) =>
  answer(c, holder, trip, await createResumeTrip(driverTools(c))(c.get('at').territory, act), 'reprise', {});

/** The trip is over. */
export const stop = async (c: Ctx, holder: Holder, trip: Trip, act: TripAct) =>
  answer(c, holder, trip, await createStopTrip(driverTools(c))(c.get('at').territory, act), 'arret', {});
