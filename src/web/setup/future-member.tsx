import { checkPassword, LEAST_LENGTH, type PasswordProblem, spokenPassword } from '#src/team/password.ts';
import { foldLogin } from '#src/team/sign-in.ts';
import type { FutureMember } from '#src/setup/setup-draft.ts';
import type { Ctx } from '#src/web/context.ts';
import { passwordHasher } from '#src/web/guards/password-hasher.ts';
import { fieldOf, type FormErrors, TextField, type Typed, typed } from '#src/web/layout/fields.tsx';

const LOGIN = /^[a-z0-9][a-z0-9._@+-]{1,79}$/u;

/** Their name, and what they type to come in. */
export const MemberFields = ({
  values,
  errors,
  whose,
}: {
  values: Typed;
  errors: FormErrors;
  whose: 'own' | 'other';
}) => (
  <>
    <TextField
      label={whose === 'own' ? 'Votre nom' : 'Son nom'}
      {...fieldOf({ values, errors }, 'nom')}
      hint={
        whose === 'own'
          ? 'Comme l’équipe vous appelle. Il n’est pas montré au public.'
          : 'Comme l’équipe l’appelle. Il n’est pas montré au public.'
      }
      maxlength={80}
      autocomplete={whose === 'own' ? 'name' : 'off'}
    />
    <TextField
      label={whose === 'own' ? 'Votre identifiant' : 'Son identifiant'}
      {...fieldOf({ values, errors }, 'identifiant')}
      hint="Ce qui se tape pour se connecter : des lettres sans accent, des chiffres, des points. Par exemple : marie."
      maxlength={80}
      autocomplete={whose === 'own' ? 'username' : 'off'}
    />
  </>
);

/** What was typed of someone, checked; `taken` are identifiers of the same set-up. */
export const readMember = async (
  c: Ctx,
  form: Typed,
  taken: readonly string[],
): Promise<{ readonly name: string; readonly login: string; readonly errors: FormErrors }> => {
  const name = typed(form, 'nom').trim().slice(0, 80);
  const login = foldLogin(typed(form, 'identifiant'));
  const errors: Record<string, string> = {};
  if (name === '') errors['nom'] = 'Écrivez un nom.';
  if (!LOGIN.test(login))
    errors['identifiant'] =
      'Un identifiant a des lettres sans accent, des chiffres, des points ou des tirets. Par exemple : marie.';
  else if (taken.includes(login) || (await c.get('service').storage.instance.members.findByLogin(login)))
    errors['identifiant'] = 'Cet identifiant est déjà pris. Choisissez-en un autre.';
  return { name, login, errors };
};

const PROBLEMS: Readonly<Record<PasswordProblem, string>> = {
  'too-short': `Il est trop court : au moins ${LEAST_LENGTH} caractères. Une phrase convient bien.`,
  'too-long': 'Il est trop long.',
  'like-login': 'Il contient votre identifiant. Choisissez autre chose.',
  'too-plain': 'Il se devine : ce sont toujours les mêmes lettres. Une phrase convient bien.',
};

/** Why a chosen password cannot be taken, in words. */
export const passwordProblem = (password: string, login: string): string | undefined => {
  const problem = checkPassword(password, login);
  return problem && PROBLEMS[problem];
};

/** A password made here, to be read once, and the member who will have it. */
export const withPassword = async (
  member: Omit<FutureMember, 'passwordHash'>,
  chosen: string | null,
): Promise<{ readonly member: FutureMember; readonly made: string | null }> => {
  const made = chosen === null ? spokenPassword(crypto.getRandomValues(new Uint8Array(32))) : null;
  return { member: { ...member, passwordHash: await passwordHasher.hash(chosen ?? made ?? '') }, made };
};

/** Read once, copied on paper: what is kept of it is a hash. */
export const PasswordShown = ({
  title,
  member,
  password,
}: {
  title: string;
  member: FutureMember;
  password: string;
}) => (
  <div class="notice">
    <h2>{title}</h2>
    <p>
      Identifiant : <strong>{member.login}</strong>
    </p>
    <p class="number-shown long">{password}</p>
    <p>
      Il n’est montré qu’une fois : notez-le sur papier avant de continuer. Il se change ensuite dans « Mon compte ».
    </p>
  </div>
);
