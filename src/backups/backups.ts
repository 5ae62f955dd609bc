import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { backupName, type BackupFile, parseBackupName } from '#src/backups/backup-name.ts';
import { removeOldCopies } from '#src/backups/old-copies.ts';
import { SaidToPeople } from '#src/said-to-people.ts';
import { pack, unpack, type Unpacked } from '#src/backups/pack.ts';

/** What was found in a copy that was opened. */
export type CopyOpened =
  | {
      readonly kind: 'whole';
      readonly territories: number;
      readonly people: number;
      readonly trips: number;
      readonly requests: number;
      /** When the last thing in it was noted; null when it holds nothing. */
      readonly lastNotedAt: string | null;
    }
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

/** What is kept now and was not yet then. */
export interface NotedSince {
  readonly people: number;
  readonly trips: number;
  readonly requests: number;
  readonly rides: number;
  readonly calls: number;
}

/** What was found in a backup, or why it cannot be read. */
export type Inspected = { readonly kind: Exclude<Unpacked, 'unpacked'> } | CopyOpened;

/** What backups are made of. */
export interface BackupTools {
  readonly folder: string;
  /** Copies the live database into a new file. */
  readonly copyTo: (path: string) => Promise<void>;
  /** Opens a copy as a start would, and says what is in it. */
  readonly openCopy: (path: string) => Promise<CopyOpened>;
  readonly passphrase: () => Promise<string | null>;
  /** What guessing it costs, as `pack` says. */
  readonly passphraseCost?: number | undefined;
  /** null: since ever. */
  readonly notedSince: (at: string | null) => Promise<NotedSince>;
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
  /** Where one is, or the file that was sent; undefined when it is not there. */
  find(name: string): Promise<string | undefined>;
  /** Opens one apart. @param phrase when it is not the instance's own */
  inspect(path: string, phrase: string | null, now: Temporal.Instant): Promise<Inspected>;
  /** What putting a backup back would lose. */
  notedSince(at: string | null): Promise<NotedSince>;
  /** Keeps a file that somebody sends, until it is put in place or a day has passed. @throws SaidToPeople when it is too long */
  receive(bytes: AsyncIterable<Uint8Array>): Promise<void>;
  /** The passphrase of the instance. */
  passphrase(): Promise<string | null>;
}

/** The file that somebody sent: one at a time. */
export const RECEIVED = 'recue';
const RECEIVED_FILE = '.recue';
const RECEIVED_HOURS = 24;
const MOST_RECEIVED_BYTES = 2e9;

export const createBackups = (tools: BackupTools): Backups => {
  const { folder, copyTo, openCopy, passphrase, notedSince } = tools;
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
    const received = join(folder, RECEIVED_FILE);
    const sent = await stat(received).catch(() => undefined);
    if (sent && sent.mtimeMs < now.subtract({ hours: RECEIVED_HOURS }).epochMilliseconds) await rm(received);
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

  const inspect = (path: string, phrase: string | null, now: Temporal.Instant): Promise<Inspected> =>
    apart(now, async (place) => {
      const copy = join(place, 'copy.sqlite');
      const unpacked = await unpack(path, copy, phrase ?? (await passphrase()));
      return unpacked === 'unpacked' ? openCopy(copy) : { kind: unpacked };
    });

  return {
    folder,
    list,
    passphrase,
    notedSince,
    inspect,
    async find(name) {
      if (name !== RECEIVED && !parseBackupName(name)) return undefined;
      const path = join(folder, name === RECEIVED ? RECEIVED_FILE : name);
      return (await stat(path).catch(() => undefined)) && path;
    },
    async receive(bytes) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const path = join(folder, `${UNDER_WAY}recue-${randomBytes(6).toString('hex')}`);
      try {
        await using file = await open(path, 'wx', 0o600);
        let received = 0;
        for await (const piece of bytes) {
          received += piece.length;
          if (received > MOST_RECEIVED_BYTES)
            throw new SaidToPeople('Ce fichier est trop gros pour être envoyé d’ici : plus de 2 Go.');
          await file.writeFile(piece);
        }
        await rename(path, join(folder, RECEIVED_FILE));
      } finally {
        await rm(path, { force: true });
      }
    },
    make: (now) =>
      apart(now, async (place) => {
        const secret = await passphrase();
        const name = backupName(now, secret !== null);
        await copyTo(join(place, 'copy.sqlite'));
        await pack(join(place, 'copy.sqlite'), join(place, name), secret, tools.passphraseCost);
        await rename(join(place, name), join(folder, name));
        for (const { name: old } of (await list()).slice(KEPT_BACKUPS)) await rm(join(folder, old), { force: true });
        await removeOldCopies(dirname(folder), now);
        const { size } = await stat(join(folder, name));
        return { name, madeAt: now, bytes: size, encrypted: secret !== null };
      }),
    rehearse: async (now) => {
      const [newest] = await list();
      if (!newest) return null;
      const found = await inspect(join(folder, newest.name), null, now);
      const { people, trips } = found.kind === 'whole' ? found : { people: 0, trips: 0 };
      return {
        at: now.toString({ fractionalSecondDigits: 3 }),
        backup: newest.name,
        outcome: found.kind,
        people,
        trips,
      };
    },
  };
};
