import type { MessageSettings, SmsSettings } from '#src/outbox/message-settings.ts';
import type { SmsAdapter } from '#src/outbox/sms-adapter.ts';
import { parsePhone } from '#src/people/phone.ts';
import type { At } from '#src/web/context.ts';
import { Choices, DeskForm, fieldOf, type FormErrors, TextField, type Typed, typed } from '#src/web/layout/fields.tsx';
import { MESSAGE_SETTINGS } from '#src/web/workspace/shared/messages-words.ts';
import { KEPT_SECRET, TryMessage } from '#src/web/workspace/messages/try-message.tsx';

interface SmsFormProps {
  readonly at: At;
  readonly settings: MessageSettings;
  readonly adapters: readonly SmsAdapter[];
  /** What was typed and not kept; what is kept when absent. */
  readonly values: Typed | undefined;
  readonly errors: FormErrors;
}

/** The ways SMS can leave, and what the one that is chosen needs. A secret is never shown again. */
export const SmsSettingsForm = ({ at, settings, adapters, errors, ...props }: SmsFormProps) => {
  const values = props.values ?? smsValues(settings, adapters);
  const fieldsOf = (adapter: SmsAdapter) =>
    adapter.fields.map((one) => {
      const name = `${adapter.id}-${one.name}`;
      const sealed = settings.sms?.adapter === adapter.id && settings.sms.sealed[one.name] !== undefined;
      const hint = one.secret && sealed ? KEPT_SECRET : one.hint;
      return (
        <TextField
          label={one.label}
          {...(one.secret
            ? { name, error: errors[name], type: 'password' as const }
            : fieldOf({ values, errors }, name))}
          {...(hint === undefined ? {} : { hint })}
          autocomplete={one.secret ? 'new-password' : 'off'}
          optional={one.optional ?? false}
        />
      );
    });
  return (
    <DeskForm at={at} action={at.url(`${MESSAGE_SETTINGS}/sms`)}>
      <input type="hidden" name="version" value={String(settings.version)} />
      <Choices
        label="Par où partent les SMS"
        name="facon"
        type="radio"
        chosen={typed(values, 'facon')}
        error={errors['facon']}
        options={[
          { value: '', label: 'Par rien pour l’instant' },
          ...adapters.map((adapter) => ({
            value: adapter.id,
            label: adapter.label,
            hint: adapter.hint,
            ...(adapter.fields.length > 0 ? { more: fieldsOf(adapter) } : {}),
          })),
        ]}
      />
      <TryMessage label="Votre numéro, pour l’essai" type="tel" {...fieldOf({ values, errors }, 'essai_sms')} />
    </DeskForm>
  );
};

const smsValues = (settings: MessageSettings, adapters: readonly SmsAdapter[]): Typed => ({
  facon: settings.sms?.adapter ?? '',
  ...Object.fromEntries(
    adapters.flatMap((adapter) =>
      adapter.fields.map((field) => [
        `${adapter.id}-${field.name}`,
        (settings.sms?.adapter === adapter.id ? settings.sms.fields[field.name] : undefined) ?? field.initial ?? '',
      ]),
    ),
  ),
});

/** What the form says. */
type SmsRead =
  | { readonly kind: 'read'; readonly sms: SmsSettings | null; readonly tryWith: string | null }
  | { readonly kind: 'refused'; readonly errors: FormErrors };

/**
 * Reads the form over what is kept.
 * @param seal seals a new secret of an adapter's field
 */
export const readSmsSettings = (
  form: Typed,
  before: SmsSettings | null,
  adapters: readonly SmsAdapter[],
  seal: (adapter: string, field: string, secret: string) => string,
): SmsRead => {
  const trial = typed(form, 'geste') === 'essai';
  const adapter = adapters.find(({ id }) => id === typed(form, 'facon'));
  const errors: Record<string, string> = {};
  const fields: Record<string, string> = {};
  const sealed: Record<string, string> = {};
  if (!adapter && (trial || typed(form, 'facon') !== '')) errors['facon'] = 'Choisissez par où partent les SMS.';
  for (const field of adapter?.fields ?? []) {
    const name = `${adapter?.id}-${field.name}`;
    const value = field.secret ? typed(form, name) : typed(form, name).trim();
    if (value === '') {
      if (field.secret && before?.adapter === adapter?.id && before?.sealed[field.name] !== undefined)
        sealed[field.name] = before.sealed[field.name] ?? '';
      else if (!field.optional) errors[name] = `Écrivez : ${field.label.toLowerCase()}.`;
      continue;
    }
    const problem = field.check?.(value);
    if (problem !== undefined) errors[name] = problem;
    if (field.secret) sealed[field.name] = seal(adapter?.id ?? '', field.name, value);
    else fields[field.name] = value;
  }
  // A secret kept for one address is never given to another.
  const moved = JSON.stringify(before?.fields ?? {}) !== JSON.stringify(fields);
  for (const field of adapter?.fields ?? [])
    if (field.secret && moved && typed(form, `${adapter?.id}-${field.name}`) === '')
      errors[`${adapter?.id}-${field.name}`] = 'L’adresse ou l’identifiant change : tapez de nouveau le mot de passe.';
  const to = parsePhone(typed(form, 'essai_sms'));
  if (trial && !to) errors['essai_sms'] = 'Écrivez le numéro où recevoir l’essai, avec ses dix chiffres.';
  if (Object.keys(errors).length > 0) return { kind: 'refused', errors };
  const sms: SmsSettings | null = adapter ? { adapter: adapter.id, fields, sealed } : null;
  return { kind: 'read', sms, tryWith: trial && to ? to.number : null };
};
