import type { Child, PropsWithChildren } from 'hono/jsx';
import type { At } from '#src/web/context.ts';
import { Around, describedBy, fieldId, type FieldProps } from '#src/web/layout/field-around.tsx';

/** Field name -> a sentence that says what to do. */
export type FormErrors = Readonly<Record<string, string>>;

/** What was typed, given back as it was: a form never loses anything. */
export type Typed = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The one value typed in a field ('' when absent). */
export const typed = (values: Typed, name: string): string => {
  const value = values[name];
  return typeof value === 'string' ? value : (value?.[0] ?? '');
};

/** All the values ticked under a name. */
export const ticked = (values: Typed, name: string): readonly string[] => {
  const value = values[name];
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
};

/** What one field of a form shows: its name, what was typed in it, and what is wrong with it. */
export const fieldOf = (form: { readonly values: Typed; readonly errors: FormErrors }, name: string) => ({
  name,
  value: typed(form.values, name),
  error: form.errors[name],
});

/** First in the page, focused by its link from the error's place: each error leads to its field. */
export const ErrorSummary = ({ errors }: { errors: FormErrors }) => {
  const entries = Object.entries(errors);
  if (entries.length === 0) return null;
  return (
    <div class="errors" role="alert" id="erreurs" tabindex={-1} autofocus>
      <h2>{entries.length === 1 ? 'Un point est à revoir' : `${entries.length} points sont à revoir`}</h2>
      <ul>
        {entries.map(([name, message]) => (
          <li>
            <a href={`#${fieldId(name)}`}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  );
};

interface TextFieldProps extends FieldProps {
  readonly value?: string | undefined;
  readonly type?: 'text' | 'tel' | 'email' | 'date' | 'time' | 'number' | 'password' | 'search';
  readonly autocomplete?: string;
  readonly inputmode?: 'numeric' | 'decimal' | 'tel' | 'email' | 'text';
  readonly list?: string;
  /** The address that completes it as a place is typed, for the desk's script. */
  readonly places?: string;
  readonly required?: boolean;
  readonly short?: boolean;
  readonly maxlength?: number;
  readonly min?: string;
  readonly max?: string;
  readonly autofocus?: boolean;
}

/** HTML knows no length of a date, an hour or a number. */
const WITH_LENGTH: ReadonlySet<string> = new Set(['text', 'tel', 'email', 'password', 'search']);

export const TextField = (props: TextFieldProps) => (
  <Around {...props}>
    <input
      id={fieldId(props.name)}
      name={props.name}
      type={props.type ?? 'text'}
      value={props.value ?? ''}
      class={props.short ? 'short' : ''}
      {...(WITH_LENGTH.has(props.type ?? 'text') ? { maxlength: props.maxlength ?? 200 } : {})}
      {...(props.autocomplete ? { autocomplete: props.autocomplete } : {})}
      {...(props.inputmode ? { inputmode: props.inputmode } : {})}
      {...(props.list ? { list: props.list } : {})}
      {...(props.places ? { 'data-script': 'places', 'data-places': props.places } : {})}
      {...(props.required ? { required: true } : {})}
      {...(props.min ? { min: props.min } : {})}
      {...(props.max ? { max: props.max } : {})}
      {...(props.autofocus ? { autofocus: true } : {})}
      {...describedBy(props)}
    />
  </Around>
);

export const TextArea = (props: FieldProps & { value?: string | undefined; rows?: number; maxlength?: number }) => (
  <Around {...props}>
    <textarea
      id={fieldId(props.name)}
      name={props.name}
      rows={props.rows ?? 3}
      maxlength={props.maxlength ?? 2000}
      {...describedBy(props)}
    >
      {props.value ?? ''}
    </textarea>
  </Around>
);

export interface Option {
  readonly value: string;
  readonly label: Child;
  readonly hint?: Child;
  /** What is asked of those who choose it: shown under it, hidden while another is chosen. */
  readonly more?: Child;
}

export const Select = (
  props: FieldProps & { value?: string | undefined; options: readonly Option[]; blank?: string },
) => (
  <Around {...props}>
    <select id={fieldId(props.name)} name={props.name} {...describedBy(props)}>
      {props.blank !== undefined && <option value="">{props.blank}</option>}
      {props.options.map((option) => (
        <option value={option.value} {...(option.value === props.value ? { selected: true } : {})}>
          {option.label}
        </option>
      ))}
    </select>
  </Around>
);

interface ChoicesProps extends Omit<FieldProps, 'hint'> {
  readonly hint?: Child;
  readonly type: 'radio' | 'checkbox';
  readonly options: readonly Option[];
  readonly chosen?: readonly string[] | string | undefined;
  /** Side by side (days of the week) rather than one under another. */
  readonly inline?: boolean;
  readonly required?: boolean;
}

/** A group of radio buttons or boxes under one question. */
export const Choices = (props: ChoicesProps) => {
  const chosen = typeof props.chosen === 'string' ? [props.chosen] : (props.chosen ?? []);
  const id = fieldId(props.name);
  return (
    <fieldset
      id={id}
      class={`choices${props.inline ? ' inline' : ''}${props.error ? ' invalid' : ''}`}
      {...describedBy(props)}
    >
      <legend>
        {props.label}
        {props.optional && <span class="optional"> (facultatif)</span>}
      </legend>
      {props.hint && (
        <p class="hint" id={`${id}-aide`}>
          {props.hint}
        </p>
      )}
      {props.error && (
        <p class="error" id={`${id}-erreur`}>
          {props.error}
        </p>
      )}
      {props.options.map((option) => (
        <>
          <div class="choice">
            <input
              type={props.type}
              id={fieldId(`${props.name}-${option.value}`)}
              name={props.name}
              value={option.value}
              {...(chosen.includes(option.value) ? { checked: true } : {})}
              {...(props.required && props.type === 'radio' ? { required: true } : {})}
              {...(option.hint ? { 'aria-describedby': `${fieldId(`${props.name}-${option.value}`)}-aide` } : {})}
            />
            <label for={fieldId(`${props.name}-${option.value}`)}>{option.label}</label>
            {option.hint && (
              <p class="hint" id={`${fieldId(`${props.name}-${option.value}`)}-aide`}>
                {option.hint}
              </p>
            )}
          </div>
          {option.more && <div class="sub">{option.more}</div>}
        </>
      ))}
    </fieldset>
  );
};

/** Folded part of a form: what few people need. Opens by itself when something inside was typed or is wrong. */
export const MoreDetails = (props: PropsWithChildren<{ title: string; open?: boolean }>) => (
  <details class="more" {...(props.open ? { open: true } : {})}>
    <summary>{props.title}</summary>
    {props.children}
  </details>
);

/** A form of the desk: it carries the session's token. */
export const DeskForm = (
  props: PropsWithChildren<{
    at: At;
    action: string;
    class?: string;
    id?: string;
    /** What the desk's script does to it, and the addresses it needs. */
    script?: Readonly<Record<`data-${string}`, string>>;
  }>,
) => (
  <form
    method="post"
    action={props.action}
    {...(props.class ? { class: props.class } : {})}
    {...(props.id ? { id: props.id } : {})}
    {...props.script}
  >
    <input type="hidden" name="_csrf" value={props.at.signedIn?.csrfToken ?? ''} />
    {props.children}
  </form>
);

/** A public form: a field that only robots fill, and a signed time stamp (see guards/form-seal.ts). */
export const PublicForm = (props: PropsWithChildren<{ action: string; seal: string; id?: string }>) => (
  <form method="post" action={props.action} novalidate {...(props.id ? { id: props.id } : {})}>
    <input type="hidden" name="sceau" value={props.seal} />
    <div class="trap" aria-hidden="true">
      <label for="site_web">Laissez ce champ vide</label>
      <input type="text" id="site_web" name="site_web" value="" tabindex={-1} autocomplete="off" />
    </div>
    {props.children}
  </form>
);
