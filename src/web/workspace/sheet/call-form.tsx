import type { Slot, Way } from '#src/requests/request.ts';
import { ANY_DAY, spanOf } from '#src/requests/slots.ts';
import { ticked } from '#src/web/layout/fields.tsx';
import { slotWords } from '#src/web/workspace/shared/desk-words.ts';
import { HoldForm } from '#src/web/workspace/sheet/hold-form.tsx';
import { from } from '#src/web/trip-words.ts';
import { SheetForm, type SheetProps, typedIn } from '#src/web/workspace/sheet/sheet-form.tsx';

/** Whether someone may have a number: asked, or not yet. */
const SHARES = [
  ['', 'pas demandé'],
  ['oui', 'oui'],
  ['non', 'non'],
] as const;

/** One question whose silence is kept as such. */
export const ShareSelect = (props: { id: string; name: string; label: string; value: string }) => (
  <div class="field">
    <label for={props.id}>{props.label}</label>
    <select id={props.id} name={props.name} class="short">
      {SHARES.map(([value, label]) => (
        <option value={value} {...(value === props.value ? { selected: true } : {})}>
          {label}
        </option>
      ))}
    </select>
  </div>
);

interface CallFormProps extends SheetProps {
  readonly way: Way;
  /** Occasions still open. */
  readonly open: readonly Slot[];
  /** Occasions this driver's trip serves: ticked first. */
  readonly served: readonly Slot[];
  readonly driverId: string;
  readonly driverName: string;
  readonly tripId: string | null;
  /** The day proposed for a way asked within a period. */
  readonly day: string;
  /** All the drivers are shown: they still are after a gesture. */
  readonly all?: boolean;
  /** A volunteer asked to drive on purpose, who may wait there when the return is open too. */
  readonly onPurpose?: { readonly mayWait: boolean; readonly waitingAsked: boolean };
}

const Slots = ({ at, state, way, open, served, id }: CallFormProps & { id: string }) => {
  const [only] = open;
  if (open.length === 1 && only !== undefined) return <input type="hidden" name="occasions" value={only} />;
  const chosen = state.key === id ? ticked(state.values ?? {}, 'occasions') : served;
  return (
    <fieldset class="choices inline">
      <legend>{way.direction === 'outward' ? 'Quels allers ?' : 'Quels retours ?'}</legend>
      {open.map((slot) => (
        <div class="choice">
          <input
            type="checkbox"
            id={`${id}-${slot}`}
            name="occasions"
            value={slot}
            {...(chosen.includes(slot) ? { checked: true } : {})}
          />
          <label for={`${id}-${slot}`}>{slotWords(slot, at.today)}</label>
        </div>
      ))}
    </fieldset>
  );
};

const CallFields = (props: CallFormProps & { readonly id: string }) => {
  const { at, id, state, way, open, driverId, driverName, tripId, day, onPurpose } = props;
  const value = (name: string): string => typedIn(state, id, name);
  const span = spanOf(way.when);
  return (
    <SheetForm {...props} key_={id} action="appel" class="call">
      <input type="hidden" name="trajet" value={way.id} />
      <input type="hidden" name="conducteur" value={driverId} />
      <input type="hidden" name="offre" value={tripId ?? ''} />
      {onPurpose && <input type="hidden" name="expres" value="oui" />}
      <Slots {...props} id={id} />
      {open.includes(ANY_DAY) && (
        <div class="field">
          <label for={`${id}-jour`}>Quel jour ?</label>
          <input
            type="date"
            id={`${id}-jour`}
            name="jour"
            class="short"
            value={value('jour') || day}
            min={span.first > at.today ? span.first : at.today}
            {...(span.last === null ? {} : { max: span.last })}
          />
        </div>
      )}
      {onPurpose?.mayWait && (
        <div class="choice">
          <input
            type="checkbox"
            id={`${id}-attend`}
            name="attend"
            value="oui"
            {...((state.key === id ? value('attend') === 'oui' : onPurpose.waitingAsked) ? { checked: true } : {})}
          />
          <label for={`${id}-attend`}>Attend sur place et ramène : le retour est réglé aussi</label>
        </div>
      )}
      {state.key === id && state.mayOverrule && (
        <div class="choice">
          <input type="checkbox" id={`${id}-quand-meme`} name="quand_meme" value="oui" />
          <label for={`${id}-quand-meme`}>Quand même : cette personne a dit que c’est possible</label>
        </div>
      )}
      <div class="actions" role="group" aria-label={`Réponse ${from(driverName)}`}>
        {/* The key Enter takes the first button: it must be the one that settles nothing. */}
        <button type="submit" name="reponse" value="not-reached" class="second">
          Pas joint
        </button>
        <button type="submit" name="reponse" value="no" class="second">
          Non
        </button>
        <button type="submit" name="reponse" value="yes">
          Oui
        </button>
      </div>
      <details {...(state.key === id ? { open: true } : {})}>
        <summary>À rappeler, message laissé, numéros, note</summary>
        <div class="field-row">
          <div class="field">
            <label for={`${id}-rappeler`}>À rappeler le</label>
            <input
              type="date"
              id={`${id}-rappeler`}
              name="rappeler_le"
              class="short"
              value={value('rappeler_le')}
              min={at.today}
            />
          </div>
          <p class="actions">
            <button type="submit" name="reponse" value="call-again" class="second">
              À rappeler ce jour-là
            </button>
            <button type="submit" name="reponse" value="asked" class="second">
              Message laissé, j’attends sa réponse
            </button>
          </p>
        </div>
        <div class="field-row">
          <ShareSelect
            id={`${id}-numero-conducteur`}
            name="numero_conducteur"
            label="Donner son numéro à la personne ?"
            value={value('numero_conducteur')}
          />
          <ShareSelect
            id={`${id}-numero-passager`}
            name="numero_passager"
            label="Lui donner celui de la personne ?"
            value={value('numero_passager')}
          />
        </div>
        <div class="field">
          <label for={`${id}-note`}>Note</label>
          <input type="text" id={`${id}-note`} name="note" value={value('note')} maxlength={300} />
        </div>
      </details>
    </SheetForm>
  );
};

/** One call, one gesture: who, for which occasions, and the answer is the button. */
export const CallForm = (props: CallFormProps) => {
  const { way, driverId, onPurpose } = props;
  const id = `appel-${way.id}-${driverId}${onPurpose ? '-expres' : ''}`;
  return (
    <>
      <HoldForm {...props} id={id} />
      <CallFields {...props} id={id} />
    </>
  );
};
