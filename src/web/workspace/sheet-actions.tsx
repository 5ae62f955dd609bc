import { isAwaited } from '#src/requests/cancel-own-ride.ts';
import { CLOSING_REASONS } from '#src/requests/request.ts';
import { agreedRides, isSettled } from '#src/requests/settlement.ts';
import { addDays } from '#src/time/dates.ts';
import { formatHourInput } from '#src/time/hours.ts';
import { formatDate } from '#src/time/written-dates.ts';
import { CLOSING_WORDS, dayWords, fullName, promiseWords, slotWords } from '#src/web/workspace/desk-words.ts';
import { proposedAnswer } from '#src/web/workspace/proposed-answer.ts';
import { SheetForm, type SheetProps, typedIn } from '#src/web/workspace/sheet-form.tsx';

/** A regular arrangement is asked about after that long. */
const REVIEW_DAYS = 56;

/** The answer promised, and the person told. */
const Told = (props: SheetProps) => {
  const { at, sheet } = props;
  const { promise } = sheet.request;
  const waiting = promise?.keptAt === null;
  // Once told, a request waits for the day after its ride: there is nothing left to tell.
  const toTell = isSettled(sheet.request) && !sheet.request.closing && sheet.request.reviewOn === null;
  if (!waiting && !toTell) return null;
  const late = waiting && Temporal.Instant.compare(at.now, promise.dueAt) > 0;
  return (
    <SheetForm {...props} key_="prevenue" action="prevenue">
      {waiting && (
        <p class={late ? 'late' : ''}>
          {late ? 'En retard : réponse' : 'Réponse'} promise {promiseWords(promise.dueAt, at.territory.zone, at.today)}
        </p>
      )}
      <p class="actions">
        <button type="submit" class={isSettled(sheet.request) ? '' : 'second'}>
          La personne est prévenue
        </button>
      </p>
    </SheetForm>
  );
};

const NewPromise = (props: SheetProps) => {
  const { at, state } = props;
  const key = 'promesse';
  const proposed = proposedAnswer(at);
  return (
    <details {...(state.key === key ? { open: true } : {})}>
      <summary>Promettre une réponse</summary>
      <SheetForm {...props} key_={key} action="promesse">
        <div class="field-row">
          <div class="field">
            <label for="promesse-jour">On vous rappelle avant</label>
            <input
              type="date"
              id="promesse-jour"
              name="promesse_jour"
              class="short"
              value={typedIn(state, key, 'promesse_jour') || proposed.date}
              min={at.today}
            />
          </div>
          <div class="field">
            <label for="promesse-heure">Heure</label>
            <input
              type="time"
              id="promesse-heure"
              name="promesse_heure"
              class="short"
              value={typedIn(state, key, 'promesse_heure') || formatHourInput(proposed.time)}
            />
          </div>
          <p class="actions">
            <button type="submit" class="second">
              C’est promis
            </button>
          </p>
        </div>
      </SheetForm>
    </details>
  );
};

const Review = (props: SheetProps) => {
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

const Close = (props: SheetProps) => {
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

/** A person under 18 rides only once a parent agreed; the information is noted when it was said. */
const Said = (props: SheetProps) => {
  const { at, sheet } = props;
  const { passenger } = sheet;
  const parent = passenger.minor && passenger.parentAgreedOn === null;
  return (
    <>
      {parent && (
        <SheetForm {...props} key_="accord" action="dit">
          <p class="late">Moins de 18 ans : l’accord d’un parent manque.</p>
          <p class="actions">
            <button type="submit" name="quoi" value="parent" class="second">
              Noter l’accord d’un parent, aujourd’hui
            </button>
          </p>
        </SheetForm>
      )}
      {passenger.informedOn === null && (
        <SheetForm {...props} key_="information" action="dit">
          <p class="actions">
            <button type="submit" name="quoi" value="information" class="second">
              Information donnée à l’oral, le {formatDate(at.today, at.today)}
            </button>
          </p>
        </SheetForm>
      )}
    </>
  );
};

/** What can be done with the request itself. */
export const SheetActions = (props: SheetProps) => {
  const { at, sheet } = props;
  const { request } = sheet;
  const mine = request.memberId === at.signedIn?.member.id;
  if (!at.can('write-people')) return null;
  return (
    <section aria-label="Que faire de cette demande">
      <Said {...props} />
      <Told {...props} />
      {request.closing ? (
        <SheetForm {...props} key_="reouverture" action="reouverture">
          <p class="actions">
            <button type="submit">Rouvrir la demande</button>
          </p>
        </SheetForm>
      ) : (
        <>
          <SheetForm {...props} key_="moi" action="moi">
            <p class="actions">
              <button type="submit" name="geste" value={mine ? 'rendre' : 'prendre'} class="second">
                {mine ? 'Je la rends à l’équipe' : 'Je m’en occupe'}
              </button>
              <a class="button second" href={at.url(`/equipe/demandes/${request.id}/modifier`)}>
                Changer la demande
              </a>
            </p>
          </SheetForm>
          <NewPromise {...props} />
        </>
      )}
      <Review {...props} />
      {!request.closing && <Close {...props} />}
    </section>
  );
};
