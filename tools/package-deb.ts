// The Debian package of an executable: the program, its unit, the settings of the machine.
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The machine's name in Debian, by ours. */
const ARCHITECTURES: Readonly<Record<string, string>> = { 'linux-x64': 'amd64', 'linux-arm64': 'arm64' };

const SOURCE = 'tools/deb';

interface DebOptions {
  readonly platform: string;
  readonly executable: string;
  readonly version: string;
  /** File of the licences of all that is inside. */
  readonly licences: string;
  /** Folder of the package that is made. */
  readonly out: string;
}

/** Makes it with dpkg-deb; undefined for a platform that is not Debian's. @returns its path */
export const packageDeb = ({ platform, executable, version, licences, out }: DebOptions): string | undefined => {
  const architecture = ARCHITECTURES[platform];
  if (architecture === undefined) return undefined;
  const root = resolve('tmp', `deb-${platform}`);
  rmSync(root, { recursive: true, force: true });
  const place = (path: string, from: string, mode: number): void => {
    const to = join(root, path);
    mkdirSync(join(to, '..'), { recursive: true });
    copyFileSync(from, to);
    chmodSync(to, mode);
  };
  place('usr/bin/lotocar', executable, 0o755);
  place('usr/lib/systemd/system/lotocar.service', join(SOURCE, 'lotocar.service'), 0o644);
  place('etc/lotocar/lotocar.env', join(SOURCE, 'lotocar.env'), 0o640);
  place('usr/share/doc/lotocar/README.Debian', join(SOURCE, 'README.Debian'), 0o644);
  place('usr/share/doc/lotocar/copyright', licences, 0o644);
  place('usr/share/lotocar/version-d-avant', join(SOURCE, 'version-d-avant'), 0o755);
  for (const script of ['preinst', 'postinst', 'prerm', 'postrm'])
    place(`DEBIAN/${script}`, join(SOURCE, script), 0o755);
  writeFileSync(join(root, 'DEBIAN/conffiles'), '/etc/lotocar/lotocar.env\n');
  const kibibytes = Math.ceil(statSync(executable).size / 1024) + 64;
  writeFileSync(
    join(root, 'DEBIAN/control'),
    `Package: lotocar
Version: ${version}
Architecture: ${architecture}
Maintainer: Lotocar <lotocar@example.org>
Installed-Size: ${kibibytes}
Depends: libc6 (>= 2.28), libstdc++6, libgcc-s1, libatomic1
Recommends: ca-certificates
Section: web
Priority: optional
Description: covoiturage solidaire d'un territoire
 Le bureau d'appels, les trajets et les demandes d'un territoire peu dense :
 un service complet en un seul programme, avec sa base de données.
`,
  );
  const path = join(out, `lotocar_${version}_${architecture}.deb`);
  execFileSync('dpkg-deb', ['--root-owner-group', '-Zxz', '-z1', '--build', root, path], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  rmSync(root, { recursive: true, force: true });
  return path;
};
