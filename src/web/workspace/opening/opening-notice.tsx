import { describeCount, describePlan, OPENS_SOON } from '#src/territory/describe-opening.ts';
import type { Ctx } from '#src/web/context.ts';
import { findOffered } from '#src/web/public/public-offers.ts';
import { OPEN_PATH } from '#src/web/workspace/opening/open-pages.tsx';
import { isHost, SPACES_PATH } from '#src/web/workspace/opening/spaces-page.tsx';
import { TAKE_ALL_PATH } from '#src/web/workspace/backups/take-all-page.tsx';

/** The host said no: with which word, and how to leave with everything. */
const Refused = ({ c, word }: { c: Ctx; word: string }) => {
  const at = c.get('at');
  return (
    <p class="notice">
      La personne qui héberge n’a pas accepté cet espace : « {word} ». Il est effacé trente jours après sa réponse.{' '}
      {at.can('manage-territory') && (
        <>
          Pour le garder : <a href={at.url(TAKE_ALL_PATH)}>tout emporter</a>.
        </>
      )}
    </p>
  );
};

/** What waits for who runs the host. */
const ForHost = async ({ c }: { c: Ctx }) => {
  const at = c.get('at');
  if (!isHost(at)) return null;
  const waiting = await c.get('service').storage.instance.spaces.countWaiting();
  if (waiting === 0) return null;
  return (
    <p class="notice">
      <a href={at.url(SPACES_PATH)}>
        {waiting === 1
          ? 'Un territoire demande un espace sur ce site.'
          : `${waiting} territoires demandent un espace sur ce site.`}
      </a>
    </p>
  );
};

/** Until the territory is open: what people see today, and what is missing. */
const Stage = async ({ c }: { c: Ctx }) => {
  const at = c.get('at');
  if (at.stage === 'open') return null;
  const { plan, awaitsHost } = at.territory.opening;
  const space = awaitsHost
    ? await c.get('service').storage.instance.spaces.findByTerritory(at.territory.id)
    : undefined;
  if (space?.state === 'refused') return <Refused c={c} word={space.word} />;
  const first = at.stage === 'drivers-first';
  const lines = first && plan.kind === 'lines' ? (await findOffered(c)).lines.length : 0;
  return (
    <p class="notice">
      {first
        ? `Conducteurs d’abord : la recherche n’est pas ouverte au public. Elle ouvre ${describePlan(plan, at.today)}.`
        : 'Rien n’est publié : l’équipe seule voit ce service.'}
      {first && plan.kind === 'lines' && (
        <>
          {' '}
          <strong>{describeCount(lines, plan.floor)}.</strong> {lines >= plan.floor && OPENS_SOON}
        </>
      )}
      {awaitsHost && ' La personne qui héberge ne l’a pas encore accepté : préparez, reprenez un tableur, imprimez.'}{' '}
      {at.can('manage-territory') && <a href={at.url(OPEN_PATH)}>L’ouverture du service</a>}
    </p>
  );
};

/** On the first page of the desk: where the opening stands, and, for who runs the host, who asks for a space. */
export const OpeningNotice = ({ c }: { c: Ctx }) => (
  <>
    <Stage c={c} />
    <ForHost c={c} />
  </>
);
