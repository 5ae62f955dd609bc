import type { Hono } from 'hono';
import { hashToken } from '#src/people/link-token.ts';
import { createAddMember, type AddMemberRefusal } from '#src/team/add-member.ts';
import { createChangeMember, type MemberChange } from '#src/team/change-member.ts';
import type { Membership } from '#src/team/member.ts';
import { spokenPassword } from '#src/team/password.ts';
import { createResetPassword } from '#src/team/reset-password.ts';
import { createMakeSignInLink, SIGN_IN_LINK_LIFE } from '#src/team/sign-in-link.ts';
import type { ReachRefusal } from '#src/team/within-reach.ts';
import type { Ctx, Env } from '#src/web/context.ts';
import { hashText, passwordHasher } from '#src/web/guards/password-hasher.ts';
import { requires } from '#src/web/guards/session.ts';
import { type Typed, typed } from '#src/web/layout/fields.tsx';
import { readForm } from '#src/web/read-form.ts';
import { teamAct, teamTools } from '#src/web/tools.ts';
import { rolesFor } from '#src/web/workspace/team/member-roles.ts';
import { MEMBERS_PATH } from '#src/web/workspace/team/member-row.tsx';
import { type Given, membersPage } from '#src/web/workspace/team/members-page.tsx';
import { readCommunes } from '#src/web/workspace/team/referent-communes.tsx';

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
  app.get(`/:territoire${MEMBERS_PATH}`, requires('manage-territory'), (c) => membersPage(c, {}));
  app.post(`/:territoire${MEMBERS_PATH}`, requires('manage-territory'), add);
  app.post(`/:territoire${MEMBERS_PATH}/:id/role`, requires('manage-territory'), async (c) => {
    const role = roleOf(c, await readForm(c));
    return role ? change(c, { kind: 'role', role }) : membersPage(c, {}, { role: 'Choisissez un rôle.' }, 422);
  });
  app.post(`/:territoire${MEMBERS_PATH}/:id/communes`, requires('manage-territory'), chooseCommunes);
  app.post(`/:territoire${MEMBERS_PATH}/:id/suspendre`, requires('manage-territory'), (c) =>
    change(c, { kind: 'disable' }),
  );
  app.post(`/:territoire${MEMBERS_PATH}/:id/reactiver`, requires('manage-territory'), (c) =>
    change(c, { kind: 'enable' }),
  );
  app.post(`/:territoire${MEMBERS_PATH}/:id/retirer`, requires('manage-territory'), (c) =>
    change(c, { kind: 'leave' }),
  );
  app.post(`/:territoire${MEMBERS_PATH}/:id/lien`, requires('manage-territory'), giveLink);
  app.post(`/:territoire${MEMBERS_PATH}/:id/mot-de-passe`, requires('manage-territory'), givePassword);
};

const roleOf = (c: Ctx, form: Typed): Membership['role'] | undefined =>
  rolesFor(c.get('at')).find(({ value }) => value === typed(form, 'role'))?.value;

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
  return c.redirect(c.get('at').url(MEMBERS_PATH, { fait: what.kind }), 303);
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
