import { noteTeamChange } from '#src/team/note-team-change.ts';
import type { TeamTools } from '#src/team/stores.ts';
import { formatInstant } from '#src/time/zone.ts';

/** Gives the role host to a member, who then runs the instance, or takes it back. Said on the machine itself only. */
export const createSetHost =
  ({ atomically, now, newId }: TeamTools) =>
  (territoryId: string, memberId: string, host: boolean): Promise<'done' | 'unknown-member'> =>
    atomically(territoryId, async (stores) => {
      const { members } = stores.instance;
      const member = await members.find(memberId);
      if (!member) return 'unknown-member';
      await members.save({ ...member, host });
      await noteTeamChange(
        stores,
        { territoryId, byMember: null },
        { newId, at: formatInstant(now()), action: 'member-host', memberId, details: { host } },
      );
      return 'done';
    });
