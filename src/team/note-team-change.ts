import type { TeamAct, TeamStores } from '#src/team/stores.ts';
import type { IsoInstant, NewId } from '#src/time/units.ts';

/** The line of journal of a change of the team. */
export const noteTeamChange = (
  { journal }: Pick<TeamStores, 'journal'>,
  { byMember }: TeamAct,
  line: {
    readonly newId: NewId;
    readonly at: IsoInstant;
    readonly action: string;
    readonly memberId: string;
    readonly details?: Readonly<Record<string, string | number | boolean | null>>;
  },
): Promise<void> =>
  journal.add({
    id: line.newId(),
    at: line.at,
    actor: byMember === null ? { kind: 'system', id: null } : { kind: 'member', id: byMember },
    action: line.action,
    subject: { kind: 'member', id: line.memberId },
    details: line.details ?? {},
  });
