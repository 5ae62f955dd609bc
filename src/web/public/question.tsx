import type { Child, PropsWithChildren } from 'hono/jsx';
import { type Typed, typed } from '#src/web/layout/fields.tsx';

interface RadioProps {
  readonly name: string;
  readonly value: string;
  readonly label: Child;
  readonly values: Typed;
  /** The question of the hour has no hour to write under this answer. */
  readonly vague?: boolean;
}

/** One answer. */
export const Radio = ({ name, value, label, values, vague }: RadioProps) => (
  <div class="choice">
    <input
      type="radio"
      id={`champ-${name}-${value}`}
      name={name}
      value={value}
      class={vague ? 'vague' : ''}
      {...(typed(values, name) === value ? { checked: true } : {})}
    />
    <label for={`champ-${name}-${value}`}>{label}</label>
  </div>
);

/** A question whose answers open their own fields; browsers that cannot hide them show them all. */
export const Question = (props: PropsWithChildren<{ name: string; label: string; error?: string | undefined }>) => (
  <fieldset
    id={`champ-${props.name}`}
    class={`choices reveal${props.error ? ' invalid' : ''}`}
    {...(props.error ? { 'aria-describedby': `champ-${props.name}-erreur` } : {})}
  >
    <legend>
      <h2>{props.label}</h2>
    </legend>
    {props.error && (
      <p class="error" id={`champ-${props.name}-erreur`}>
        {props.error}
      </p>
    )}
    {props.children}
  </fieldset>
);
