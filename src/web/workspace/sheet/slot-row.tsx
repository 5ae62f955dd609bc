import { kilometreWords } from '#src/web/trip-words.ts';
import type { Slot, Way } from '#src/requests/request.ts';
import { slotState } from '#src/requests/settlement.ts';
import { formatHour } from '#src/time/hours.ts';
import { formatDate } from '#src/time/written-dates.ts';
import { FREE_HELP } from '#src/volunteers/free-help.ts';
import { ShareSelect } from '#src/web/workspace/sheet/call-form.tsx';
import { CLOSING_WORDS, fullName, slotWords } from '#src/web/workspace/shared/desk-words.ts';
import { Numbers, personPage } from '#src/web/workspace/shared/numbers.tsx';
import { SheetForm, type SheetProps } from '#src/web/workspace/sheet/sheet-form.tsx';

const shared = (value: boolean | null | undefined): string => (value == null ? 'pas demandé' : value ? 'oui' : 'non');

/** An agreed ride: with whom, and how to take it back. */
const RideLine = (props: SheetProps & { way: Way; slot: Slot }) => {
  const { at, sheet, way, slot } = props;
  const settled = slotState(sheet.request, way.id, slot);
  if (settled.kind !== 'ride') return null;
  const { ride } = settled;
  const driver = sheet.names.people.get(ride.driverId);
  const introduction = sheet.introductions.findLast(
    (one) => one.wayId === way.id && one.driverId === ride.driverId && one.slots.includes(slot),
  );
  const departure = ride.tripId === null ? null : (sheet.trips.get(ride.tripId)?.schedule.departure ?? null);
  return (
    <>
      <p>
        {ride.date !== null && slot !== ride.date && `${formatDate(ride.date, at.today)} : `}
        <a href={at.url(personPage(ride.driverId))}>{fullName(driver)}</a>, <Numbers person={driver} />
        {departure !== null && `, part à ${formatHour(departure)}`}
      </p>
      {ride.regime === 'on-purpose' && (
        <p class="soft">
          Conduit exprès,{' '}
          {ride.kilometres !== null && `${kilometreWords(ride.kilometres * 1000)} comptés depuis sa porte, `}
          {FREE_HELP}.
        </p>
      )}
      <p class="soft">
        Son numéro à la personne : {shared(introduction?.driverNumberShared)}. Lui donner celui de la personne :{' '}
        {shared(sheet.request.passengerNumberShared)}.
      </p>
      {introduction && at.can('write-people') && (
        <details>
          <summary>Noter les numéros donnés</summary>
          <SheetForm {...props} key_={`numeros-${ride.id}`} action="numeros">
            <input type="hidden" name="introduction" value={introduction.id} />
            <div class="field-row">
              <ShareSelect
                id={`numeros-${ride.id}-conducteur`}
                name="numero_conducteur"
                label="Donner son numéro à la personne ?"
                value=""
              />
              <ShareSelect
                id={`numeros-${ride.id}-passager`}
                name="numero_passager"
                label="Lui donner celui de la personne ?"
                value=""
              />
              <p class="actions">
                <button type="submit" class="second">
                  Noter
                </button>
              </p>
            </div>
          </SheetForm>
        </details>
      )}
      {at.can('write-people') && (
        <p id={`champ-annuler-${ride.id}`} class="no-print">
          <a href={at.url(`/equipe/demandes/${sheet.request.id}/annuler`, { trajet: ride.id })}>Annuler ce trajet</a>
        </p>
      )}
    </>
  );
};

/** One occasion of a way: to be found, driven, or settled otherwise. */
export const SlotRow = (props: SheetProps & { way: Way; slot: Slot }) => {
  const { at, sheet, way, slot } = props;
  const state = slotState(sheet.request, way.id, slot);
  return (
    <li>
      <p class="row-title">
        {slotWords(slot, at.today)}
        {state.kind === 'open' && ' : à trouver'}
        {state.kind === 'otherwise' && ` : ${CLOSING_WORDS[state.settled.reason]}`}
      </p>
      <RideLine {...props} />
      {state.kind === 'otherwise' && at.can('write-people') && !sheet.request.closing && (
        <SheetForm {...props} key_={`reprendre-${way.id}-${slot}`} action="autrement" class="inline-form">
          <input type="hidden" name="trajet" value={way.id} />
          <input type="hidden" name="occasions" value={slot} />
          <button type="submit" name="motif" value="reprendre" class="link">
            Chercher de nouveau
          </button>
        </SheetForm>
      )}
    </li>
  );
};
