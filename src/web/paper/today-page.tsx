import { capital } from '#src/capital.ts';
import { addDays, isIsoDate } from '#src/time/dates.ts';
import type { IsoDate } from '#src/time/units.ts';
import { formatDate } from '#src/time/written-dates.ts';
import type { At, Ctx } from '#src/web/context.ts';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { loadDay, stillOut, type ToldDay, type ToldRide } from '#src/web/paper/load-day.ts';
import { type Refused, Rides } from '#src/web/paper/rides-list.tsx';
import { TODAY, YESTERDAY } from '#src/web/paths.ts';
import { KEEP_PRIVATE, SheetHead } from '#src/web/paper/sheet-head.tsx';
import { dayWords, fullName, momentWords } from '#src/web/workspace/shared/desk-words.ts';
import { Numbers } from '#src/web/workspace/shared/numbers.tsx';

const Out = ({ at, rides }: { at: At; rides: readonly ToldRide[] }) => {
  const out = stillOut(rides);
  if (out.length === 0) return null;
  return (
    <section class="notice" aria-labelledby="en-route">
      <h2 id="en-route">En route, pas encore à la maison</h2>
      <ul class="plain">
        {out.map(({ passenger, day }) => (
          <li>
            <strong>{fullName(passenger)}</strong>, <Numbers person={passenger} />
            {day.outAt !== null && `, depuis ${momentWords(day.outAt, at.territory.zone, at.today)}`}
          </li>
        ))}
      </ul>
    </section>
  );
};

const Away = ({ at, day }: { at: At; day: ToldDay }) =>
  day.away.length === 0 ? null : (
    <section aria-labelledby="absents">
      <h2 id="absents">Ne roulent pas ce jour-là</h2>
      <ul class="rows">
        {day.away.map(({ request, passenger, driver }) => (
          <li>
            <p>
              <a href={at.url(`/equipe/demandes/${request.id}`)}>{fullName(passenger)}</a>,{' '}
              <Numbers person={passenger} /> : {fullName(driver)} a noté une absence. La personne le sait-elle ?
            </p>
          </li>
        ))}
      </ul>
    </section>
  );

const dayAsked = (c: Ctx): IsoDate => {
  const text = c.req.query('jour') ?? '';
  return isIsoDate(text) ? text : c.get('at').today;
};

/** `GET /{slug}/equipe/aujourdhui`: all rides of a day, by hour, on screen and on paper. */
export const todayPage = (c: Ctx): Promise<Response> => drawToday(c, dayAsked(c));

export const drawToday = async (
  c: Ctx,
  date: IsoDate,
  refused?: Refused,
  status: 200 | 409 | 422 = 200,
): Promise<Response> => {
  const at = c.get('at');
  const day = await loadDay(c, date);
  const link = (to: IsoDate) => at.url(TODAY, { jour: to === at.today ? undefined : to });
  const title = date === at.today ? 'Aujourd’hui' : capital(dayWords(date, at.today));
  const long = formatDate(date, at.today);
  return page(
    c,
    <DeskPage at={at} title={title === capital(long) ? title : `${title}, ${long}`} current="/equipe" paper="document">
      <SheetHead at={at} title={`Trajets du ${long}`} note={KEEP_PRIVATE} />
      <ul class="filters no-print">
        <li>
          <a href={link(addDays(date, -1))}>Le jour d’avant</a>
        </li>
        {date !== at.today && (
          <li>
            <a href={link(at.today)}>Aujourd’hui</a>
          </li>
        )}
        <li>
          <a href={link(addDays(date, 1))}>Le jour d’après</a>
        </li>
        <li>
          <a href={at.url(YESTERDAY)}>Comment s’est passé hier ?</a>
        </li>
      </ul>
      {date === at.today && <Out at={at} rides={day.rides} />}
      {day.rides.length === 0 ? (
        <p class="soft">Aucun trajet convenu ce jour-là.</p>
      ) : (
        <>
          <p class="soft no-print">
            Cette page s’imprime sur une feuille A4. « En route » et « À la maison » sont pour vous : rien n’est demandé
            à qui conduit.
          </p>
          <Rides
            at={at}
            day={day}
            page="jour"
            refused={refused}
            ticks={['en route', 'à la maison', 'fait', 'pas fait', 'on ne sait pas']}
          />
        </>
      )}
      <Away at={at} day={day} />
    </DeskPage>,
    status,
  );
};
