import { awaitsAnswer, saidYes } from '#src/introductions/asking.ts';
import type { Slot } from '#src/requests/request.ts';
import { ticked, typed } from '#src/web/layout/fields.tsx';
import type { WayProps } from '#src/web/workspace/sheet/sheet-form.tsx';
import { SheetForm } from '#src/web/workspace/sheet/sheet-form.tsx';

const keyOf = ({ part }: Pick<WayProps, 'part'>): string => `demander-${part.way.id}`;
const formOf = (props: Pick<WayProps, 'part'>): string => `formulaire-${keyOf(props)}`;

/** Whether a message may ask this driver now: reached by one, not on the phone with a colleague, not asked already. */
const mayAsk = ({ at, sheet, part }: WayProps, driverId: string): boolean => {
  const hold = sheet.holds.get(driverId);
  const asked = sheet.introductions.some(
    (one) => one.wayId === part.way.id && one.driverId === driverId && (saidYes(one) || awaitsAnswer(one)),
  );
  return (
    sheet.writtenTo.has(driverId) &&
    !sheet.rests.has(driverId) &&
    !asked &&
    (hold === undefined || hold.memberId === at.signedIn?.member.id)
  );
};

/** One line of the list: a driver by their trip, or on purpose. */
export const askedKey = (driverId: string, onPurpose: boolean): string => `${driverId}${onPurpose ? '-expres' : ''}`;

interface AskBoxProps extends WayProps {
  readonly rank: number;
  readonly driverId: string;
  readonly driverName: string;
  /** null = asked to drive on purpose. */
  readonly tripId: string | null;
  readonly served: readonly Slot[];
  /** A volunteer who may be asked to wait and bring the passenger back, and whether that was wished. */
  readonly wait?: { readonly asked: boolean } | undefined;
}

/** Ticks this driver among those asked by a message, with their place in the order. */
export const AskBox = (props: AskBoxProps) => {
  const { sheet, part, state, rank, driverId, driverName, tripId, served, wait } = props;
  if (!mayAsk(props, driverId)) return null;
  const onPurpose = tripId === null;
  const id = `${keyOf(props)}-${tripId ?? askedKey(driverId, true)}`;
  const slots = served.filter((slot) => part.open.includes(slot)).join(',');
  const value = `${driverId} ${tripId ?? ''} ${slots}${onPurpose ? ' expres' : ''}`;
  const back = state.key === keyOf(props) ? (state.values ?? {}) : undefined;
  const orderName = `ordre-${askedKey(driverId, onPurpose)}`;
  const order = back && typed(back, orderName);
  const waits = back ? ticked(back, 'attend').includes(driverId) : wait?.asked === true;
  return (
    <>
      <div class="choice ask no-print">
        <input
          type="checkbox"
          id={id}
          form={formOf(props)}
          name="demander"
          value={value}
          {...(back && ticked(back, 'demander').includes(value) ? { checked: true } : {})}
        />
        <label for={id}>
          Demander {onPurpose && 'exprès, '}par {sheet.writtenTo.get(driverId) === 'sms' ? 'SMS' : 'e-mail'}
          <span class="visually-hidden"> à {driverName}</span>
        </label>
        <span class="order">
          <label for={`${id}-ordre`}>ordre</label>
          <input
            type="number"
            id={`${id}-ordre`}
            form={formOf(props)}
            name={orderName}
            class="tiny"
            min="1"
            max="99"
            value={order || String(rank)}
          />
        </span>
      </div>
      {wait && (
        <div class="choice sub no-print">
          <input
            type="checkbox"
            id={`${id}-attend`}
            form={formOf(props)}
            name="attend"
            value={driverId}
            {...(waits ? { checked: true } : {})}
          />
          <label for={`${id}-attend`}>
            Attendre sur place et ramener aussi
            <span class="visually-hidden">, à {driverName}</span>
          </label>
        </div>
      )}
    </>
  );
};

/** One button asks all those ticked: each reads the whole question and answers without an account. */
export const AskSeveral = (props: WayProps & { driverIds: readonly string[] }) => {
  const { sheet, driverIds } = props;
  if (sheet.writtenTo.size === 0 || !driverIds.some((id) => mayAsk(props, id))) return null;
  return (
    <SheetForm {...props} key_={keyOf(props)} action="demander" class="ask-several" id={formOf(props)}>
      <input type="hidden" name="trajet" value={props.part.way.id} />
      <p class="hint">
        Le message dit le jour, l’heure, les communes et ce qu’il faut prévoir ; jamais une adresse, ni pourquoi. Le
        premier oui vous est proposé : rien n’est convenu avant que vous confirmiez.
      </p>
      <p class="actions">
        <button type="submit">Demander aux personnes cochées</button>
      </p>
    </SheetForm>
  );
};
