import { capital } from '#src/capital.ts';
import type { Hono } from 'hono';
import type { RideWhileAway } from '#src/requests/rides-in-closures.ts';
import { departmentsOf } from '#src/territory/closure.ts';
import { describeDays } from '#src/territory/describe-absence.ts';
import { publicHolidaysOf } from '#src/time/public-holidays.ts';
import { formatDate, parseDate } from '#src/time/written-dates.ts';
import { formatInstant } from '#src/time/zone.ts';
import type { Ctx, Env } from '#src/web/context.ts';
import { requires } from '#src/web/guards/session.ts';
import {
  DeskForm,
  ErrorSummary,
  fieldOf,
  type FormErrors,
  TextField,
  type Typed,
  typed,
} from '#src/web/layout/fields.tsx';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { readForm } from '#src/web/read-form.ts';
import { endsWords, fullName } from '#src/web/workspace/shared/desk-words.ts';
import { loadNames, type Names } from '#src/web/workspace/lists/load-lists.ts';
import { ridesWhileAway } from '#src/web/workspace/lists/rides-while-away.ts';
import { memberIdOf } from '#src/web/tools.ts';

export const CLOSURES_PATH = '/equipe/reglages/absences';
const HOLIDAYS_SHOWN = 5;

/** When the team is away: its own absences, the public holidays, and the rides that fall in them. */
export const closuresPages = (app: Hono<Env>): void => {
  app.get(`/:territoire${CLOSURES_PATH}`, requires('manage-territory'), (c) => draw(c, {}));
  app.post(`/:territoire${CLOSURES_PATH}`, requires('manage-territory'), add);
  app.post(`/:territoire${CLOSURES_PATH}/:id/retirer`, requires('manage-territory'), remove);
  app.post(`/:territoire${CLOSURES_PATH}/trajets/:id`, requires('manage-territory'), keepRide);
};

const Rides = ({ c, rides, names }: { c: Ctx; rides: readonly RideWhileAway[]; names: Names }) => {
  const at = c.get('at');
  return (
    <section aria-labelledby="trajets" class="card">
      <h2 id="trajets">
        {rides.length === 1
          ? 'Un trajet convenu tombe pendant une absence'
          : `${rides.length} trajets convenus tombent pendant une absence`}
      </h2>
      <p>S’il y a un contretemps ce jour-là, personne ne répond au téléphone. Que fait-on ?</p>
      <ul class="rows">
        {rides.map(({ request, way, ride, date }) => (
          <li>
            <p class="row-title">
              <a href={at.url(`/equipe/demandes/${request.id}`)}>{fullName(names.people.get(request.passengerId))}</a>
            </p>
            <p>
              {endsWords(way)}, {formatDate(date, at.today)}, avec {fullName(names.people.get(ride.driverId))}
            </p>
            <DeskForm at={at} action={at.url(`${CLOSURES_PATH}/trajets/${ride.id}`)} class="inline-form">
              <button type="submit" class="second">
                Il a lieu, tout le monde est prévenu
                <span class="visually-hidden"> : {fullName(names.people.get(request.passengerId))}</span>
              </button>
            </DeskForm>
            <p class="soft">Pour le déplacer ou l’annuler, ouvrez la demande.</p>
          </li>
        ))}
      </ul>
    </section>
  );
};

const draw = async (c: Ctx, values: Typed, errors: FormErrors = {}, status: 200 | 422 = 200): Promise<Response> => {
  const at = c.get('at');
  const { closures } = at.territory;
  const rides = await ridesWhileAway(c);
  const names = await loadNames(
    c,
    rides.map(({ request }) => request),
    [],
  );
  const year = Number(at.today.slice(0, 4));
  const holidays = [year, year + 1]
    .flatMap((one) => publicHolidaysOf(one, departmentsOf(at.territory)))
    .filter(({ date }) => date >= at.today)
    .slice(0, HOLIDAYS_SHOWN);
  const field = (name: string) => fieldOf({ values, errors }, name);
  return page(
    c,
    <DeskPage at={at} title="Les absences de l’équipe" current="/equipe/reglages">
      <p>
        Elles sont dites sur les pages publiques deux semaines avant, et dans le message du répondeur. Elles ne comptent
        pas dans le délai des réponses promises.
      </p>
      <ErrorSummary errors={errors} />
      {rides.length > 0 && <Rides c={c} rides={rides} names={names} />}
      {closures.length === 0 ? (
        <p class="soft">Aucune absence notée.</p>
      ) : (
        <ul class="rows">
          {closures.map((closure) => {
            const days = describeDays(closure.firstDay, closure.lastDay, at.today);
            return (
              <li>
                <p class="row-title">
                  {capital(days)}
                  {closure.lastDay < at.today && <span class="tag">passée</span>}
                </p>
                {closure.reason !== '' && <p>{closure.reason}</p>}
                <DeskForm at={at} action={at.url(`${CLOSURES_PATH}/${closure.id}/retirer`)} class="inline-form">
                  <button type="submit" class="link">
                    Retirer <span class="visually-hidden">cette absence, {days}</span>
                  </button>
                </DeskForm>
              </li>
            );
          })}
        </ul>
      )}
      <h2>Noter une absence</h2>
      <DeskForm at={at} action={at.url(CLOSURES_PATH)}>
        <div class="field-row">
          <TextField label="Premier jour" {...field('du')} type="date" short />
          <TextField label="Dernier jour" {...field('au')} type="date" short hint="Vide : un seul jour." />
        </div>
        <TextField label="Motif" {...field('motif')} optional hint="Pour l’équipe seulement." maxlength={120} />
        <p class="actions">
          <button type="submit">Noter l’absence</button>
        </p>
      </DeskForm>
      <h2>Jours fériés</h2>
      <p>
        Ils comptent comme des absences, sans rien noter :{' '}
        {holidays.map(({ date, name }) => `${formatDate(date, at.today)} (${name})`).join(', ')}.
      </p>
    </DeskPage>,
    status,
  );
};

/** No team is away for longer: such dates are a slip. */
const LONGEST_DAYS = 200;

const add = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const service = c.get('service');
  const form = await readForm(c);
  const first = parseDate(typed(form, 'du'), at.today);
  if (first.kind === 'refused') return draw(c, form, { du: first.reason }, 422);
  const last = typed(form, 'au').trim() === '' ? first : parseDate(typed(form, 'au'), at.today);
  if (last.kind === 'refused') return draw(c, form, { au: last.reason }, 422);
  if (last.value < first.value)
    return draw(c, form, { au: 'Le dernier jour vient avant le premier : vérifiez les deux dates.' }, 422);
  if (last.value < at.today) return draw(c, form, { du: 'Ces jours sont passés. Choisissez des jours à venir.' }, 422);
  if (Temporal.PlainDate.from(first.value).until(last.value).days > LONGEST_DAYS)
    return draw(c, form, { au: 'Plus de six mois d’absence : vérifiez l’année.' }, 422);
  const closure = {
    id: service.newId(),
    firstDay: first.value,
    lastDay: last.value,
    reason: typed(form, 'motif').trim().slice(0, 120),
  };
  await service.storage.atomically(at.territory.id, async ({ instance, journal }) => {
    await instance.territories.addClosure(at.territory.id, closure, formatInstant(at.now), memberIdOf(c));
    await journal.add({
      id: service.newId(),
      at: formatInstant(at.now),
      actor: { kind: 'member', id: memberIdOf(c) },
      action: 'closure-noted',
      subject: { kind: 'territory', id: at.territory.id },
      details: { firstDay: closure.firstDay, lastDay: closure.lastDay },
    });
  });
  return c.redirect(at.url(CLOSURES_PATH), 303);
};

const remove = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const id = c.req.param('id') ?? '';
  await c
    .get('service')
    .storage.atomically(at.territory.id, ({ instance }) =>
      instance.territories.removeClosure(at.territory.id, id, formatInstant(at.now)),
    );
  return c.redirect(at.url(CLOSURES_PATH), 303);
};

const keepRide = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const id = c.req.param('id') ?? '';
  await c
    .get('service')
    .storage.atomically(at.territory.id, ({ closureRides }) =>
      closureRides.decide(id, formatInstant(at.now), memberIdOf(c)),
    );
  return c.redirect(at.url(CLOSURES_PATH), 303);
};
