import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { suite, test } from 'node:test';
import { type DiskFacts, findVanishing, refuseVanishingDisk } from '#src/doctor/vanishing-disk.ts';
import { SaidToPeople } from '#src/said-to-people.ts';

const OVERLAY =
  '656 420 0:52 / / rw,relatime master:193 - overlay overlay rw,lowerdir=/var/lib/docker/overlay2/l/A,upperdir=/x';
const PROC = '657 656 0:55 / /proc rw,nosuid,nodev,noexec,relatime - proc proc rw';
const SHM = '661 656 0:53 / /dev/shm rw,nosuid,nodev,noexec,relatime - tmpfs shm rw,size=65536k';
const VOLUME =
  '668 656 254:1 /var/lib/docker/volumes/lotocar/_data /donnees rw,relatime master:1 - ext4 /dev/vda1 rw,discard';
const DEBIAN = '26 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw,errors=remount-ro';

const facts = (mounts: readonly string[], changes: Partial<DiskFacts> = {}): DiskFacts => ({
  folder: '/srv/lotocar/donnees',
  workingFolder: '/srv/lotocar',
  mounts: [...mounts, PROC, SHM].join('\n'),
  env: {},
  ...changes,
});
const kindOf = (mounts: readonly string[], changes: Partial<DiskFacts> = {}): string =>
  findVanishing(facts(mounts, changes))?.kind ?? 'lasts';

suite('a disk that vanishes', () => {
  test('the layer of a container, whatever made it', () => {
    assert.equal(kindOf([OVERLAY]), 'container');
    assert.equal(kindOf(['1 0 0:43 / / rw - fuse.fuse-overlayfs fuse-overlayfs rw']), 'container', 'podman');
    assert.equal(kindOf(['1 0 0:43 / / rw - aufs none rw,si=1']), 'container');
    assert.equal(
      kindOf(['1 0 0:29 /@/var/lib/docker/btrfs/subvolumes/4f / rw - btrfs /dev/sda2 rw,subvolid=9']),
      'container',
    );
    assert.equal(
      kindOf(['1 0 253:9 /rootfs / rw - ext4 /dev/mapper/docker-8:2-131 rw']),
      'container',
      'an older Docker',
    );
  });

  test('a volume in a container lasts, and so does what is under it', () => {
    assert.equal(kindOf([OVERLAY, VOLUME], { folder: '/donnees' }), 'lasts');
    assert.equal(kindOf([OVERLAY, VOLUME], { folder: '/donnees/lotocar' }), 'lasts');
    assert.equal(kindOf([OVERLAY, VOLUME], { folder: '/donnees-2' }), 'container', 'beside it, not in it');
    const bound = '669 656 8:2 /home/marie/mes\\040donnees /app/mes\\040donnees rw - ext4 /dev/sda2 rw';
    assert.equal(kindOf([OVERLAY, bound], { folder: '/app/mes donnees' }), 'lasts');
  });

  test('what is in memory', () => {
    const tmp = '40 26 0:36 / /tmp rw,nosuid,nodev shared:20 - tmpfs tmpfs rw,size=1975368k';
    assert.equal(kindOf([DEBIAN, tmp], { folder: '/tmp/lotocar' }), 'memory');
    assert.equal(kindOf(['1 0 0:2 / / rw - tmpfs none rw']), 'memory');
    const covered = '41 26 8:3 / /tmp rw - ext4 /dev/sda3 rw';
    assert.equal(kindOf([DEBIAN, tmp, covered], { folder: '/tmp/lotocar' }), 'lasts', 'the last mount is the one seen');
  });

  test('ordinary machines last', () => {
    for (const [name, mount] of Object.entries({
      'Debian on ext4': DEBIAN,
      'a partition of LVM': '26 1 254:0 / / rw,relatime shared:1 - ext4 /dev/mapper/vg0-root rw',
      'btrfs with a subvolume': '26 1 0:25 /@rootfs / rw,relatime shared:1 - btrfs /dev/nvme0n1p2 rw,subvol=/@rootfs',
      'LXC on zfs': '345 270 0:58 / / rw,relatime shared:9 - zfs rpool/data/subvol-101-disk-0 rw,xattr,posixacl',
      'LXC on a folder': '345 270 8:2 /var/lib/lxc/lotocar/rootfs / rw,relatime - ext4 /dev/sda2 rw',
      'WSL 2': '68 60 8:32 / / rw,relatime - ext4 /dev/sdc rw,discard,errors=remount-ro,data=ordered',
    }))
      assert.equal(kindOf([mount]), 'lasts', name);
    assert.equal(kindOf([], { mounts: null }), 'lasts', 'macOS and Windows do not say');
  });

  test('a known host: only a place of its own lasts', () => {
    const virtual = '26 1 254:1 / / rw - ext4 /dev/vda1 rw';
    const disk = '30 26 254:16 / /srv/disque rw - ext4 /dev/vdb rw';
    for (const name of ['DYNO', 'SCALINGO_POSTGRESQL_URL', 'CC_DEPLOYMENT_ID', 'RENDER'])
      assert.equal(kindOf([virtual], { env: { [name]: 'x' } }), 'host', name);
    assert.equal(kindOf([virtual, disk], { env: { RENDER: 'true' }, folder: '/srv/disque/lotocar' }), 'lasts');
    const app = '31 26 7:1 / /srv/lotocar rw - ext4 /dev/loop1 rw';
    assert.equal(
      kindOf([virtual, app], { env: { DYNO: 'web.1' } }),
      'host',
      'the disk of the program is no place apart',
    );
    assert.equal(kindOf([virtual], { env: { DYNO: '' } }), 'lasts');
  });
});

suite('a service on a disk that vanishes', () => {
  const start = (env: Record<string, string>, changes: { folder?: string; publicUrl?: string } = {}): string => {
    try {
      refuseVanishingDisk({ ...facts([OVERLAY], { env }), publicUrl: 'http://localhost:3000', ...changes });
      return 'opens';
    } catch (error) {
      assert.ok(error instanceof SaidToPeople);
      return error.message;
    }
  };
  const folder = `${tmpdir()}/essai`;

  test('refuses to start, and says why and what to do', () => {
    assert.match(start({}), /\/srv\/lotocar\/donnees ne garde rien \(c’est celui d’un conteneur[\s\S]*DATABASE_URL/u);
    assert.match(start({ DYNO: 'web.1' }), /chez Heroku, il est neuf à chaque démarrage/u);
  });

  test('a try in a temporary folder that someone named opens; a service that people reach does not', () => {
    assert.equal(start({ LOTOCAR_DATA: folder }, { folder }), 'opens');
    assert.match(start({}, { folder }), /ne garde rien/u, 'nobody named it');
    const publicUrl = 'https://lotocar.exemple.fr';
    assert.match(start({ LOTOCAR_DATA: folder }, { folder, publicUrl }), /ne garde rien/u);
    assert.match(start({ LOTOCAR_DATA: folder, RENDER: 'true' }, { folder }), /chez Render/u);
  });
});
