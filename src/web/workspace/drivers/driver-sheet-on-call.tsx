import { FREE_HELP } from '#src/volunteers/free-help.ts';
import type { At } from '#src/web/context.ts';
import { OnCallSummary } from '#src/web/drivers/on-call-summary.tsx';
import { DRIVERS } from '#src/web/workspace/drivers/drivers-list-page.tsx';
import type { PersonSheet } from '#src/web/workspace/drivers/load-driver.ts';

/** What this driver accepts to drive on purpose; nothing where the territory has not turned it on. */
export const OnCallSection = ({ at, sheet: { person, driver, volunteer } }: { at: At; sheet: PersonSheet }) =>
  driver && at.territory.switches.onCall ? (
    <>
      <h2>Conduire exprès</h2>
      {volunteer ? (
        <div class="card">
          <OnCallSummary at={at} volunteer={volunteer} />
        </div>
      ) : (
        <p>Cette personne n’a rien dit de trajets faits exprès ({FREE_HELP}).</p>
      )}
      {at.can('write-people') && (
        <p class="actions">
          <a href={at.url(`${DRIVERS}/${person.id}/expres`)}>
            {volunteer ? 'Changer, mettre en pause, arrêter' : 'Elle accepte de conduire exprès'}
          </a>
        </p>
      )}
    </>
  ) : null;
