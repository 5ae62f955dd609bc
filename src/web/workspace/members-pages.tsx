import type { Hono } from 'hono';
import { hashToken } from '#src/people/link-token.ts';
import { createAddMember, type AddMemberRefusal } from '#src/team/add-member.ts';
import { createChangeMember, type MemberChange } from '#src/team/change-member.ts';
import type { Membership } from '#src/team/member.ts';
import type { TeamMember } from '#src/team/member-store.ts';
import { spokenPassword } from '#src/team/password.ts';
import { createResetPassword } from '#src/team/reset-password.ts';
import { createMakeSignInLink, SIGN_IN_LINK_LIFE } from '#src/team/sign-in-link.ts';
import type { ReachRefusal } from '#src/team/within-reach.ts';
import type { At, Ctx, Env } from '#src/web/context.ts';
import { hashText, passwordHasher } from '#src/web/guards/password-hasher.ts';
import { requires } from '#src/web/guards/session.ts';
import {
  Choices,
  DeskForm,
  ErrorSummary,
  type FormErrors,
  TextField,
  type Typed,
  typed,
  fieldOf,
} from '#src/web/layout/fields.tsx';
import { DeskPage } from '#src/web/layout/desk-page.tsx';
import { page } from '#src/web/layout/page.tsx';
import { readForm } from '#src/web/read-form.ts';
import { communeNames, readCommunes, ReferentCommunes } from '#src/web/workspace/referent-communes.tsx';
import { teamAct, teamTools } from '#src/web/workspace/tools.ts';

const PATH = '/equipe/reglages/membres';

const ROLES: readonly {
  readonly value: Membership['role'];
  readonly label: string;
  readonly hint: string;
}[] = [
  {
    value: 'member',
    label: 'Équipe',
    hint: 'Répond au téléphone, note les demandes, appelle les conductrices et conducteurs.',
  },
  { value: 'coordination', label: 'Coordination', hint: 'Fait tout cela, et choisit les réglages et les membres.' },
  {
    value: 'referent',
    label: 'Référence de communes',
    hint: 'Répond au téléphone pour quelques communes, et ne voit que les personnes de ces communes.',
  },
  {
    value: 'figures',
    label: 'Chiffres seulement',
    hint: 'Lit les chiffres et la carte des besoins, rien sur les personnes.',
  },
];

const REFUSED: Readonly<Record<AddMemberRefusal | ReachRefusal, string>> = {
  'bad-login': 'Un identifiant a des lettres sans accent, des chiffres, des points ou des tirets. Par exemple : marie.',
  'no-name': 'Écrivez le nom de la personne.',
  'login-taken': 'Cet identifiant est déjà pris. Choisissez-en un autre.',
  'unknown-member': 'Cette personne n’est plus de l’équipe. Rechargez la page.',
  'elsewhere-too':
    'Cette personne travaille aussi pour un autre territoire. Seul l’hébergeur peut changer son accès ; vous pouvez la retirer de votre équipe.',
  'last-coordination': 'C’est la dernière personne de la coordination. Donnez d’abord ce rôle à quelqu’un d’autre.',
};

/** Who is in the team, in what role, and how they get in. */
export const membersPages = (app: Hono<Env>): void => {
  app.get(`/:territoire${PATH}`, requires('manage-territory'), (c) => membersPage(c, {}));
  app.post(`/:territoire${PATH}`, requires('manage-territory'), add);
  app.post(`/:territoire${PATH}/:id/role`, requires('manage-territory'), async (c) => {
    const role = roleOf(c, await readForm(c));
    return role ? change(c, { kind: 'role', role }) : membersPage(c, {}, { role: 'Choisissez un rôle.' }, 422);
  });
  app.post(`/:territoire${PATH}/:id/communes`, requires('manage-territory'), chooseCommunes);
  app.post(`/:territoire${PATH}/:id/suspendre`, requires('manage-territory'), (c) => change(c, { kind: 'disable' }));
  app.post(`/:territoire${PATH}/:id/reactiver`, requires('manage-territory'), (c) => change(c, { kind: 'enable' }));
  app.post(`/:territoire${PATH}/:id/retirer`, requires('manage-territory'), (c) => change(c, { kind: 'leave' }));
  app.post(`/:territoire${PATH}/:id/lien`, requires('manage-territory'), giveLink);
  app.post(`/:territoire${PATH}/:id/mot-de-passe`, requires('manage-territory'), givePassword);
};

/** Referents appear where the territory has them, or where somebody already is one. */
const rolesFor = (at: At, present?: Membership['role']): typeof ROLES =>
  ROLES.filter(({ value }) => value !== 'referent' || at.territory.switches.referents || present === 'referent');

const roleOf = (c: Ctx, form: Typed): Membership['role'] | undefined =>
  rolesFor(c.get('at')).find(({ value }) => value === typed(form, 'role'))?.value;

/** A button that acts at once on one member. */
const Act = ({ at, member, path, label }: { at: At; member: TeamMember; path: string; label: string }) => (
  <DeskForm at={at} action={at.url(`${PATH}/${member.member.id}/${path}`)} class="inline-form">
    <button type="submit" class="link">
      {label} <span class="visually-hidden">: {member.member.name}</span>
    </button>
  </DeskForm>
);

const Row = ({ at, one, communes }: { at: At; one: TeamMember; communes: string }) => {
  const { member, membership } = one;
  return (
    <li>
      <p class="row-title">
        {member.name} {member.disabledAt !== null && <span class="tag">suspendu</span>}
      </p>
      <p class="soft">Identifiant : {member.login}</p>
      <DeskForm at={at} action={at.url(`${PATH}/${member.id}/role`)} class="inline-form">
        <label for={`role-${member.id}`}>Rôle de {member.name}</label>{' '}
        <select id={`role-${member.id}`} name="role" class="short">
          {rolesFor(at, membership.role).map(({ value, label }) => (
            <option value={value} {...(value === membership.role ? { selected: true } : {})}>
              {label}
            </option>
          ))}
        </select>{' '}
        <button type="submit" class="second">
          Changer <span class="visually-hidden">le rôle de {member.name}</span>
        </button>
      </DeskForm>
      {membership.role === 'referent' && <ReferentCommunes at={at} one={one} names={communes} />}
      <div class="actions">
        <Act at={at} member={one} path="lien" label="Donner un lien de connexion" />
        <Act at={at} member={one} path="mot-de-passe" label="Donner un nouveau mot de passe" />
        {member.disabledAt === null ? (
          <Act at={at} member={one} path="suspendre" label="Suspendre" />
        ) : (
          <Act at={at} member={one} path="reactiver" label="Réactiver" />
        )}
      </div>
      <details class="more">
        <summary>
          Retirer de l’équipe <span class="visually-hidden">: {member.name}</span>
        </summary>
        <p class="soft">
          {member.name} ne pourra plus se connecter. Ce qui est noté reste, avec son nom. Pour un congé, « Suspendre »
          suffit.
        </p>
        <Act at={at} member={one} path="retirer" label="Oui, retirer de l’équipe" />
      </details>
    </li>
  );
};

const DONE: Readonly<Record<string, string>> = {
  role: 'Le rôle est changé.',
  disable: 'Cette personne ne peut plus se connecter.',
  enable: 'Cette personne peut de nouveau se connecter.',
  communes: 'Les communes sont notées.',
  leave: 'Cette personne n’est plus de votre équipe. Ce qu’elle a noté garde son nom.',
};

/** Shown once, in the answer to the post: nothing keeps it. */
interface Given {
  readonly title: string;
  readonly text: string;
  readonly hint: string;
}

const membersPage = async (
  c: Ctx,
  values: Typed,
  errors: FormErrors = {},
  status: 200 | 422 = 200,
  given: Given | null = null,
): Promise<Response> => {
  const at = c.get('at');
  const team = await c.get('service').storage.instance.members.listOfTerritory(at.territory.id);
  const done = DONE[c.req.query('fait') ?? ''];
  return page(
    c,
    <DeskPage at={at} title="Les membres de l’équipe" current="/equipe/reglages">
      {done !== undefined && (
        <p class="notice" role="status">
          {done}
        </p>
      )}
      {given && (
        <div class="notice" role="status">
          <h2>{given.title}</h2>
          <p class="number-shown">{given.text}</p>
          <p>{given.hint}</p>
        </div>
      )}
      <ErrorSummary errors={errors} />
      <ul class="rows">
        {team.map((one) => (
          <Row at={at} one={one} communes={communeNames(c, one.membership)} />
        ))}
      </ul>
      <h2>Ajouter quelqu’un</h2>
      <DeskForm at={at} action={at.url(PATH)}>
        <div class="field-row">
          <TextField label="Nom" {...fieldOf({ values, errors }, 'nom')} />
          <TextField
            label="Identifiant"
            {...fieldOf({ values, errors }, 'identifiant')}
            hint="Ce que cette personne tapera pour se connecter, par exemple : marie."
            autocomplete="off"
          />
        </div>
        <Choices
          label="Rôle"
          name="role"
          type="radio"
          options={rolesFor(at)}
          chosen={typed(values, 'role') || 'member'}
          error={errors['role']}
        />
        {at.territory.switches.referents && (
          <TextField
            label="Communes"
            {...fieldOf({ values, errors }, 'communes')}
            optional
            hint="Pour la référence de communes seulement : leurs noms, séparés par des virgules."
            maxlength={2000}
          />
        )}
        <p class="actions">
          <button type="submit">Ajouter</button>
        </p>
      </DeskForm>
    </DeskPage>,
    status,
  );
};

const refusal = (c: Ctx, reason: ReachRefusal): Promise<Response> => membersPage(c, {}, { nom: REFUSED[reason] }, 422);

const makePassword = async (): Promise<{ readonly password: string; readonly hash: string }> => {
  const password = spokenPassword(crypto.getRandomValues(new Uint8Array(32)));
  return { password, hash: await passwordHasher.hash(password) };
};

const passwordGiven = (name: string, password: string): Given => ({
  title: `Mot de passe de ${name}`,
  text: password,
  hint: 'Il n’est montré qu’une fois : dites-le, ou notez-le sur papier. La personne le change dans « Mon compte ».',
});

const add = async (c: Ctx): Promise<Response> => {
  const form = await readForm(c);
  const role = roleOf(c, form);
  if (!role) return membersPage(c, form, { role: 'Choisissez un rôle.' }, 422);
  const communes = role === 'referent' ? await readCommunes(c, typed(form, 'communes')) : [];
  if (typeof communes === 'string') return membersPage(c, form, { communes }, 422);
  const { password, hash } = await makePassword();
  const added = await createAddMember(teamTools(c))(teamAct(c), {
    login: typed(form, 'identifiant'),
    name: typed(form, 'nom').slice(0, 80),
    email: null,
    role,
    communeCodes: communes,
    host: false,
    passwordHash: hash,
  });
  if (added.kind === 'refused') {
    const field = added.refusal === 'no-name' ? 'nom' : 'identifiant';
    return membersPage(c, form, { [field]: REFUSED[added.refusal] }, 422);
  }
  return membersPage(c, {}, {}, 200, passwordGiven(added.member.name, password));
};

const change = async (c: Ctx, what: MemberChange): Promise<Response> => {
  const changed = await createChangeMember(teamTools(c))(teamAct(c), c.req.param('id') ?? '', what);
  if (changed.kind === 'refused') return refusal(c, changed.refusal);
  return c.redirect(c.get('at').url(PATH, { fait: what.kind }), 303);
};

const chooseCommunes = async (c: Ctx): Promise<Response> => {
  const form = await readForm(c);
  const communeCodes = await readCommunes(c, typed(form, 'communes'));
  if (typeof communeCodes === 'string') return membersPage(c, {}, { nom: communeCodes }, 422);
  return change(c, { kind: 'communes', communeCodes });
};

const giveLink = async (c: Ctx): Promise<Response> => {
  const at = c.get('at');
  // Letters and digits only: it may be copied by hand.
  const token = crypto.getRandomValues(new Uint8Array(20)).toHex();
  const made = await createMakeSignInLink(teamTools(c))(teamAct(c), c.req.param('id') ?? '', hashToken(token));
  if (made.kind === 'refused') return refusal(c, made.refusal);
  return membersPage(c, {}, {}, 200, {
    title: `Lien de connexion de ${made.member.name}`,
    text: at.absoluteUrl(`/equipe/connexion/lien/${token}`),
    hint: `Il sert une fois, pendant ${SIGN_IN_LINK_LIFE} minutes. Ne l’envoyez qu’à cette personne.`,
  });
};

const givePassword = async (c: Ctx): Promise<Response> => {
  const memberId = c.req.param('id') ?? '';
  const { password, hash } = await makePassword();
  const reset = await createResetPassword(teamTools(c), hashText)(teamAct(c), memberId, hash);
  if (reset.kind === 'refused') return refusal(c, reset.refusal);
  const member = await c.get('service').storage.instance.members.find(memberId);
  return membersPage(c, {}, {}, 200, passwordGiven(member?.name ?? '', password));
};
