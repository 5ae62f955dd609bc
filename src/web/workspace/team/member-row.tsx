import type { TeamMember } from '#src/team/member-store.ts';
import type { At } from '#src/web/context.ts';
import { DeskForm } from '#src/web/layout/fields.tsx';
import { rolesFor } from '#src/web/workspace/team/member-roles.ts';
import { ReferentCommunes } from '#src/web/workspace/team/referent-communes.tsx';

export const MEMBERS_PATH = '/equipe/reglages/membres';

/** A button that acts at once on one member. */
const Act = ({ at, member, path, label }: { at: At; member: TeamMember; path: string; label: string }) => (
  <DeskForm at={at} action={at.url(`${MEMBERS_PATH}/${member.member.id}/${path}`)} class="inline-form">
    <button type="submit" class="link">
      {label} <span class="visually-hidden">: {member.member.name}</span>
    </button>
  </DeskForm>
);

/** A member, with what may be changed of their access. */
export const MemberRow = ({ at, one, communes }: { at: At; one: TeamMember; communes: string }) => {
  const { member, membership } = one;
  return (
    <li>
      <p class="row-title">
        {member.name} {member.disabledAt !== null && <span class="tag">suspendu</span>}
      </p>
      <p class="soft">Identifiant : {member.login}</p>
      <DeskForm at={at} action={at.url(`${MEMBERS_PATH}/${member.id}/role`)} class="inline-form">
        <label for={`role-${member.id}`}>
          Rôle<span class="visually-hidden"> : {member.name}</span>
        </label>{' '}
        <select id={`role-${member.id}`} name="role" class="short">
          {rolesFor(at, membership.role).map(({ value, label }) => (
            <option value={value} {...(value === membership.role ? { selected: true } : {})}>
              {label}
            </option>
          ))}
        </select>{' '}
        <button type="submit" class="second">
          Changer <span class="visually-hidden">le rôle : {member.name}</span>
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
