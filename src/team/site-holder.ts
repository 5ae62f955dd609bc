import type { Member } from '#src/team/member.ts';
import type { TeamMember } from '#src/team/member-store.ts';
import type { Territory } from '#src/territory/territory.ts';

/**
 * Whether a member of this territory has the site in their hands: its backups, and putting one back. Those who were named
 * do. Where nobody is, a territory alone on its machine would have backups that nobody can open, most of all once whoever
 * installed it left: its coordination has them then. A space that awaits its host counts for nothing, or else a stranger
 * who asks for one would take them away.
 */
export const holdsSite = (
  { id, host }: Pick<Member, 'id' | 'host'>,
  territoryId: string,
  territories: readonly Pick<Territory, 'id' | 'opening'>[],
  team: readonly TeamMember[],
): boolean => {
  if (host) return true;
  const [only, ...others] = territories.filter(({ opening }) => !opening.awaitsHost);
  if (only?.id !== territoryId || others.length > 0) return false;
  if (team.some(({ member }) => member.host && member.disabledAt === null)) return false;
  return team.some(({ member, membership }) => member.id === id && membership.role === 'coordination');
};
