import { counted } from '#src/counted.ts';
import type { At } from '#src/web/context.ts';
import { withoutNewsBefore } from '#src/drivers/confirm-trips.ts';
import type { Trip } from '#src/trips/trip.ts';
import { routeWords } from '#src/web/drivers/driver-words.ts';
import { TripSummary } from '#src/web/drivers/trip-summary.tsx';
import { DeskForm } from '#src/web/layout/fields.tsx';
import { DRIVERS } from '#src/web/workspace/drivers/drivers-list-page.tsx';
import type { PersonSheet } from '#src/web/workspace/drivers/load-driver.ts';

const Row = ({ at, base, trip }: { at: At; base: string; trip: Trip }) => (
  <li>
    <TripSummary trip={trip} today={at.today} time={at.time} />
    {at.can('write-people') && (
      <p class="actions">
        <a href={at.url(`${base}/trajets/${trip.id}`)}>
          Changer, mettre en pause, arrêter<span class="visually-hidden"> : {routeWords(trip)}</span>
        </a>
      </p>
    )}
  </li>
);

/** "Toujours d'accord ?": what came of the call. */
const StillAgree = ({ at, base, trips }: { at: At; base: string; trips: readonly Trip[] }) => {
  const before = withoutNewsBefore(at.now);
  const old = trips.filter((trip) => trip.schedule.kind === 'regular' && trip.confirmedAt < before);
  const asked = Math.max(0, ...old.map((trip) => trip.timesAsked));
  const toVerify = trips.some((trip) => trip.toVerify);
  return (
    <div class="card">
      <h3>Toujours d’accord ?</h3>
      {old.length > 0 && (
        <p>
          {counted(old.length, 'trajet régulier', 'trajets réguliers')} sans nouvelles depuis six mois.{' '}
          {asked > 0 && `Déjà demandé ${asked} fois.`}
        </p>
      )}
      {toVerify && (
        <p>
          Un trajet repris d’un tableur est à vérifier : lisez-le avec la personne. Le public ne le voit qu’ensuite.
        </p>
      )}
      <DeskForm at={at} action={at.url(`${base}/accord`)}>
        <p class="actions">
          <button type="submit" name="reponse" value="oui">
            Oui, ses trajets tiennent toujours
          </button>
          {old.length > 0 && (
            <>
              <button type="submit" name="reponse" value="demande" class="second">
                Demandé, sans réponse
              </button>
              <button type="submit" name="reponse" value="pas-joint" class="second">
                Personne n’a pu être joint
              </button>
            </>
          )}
        </p>
      </DeskForm>
    </div>
  );
};

/** A driver's trips, current ones first; or, for someone who does not drive, the way to begin. */
export const TripsSection = ({ at, sheet }: { at: At; sheet: PersonSheet }) => {
  const base = `${DRIVERS}/${sheet.person.id}`;
  if (!sheet.driver) {
    return at.can('write-people') ? (
      <DeskForm at={at} action={at.url(`${base}/conduit`)}>
        <h2>Trajets proposés</h2>
        <p>Cette personne ne conduit pas.</p>
        <button type="submit" class="second">
          Elle veut conduire aussi
        </button>
      </DeskForm>
    ) : null;
  }
  const current = sheet.trips.filter((trip) => trip.state === 'active');
  const stopped = sheet.trips.filter((trip) => trip.state === 'stopped');
  return (
    <>
      <h2>Trajets proposés</h2>
      {current.length === 0 && <p>Aucun trajet en cours.</p>}
      <ul class="rows">
        {current.map((trip) => (
          <Row at={at} base={base} trip={trip} />
        ))}
      </ul>
      {at.can('write-people') && (
        <p class="actions">
          <a class="button second" href={at.url(`${base}/trajets/nouveau`)}>
            Ajouter un trajet
          </a>
        </p>
      )}
      {at.can('write-people') && current.length > 0 && <StillAgree at={at} base={base} trips={current} />}
      {stopped.length > 0 && (
        <details class="more">
          <summary>{counted(stopped.length, 'trajet arrêté', 'trajets arrêtés')}</summary>
          <ul class="rows">
            {stopped.map((trip) => (
              <li>
                <TripSummary trip={trip} today={at.today} time={at.time} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
};
