import type { Member } from '#src/team/member.ts';
import type { MemberStore } from '#src/team/member-store.ts';
import type { TeamAct } from '#src/team/stores.ts';

export type ReachRefusal = 'unknown-member' | 'elsewhere-too' | 'last-coordination';

/**
 * The member on whose access this coordination may act: one of theirs and of no other territory, or else a coordination
 * could enter a neighbour's desk by giving itself a password there. The command line reaches everyone.
 */
export const findWithinReach = async (
  members: MemberStore,
  act: TeamAct,
  memberId: string,
): Promise<Member | ReachRefusal> => {
  const member = await members.find(memberId);
  if (!member) return 'unknown-member';
  if (act.byMember === null) return member;
  const memberships = await members.membershipsOf(memberId);
  if (!memberships.some((one) => one.territoryId === act.territoryId)) return 'unknown-member';
  return member.host || memberships.length > 1 ? 'elsewhere-too' : member;
};

/** Whether a territory would be left without anyone to run it. */
export const isLastCoordination = async (
  members: MemberStore,
  territoryId: string,
  memberId: string,
): Promise<boolean> => {
  const running = (await members.listOfTerritory(territoryId)).filter(
    ({ member, membership }) => membership.role === 'coordination' && member.disabledAt === null,
  );
  return running.length === 1 && running[0]?.member.id === memberId;
};
