import { noteTeamChange } from '#src/team/note-team-change.ts';
import type { HashText } from '#src/team/password.ts';
import type { TeamAct, TeamTools } from '#src/team/stores.ts';
import { findWithinReach, type ReachRefusal } from '#src/team/within-reach.ts';
import { formatInstant } from '#src/time/zone.ts';

export type PasswordReset = { readonly kind: 'done' } | { readonly kind: 'refused'; readonly refusal: ReachRefusal };

/** Gives a member another password: their sessions end, their lock too. */
export const createResetPassword =
  ({ atomically, now, newId }: TeamTools, hashText: HashText) =>
  (act: TeamAct, memberId: string, passwordHash: string): Promise<PasswordReset> =>
    atomically(act.territoryId, async (stores): Promise<PasswordReset> => {
      const { members } = stores.instance;
      // One's own password is always within reach: the page asked for the present one.
      const own = act.byMember === memberId ? await members.find(memberId) : undefined;
      const member = own ?? (await findWithinReach(members, act, memberId));
      if (typeof member === 'string') return { kind: 'refused', refusal: member };
      await members.setPasswordHash(member.id, passwordHash);
      await members.clearFailures(hashText(member.login));
      await members.removeSessionsOf(member.id);
      await noteTeamChange(stores, act, {
        newId,
        at: formatInstant(now()),
        action: 'password-reset',
        memberId: member.id,
      });
      return { kind: 'done' };
    });
