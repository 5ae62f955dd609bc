import type { Membership } from '#src/team/member.ts';
import { noteTeamChange } from '#src/team/note-team-change.ts';
import type { TeamAct, TeamTools } from '#src/team/stores.ts';
import { findWithinReach, isLastCoordination, type ReachRefusal } from '#src/team/within-reach.ts';
import { formatInstant } from '#src/time/zone.ts';

export type MemberChange =
  | { readonly kind: 'role'; readonly role: Membership['role'] }
  /** The communes of a referent. */
  | { readonly kind: 'communes'; readonly communeCodes: readonly string[] }
  /** Cannot sign in any more, anywhere. */
  | { readonly kind: 'disable' }
  | { readonly kind: 'enable' }
  /** Leaves this territory's team; what they noted keeps their name. */
  | { readonly kind: 'leave' };

export type MemberChanged = { readonly kind: 'done' } | { readonly kind: 'refused'; readonly refusal: ReachRefusal };

/** Changes what a member is in a territory, or whether they can sign in. A territory always keeps a coordination. */
export const createChangeMember =
  ({ atomically, now, newId }: TeamTools) =>
  (act: TeamAct, memberId: string, change: MemberChange): Promise<MemberChanged> =>
    atomically(act.territoryId, async (stores): Promise<MemberChanged> => {
      const { members } = stores.instance;
      const at = formatInstant(now());
      const membership = await members.findMembership(memberId, act.territoryId);
      const member = await members.find(memberId);
      if (!membership || !member) return { kind: 'refused', refusal: 'unknown-member' };
      const gives =
        change.kind === 'role' ? change.role !== 'coordination' : change.kind === 'disable' || change.kind === 'leave';
      if (gives && (await isLastCoordination(members, act.territoryId, memberId)))
        return { kind: 'refused', refusal: 'last-coordination' };
      if (change.kind === 'role')
        await members.setMembership({
          ...membership,
          role: change.role,
          // Communes are a referent's: until they are chosen, a new one sees nobody.
          communeCodes: change.role === 'referent' ? (membership.communeCodes ?? []) : null,
        });
      else if (change.kind === 'communes')
        await members.setMembership({ ...membership, communeCodes: change.communeCodes });
      else if (change.kind === 'leave') {
        await members.removeMembership(memberId, act.territoryId);
        // Of no team any more: nothing stays open, tablets neither.
        if (!member.host && (await members.membershipsOf(memberId)).length === 0)
          await members.removeSessionsOf(memberId);
      } else {
        const reached = await findWithinReach(members, act, memberId);
        if (typeof reached === 'string') return { kind: 'refused', refusal: reached };
        await members.save({ ...member, disabledAt: change.kind === 'disable' ? at : null });
        if (change.kind === 'disable') await members.removeSessionsOf(memberId);
      }
      await noteTeamChange(stores, act, {
        newId,
        at,
        action: `member-${change.kind}`,
        memberId,
        details: change.kind === 'role' ? { role: change.role } : {},
      });
      return { kind: 'done' };
    });
