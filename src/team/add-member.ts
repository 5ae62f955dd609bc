import type { Member, Membership } from '#src/team/member.ts';
import { noteTeamChange } from '#src/team/note-team-change.ts';
import { foldLogin } from '#src/team/sign-in.ts';
import type { TeamAct, TeamTools } from '#src/team/stores.ts';
import { formatInstant } from '#src/time/zone.ts';

export interface NewMember {
  readonly login: string;
  readonly name: string;
  readonly email: string | null;
  readonly role: Membership['role'];
  /** Of a referent; of no meaning for the others. */
  readonly communeCodes?: readonly string[];
  readonly host: boolean;
  /** What is kept of the password; null lets them in by a link only. */
  readonly passwordHash: string | null;
}

export type AddMemberRefusal = 'bad-login' | 'no-name' | 'login-taken';

export type MemberAdded =
  | { readonly kind: 'added'; readonly member: Member }
  /** The command line only: someone of another territory joins this one, with the password they have. */
  | { readonly kind: 'joined'; readonly member: Member }
  | { readonly kind: 'refused'; readonly refusal: AddMemberRefusal };

/** "jeanne", "jeanne.martin", "jeanne@mairie.fr": what people can say on the phone. */
const LOGIN = /^[a-z0-9][a-z0-9._@+-]{1,79}$/;

/** Adds someone to the team of a territory. */
export const createAddMember =
  ({ atomically, now, newId }: TeamTools) =>
  (act: TeamAct, asked: NewMember): Promise<MemberAdded> =>
    atomically(act.territoryId, async (stores): Promise<MemberAdded> => {
      const { members } = stores.instance;
      const login = foldLogin(asked.login);
      if (!LOGIN.test(login)) return { kind: 'refused', refusal: 'bad-login' };
      if (asked.name.trim() === '') return { kind: 'refused', refusal: 'no-name' };
      const at = formatInstant(now());
      const known = await members.findByLogin(login);
      // A coordination must not learn, nor change, who works elsewhere.
      if (known && act.byMember !== null) return { kind: 'refused', refusal: 'login-taken' };
      const member: Member = known ?? {
        id: newId(),
        login,
        name: asked.name.trim(),
        email: asked.email,
        host: asked.host,
        disabledAt: null,
        createdAt: at,
      };
      if (!known) {
        await members.add(member);
        await members.setPasswordHash(member.id, asked.passwordHash);
      }
      await members.setMembership({
        memberId: member.id,
        territoryId: act.territoryId,
        role: asked.role,
        communeCodes: asked.role === 'referent' ? (asked.communeCodes ?? []) : null,
      });
      await noteTeamChange(stores, act, {
        newId,
        at,
        action: 'member-added',
        memberId: member.id,
        details: { role: asked.role },
      });
      return { kind: known ? 'joined' : 'added', member };
    });
