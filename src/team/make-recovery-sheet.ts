import type { RecoveryCodeStore } from '#src/team/recovery-code.ts';
import type { TeamAct, TeamStores } from '#src/team/stores.ts';
import type { Clock, NewId } from '#src/time/units.ts';
import { formatInstant } from '#src/time/zone.ts';

interface Needs {
  readonly atomically: <T>(
    territoryId: string,
    work: (stores: Pick<TeamStores, 'journal'> & { readonly recoveryCodes: RecoveryCodeStore }) => Promise<T>,
  ) => Promise<T>;
  readonly now: Clock;
  readonly newId: NewId;
}

/** Another recovery sheet: the codes of the former one open nothing any more. Only hashes are kept. */
export const createMakeRecoverySheet =
  ({ atomically, now, newId }: Needs) =>
  (act: TeamAct, codeHashes: readonly string[]): Promise<void> =>
    atomically(act.territoryId, async ({ recoveryCodes, journal }) => {
      const at = formatInstant(now());
      await recoveryCodes.replace(codeHashes, at);
      await journal.add({
        id: newId(),
        at,
        actor: act.byMember === null ? { kind: 'system', id: null } : { kind: 'member', id: act.byMember },
        action: 'recovery-sheet-made',
        subject: { kind: 'territory', id: act.territoryId },
        details: { codes: codeHashes.length },
      });
    });
