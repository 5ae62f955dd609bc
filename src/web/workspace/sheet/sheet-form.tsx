import type { PropsWithChildren } from 'hono/jsx';
import type { At } from '#src/web/context.ts';
import { DeskForm, type Typed, typed } from '#src/web/layout/fields.tsx';
import type { Sheet, SheetWay } from '#src/web/workspace/sheet/load-sheet.ts';

/** How the sheet is drawn again after a gesture that could not be kept. */
export interface SheetState {
  /** The form that was sent, by its key, with what was typed in it. */
  readonly key?: string;
  readonly values?: Typed;
  /** What is wrong with it. */
  readonly error?: string;
  /** Whether the member may know better than what refused it: the form then offers "quand même". */
  readonly mayOverrule?: boolean;
  /** What a colleague did meanwhile, in sentences. */
  readonly meanwhile?: readonly string[];
}

/** What the parts of the sheet are given. */
export interface SheetProps {
  readonly at: At;
  readonly sheet: Sheet;
  readonly state: SheetState;
}

/** One way of the sheet, and what is asked of its drawing. */
export interface WayProps extends SheetProps {
  readonly part: SheetWay;
  /** All the drivers rather than the first ones. */
  readonly all: boolean;
  /** Trips ticked for the map. */
  readonly onMap: readonly string[];
}

/** What was typed in the form of this key, when it comes back. */
export const typedIn = (state: SheetState, key: string, name: string): string =>
  state.key === key ? typed(state.values ?? {}, name) : '';

interface SheetFormProps extends SheetProps {
  /** Tells this form from the others of the page. */
  readonly key_: string;
  /** Last part of the address it is sent to. */
  readonly action: string;
  readonly class?: string;
  /** Id of the form itself, for fields that stand outside it. */
  readonly id?: string;
}

/** A gesture on the request: carries the version that was read, so that nobody undoes a colleague without seeing it. */
export const SheetForm = (props: PropsWithChildren<SheetFormProps>) => {
  const { at, sheet, state, key_: key } = props;
  return (
    <div id={`champ-${key}`}>
      {state.key === key && state.error && <p class="error">{state.error}</p>}
      <DeskForm
        at={at}
        action={at.url(`/equipe/demandes/${sheet.request.id}/${props.action}`)}
        {...(props.class ? { class: props.class } : {})}
        {...(props.id ? { id: props.id } : {})}
      >
        <input type="hidden" name="version" value={String(sheet.request.version)} />
        <input type="hidden" name="cle" value={key} />
        {props.children}
      </DeskForm>
    </div>
  );
};
