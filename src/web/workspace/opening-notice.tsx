import { describeCount, describePlan } from '#src/territory/describe-opening.ts';
import type { Ctx } from '#src/web/context.ts';
import { findOffered } from '#src/web/public/public-offers.ts';
import { OPEN_PATH } from '#src/web/workspace/open-pages.tsx';

/** On the first page of the desk, until the territory is open: what people see today, and what is missing. */
export const OpeningNotice = async ({ c }: { c: Ctx }) => {
  const at = c.get('at');
  if (at.stage === 'open') return null;
  const { plan, awaitsHost } = at.territory.opening;
  const first = at.stage === 'drivers-first';
  return (
    <p class="notice">
      {first
        ? `Conducteurs d’abord : la recherche n’est pas ouverte au public. Elle ouvre ${describePlan(plan, at.today)}.`
        : 'Rien n’est publié : l’équipe seule voit ce service.'}
      {first && plan.kind === 'lines' && (
        <>
          {' '}
          <strong>{describeCount((await findOffered(c)).lines.length, plan.floor)}.</strong>
        </>
      )}
      {awaitsHost && ' L’hébergeur doit encore accepter votre espace.'}{' '}
      {at.can('manage-territory') && <a href={at.url(OPEN_PATH)}>L’ouverture du service</a>}
    </p>
  );
};
