import { formatInstant } from '#src/time/zone.ts';
import type { Ctx } from '#src/web/context.ts';
import { CLOSURES_PATH } from '#src/web/workspace/hours/closures-pages.tsx';
import { ridesWhileAway } from '#src/web/workspace/lists/rides-while-away.ts';
import { SolutionsNotice } from '#src/web/workspace/lists/solutions-page.tsx';
import { RecoveryNotice } from '#src/web/workspace/team/recovery-pages.tsx';

/** What waits beside the requests, one sentence each. */
export const WaitingNotices = async ({ c }: { c: Ctx }) => {
  const at = c.get('at');
  const { drivers, wishes } = c.get('service').storage.in(at.territory.id);
  const toWelcome = await drivers.count({
    filter: 'to-welcome',
    today: at.today,
    confirmedBefore: formatInstant(at.now),
  });
  const away = at.can('manage-territory') ? (await ridesWhileAway(c)).length : 0;
  return (
    <>
      {away > 0 && (
        <p class="notice">
          <a href={at.url(CLOSURES_PATH)}>
            {away === 1
              ? 'Un trajet convenu tombe pendant une absence de l’équipe : que fait-on ?'
              : `${away} trajets convenus tombent pendant une absence de l’équipe : que fait-on ?`}
          </a>
        </p>
      )}
      <RecoveryNotice c={c} />
      <SolutionsNotice at={at} count={await wishes.countFound()} />
      {toWelcome > 0 && (
        <p class="notice">
          <a href={at.url('/equipe/conducteurs')}>
            {toWelcome === 1
              ? 'Une personne qui veut conduire attend votre appel d’accueil.'
              : `${toWelcome} personnes qui veulent conduire attendent votre appel d’accueil.`}
          </a>
        </p>
      )}
    </>
  );
};
