import { MAIL_SECURITIES, type MailSettings, type MessageSettings } from '#src/outbox/message-settings.ts';
import type { At } from '#src/web/context.ts';
import { DeskForm, fieldOf, type FormErrors, Select, TextField, type Typed, typed } from '#src/web/layout/fields.tsx';
import { MESSAGE_SETTINGS } from '#src/web/workspace/shared/messages-words.ts';
import { KEPT_SECRET, TryMessage } from '#src/web/workspace/messages/try-message.tsx';

const SECURITY_WORDS = {
  starttls: 'STARTTLS (souvent le port 587)',
  tls: 'TLS d’emblée (souvent le port 465)',
  none: 'Aucun : serveur de votre propre réseau, sans mot de passe',
} as const;

const ADDRESS = /^[^\s@<>",;]+@[^\s@<>",;]+\.[^\s@<>",;]+$/u;
const HOST = /^[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?$/iu;

interface MailFormProps {
  readonly at: At;
  readonly settings: MessageSettings;
  /** What was typed and not kept; what is kept when absent. */
  readonly values: Typed | undefined;
  readonly errors: FormErrors;
}

/** The mail server of the territory. A password is never shown again. */
export const MailSettingsForm = ({ at, settings, errors, ...props }: MailFormProps) => {
  const values = props.values ?? mailValues(settings, at.territory);
  const field = (name: string) => fieldOf({ values, errors }, name);
  return (
    <DeskForm at={at} action={at.url(`${MESSAGE_SETTINGS}/e-mail`)}>
      <input type="hidden" name="version" value={String(settings.version)} />
      <TextField
        label="Serveur d’envoi"
        {...field('serveur')}
        hint="Par exemple smtp.exemple.fr. Vide : pas d’e-mails."
        optional
      />
      <div class="field-row">
        <TextField label="Port" {...field('port')} inputmode="numeric" short />
        <Select
          label="Chiffrement"
          {...field('securite')}
          options={MAIL_SECURITIES.toSorted()
            .toReversed()
            .map((value) => ({ value, label: SECURITY_WORDS[value] }))}
        />
      </div>
      <TextField label="Identifiant" {...field('identifiant')} autocomplete="off" optional />
      <TextField
        label="Mot de passe"
        name="mot_de_passe"
        type="password"
        autocomplete="new-password"
        error={errors['mot_de_passe']}
        {...(settings.mail && settings.mail.sealedPassword !== '' ? { hint: KEPT_SECRET } : {})}
        optional
      />
      <TextField label="Nom qui s’affiche" {...field('nom')} maxlength={80} />
      <TextField label="Adresse d’envoi" {...field('expediteur')} type="email" />
      <TryMessage label="Votre adresse, pour l’essai" type="email" {...field('essai_e_mail')} />
    </DeskForm>
  );
};

const mailValues = (
  { mail }: MessageSettings,
  territory: { readonly name: string; readonly email: string | null },
): Typed => ({
  serveur: mail?.host ?? '',
  port: mail ? String(mail.port) : '587',
  securite: mail?.security ?? 'starttls',
  identifiant: mail?.user ?? '',
  nom: mail?.fromName ?? territory.name,
  expediteur: mail?.fromAddress ?? territory.email ?? '',
});

/** What the form says. */
type MailRead =
  | { readonly kind: 'read'; readonly mail: MailSettings; readonly tryWith: string | null }
  | { readonly kind: 'none' }
  | { readonly kind: 'refused'; readonly errors: FormErrors };

/**
 * Reads the form over what is kept.
 * @param seal seals a new password
 */
export const readMailSettings = (
  form: Typed,
  before: MailSettings | null,
  seal: (password: string) => string,
): MailRead => {
  const text = (name: string): string => typed(form, name).trim();
  const errors: Record<string, string> = {};
  const security = MAIL_SECURITIES.find((one) => one === text('securite')) ?? 'starttls';
  const port = Number(text('port'));
  const password = typed(form, 'mot_de_passe');
  const trial = text('geste') === 'essai';
  if (text('serveur') === '')
    return trial ? { kind: 'refused', errors: { serveur: 'Écrivez le nom du serveur.' } } : { kind: 'none' };
  if (!HOST.test(text('serveur'))) errors['serveur'] = 'Écrivez le nom du serveur seul, par exemple smtp.exemple.fr.';
  if (!Number.isInteger(port) || port < 1 || port > 65535) errors['port'] = 'Écrivez le numéro du port, souvent 587.';
  if (text('nom') === '') errors['nom'] = 'Écrivez le nom que les gens liront.';
  if (!ADDRESS.test(text('expediteur')))
    errors['expediteur'] = 'Cette adresse n’est pas complète : il y manque peut-être le @ ou la fin.';
  // A password kept for one server is never given to another.
  const sameServer = before?.host === text('serveur') && before.user === text('identifiant');
  const sealedPassword =
    password !== '' ? seal(password) : text('identifiant') === '' || !sameServer ? '' : before.sealedPassword;
  if (text('identifiant') !== '' && sealedPassword === '')
    errors['mot_de_passe'] = 'Tapez le mot de passe de cet identifiant.';
  if (security === 'none' && sealedPassword !== '')
    errors['securite'] = 'Sans chiffrement, le mot de passe passerait en clair. Choisissez STARTTLS ou TLS.';
  if (trial && !ADDRESS.test(text('essai_e_mail'))) errors['essai_e_mail'] = 'Écrivez l’adresse où recevoir l’essai.';
  if (Object.keys(errors).length > 0) return { kind: 'refused', errors };
  const mail: MailSettings = {
    host: text('serveur'),
    port,
    security,
    user: text('identifiant'),
    sealedPassword,
    fromName: text('nom').slice(0, 80),
    fromAddress: text('expediteur'),
  };
  return { kind: 'read', mail, tryWith: trial ? text('essai_e_mail') : null };
};
