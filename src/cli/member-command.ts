import { SaidToPeople } from '#src/said-to-people.ts';
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { CommandIo } from '#src/cli/command-io.ts';
import { ROLES, type Membership } from '#src/team/member.ts';
import type { Service } from '#src/service.ts';
import { createAddMember } from '#src/team/add-member.ts';
import { spokenPassword } from '#src/team/password.ts';
import { createResetPassword } from '#src/team/reset-password.ts';
import { createSetHost } from '#src/team/set-host.ts';
import { foldLogin } from '#src/team/sign-in.ts';
import { hashText, passwordHasher } from '#src/web/guards/password-hasher.ts';

const ROLE_NAMES = ROLES.filter((role) => role !== 'host');
const isRole = (text: string): text is Membership['role'] => ROLE_NAMES.some((role) => role === text);

const REFUSALS = {
  'bad-login':
    'Cet identifiant ne convient pas : des lettres sans accent, des chiffres, points ou tirets, par exemple « marie ».',
  'no-name': 'Il manque le nom de la personne : --name "Marie".',
  'login-taken': 'Cet identifiant est déjà pris.',
  'unknown-member': 'Aucun membre n’a cet identifiant.',
  'elsewhere-too': 'Cette personne est aussi membre d’un autre territoire.',
  'last-coordination': 'C’est la dernière personne de la coordination.',
} as const;

/** `lotocar member add LOGIN ...` and `reset LOGIN`: the password is made here and shown once. `host LOGIN`: who runs the site. */
export const memberCommand = async (args: readonly string[], service: Service, io: CommandIo): Promise<void> => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      territory: { type: 'string' },
      role: { type: 'string', default: 'coordination' },
      host: { type: 'boolean', default: false },
      remove: { type: 'boolean', default: false },
    },
  });
  const [action, login] = positionals;
  if (login === undefined || (action !== 'add' && action !== 'reset' && action !== 'host')) {
    throw new SaidToPeople(
      'Écrivez : lotocar member add LOGIN --name NOM --territory SLUG, lotocar member reset LOGIN,\n' +
        'ou : lotocar member host LOGIN (qui tient le site ; --remove pour ne plus l’être)',
    );
  }
  const tools = {
    atomically: <T>(id: string, work: Parameters<typeof service.storage.atomically<T>>[1]) =>
      service.storage.atomically(id, work),
    now: service.clock,
    newId: service.newId,
  };
  if (action === 'add') {
    const password = spokenPassword(randomBytes(48));
    const passwordHash = await passwordHasher.hash(password);
    const { role } = values;
    if (!isRole(role)) throw new SaidToPeople(`Ce rôle n’existe pas. Rôles : ${ROLE_NAMES.join(', ')}.`);
    const territory =
      values.territory === undefined
        ? undefined
        : await service.storage.instance.territories.findBySlug(values.territory);
    if (!territory)
      throw new SaidToPeople('Dites de quel territoire : --territory lot. « lotocar territory add » en ouvre un.');
    const added = await createAddMember(tools)(
      { territoryId: territory.id, byMember: null },
      { login, name: values.name ?? '', email: null, role, host: values.host, passwordHash },
    );
    if (added.kind === 'refused') throw new SaidToPeople(REFUSALS[added.refusal]);
    io.say(
      added.kind === 'joined'
        ? `${added.member.name} est maintenant aussi membre de ${territory.name}, avec son mot de passe d’avant.`
        : `${added.member.name} est membre de ${territory.name} (${role}).\nIdentifiant : ${added.member.login}\nMot de passe, montré une seule fois : ${password}`,
    );
    return;
  }
  const { members } = service.storage.instance;
  const member = await members.findByLogin(foldLogin(login));
  if (!member) throw new SaidToPeople(REFUSALS['unknown-member']);
  const [membership] = await members.membershipsOf(member.id);
  if (!membership)
    throw new SaidToPeople(
      'Cette personne n’est plus membre d’aucun territoire : ajoutez-la de nouveau avec « lotocar member add ».',
    );
  if (action === 'host') {
    await createSetHost(tools)(membership.territoryId, member.id, !values.remove);
    io.say(
      values.remove
        ? `${member.name} ne tient plus ce site.`
        : `${member.name} tient ce site : sauvegardes et espaces demandés sont dans ses réglages.`,
    );
    return;
  }
  const password = spokenPassword(randomBytes(48));
  const passwordHash = await passwordHasher.hash(password);
  const reset = await createResetPassword(tools, hashText)(
    { territoryId: membership.territoryId, byMember: null },
    member.id,
    passwordHash,
  );
  if (reset.kind === 'refused') throw new SaidToPeople(REFUSALS[reset.refusal]);
  io.say(
    `Identifiant : ${member.login}\nNouveau mot de passe, montré une seule fois : ${password}\nSes connexions en cours sont fermées.`,
  );
};
