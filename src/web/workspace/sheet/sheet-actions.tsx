import { isSettled } from '#src/requests/settlement.ts';
import { formatHourInput } from '#src/time/hours.ts';
import { formatDate } from '#src/time/written-dates.ts';
import { promiseWords } from '#src/web/workspace/shared/desk-words.ts';
import { proposedAnswer } from '#src/web/workspace/call/proposed-answer.ts';
import { Close, Review } from '#src/web/workspace/sheet/sheet-closing.tsx';
import { SheetForm, type SheetProps, typedIn } from '#src/web/workspace/sheet/sheet-form.tsx';

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
