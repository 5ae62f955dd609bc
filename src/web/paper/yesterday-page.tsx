import { capital } from '#src/capital.ts';
import { addDays } from '#src/time/dates.ts';
import type { Ctx } from '#src/web/context.ts';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { loadDays } from '#src/web/paper/load-day.ts';
import { type Refused, Rides } from '#src/web/paper/rides-list.tsx';
import { TODAY } from '#src/web/paths.ts';
import { dayWords } from '#src/web/workspace/shared/desk-words.ts';

/** How far back one is asked how rides went. */
const DAYS_ASKED = 7;

/** `GET /{slug}/equipe/hier`: how the rides of yesterday, and of the days before that nobody told, went. */
export const yesterdayPage = (c: Ctx): Promise<Response> => drawYesterday(c);

export const drawYesterday = async (c: Ctx, refused?: Refused, status: 200 | 409 | 422 = 200): Promise<Response> => {
  const at = c.get('at');
  const dates = Array.from({ length: DAYS_ASKED }, (_, index) => addDays(at.today, index - DAYS_ASKED));
  const yesterday = addDays(at.today, -1);
  const days = (await loadDays(c, dates)).toReversed();
  const shown = days.map((day) => ({
    ...day,
    rides: day.date === yesterday ? day.rides : day.rides.filter((told) => told.day.outcome === null),
  }));
  const some = shown.some(({ rides }) => rides.length > 0);
  return page(
    c,
    <DeskPage at={at} title="Comment s’est passé hier ?" current="/equipe" paper="document">
      <p class="soft">
        Un appui par trajet. Sans nouvelles, « on ne sait pas » est une vraie réponse. La demande, elle, se clôt sur sa
        fiche.
      </p>
      {!some && <p class="notice">Rien à demander : aucun trajet hier, et tout est noté pour les jours d’avant.</p>}
      {shown
        .filter(({ rides }) => rides.length > 0)
        .map((day) => (
          <section aria-labelledby={`jour-${day.date}`}>
            <h2 id={`jour-${day.date}`}>{capital(dayWords(day.date, at.today))}</h2>
            <Rides at={at} day={day} page="hier" refused={refused} />
          </section>
        ))}
      <p>
        <a href={at.url(TODAY)}>Les trajets d’aujourd’hui</a>
      </p>
    </DeskPage>,
    status,
  );
};
