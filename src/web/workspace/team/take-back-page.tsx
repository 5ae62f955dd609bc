import type { Hono } from 'hono';
import { foldCode, spokenPassword } from '#src/team/password.ts';
import { createUseRecoveryCode, findRecoverable, type Recovered, type Recovery } from '#src/team/use-recovery-code.ts';
import type { Ctx, Env } from '#src/web/context.ts';
import { sealForm } from '#src/web/guards/form-seal.ts';
import { mustWait } from '#src/web/guards/limits.ts';
import { hashText, passwordHasher } from '#src/web/guards/password-hasher.ts';
import type { Limit } from '#src/web/guards/rate-limit.ts';
import { personalPage } from '#src/web/guards/security-headers.ts';
import {
  Choices,
  ErrorSummary,
  fieldOf,
  type FormErrors,
  TextField,
  type Typed,
  typed,
} from '#src/web/layout/fields.tsx';
import { GUIDE_PATH } from '#src/web/guide/guide-pages.tsx';
import { page } from '#src/web/layout/page.tsx';
import { PublicPage } from '#src/web/layout/public-page.tsx';
import { readForm } from '#src/web/read-form.ts';

/** Where a code of the recovery sheet is typed. */
export const TAKE_BACK_PATH = '/equipe/secours';

/** Tries of one address, then of everyone at this territory. Behind sixty bits, it is the noise that is limited. */
const PER_ADDRESS: Limit = { burst: 10, refillSeconds: 60 };
const PER_TERRITORY: Limit = { burst: 60, refillSeconds: 20 };

/** The service is taken back with a sheet of paper: a code, then to whom it gives access. */
export const takeBackPage = (app: Hono<Env>): void => {
  app.get(`/:territoire${TAKE_BACK_PATH}`, personalPage, (c) => codePage(c));
  app.post(`/:territoire${TAKE_BACK_PATH}`, personalPage, takeBack);
};

const Seal = ({ c }: { c: Ctx }) => (
  <>
    <input type="hidden" name="sceau" value={sealForm(c.get('service').secret, c.get('at').now)} />
    {c.get('signedIn') && <input type="hidden" name="_csrf" value={c.get('signedIn')?.csrfToken ?? ''} />}
  </>
);

const codePage = (c: Ctx, values: Typed = {}, errors: FormErrors = {}, status: 200 | 422 | 429 = 200) => {
  const at = c.get('at');
  return page(
    c,
    <PublicPage at={at} title="Reprendre la main avec la feuille de secours" noindex>
      <p>
        Plus personne de la coordination ne peut entrer ? La mairie garde une feuille de codes, dans son coffre. Un code
        rend l’accès ; il ne sert qu’une fois.
      </p>
      <ErrorSummary errors={errors} />
      <form method="post" action={at.url(TAKE_BACK_PATH)} novalidate>
        <Seal c={c} />
        <TextField
          label="Un code de la feuille"
          {...fieldOf({ values, errors }, 'code')}
          hint="Cinq groupes de quatre lettres."
          autocomplete="off"
        />
        <p class="actions">
          <button type="submit">Continuer</button>
        </p>
      </form>
      <p class="soft">
        Pas de feuille ? Qui tient le serveur redonne un mot de passe : « lotocar member reset ».{' '}
        <a href={at.root(`${GUIDE_PATH}/passer-la-main`)}>Le guide dit comment, et quoi faire ensuite.</a>
      </p>
    </PublicPage>,
    status,
  );
};

const NEW = 'nouvelle';

const choicePage = async (c: Ctx, values: Typed, errors: FormErrors = {}, status: 200 | 422 = 200) => {
  const at = c.get('at');
  const known = await findRecoverable(c.get('service').storage.instance.members, at.territory.id);
  return page(
    c,
    <PublicPage at={at} title="À qui rendre l’accès ?" noindex>
      <ErrorSummary errors={errors} />
      <form method="post" action={at.url(TAKE_BACK_PATH)} novalidate>
        <Seal c={c} />
        <input type="hidden" name="code" value={typed(values, 'code')} />
        <Choices
          label="À la coordination de ce territoire"
          name="qui"
          type="radio"
          chosen={typed(values, 'qui')}
          error={errors['qui']}
          options={[
            ...known.map(({ id, name }) => ({
              value: id,
              label: `Donner un nouveau mot de passe à ${name}`,
              hint: 'L’ancien ne marche plus, et ses connexions en cours sont fermées.',
            })),
            {
              value: NEW,
              label: 'Nommer une nouvelle personne',
              more: (
                <>
                  <TextField
                    label="Son nom"
                    {...fieldOf({ values, errors }, 'nom')}
                    maxlength={80}
                    autocomplete="off"
                  />
                  <TextField
                    label="Son identifiant"
                    {...fieldOf({ values, errors }, 'identifiant')}
                    hint="Ce qu’elle tapera pour se connecter. Par exemple : marie."
                    maxlength={80}
                    autocomplete="off"
                  />
                </>
              ),
            },
          ]}
        />
        <p class="actions">
          <button type="submit" name="etape" value="rendre">
            Rendre l’accès
          </button>
        </p>
      </form>
    </PublicPage>,
    status,
  );
};

const donePage = (c: Ctx, { member, left }: Extract<Recovered, { kind: 'done' }>, password: string) => {
  const at = c.get('at');
  return page(
    c,
    <PublicPage at={at} title="L’accès est rendu" noindex>
      <p>
        Pour {member.name}. Identifiant : <strong>{member.login}</strong>
      </p>
      <p class="number-shown long">{password}</p>
      <p>Ce mot de passe n’est montré qu’une fois : notez-le. Il se change dans « Mon compte ».</p>
      <p>
        Barrez le code sur la feuille.{' '}
        {left === 0 ? 'C’était le dernier' : left === 1 ? 'Il en reste un' : `Il en reste ${left}`}
        {left === 0 && ' : faites une autre feuille, dans les réglages'}. Une fois entrée, cette personne retire de
        l’équipe celles et ceux qui sont partis.
      </p>
      <p class="actions">
        <a class="button" href={at.url('/equipe/connexion')}>
          Se connecter
        </a>
      </p>
    </PublicPage>,
  );
};

const WORDS: Readonly<Record<Extract<Recovered, { kind: 'refused' }>['refusal'], readonly [string, string]>> = {
  'no-such-code': [
    'code',
    'Ce code n’ouvre rien, ou il a déjà servi. Recopiez-le tel qu’il est écrit, ou prenez le suivant.',
  ],
  'unknown-member': ['qui', 'Cette personne n’est plus à la coordination. Choisissez-en une autre.'],
  'bad-login': [
    'identifiant',
    'Un identifiant a des lettres sans accent, des chiffres, des points ou des tirets. Par exemple : marie.',
  ],
  'no-name': ['nom', 'Écrivez le nom de la personne.'],
  'login-taken': ['identifiant', 'Cet identifiant est déjà pris. Choisissez-en un autre.'],
};

const takeBack = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  const form = await readForm(c);
  const seconds = mustWait(c, 'recovery', PER_ADDRESS) ?? mustWait(c, 'recovery-all', PER_TERRITORY, 'all');
  if (seconds !== undefined) {
    c.header('Retry-After', String(seconds));
    const minutes = Math.ceil(seconds / 60);
    const words = `Beaucoup d’essais. Réessayez dans ${minutes === 1 ? 'une minute' : `${minutes} minutes`}.`;
    return codePage(c, {}, { code: words }, 429);
  }
  const { storage, clock, newId } = c.get('service');
  const codeHash = hashText(foldCode(typed(form, 'code').slice(0, 200)));
  const refused = ([field, words]: readonly [string, string]) =>
    field === 'code' ? codePage(c, form, { code: words }, 422) : choicePage(c, form, { [field]: words }, 422);
  if (!(await storage.in(at.territory.id).recoveryCodes.findByHash(codeHash))) return refused(WORDS['no-such-code']);
  if (typed(form, 'etape') !== 'rendre') return choicePage(c, form);
  const who = typed(form, 'qui');
  if (who === '') return refused(['qui', 'Choisissez à qui rendre l’accès.']);
  const recovery: Recovery =
    who === NEW
      ? { kind: 'new-member', name: typed(form, 'nom').slice(0, 80), login: typed(form, 'identifiant') }
      : { kind: 'password', memberId: who };
  const password = spokenPassword(crypto.getRandomValues(new Uint8Array(32)));
  const recovered = await createUseRecoveryCode({
    atomically: (id, work) => storage.atomically(id, work),
    hashText,
    now: clock,
    newId,
  })(at.territory.id, codeHash, recovery, await passwordHasher.hash(password));
  return recovered.kind === 'refused' ? refused(WORDS[recovered.refusal]) : donePage(c, recovered, password);
};
