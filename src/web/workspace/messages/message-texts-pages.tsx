import { FREE_LINE } from '#src/volunteers/free-help.ts';
import type { Hono } from 'hono';
import { wordingOf } from '#src/outbox/compose-message.ts';
import type { OwnText } from '#src/outbox/message-settings.ts';
import { MESSAGE_TEXTS, type MessageText } from '#src/outbox/message-texts.ts';
import { type Placeholder, PLACEHOLDERS, renderMessage, unknownPlaceholders } from '#src/outbox/placeholders.ts';
import { PURPOSES, type Purpose } from '#src/outbox/purposes.ts';
import { plainForSms, smsLength } from '#src/outbox/sms-length.ts';
import { formatPhone } from '#src/people/phone.ts';
import type { Ctx, Env } from '#src/web/context.ts';
import { storesOf } from '#src/web/tools.ts';
import { requires } from '#src/web/guards/session.ts';
import { notFoundPage } from '#src/web/layout/error-page.tsx';
import {
  DeskForm,
  ErrorSummary,
  fieldOf,
  type FormErrors,
  TextArea,
  TextField,
  type Typed,
  typed,
} from '#src/web/layout/fields.tsx';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { readForm } from '#src/web/read-form.ts';
import { hasMessages, MESSAGE_SETTINGS } from '#src/web/workspace/shared/messages-words.ts';
import { saveMessageSettings } from '#src/web/workspace/messages/save-message-settings.ts';

const PATH = `${MESSAGE_SETTINGS}/textes`;
/** Longer than three SMS, nobody reads, and someone pays. */
const MOST_SEGMENTS = 4;
const MOST_MAIL = 3000;

const SAYS_FREE: ReadonlySet<Purpose> = new Set<Purpose>(['driver-asked', 'ride-agreed', 'ride-cancelled']);

/** The words of each message: proposed, and a territory's own where it wants. */
export const messageTextsPages = (app: Hono<Env>): void => {
  app.get(`/:territoire${PATH}`, requires('manage-territory'), list);
  app.get(`/:territoire${PATH}/:message`, requires('manage-territory'), (c) => draw(c));
  app.post(`/:territoire${PATH}/:message`, requires('manage-territory'), save);
};

const purposeOf = (c: Ctx): Purpose | undefined => PURPOSES.find((one) => one === c.req.param('message'));

const list = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  if (!hasMessages(at.territory)) return notFoundPage(c);
  const settings = await storesOf(c).messageSettings.get();
  return page(
    c,
    <DeskPage at={at} title="Les textes des messages" current="/equipe/reglages">
      <p>Chaque message part avec le texte proposé. Vous pouvez en changer les mots.</p>
      <ul class="rows">
        {PURPOSES.map((purpose) => (
          <li>
            <p>
              <a href={at.url(`${PATH}/${purpose}`)}>{MESSAGE_TEXTS[purpose].label}</a>{' '}
              {settings.texts[purpose] && <span class="tag">vos mots</span>}
            </p>
            <p class="soft">{MESSAGE_TEXTS[purpose].when}</p>
          </li>
        ))}
      </ul>
    </DeskPage>,
  );
};

const filled = (c: Ctx, template: string): string => {
  const { name, phone } = c.get('at').territory;
  return renderMessage(template, { ...PLACEHOLDERS, service: name, 'téléphone du service': formatPhone(phone) });
};

const segmentsWords = (text: string): string => {
  const { letters, segments, room, coding } = smsLength(text);
  const emoji = coding === 'unicode' ? ' Un signe rare (un dessin, par exemple) double la longueur.' : '';
  return `${letters} signes sur ${room} : ${segments === 1 ? 'un SMS' : `${segments} SMS`}.${emoji}`;
};

const braces = (names: readonly Placeholder[]): string => names.map((name) => `{${name}}`).join(' ');

const draw = async (
  c: Ctx,
  values?: Typed,
  errors: FormErrors = {},
  status: 200 | 409 | 422 = 200,
): Promise<Response> => {
  const at = c.get('at');
  const purpose = purposeOf(c);
  if (!hasMessages(at.territory) || !purpose) return notFoundPage(c);
  const { sms: bySms, email: byMail } = at.territory.switches;
  const settings = await storesOf(c).messageSettings.get();
  const wording = wordingOf(purpose, settings);
  const shown = values ?? { sms: wording.sms, objet: wording.subject, e_mail: wording.email };
  const text = MESSAGE_TEXTS[purpose];
  const field = (name: string) => fieldOf({ values: shown, errors }, name);
  const sms = plainForSms(filled(c, typed(shown, 'sms')));
  return page(
    c,
    <DeskPage at={at} title={text.label} current="/equipe/reglages">
      <p>
        <a href={at.url(PATH)}>Tous les textes</a>
      </p>
      <p>{text.when}</p>
      {c.req.query('fait') === '1' && (
        <p class="notice" role="status">
          C’est enregistré.
        </p>
      )}
      <ErrorSummary errors={errors} />
      <p class="hint">
        Ce qui est entre accolades est remplacé à l’envoi : {braces(text.may)}. Un message ne dit jamais de motif ni
        d’adresse : les lieux sont des communes.
        {at.territory.switches.onCall &&
          SAYS_FREE.has(purpose) &&
          ` Pour un trajet fait exprès, il dit toujours aussi : « ${FREE_LINE} »`}
      </p>
      <DeskForm at={at} action={at.url(`${PATH}/${purpose}`)}>
        <input type="hidden" name="version" value={values ? typed(values, 'version') : String(settings.version)} />
        {bySms && <TextArea label="SMS" {...field('sms')} rows={4} maxlength={800} />}
        {byMail && (
          <>
            <TextField label="Objet de l’e-mail" {...field('objet')} maxlength={150} />
            <TextArea label="E-mail" {...field('e_mail')} rows={10} maxlength={MOST_MAIL} />
          </>
        )}
        <p class="actions">
          <button type="submit" name="geste" value="garder">
            Enregistrer
          </button>
          <button type="submit" name="geste" value="voir" class="second">
            Voir ce que cela donne
          </button>
          <button type="submit" name="geste" value="proposer" class="second">
            Revenir au texte proposé
          </button>
        </p>
      </DeskForm>
      <section aria-labelledby="apercu">
        <h2 id="apercu">Ce que la personne lit</h2>
        <p class="hint">Avec des noms inventés.</p>
        {bySms && (
          <div class="card">
            <p>{sms}</p>
            <p class="hint">{segmentsWords(sms)}</p>
          </div>
        )}
        {byMail && (
          <div class="card">
            <p>
              <strong>{filled(c, typed(shown, 'objet'))}</strong>
            </p>
            {filled(c, typed(shown, 'e_mail'))
              .split(/\n{2,}/u)
              .map((paragraph) => (
                <p>{paragraph}</p>
              ))}
          </div>
        )}
      </section>
    </DeskPage>,
    status,
  );
};

/** What is wrong with a wording, by its field. */
const problems = (
  text: MessageText,
  own: { readonly sms: string; readonly subject: string; readonly email: string },
  c: Ctx,
): FormErrors => {
  const errors: Record<string, string> = {};
  for (const [field, written, full] of [
    ['sms', own.sms, true],
    ['objet', own.subject, false],
    ['e_mail', own.email, true],
  ] as const) {
    const unknown = unknownPlaceholders(written, text.may);
    const missing = full
      ? text.must.filter(
          (name) =>
            unknownPlaceholders(
              written,
              text.may.filter((one) => one !== name),
            ).length === unknown.length,
        )
      : [];
    if (written.trim() === '') errors[field] = 'Écrivez un texte, ou revenez au texte proposé.';
    else if (unknown.length > 0)
      errors[field] =
        `Ce message ne sait pas remplir ${unknown.map((name) => `{${name}}`).join(', ')}. Il connaît : ${braces(text.may)}.`;
    else if (missing.length > 0)
      errors[field] = `Ce message a besoin de ${braces(missing)} : sans cela, il ne sert pas.`;
  }
  if (!errors['sms'] && smsLength(plainForSms(filled(c, own.sms))).segments > MOST_SEGMENTS)
    errors['sms'] = `Ce SMS est trop long : ${MOST_SEGMENTS} SMS au plus, une fois rempli.`;
  return errors;
};

const save = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const purpose = purposeOf(c);
  if (!hasMessages(at.territory) || !purpose) return notFoundPage(c);
  const form = await readForm(c);
  const gesture = typed(form, 'geste');
  const wording = wordingOf(purpose, await storesOf(c).messageSettings.get());
  const written = (name: string, otherwise: string): string =>
    form[name] === undefined ? otherwise : typed(form, name).replaceAll('\r\n', '\n').trim();
  const own = {
    sms: written('sms', wording.sms),
    subject: written('objet', wording.subject),
    email: written('e_mail', wording.email),
  };
  const errors = gesture === 'proposer' ? {} : problems(MESSAGE_TEXTS[purpose], own, c);
  const values = { ...form, sms: own.sms, objet: own.subject, e_mail: own.email };
  if (Object.keys(errors).length > 0) return draw(c, values, errors, 422);
  if (gesture === 'voir') return draw(c, values);
  const proposed = MESSAGE_TEXTS[purpose];
  const kept: OwnText = {
    ...(own.sms === proposed.sms ? {} : { sms: own.sms }),
    ...(own.subject === proposed.subject ? {} : { subject: own.subject }),
    ...(own.email === proposed.email ? {} : { email: own.email }),
  };
  const saved = await saveMessageSettings(
    c,
    form,
    ({ texts }) => {
      const others = Object.fromEntries(Object.entries(texts).filter(([name]) => name !== purpose));
      const changed = gesture !== 'proposer' && Object.keys(kept).length > 0;
      return { texts: changed ? { ...others, [purpose]: kept } : others };
    },
    { action: 'message-text-changed', details: { purpose } },
  );
  if (saved) return c.redirect(at.url(`${PATH}/${purpose}`, { fait: '1' }), 303);
  const { version } = await storesOf(c).messageSettings.get();
  const meanwhile =
    'Quelqu’un d’autre vient de changer les réglages des messages. Relisez, puis enregistrez de nouveau.';
  return draw(c, { ...values, version: String(version) }, { sms: meanwhile }, 409);
};
