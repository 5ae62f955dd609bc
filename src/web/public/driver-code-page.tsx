import { createOpenCode } from '#src/drivers/open-link.ts';
import type { Ctx } from '#src/web/context.ts';
import { driverTools } from '#src/web/tools.ts';
import { checkSeal, sealForm } from '#src/web/guards/form-seal.ts';
import { mustWait } from '#src/web/guards/limits.ts';
import type { Limit } from '#src/web/guards/rate-limit.ts';
import {
  ErrorSummary,
  type FormErrors,
  PublicForm,
  TextField,
  type Typed,
  typed,
  fieldOf,
} from '#src/web/layout/fields.tsx';
import { page } from '#src/web/layout/page.tsx';
import { PublicPage } from '#src/web/layout/public-page.tsx';
import { newLinkToken } from '#src/web/new-token.ts';
import { readForm } from '#src/web/read-form.ts';

/** Beside the five tries of each code, kept in the database. */
const PER_ADDRESS: Limit = { burst: 10, refillSeconds: 120 };

const WRONG =
  'Ce code et ce numéro ne vont pas ensemble, ou le code a expiré. Vérifiez les deux. Après cinq essais, le code ne sert plus : appelez l’équipe, elle en donne un autre.';

const show = (c: Ctx, values: Typed, errors: FormErrors, status: 200 | 422 | 429 = 200) => {
  const at = c.get('at');
  return page(
    c,
    <PublicPage at={at} title="J’ai un code" noindex={status !== 200}>
      <ErrorSummary errors={errors} />
      <p>L’équipe vous a donné un code de six chiffres au téléphone ? Il ouvre vos trajets. Il sert une seule fois.</p>
      <PublicForm action={at.url('/code')} seal={sealForm(c.get('service').secret, at.now)}>
        <TextField
          label="Votre numéro de téléphone"
          {...fieldOf({ values, errors }, 'contact')}
          autocomplete="tel"
          short
          hint={`Celui que l’équipe connaît.${at.territory.switches.email ? ' Ou votre adresse e-mail, si vous l’avez donnée.' : ''}`}
        />
        <TextField
          label="Le code"
          {...fieldOf({ values, errors }, 'code')}
          inputmode="numeric"
          autocomplete="one-time-code"
          short
          maxlength={12}
        />
        <p class="actions">
          <button type="submit">Ouvrir</button>
        </p>
      </PublicForm>
    </PublicPage>,
    status,
  );
};

/** `GET /{slug}/code`. */
export const codePage = (c: Ctx): Response | Promise<Response> => show(c, {}, {});

/** `POST /{slug}/code`: the right code leads to a fresh personal link. */
export const openByCode = async (c: Ctx): Promise<Response> => {
  const [at, service] = [c.get('at'), c.get('service')];
  const form = await readForm(c);
  const [contact, code] = [typed(form, 'contact').trim().slice(0, 200), typed(form, 'code').replaceAll(/\D/g, '')];
  const errors: Record<string, string> = {};
  if (contact === '') errors['contact'] = 'Écrivez votre numéro.';
  if (code.length !== 6) errors['code'] = 'Le code a six chiffres.';
  if (Object.keys(errors).length > 0) return show(c, form, errors, 422);
  // Six digits are typed quickly: only an unsigned or a stale form is shown again.
  const seal = checkSeal(service.secret, form, at.now);
  if (seal === 'robot' || seal === 'stale')
    return show(c, form, { code: 'Tapez le code à nouveau, puis « Ouvrir ».' }, 422);
  const wait = mustWait(c, 'code', PER_ADDRESS);
  if (wait !== undefined) {
    c.header('Retry-After', String(wait));
    return show(c, form, { code: 'Trop d’essais. Attendez quelques minutes, ou appelez l’équipe.' }, 429);
  }
  const token = newLinkToken();
  const opened = await createOpenCode(driverTools(c), service.secret)(at.territory, { contact, code }, token);
  if (opened.kind === 'wrong') return show(c, { contact }, { code: WRONG }, 422);
  return c.redirect(at.url(`/lien/${token}`, { fait: 'code' }), 303);
};
