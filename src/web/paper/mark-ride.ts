import { createMarkRide } from '#src/follow-up/mark-ride.ts';
import { RIDE_MARKS } from '#src/requests/ride-day.ts';
import { isIsoDate } from '#src/time/dates.ts';
import type { Ctx } from '#src/web/context.ts';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { typed } from '#src/web/layout/fields.tsx';
import { TODAY, YESTERDAY } from '#src/web/paths.ts';
import { drawToday } from '#src/web/paper/today-page.tsx';
import { drawYesterday } from '#src/web/paper/yesterday-page.tsx';
import { readForm, versionIn } from '#src/web/read-form.ts';
import { MARK_WORDS } from '#src/web/workspace/shared/desk-words.ts';
import { memberIdOf, requestTools } from '#src/web/tools.ts';

/** One gesture on a ride of a day; the page it was made on comes back. */
export const markRide = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const form = await readForm(c);
  const date = typed(form, 'jour');
  const mark = RIDE_MARKS.find((one) => one === typed(form, 'geste'));
  if (!isIsoDate(date) || !mark) return notFoundPage(c, 'Ce geste n’existe plus. Rechargez la page d’où vous venez.');
  const rideId = typed(form, 'trajet_convenu');
  const outcome = await createMarkRide(markTools(c))({
    territoryId: at.territory.id,
    zone: at.territory.zone,
    memberId: memberIdOf(c),
    requestId: typed(form, 'demande'),
    rideId,
    date,
    mark,
    seenVersion: versionIn(form),
  });
  const ofYesterday = typed(form, 'page') === 'hier';
  const redraw = (error: string, status: 409 | 422): Promise<Response> =>
    ofYesterday
      ? drawYesterday(c, { rideId, date, error }, status)
      : drawToday(c, date, { rideId, date, error }, status);
  switch (outcome.kind) {
    case 'done':
      return c.redirect(
        ofYesterday ? at.url(YESTERDAY) : at.url(TODAY, { jour: date === at.today ? undefined : date }),
        303,
      );
    case 'contradicted':
      return redraw(
        `Quelqu’un de l’équipe a noté entre-temps : ${MARK_WORDS[outcome.day.outcome ?? 'unknown']}. « Corriger », si ce n’est pas cela.`,
        409,
      );
    case 'too-early':
      return redraw('Ce trajet est à venir : on le notera ce jour-là.', 422);
    case 'unknown':
      return notFoundPage(c, 'Ce trajet a été annulé, ou n’est pas de ce jour.');
  }
};

const markTools = (c: Ctx): Parameters<typeof createMarkRide>[0] => {
  const { storage } = c.get('service');
  const { now, newId } = requestTools(c);
  return { now, newId, atomically: (territoryId, work) => storage.atomically(territoryId, work) };
};
