import type { Sheet } from '#src/web/workspace/load-sheet.ts';
import { localMoment } from '#src/time/zone.ts';
import { formatHour } from '#src/time/hours.ts';
import { addDays } from '#src/time/dates.ts';
import type { Asking } from '#src/introductions/asking.ts';
import type { Introduction } from '#src/introductions/introduction.ts';
import type { Asked } from '#src/introductions/introduction-store.ts';
import type { Slot, Way } from '#src/requests/request.ts';
import { ANY_DAY, spanOf } from '#src/requests/slots.ts';
import { DeskForm, ticked } from '#src/web/layout/fields.tsx';
import { ANSWER_WORDS, dayWords, momentWords, slotWords, WRITTEN_WORDS } from '#src/web/workspace/desk-words.ts';
import { SheetForm, type SheetProps, typedIn } from '#src/web/workspace/sheet-form.tsx';
import type { At } from '#src/web/context.ts';

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

/** "3 demandes en 30 jours, la dernière mardi 1er décembre": the same words for a woman and for a man. */
export const AskedLine = ({ at, asked }: { at: At; asked: Asked | undefined }) => (
  <p class="soft">
    {asked
      ? `${asked.times === 0 ? 'Aucune demande' : asked.times === 1 ? 'Une demande' : `${asked.times} demandes`} en 30 jours, la dernière ${momentWords(asked.lastAt, at.territory.zone, at.today)}.`
      : 'Aucune demande encore.'}
  </p>
);

/** A question sent, and its answer: who is waited for, and who said what. */
const AskingLine = ({ at, asking }: { at: At; asking: Asking }) => {
  const moment = (instant: string): string => momentWords(instant, at.territory.zone, at.today);
  const by = asking.by === 'sms' ? 'SMS' : 'e-mail';
  if (asking.answer === null || asking.answeredAt === null)
    return (
      <p>
        Sollicité par {by}, {moment(asking.at)} :{' '}
        {asking.thankedAt === null
          ? 'sans réponse encore'
          : `prévenu ${moment(asking.thankedAt)} que ce n’était plus la peine`}
        .
      </p>
    );
  return (
    <p>
      Pour cette demande, par {by} : <strong>{WRITTEN_WORDS[asking.answer]}</strong>, {moment(asking.answeredAt)}
    </p>
  );
};

/** What this driver already said about this very request. */
export const AnswersLine = ({ at, introductions }: { at: At; introductions: readonly Introduction[] }) => {
  const calls = introductions.flatMap(({ calls: made }) => made);
  const last = calls.at(-1);
  const asking = introductions.findLast((one) => one.asking !== null)?.asking;
  if (asking && (!last || asking.at > last.at)) return <AskingLine at={at} asking={asking} />;
  const waiting = introductions.some(({ state }) => state === 'asked');
  if (!last) return waiting ? <p>Sollicité, sans réponse encore.</p> : null;
  return (
    <p>
      Pour cette demande : <strong>{ANSWER_WORDS[last.answer]}</strong>
      {last.callAgainOn !== null && ` ${dayWords(last.callAgainOn, at.today)}`},{' '}
      {momentWords(last.at, at.territory.zone, at.today)}
      {last.note !== '' && ` : ${last.note}`}
    </p>
  );
};

/** Who has them on the phone, whether they rest, and the same day asked for someone else: read before calling. */
export const BeforeCalling = ({ at, sheet, driverId, days }: BeforeCallingProps) => {
  const hold = sheet.holds.get(driverId);
  const rest = sheet.rests.get(driverId);
  const same = (sheet.alsoAsked.get(driverId) ?? []).filter((slot) => days.includes(slot));
  return (
    <>
      {hold && hold.memberId !== at.signedIn?.member.id && (
        <p class="late">{sheet.names.members.get(hold.memberId) ?? 'Quelqu’un de l’équipe'} l’appelle en ce moment.</p>
      )}
      {rest?.until != null && (
        <p class="late">Pas cette semaine : ne pas solliciter avant {dayWords(addDays(rest.until, 1), at.today)}.</p>
      )}
      {same.length > 0 && (
        <p class="late">
          Sa réponse est déjà attendue pour une autre demande,{' '}
          {same.map((slot) => slotWords(slot, at.today)).join(', ')}.
        </p>
      )}
    </>
  );
};

interface BeforeCallingProps {
  readonly at: At;
  readonly sheet: Sheet;
  readonly driverId: string;
  readonly days: readonly Slot[];
}

/** "J'appelle": colleagues see it, and nobody calls the same person twice. */
const Hold = (props: CallFormProps & { id: string }) => {
  const { at, sheet, driverId, driverName, id } = props;
  const hold = sheet.holds.get(driverId);
  if (hold && hold.memberId !== at.signedIn?.member.id) return null;
  return (
    <DeskForm at={at} action={at.url(`/equipe/demandes/${sheet.request.id}/appelle`)}>
      <input type="hidden" name="version" value={String(sheet.request.version)} />
      <input type="hidden" name="cle" value={id} />
      <input type="hidden" name="conducteur" value={driverId} />
      {props.all && <input type="hidden" name="tous" value="1" />}
      {hold ? (
        <p>
          Vous l’appelez : vos collègues le voient jusqu’à{' '}
          {formatHour(localMoment(Temporal.Instant.from(hold.until), at.territory.zone).time)}.{' '}
          <button type="submit" name="geste" value="rendre" class="link">
            Je n’appelle plus
          </button>
        </p>
      ) : (
        <button type="submit" name="geste" value="prendre" class="second">
          J’appelle<span class="visually-hidden"> {driverName}</span>
        </button>
      )}
    </DeskForm>
  );
};

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
      <div class="actions" role="group" aria-label={`Réponse de ${driverName}`}>
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
      <Hold {...props} id={id} />
      <CallFields {...props} id={id} />
    </>
  );
};
