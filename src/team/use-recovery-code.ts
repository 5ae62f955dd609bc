import { type AddMemberRefusal, createAddMember } from '#src/team/add-member.ts';
import type { Member } from '#src/team/member.ts';
import type { MemberStore } from '#src/team/member-store.ts';
import { foldLogin } from '#src/team/sign-in.ts';
import { noteTeamChange } from '#src/team/note-team-change.ts';
import type { HashText } from '#src/team/password.ts';
import type { RecoveryCodeStore } from '#src/team/recovery-code.ts';
import type { TeamStores } from '#src/team/stores.ts';
import type { Clock, NewId } from '#src/time/units.ts';
import { formatInstant } from '#src/time/zone.ts';

/** What the holder of a code does with it. */
export type Recovery =
  /** A member of the coordination is there, and their password is lost. */
  | { readonly kind: 'password'; readonly memberId: string }
  /** Nobody of the coordination is there any more. */
  | { readonly kind: 'new-member'; readonly name: string; readonly login: string };

export type Recovered =
  | { readonly kind: 'done'; readonly member: Member; readonly left: number }
  /** Not a code of this sheet, or one that was used: told alike. */
  | { readonly kind: 'refused'; readonly refusal: 'no-such-code' | 'unknown-member' | AddMemberRefusal };

interface RecoveryStores extends TeamStores {
  readonly recoveryCodes: RecoveryCodeStore;
}

interface Needs {
  readonly atomically: <T>(territoryId: string, work: (stores: RecoveryStores) => Promise<T>) => Promise<T>;
  readonly hashText: HashText;
  readonly now: Clock;
  readonly newId: NewId;
}

/**
 * Members of the coordination to whom a code may give a password: of this territory alone, or else its sheet would open
 * another one's desk; and not suspended, which somebody decided.
 */
export const findRecoverable = async (members: MemberStore, territoryId: string): Promise<readonly Member[]> => {
  const found: Member[] = [];
  for (const { member, membership } of await members.listOfTerritory(territoryId)) {
    if (membership.role !== 'coordination' || member.host || member.disabledAt !== null) continue;
    if ((await members.membershipsOf(member.id)).length === 1) found.push(member);
  }
  return found;
};

/** Takes the service back by a code of the recovery sheet, once; the other codes remain. */
export const createUseRecoveryCode =
  ({ atomically, hashText, now, newId }: Needs) =>
  (territoryId: string, codeHash: string, recovery: Recovery, passwordHash: string): Promise<Recovered> =>
    atomically(territoryId, async (stores): Promise<Recovered> => {
      const { recoveryCodes, instance } = stores;
      const code = await recoveryCodes.findByHash(codeHash);
      if (!code) return { kind: 'refused', refusal: 'no-such-code' };
      const at = formatInstant(now());
      const act = { territoryId, byMember: null };
      const member = await take(stores);
      if (typeof member === 'string') return { kind: 'refused', refusal: member };
      await recoveryCodes.use(code.number, member.id, at);
      await noteTeamChange(stores, act, {
        newId,
        at,
        action: 'recovery-code-used',
        memberId: member.id,
        details: { code: code.number, for: recovery.kind },
      });
      const left = (await recoveryCodes.list()).filter((one) => one.codeHash !== null).length;
      return { kind: 'done', member, left };

      async function take({ links }: RecoveryStores): Promise<Member | 'unknown-member' | AddMemberRefusal> {
        const { members } = instance;
        if (recovery.kind === 'password') {
          const known = (await findRecoverable(members, territoryId)).find(({ id }) => id === recovery.memberId);
          if (!known) return 'unknown-member';
          await members.setPasswordHash(known.id, passwordHash);
          await members.clearFailures(hashText(known.login));
          // Whoever left with a session open, or a link in a pocket, is out.
          await members.removeSessionsOf(known.id);
          await links.revokeAll('sign-in', known.id, at);
          return known;
        }
        // The command line lets someone of another territory join; a sheet of paper must not.
        if (await members.findByLogin(foldLogin(recovery.login))) return 'login-taken';
        const added = await createAddMember({ atomically: (_, work) => work(stores), now, newId })(act, {
          login: recovery.login,
          name: recovery.name,
          email: null,
          role: 'coordination',
          host: false,
          passwordHash,
        });
        return added.kind === 'refused' ? added.refusal : added.member;
      }
    });
