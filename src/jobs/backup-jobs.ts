import type { Backups } from '#src/backups/backups.ts';
import type { RegularJob } from '#src/jobs/regular-job.ts';
import type { Storage } from '#src/storage-ports.ts';
import { localMoment } from '#src/time/zone.ts';

const HOURLY = 60;
/** Nobody works: from two to five in the morning. */
const NIGHT = { from: 2 * 60, until: 5 * 60 };
/** A machine that is off at night makes its copy by day. */
const LONGEST_WITHOUT_HOURS = 26;
const ONE_A_NIGHT_HOURS = 12;
const REHEARSAL_DAYS = 7;

export interface BackupJobTools {
  /** null where the host of the database makes the backups. */
  readonly backups: Backups | null;
  readonly storage: Pick<Storage, 'instance' | 'atomicallyOnInstance'>;
  /** Of the machine's people. */
  readonly zone: string;
}

/** A copy each night, and each week one that is restored to see that it can be. */
export const backupJobs = ({ backups, storage, zone }: BackupJobTools): readonly RegularJob[] =>
  backups === null
    ? []
    : [
        {
          name: 'backup',
          label: 'Copie tout, chaque nuit, et garde quatorze copies',
          every: HOURLY,
          async run(now) {
            const [newest] = await backups.list();
            const hours = newest ? newest.madeAt.until(now).total('hours') : Infinity;
            const { time } = localMoment(now, zone);
            const isNight = time >= NIGHT.from && time < NIGHT.until;
            if (hours < (isNight ? ONE_A_NIGHT_HOURS : LONGEST_WITHOUT_HOURS)) return { copies: 0 };
            await backups.make(now);
            return { copies: 1 };
          },
        },
        {
          name: 'rehearse-backup',
          label: 'Chaque semaine, restaure la dernière copie à part et vérifie qu’elle s’ouvre',
          every: HOURLY,
          async run(now) {
            const before = await storage.instance.settings.get('backup-rehearsal');
            const at = before === undefined ? undefined : (JSON.parse(before) as { readonly at: string }).at;
            if (at !== undefined && Temporal.Instant.from(at).until(now).total('days') < REHEARSAL_DAYS)
              return { rehearsals: 0 };
            const rehearsal = await backups.rehearse(now);
            if (!rehearsal) return { rehearsals: 0 };
            await storage.atomicallyOnInstance(({ settings }) =>
              settings.set('backup-rehearsal', JSON.stringify(rehearsal)),
            );
            return { rehearsals: 1 };
          },
        },
      ];
