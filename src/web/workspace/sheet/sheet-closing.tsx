import { isAwaited } from '#src/follow-up/cancel-own-ride.ts';
import { CLOSING_REASONS } from '#src/requests/request.ts';
import { agreedRides, isSettled } from '#src/requests/settlement.ts';
import { addDays } from '#src/time/dates.ts';
import { CLOSING_WORDS, dayWords, fullName, slotWords } from '#src/web/workspace/shared/desk-words.ts';
import { SheetForm, type SheetProps, typedIn } from '#src/web/workspace/sheet/sheet-form.tsx';

/** A regular arrangement is asked about after that long. */
const REVIEW_DAYS = 56;

/** To be looked at again on a day: a wait, or news asked of a regular arrangement. */
export const Review = (props: SheetProps) => {
  const { at, sheet, state } = props;
  const { closing, reviewOn } = sheet.request;
  const key = 'revue';
  if (closing && closing.reason !== 'regular-found') return null;
  return (
    <details {...(state.key === key || (reviewOn !== null && reviewOn <= at.today) ? { open: true } : {})}>
      <summary>{closing ? 'Demander des nouvelles plus tard' : 'Mettre en attente jusqu’à un jour'}</summary>
      <SheetForm {...props} key_={key} action="revue">
        {reviewOn !== null && <p>Revient {dayWords(reviewOn, at.today)}.</p>}
        <div class="field-row">
          <div class="field">
            <label for="revue-jour">La revoir le</label>
            <input
              type="date"
              id="revue-jour"
              name="revue_jour"
              class="short"
              value={typedIn(state, key, 'revue_jour') || (closing ? addDays(at.today, REVIEW_DAYS) : '')}
              min={addDays(at.today, 1)}
            />
          </div>
          <div class="actions">
            <button type="submit" name="geste" value="date" class="second">
              La revoir ce jour-là
            </button>
            {reviewOn !== null && (
              <button type="submit" name="geste" value="plus" class="link">
                Ne plus la revoir
              </button>
            )}
          </div>
        </div>
      </SheetForm>
    </details>
  );
};

/** How the request ended, and what its end cancels. */
export const Close = (props: SheetProps) => {
  const { at, sheet, state } = props;
  const key = 'cloture';
  const weekly = sheet.request.ways.some((way) => way.when.kind === 'weekly');
  const settled = isSettled(sheet.request);
  const proposed = settled && agreedRides(sheet.request).length > 0 ? (weekly ? 'regular-found' : 'done') : '';
  const chosen = typedIn(state, key, 'motif') || proposed;
  const awaited = agreedRides(sheet.request).filter((ride) => isAwaited(ride, ride.driverId, at.today));
  const told = state.key === key ? typedIn(state, key, 'prevenue') === 'oui' : false;
  return (
    <details {...(state.key === key ? { open: true } : {})}>
      <summary>Clore la demande</summary>
      <SheetForm {...props} key_={key} action="cloture">
        <div class="field">
          <label for="cloture-motif">Comment s’est-elle finie ?</label>
          {!settled && (
            <p class="hint" id="cloture-aide">
              « Fait » et « régulier trouvé » demandent que l’aller et le retour soient réglés.
            </p>
          )}
          <select id="cloture-motif" name="motif" {...(settled ? {} : { 'aria-describedby': 'cloture-aide' })}>
            <option value="">Choisir</option>
            {CLOSING_REASONS.filter((reason) => weekly || reason !== 'regular-found').map((reason) => (
              <option value={reason} {...(reason === chosen ? { selected: true } : {})}>
                {CLOSING_WORDS[reason]}
              </option>
            ))}
          </select>
        </div>
        {weekly && (
          <div class="field">
            <label for="cloture-revue">Régulier trouvé : demander des nouvelles le</label>
            <input
              type="date"
              id="cloture-revue"
              name="revue_jour"
              class="short"
              value={typedIn(state, key, 'revue_jour') || addDays(at.today, REVIEW_DAYS)}
              min={addDays(at.today, 1)}
            />
          </div>
        )}
        {awaited.length > 0 && (
          <p class="hint">
            Une autre fin que « fait »{weekly && ' ou « régulier trouvé »'} annule ce qui était convenu, et chacun est
            alors à prévenir :{' '}
            {awaited
              .map(
                (ride) =>
                  `${slotWords(ride.date ?? ride.slot, at.today)} avec ${fullName(sheet.names.people.get(ride.driverId))}`,
              )
              .join(' ; ')}
            .
          </p>
        )}
        {(sheet.request.promise?.keptAt === null || awaited.length > 0) && (
          <div class="choice">
            <input
              type="checkbox"
              id="cloture-prevenue"
              name="prevenue"
              value="oui"
              {...(told ? { checked: true } : {})}
            />
            <label for="cloture-prevenue">La personne est prévenue</label>
          </div>
        )}
        <p class="actions">
          <button type="submit" class="second">
            Clore
          </button>
        </p>
      </SheetForm>
    </details>
  );
};
