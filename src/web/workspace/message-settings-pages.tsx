import type { Hono } from 'hono';
import {
  MAIL_SECURITIES,
  type MailSettings,
  type MessageSettings,
  type SmsSettings,
} from '#src/outbox/message-settings.ts';
import type { SmsAdapter } from '#src/outbox/sms-adapter.ts';
import { parsePhone } from '#src/people/phone.ts';
import { formatInstant } from '#src/time/zone.ts';
import type { Ctx, Env } from '#src/web/context.ts';
import { storesOf } from '#src/web/drivers/tools.ts';
import { mustWait } from '#src/web/guards/limits.ts';
import type { Limit } from '#src/web/guards/rate-limit.ts';
import { requires } from '#src/web/guards/session.ts';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import {
  Choices,
  DeskForm,
  ErrorSummary,
  fieldOf,
  type FormErrors,
  Select,
  TextField,
  type Typed,
  typed,
} from '#src/web/layout/fields.tsx';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { readForm } from '#src/web/read-form.ts';
import { hasMessages, MESSAGE_SETTINGS, MESSAGES, tryWords } from '#src/web/workspace/messages-words.ts';
import { memberIdOf } from '#src/web/workspace/tools.ts';

const SECURITY_WORDS = {
  starttls: 'STARTTLS (souvent le port 587)',
  tls: 'TLS d’emblée (souvent le port 465)',
  none: 'Aucun : serveur de votre propre réseau, sans mot de passe',
} as const;

const ADDRESS = /^[^\s@<>",;]+@[^\s@<>",;]+\.[^\s@<>",;]+$/u;
const HOST = /^[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?$/iu;
/** A settings page must not be a way to write to many people. */
const TRIES: Limit = { burst: 6, refillSeconds: 60 };

/** How e-mails and SMS leave: for the coordination. A password is never shown again. */
export const messageSettingsPages = (app: Hono<Env>): void => {
  app.get(`/:territoire${MESSAGE_SETTINGS}`, requires('manage-territory'), (c) => draw(c));
  app.post(`/:territoire${MESSAGE_SETTINGS}/e-mail`, requires('manage-territory'), saveMail);
  app.post(`/:territoire${MESSAGE_SETTINGS}/sms`, requires('manage-territory'), saveSms);
};

interface State {
  readonly mail?: Typed;
  readonly sms?: Typed;
  readonly errors?: FormErrors;
  readonly said?: string;
  readonly status?: 200 | 409 | 422 | 429;
}

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

const Try = ({
  label,
  name,
  value,
  error,
  sms = false,
}: {
  label: string;
  name: string;
  value: string;
  error: string | undefined;
  sms?: boolean;
}) => (
  <>
    <TextField
      label={label}
      name={name}
      value={value}
      error={error}
      type={sms ? 'tel' : 'email'}
      optional
      short={sms}
    />
    <p class="actions">
      <button type="submit" name="geste" value="garder">
        Enregistrer
      </button>
      <button type="submit" name="geste" value="essai" class="second">
        Enregistrer et m’envoyer un essai
      </button>
    </p>
  </>
);

const draw = async (c: Ctx, state: State = {}): Promise<Response> => {
  const at = c.get('at');
  if (!hasMessages(at.territory)) return notFoundPage(c);
  const { switches } = at.territory;
  const { smsAdapters } = c.get('service').messages;
  const settings = await storesOf(c).messageSettings.get();
  const errors = state.errors ?? {};
  const mail = state.mail ?? mailValues(settings, at.territory);
  const sms = state.sms ?? smsValues(settings, smsAdapters);
  const field = (values: Typed, name: string) => fieldOf({ values, errors }, name);
  const kept = 'Il est gardé et ne s’affiche plus. Laissez vide pour ne pas le changer.';
  return page(
    c,
    <DeskPage at={at} title="Réglages des messages" current="/equipe/reglages">
      <p>
        <a href={at.url(`${MESSAGE_SETTINGS}/textes`)}>Les textes des messages</a>,{' '}
        <a href={at.url(MESSAGES)}>ce qui est parti</a>
      </p>
      {(state.said ?? (c.req.query('fait') === '1' ? 'C’est enregistré.' : undefined)) !== undefined && (
        <p class="notice" role="status">
          {state.said ?? 'C’est enregistré.'}
        </p>
      )}
      <ErrorSummary errors={errors} />
      {switches.email && (
        <section aria-labelledby="e-mail">
          <h2 id="e-mail">E-mails</h2>
          <p class="hint">
            Qui tient la boîte de votre structure connaît ces réponses : serveur SMTP, port, identifiant.
          </p>
          <DeskForm at={at} action={at.url(`${MESSAGE_SETTINGS}/e-mail`)}>
            <input type="hidden" name="version" value={String(settings.version)} />
            <TextField
              label="Serveur d’envoi"
              {...field(mail, 'serveur')}
              hint="Par exemple smtp.exemple.fr. Vide : pas d’e-mails."
              optional
            />
            <div class="field-row">
              <TextField label="Port" {...field(mail, 'port')} inputmode="numeric" short />
              <Select
                label="Chiffrement"
                {...field(mail, 'securite')}
                options={MAIL_SECURITIES.toSorted()
                  .toReversed()
                  .map((value) => ({ value, label: SECURITY_WORDS[value] }))}
              />
            </div>
            <TextField label="Identifiant" {...field(mail, 'identifiant')} autocomplete="off" optional />
            <TextField
              label="Mot de passe"
              name="mot_de_passe"
              type="password"
              autocomplete="new-password"
              error={errors['mot_de_passe']}
              {...(settings.mail && settings.mail.sealedPassword !== '' ? { hint: kept } : {})}
              optional
            />
            <TextField label="Nom qui s’affiche" {...field(mail, 'nom')} maxlength={80} />
            <TextField label="Adresse d’envoi" {...field(mail, 'expediteur')} type="email" />
            <Try
              label="Votre adresse, pour l’essai"
              name="essai_e_mail"
              value={typed(mail, 'essai_e_mail')}
              error={errors['essai_e_mail']}
            />
          </DeskForm>
        </section>
      )}
      {switches.sms && (
        <section aria-labelledby="sms">
          <h2 id="sms">SMS</h2>
          <DeskForm at={at} action={at.url(`${MESSAGE_SETTINGS}/sms`)}>
            <input type="hidden" name="version" value={String(settings.version)} />
            <Choices
              label="Par où partent les SMS"
              name="facon"
              type="radio"
              chosen={typed(sms, 'facon')}
              error={errors['facon']}
              options={[
                { value: '', label: 'Par rien pour l’instant' },
                ...smsAdapters.map(({ id, label, hint }) => ({ value: id, label, hint })),
              ]}
            />
            {smsAdapters
              .filter(({ fields }) => fields.length > 0)
              .map((adapter) => (
                <fieldset>
                  <legend>{adapter.label}</legend>
                  {adapter.fields.map((one) => {
                    const name = `${adapter.id}-${one.name}`;
                    const sealed = settings.sms?.adapter === adapter.id && settings.sms.sealed[one.name] !== undefined;
                    const hint = one.secret && sealed ? kept : one.hint;
                    return (
                      <TextField
                        label={one.label}
                        {...(one.secret ? { name, error: errors[name], type: 'password' as const } : field(sms, name))}
                        {...(hint === undefined ? {} : { hint })}
                        autocomplete={one.secret ? 'new-password' : 'off'}
                        optional={one.optional ?? false}
                      />
                    );
                  })}
                </fieldset>
              ))}
            <Try
              label="Votre numéro, pour l’essai"
              name="essai_sms"
              value={typed(sms, 'essai_sms')}
              error={errors['essai_sms']}
              sms
            />
          </DeskForm>
        </section>
      )}
    </DeskPage>,
    state.status ?? 200,
  );
};

const MEANWHILE = 'Quelqu’un d’autre vient de changer ces réglages. Relisez, puis enregistrez de nouveau.';

/** Writes one part of the settings over the version that was read. */
const keep = async (
  c: Ctx,
  form: Typed,
  change: Partial<MessageSettings>,
  details: Readonly<Record<string, string>>,
): Promise<boolean> => {
  const at = c.get('at');
  const { storage, newId } = c.get('service');
  const now = formatInstant(at.now);
  return storage.atomically(at.territory.id, async ({ messageSettings, journal }) => {
    const settings = await messageSettings.get();
    if (String(settings.version) !== typed(form, 'version')) return false;
    if ((await messageSettings.save({ ...settings, ...change }, now)) !== 'saved') return false;
    await journal.add({
      id: newId(),
      at: now,
      actor: { kind: 'member', id: memberIdOf(c) },
      action: 'message-settings-changed',
      subject: { kind: 'territory', id: at.territory.id },
      details,
    });
    return true;
  });
};

const saveMail = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  if (!at.territory.switches.email) return notFoundPage(c);
  const { messages } = c.get('service');
  const form = await readForm(c);
  const text = (name: string): string => typed(form, name).trim();
  const before = (await storesOf(c).messageSettings.get()).mail;
  const errors: Record<string, string> = {};
  const security = MAIL_SECURITIES.find((one) => one === text('securite')) ?? 'starttls';
  const port = Number(text('port'));
  const password = typed(form, 'mot_de_passe');
  const trial = text('geste') === 'essai';
  if (text('serveur') === '') {
    if (trial) return draw(c, { mail: form, errors: { serveur: 'Écrivez le nom du serveur.' }, status: 422 });
    return (await keep(c, form, { mail: null }, { email: 'off' }))
      ? c.redirect(at.url(MESSAGE_SETTINGS, { fait: '1' }), 303)
      : draw(c, { mail: form, said: MEANWHILE, status: 409 });
  }
  if (!HOST.test(text('serveur'))) errors['serveur'] = 'Écrivez le nom du serveur seul, par exemple smtp.exemple.fr.';
  if (!Number.isInteger(port) || port < 1 || port > 65535) errors['port'] = 'Écrivez le numéro du port, souvent 587.';
  if (text('nom') === '') errors['nom'] = 'Écrivez le nom que les gens liront.';
  if (!ADDRESS.test(text('expediteur')))
    errors['expediteur'] = 'Cette adresse n’est pas complète : il y manque peut-être le @ ou la fin.';
  // A password kept for one server is never given to another.
  const sameServer = before?.host === text('serveur') && before.user === text('identifiant');
  const sealedPassword =
    password !== ''
      ? messages.seal(at.territory.id, 'mail password', password)
      : text('identifiant') === '' || !sameServer
        ? ''
        : before.sealedPassword;
  if (text('identifiant') !== '' && sealedPassword === '')
    errors['mot_de_passe'] = 'Tapez le mot de passe de cet identifiant.';
  if (security === 'none' && sealedPassword !== '')
    errors['securite'] = 'Sans chiffrement, le mot de passe passerait en clair. Choisissez STARTTLS ou TLS.';
  if (trial && !ADDRESS.test(text('essai_e_mail'))) errors['essai_e_mail'] = 'Écrivez l’adresse où recevoir l’essai.';
  if (Object.keys(errors).length > 0) return draw(c, { mail: form, errors, status: 422 });
  const mail: MailSettings = {
    host: text('serveur'),
    port,
    security,
    user: text('identifiant'),
    sealedPassword,
    fromName: text('nom').slice(0, 80),
    fromAddress: text('expediteur'),
  };
  if (!(await keep(c, form, { mail }, { email: 'on' }))) return draw(c, { mail: form, said: MEANWHILE, status: 409 });
  if (!trial) return c.redirect(at.url(MESSAGE_SETTINGS, { fait: '1' }), 303);
  return answer(c, { mail: form }, () => messages.tryMail(at.territory, mail, text('essai_e_mail')));
};

const TOO_MANY = 'C’est enregistré. Plusieurs essais viennent de partir : attendez une minute avant le suivant.';

const answer = async (
  c: Ctx,
  state: State,
  trial: () => ReturnType<Ctx['var']['service']['messages']['tryMail']>,
): Promise<Response> => {
  if (mustWait(c, 'message-trial', TRIES) !== undefined) return draw(c, { ...state, said: TOO_MANY, status: 429 });
  return draw(c, { ...state, said: tryWords(await trial()) });
};

const saveSms = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  if (!at.territory.switches.sms) return notFoundPage(c);
  const { messages } = c.get('service');
  const form = await readForm(c);
  const trial = typed(form, 'geste') === 'essai';
  const adapter = messages.smsAdapters.find(({ id }) => id === typed(form, 'facon'));
  const before = (await storesOf(c).messageSettings.get()).sms;
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
    if (field.secret) sealed[field.name] = messages.seal(at.territory.id, `sms ${adapter?.id} ${field.name}`, value);
    else fields[field.name] = value;
  }
  // A secret kept for one address is never given to another.
  const moved = JSON.stringify(before?.fields ?? {}) !== JSON.stringify(fields);
  for (const field of adapter?.fields ?? [])
    if (field.secret && moved && typed(form, `${adapter?.id}-${field.name}`) === '')
      errors[`${adapter?.id}-${field.name}`] = 'L’adresse ou l’identifiant change : tapez de nouveau le mot de passe.';
  const to = parsePhone(typed(form, 'essai_sms'));
  if (trial && !to) errors['essai_sms'] = 'Écrivez le numéro où recevoir l’essai, avec ses dix chiffres.';
  if (Object.keys(errors).length > 0) return draw(c, { sms: form, errors, status: 422 });
  const sms: SmsSettings | null = adapter ? { adapter: adapter.id, fields, sealed } : null;
  if (!(await keep(c, form, { sms }, { sms: adapter?.id ?? 'off' })))
    return draw(c, { sms: form, said: MEANWHILE, status: 409 });
  if (!trial || !sms || !to) return c.redirect(at.url(MESSAGE_SETTINGS, { fait: '1' }), 303);
  return answer(c, { sms: form }, () => messages.trySms(at.territory, sms, to.number));
};
