import type { Child, PropsWithChildren } from 'hono/jsx';

/** Identifier of the field of this name: where the summary of errors leads. */
export const fieldId = (name: string): string => `champ-${name.replaceAll(/[^\w-]/g, '-')}`;

export interface FieldProps {
  readonly label: string;
  readonly name: string;
  readonly hint?: Child;
  readonly error?: string | undefined;
  /** "(facultatif)" is written after the label: what is required is the rule, said once at the top of the form. */
  readonly optional?: boolean;
}

interface AroundProps extends FieldProps {
  /** Where several fields of one page have the same name; by default made of the name. */
  readonly id?: string | undefined;
}

const idOf = ({ id, name }: AroundProps): string => id ?? fieldId(name);

/** What leads from the field to its hint and to its error. */
export const describedBy = (props: AroundProps): Record<string, string> => {
  const ids = [props.hint ? `${idOf(props)}-aide` : '', props.error ? `${idOf(props)}-erreur` : ''];
  const text = ids.filter((id) => id !== '').join(' ');
  return { ...(text ? { 'aria-describedby': text } : {}), ...(props.error ? { 'aria-invalid': 'true' } : {}) };
};

/** The label, the hint and the error of a field. */
export const Around = (props: PropsWithChildren<AroundProps>) => (
  <div class={props.error ? 'field invalid' : 'field'}>
    <label for={idOf(props)}>
      {props.label}
      {props.optional && <span class="optional"> (facultatif)</span>}
    </label>
    {props.hint && (
      <p class="hint" id={`${idOf(props)}-aide`}>
        {props.hint}
      </p>
    )}
    {props.error && (
      <p class="error" id={`${idOf(props)}-erreur`}>
        {props.error}
      </p>
    )}
    {props.children}
  </div>
);
