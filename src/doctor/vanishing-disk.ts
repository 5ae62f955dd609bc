import { readFileSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { CannotOpen } from '#src/said-to-people.ts';
import { leadsToThisMachine } from '#src/this-machine.ts';

/** Why what is written in a folder is gone at the next start. */
export type Vanishing =
  /** A disk made of memory. */
  | { readonly kind: 'memory' }
  /** The layer of a container in which nothing is mounted there. */
  | { readonly kind: 'container' }
  /** A host known to give a new disk at each start. */
  | { readonly kind: 'host'; readonly name: string };

/** What is known of the machine. */
export interface DiskFacts {
  /** Absolute. */
  readonly folder: string;
  /** From where the program runs: on a host, that disk is the program's, made anew each time. */
  readonly workingFolder: string;
  /** The text of /proc/self/mountinfo; null where there is none (macOS, Windows). */
  readonly mounts: string | null;
  readonly env: Readonly<Record<string, string | undefined>>;
}

interface Mount {
  readonly point: string;
  /** Folder of its own file system that is shown there. */
  readonly root: string;
  readonly kind: string;
  readonly source: string;
}

/** A variable that only this host sets. */
const HOSTS: Readonly<Record<string, string>> = {
  DYNO: 'Heroku',
  SCALINGO_APPLICATION_ID: 'Scalingo',
  SCALINGO_POSTGRESQL_URL: 'Scalingo',
  CC_DEPLOYMENT_ID: 'Clever Cloud',
  CC_APP_ID: 'Clever Cloud',
  RENDER: 'Render',
  FLY_APP_NAME: 'Fly',
  RAILWAY_ENVIRONMENT_ID: 'Railway',
  PLATFORM_APPLICATION_NAME: 'Upsun',
  K_SERVICE: 'Google Cloud Run',
};

const IN_MEMORY = new Set(['tmpfs', 'ramfs', 'rootfs']);
/** What container programs put layers together with. */
const LAYERED = /^(overlay|overlayfs|aufs|fuse\.fuse-overlayfs|fuse-overlayfs)$/;
/** Where they keep the layers of those that are no overlay. */
const CONTAINER_STORE = /\/(docker|containers\/storage)\/(btrfs|vfs|zfs)\//;

/** Spaces and the like are written in octal: "\040". */
const unescaped = (text: string): string =>
  text.replaceAll(/\\([0-7]{3})/g, (_, octal: string) => String.fromCodePoint(Number.parseInt(octal, 8)));

/** "36 35 98:0 /root /point rw,noatime master:1 - ext4 /dev/vda rw": see proc_pid_mountinfo(5). */
const parseMounts = (text: string): readonly Mount[] =>
  text.split('\n').flatMap((line) => {
    const [before = '', after = ''] = line.split(' - ');
    const [, , , root, point] = before.split(' ');
    const [kind, source = ''] = after.split(' ');
    if (root === undefined || point === undefined || kind === undefined || kind === '') return [];
    return [{ point: unescaped(point), root: unescaped(root), kind, source: unescaped(source) }];
  });

const holds = ({ point }: Mount, folder: string): boolean =>
  point === '/' || folder === point || folder.startsWith(`${point}/`);

/** The mount that shows a folder: the deepest one, and of several at one place the last. */
const mountOf = (mounts: readonly Mount[], folder: string): Mount | undefined => {
  let found: Mount | undefined;
  for (const mount of mounts)
    if (holds(mount, folder) && mount.point.length >= (found?.point.length ?? 0)) found = mount;
  return found;
};

/** Whether what is written in a folder lasts; null when nothing says that it does not. */
export const findVanishing = ({ folder, workingFolder, mounts, env }: DiskFacts): Vanishing | null => {
  const host = Object.entries(HOSTS).find(([name]) => (env[name] ?? '') !== '')?.[1];
  const all = parseMounts(mounts ?? '');
  const mount = mountOf(all, folder);
  if (mount && IN_MEMORY.has(mount.kind)) return { kind: 'memory' };
  // A place of its own was given on purpose: a volume, a disk.
  const isApart = mount !== undefined && mount.point !== '/' && mount !== mountOf(all, workingFolder);
  if (host !== undefined && !isApart) return { kind: 'host', name: host };
  if (mount?.point !== '/') return null;
  const isLayer =
    LAYERED.test(mount.kind) || CONTAINER_STORE.test(mount.root) || mount.source.startsWith('/dev/mapper/docker-');
  return isLayer ? { kind: 'container' } : null;
};

/** What to say of it, without what to do. */
export const vanishingWords = (vanishing: Vanishing): string =>
  vanishing.kind === 'memory'
    ? 'il est en mémoire, et s’efface quand la machine redémarre'
    : vanishing.kind === 'container'
      ? 'c’est celui d’un conteneur, qui s’efface quand on le remplace'
      : `chez ${vanishing.name}, il est neuf à chaque démarrage`;

export const WHAT_LASTS =
  'Donnez une base PostgreSQL (réglage DATABASE_URL), ou un disque qui reste (un « volume »), et dites où il est monté ' +
  'par LOTOCAR_DATA.';

/** What this machine says of itself. */
export const readDiskFacts = (
  folder: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): DiskFacts => ({ folder: followed(folder), workingFolder: process.cwd(), mounts: readMounts(), env });

/** Where a path leads, the part of it that is there being followed: a service of systemd has its folder behind a link. */
const followed = (path: string): string => {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(followed(parent), basename(path));
  }
};

const readMounts = (): string | null => {
  try {
    return readFileSync('/proc/self/mountinfo', 'utf8');
  } catch {
    return null;
  }
};

interface StartFacts extends DiskFacts {
  readonly publicUrl: string;
}

/**
 * A try, and no service: a folder that someone named among the temporary ones, on a site that nobody reaches from elsewhere.
 * No host is one.
 */
const isTry = ({ folder, publicUrl, env }: StartFacts): boolean =>
  (env['LOTOCAR_DATA'] ?? '') !== '' && folder.startsWith(`${followed(tmpdir())}/`) && leadsToThisMachine(publicUrl);

/** @throws CannotOpen where a service would lose everything at its next start. */
export const refuseVanishingDisk = (facts: StartFacts): void => {
  const vanishing = findVanishing(facts);
  if (vanishing === null || (vanishing.kind !== 'host' && isTry(facts))) return;
  throw new CannotOpen(
    `Lotocar ne s’ouvre pas : le disque de ${facts.folder} ne garde rien (${vanishingWords(vanishing)}). ` +
      `Trajets et promesses y seraient perdus. ${WHAT_LASTS} Le guide, page « Où l’ouvrir ? », dit comment.`,
  );
};
