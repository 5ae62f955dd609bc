import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { backupName, type BackupFile, parseBackupName } from '#src/backups/backup-name.ts';
import { pack, unpack, type Unpacked } from '#src/backups/pack.ts';

/** What was found in a copy that was opened. */
export type CopyOpened =
  | { readonly kind: 'whole'; readonly territories: number; readonly people: number; readonly trips: number }
  /** A newer version made it. */
  | { readonly kind: 'newer' }
  | { readonly kind: 'damaged' };

/** The last time a backup was restored, for nobody, to know that it can be. */
export interface Rehearsal {
  readonly at: string;
  readonly backup: string;
  readonly outcome: Exclude<Unpacked, 'unpacked'> | CopyOpened['kind'];
  readonly people: number;
  readonly trips: number;
}

/** What backups are made of. */
export interface BackupTools {
  readonly folder: string;
  /** Copies the live database into a new file. */
  readonly copyTo: (path: string) => Promise<void>;
  /** Opens a copy as a start would, and says what is in it. */
  readonly openCopy: (path: string) => Promise<CopyOpened>;
  readonly passphrase: () => Promise<string | null>;
}

const UNDER_WAY = '.en-cours-';
/** No backup takes so long. */
const LONGEST_HOURS = 6;

/** Backups kept: two weeks of nights. */
export const KEPT_BACKUPS = 14;

/** The backups of the instance, in one folder. */
export interface Backups {
  readonly folder: string;
  /** Newest first. */
  list(): Promise<readonly BackupFile[]>;
  make(now: Temporal.Instant): Promise<BackupFile>;
  /** Restores the newest one in a folder of its own, and opens it; null when there is none. */
  rehearse(now: Temporal.Instant): Promise<Rehearsal | null>;
}

export const createBackups = ({ folder, copyTo, openCopy, passphrase }: BackupTools): Backups => {
  const list = async (): Promise<readonly BackupFile[]> => {
    const names = await readdir(folder).catch(() => []);
    const files: BackupFile[] = [];
    for (const name of names) {
      const parsed = parseBackupName(name);
      if (parsed) files.push({ name, ...parsed, bytes: (await stat(join(folder, name))).size });
    }
    return files.toSorted((a, b) => Temporal.Instant.compare(b.madeAt, a.madeAt));
  };

  /** Of a process that was stopped while it made one: a copy in clear must not lie there. */
  const removeForgotten = async (now: Temporal.Instant): Promise<void> => {
    const before = now.subtract({ hours: LONGEST_HOURS }).epochMilliseconds;
    for (const name of await readdir(folder)) {
      if (!name.startsWith(UNDER_WAY)) continue;
      const { mtimeMs } = await stat(join(folder, name));
      if (mtimeMs < before) await rm(join(folder, name), { recursive: true, force: true });
    }
  };

  /** A folder for copies in clear, gone afterwards whatever happens. */
  const apart = async <T>(now: Temporal.Instant, work: (apart: string) => Promise<T>): Promise<T> => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await removeForgotten(now);
    const place = await mkdtemp(join(folder, UNDER_WAY));
    try {
      return await work(place);
    } finally {
      await rm(place, { recursive: true, force: true });
    }
  };

  return {
    folder,
    list,
    make: (now) =>
      apart(now, async (place) => {
        const secret = await passphrase();
        const name = backupName(now, secret !== null);
        await copyTo(join(place, 'copy.sqlite'));
        await pack(join(place, 'copy.sqlite'), join(place, name), secret);
        await rename(join(place, name), join(folder, name));
        for (const { name: old } of (await list()).slice(KEPT_BACKUPS)) await rm(join(folder, old), { force: true });
        const { size } = await stat(join(folder, name));
        return { name, madeAt: now, bytes: size, encrypted: secret !== null };
      }),
    rehearse: async (now) => {
      const [newest] = await list();
      if (!newest) return null;
      return apart(now, async (place) => {
        const copy = join(place, 'copy.sqlite');
        const unpacked = await unpack(join(folder, newest.name), copy, await passphrase());
        const opened = unpacked === 'unpacked' ? await openCopy(copy) : null;
        const counts = opened?.kind === 'whole' ? opened : { people: 0, trips: 0 };
        return {
          at: now.toString({ fractionalSecondDigits: 3 }),
          backup: newest.name,
          outcome: unpacked === 'unpacked' ? (opened?.kind ?? 'damaged') : unpacked,
          people: counts.people,
          trips: counts.trips,
        };
      });
    },
  };
};
