import type { Hono } from 'hono';
import type { MessageSettings } from '#src/outbox/message-settings.ts';
import type { Ctx, Env } from '#src/web/context.ts';
import { storesOf } from '#src/web/tools.ts';
import { mustWait } from '#src/web/guards/limits.ts';
import type { Limit } from '#src/web/guards/rate-limit.ts';
import { requires } from '#src/web/guards/session.ts';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import { ErrorSummary, type FormErrors, type Typed } from '#src/web/layout/fields.tsx';
import { page } from '#src/web/layout/page.tsx';
import { readForm } from '#src/web/read-form.ts';
import { MailSettingsForm, readMailSettings } from '#src/web/workspace/messages/mail-settings-form.tsx';
import { hasMessages, MESSAGE_SETTINGS, MESSAGES, tryWords } from '#src/web/workspace/shared/messages-words.ts';
import { saveMessageSettings } from '#src/web/workspace/messages/save-message-settings.ts';
import { readSmsSettings, SmsSettingsForm } from '#src/web/workspace/messages/sms-settings-form.tsx';

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

const draw = async (c: Ctx, state: State = {}): Promise<Response> => {
  const at = c.get('at');
  if (!hasMessages(at.territory)) return notFoundPage(c);
  const { switches } = at.territory;
  const settings = await storesOf(c).messageSettings.get();
  const errors = state.errors ?? {};
  const said = state.said ?? (c.req.query('fait') === '1' ? 'C’est enregistré.' : undefined);
  return page(
    c,
    <DeskPage at={at} title="Réglages des messages" current="/equipe/reglages">
      <p>
        <a href={at.url(`${MESSAGE_SETTINGS}/textes`)}>Les textes des messages</a>,{' '}
        <a href={at.url(MESSAGES)}>ce qui est parti</a>
      </p>
      {said !== undefined && (
        <p class="notice" role="status">
          {said}
        </p>
      )}
      <ErrorSummary errors={errors} />
      {switches.email && (
        <section aria-labelledby="e-mail">
          <h2 id="e-mail">E-mails</h2>
          <p class="hint">
            Qui tient la boîte de votre structure connaît ces réponses : serveur SMTP, port, identifiant.
          </p>
          <MailSettingsForm at={at} settings={settings} values={state.mail} errors={errors} />
        </section>
      )}
      {switches.sms && (
        <section aria-labelledby="sms">
          <h2 id="sms">SMS</h2>
          <SmsSettingsForm
            at={at}
            settings={settings}
            adapters={c.get('service').messages.smsAdapters}
            values={state.sms}
            errors={errors}
          />
        </section>
      )}
    </DeskPage>,
    state.status ?? 200,
  );
};

const MEANWHILE = 'Quelqu’un d’autre vient de changer ces réglages. Relisez, puis enregistrez de nouveau.';

const keep = (
  c: Ctx,
  form: Typed,
  change: Partial<MessageSettings>,
  details: Readonly<Record<string, string>>,
): Promise<boolean> => saveMessageSettings(c, form, () => change, { action: 'message-settings-changed', details });

const saveMail = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  if (!at.territory.switches.email) return notFoundPage(c);
  const { messages } = c.get('service');
  const form = await readForm(c);
  const before = (await storesOf(c).messageSettings.get()).mail;
  const seal = (password: string): string => messages.seal(at.territory.id, 'mail password', password);
  const read = readMailSettings(form, before, seal);
  if (read.kind === 'refused') return draw(c, { mail: form, errors: read.errors, status: 422 });
  const mail = read.kind === 'read' ? read.mail : null;
  if (!(await keep(c, form, { mail }, { email: mail ? 'on' : 'off' })))
    return draw(c, { mail: form, said: MEANWHILE, status: 409 });
  if (read.kind === 'none' || read.tryWith === null) return c.redirect(at.url(MESSAGE_SETTINGS, { fait: '1' }), 303);
  const to = read.tryWith;
  return answer(c, { mail: form }, () => messages.tryMail(at.territory, read.mail, to));
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
  const before = (await storesOf(c).messageSettings.get()).sms;
  const read = readSmsSettings(form, before, messages.smsAdapters, (adapter, field, secret) =>
    messages.seal(at.territory.id, `sms ${adapter} ${field}`, secret),
  );
  if (read.kind === 'refused') return draw(c, { sms: form, errors: read.errors, status: 422 });
  const { sms, tryWith } = read;
  if (!(await keep(c, form, { sms }, { sms: sms?.adapter ?? 'off' })))
    return draw(c, { sms: form, said: MEANWHILE, status: 409 });
  if (tryWith === null || !sms) return c.redirect(at.url(MESSAGE_SETTINGS, { fait: '1' }), 303);
  return answer(c, { sms: form }, () => messages.trySms(at.territory, sms, tryWith));
};
