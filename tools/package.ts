// npm run package [-- --platform linux-x64,linux-arm64]: what a territory installs, in dist-packages/. A single executable for each
// platform, in which everything stands: the program, its pages' styles, the communes of France.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { packageDeb } from './package-deb.ts';
import { makeLicences, makeSbom } from './sbom.ts';
import { COMMUNES_ASSET } from '#src/sources/communes-file.ts';
import { WORKER_ASSET } from '#src/imports/run-in-thread.ts';

/** Where Node's own program stands in the package that brings it, and how ours is then called. */
const PLATFORMS: Readonly<Record<string, { readonly node: string; readonly name: string }>> = {
  'linux-x64': { node: 'bin/node', name: 'lotocar-linux-x64' },
  'linux-arm64': { node: 'bin/node', name: 'lotocar-linux-arm64' },
  'darwin-x64': { node: 'bin/node', name: 'lotocar-macos-x64' },
  'win-x64': { node: 'bin/node.exe', name: 'lotocar-windows-x64.exe' },
};

const OUT = 'dist-packages';
/** The only one that can be tried where it is made. */
const HERE = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;

const { values } = parseArgs({ options: { platform: { type: 'string', default: 'linux-x64,win-x64' } } });
const { version, optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly version: string;
  readonly optionalDependencies: Readonly<Record<string, string>>;
};

/** Node for a platform: the one installed here, else the package of the same version, unpacked aside. */
const nodeFor = (platform: string, program: string): string | undefined => {
  const installed = join('node_modules', `node-${platform}`, program);
  if (existsSync(installed)) return resolve(installed);
  const aside = join('tmp', 'nodes', `${platform}-${optionalDependencies[`node-${platform}`]}`);
  const unpacked = join(aside, 'package', program);
  if (existsSync(unpacked)) return resolve(unpacked);
  mkdirSync(aside, { recursive: true });
  try {
    const named = `node-${platform}@${optionalDependencies[`node-${platform}`]}`;
    const said = execFileSync('npm', ['pack', '--silent', named, '--pack-destination', aside], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    execFileSync('tar', ['-xzf', join(aside, said.trim().split('\n').at(-1) ?? ''), '-C', aside]);
  } catch {
    return undefined;
  }
  return resolve(unpacked);
};

/** Everything the program reads beside itself. */
const assets = (): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(
    ['assets', 'guide'].flatMap((folder) =>
      readdirSync(`dist/${folder}`).map((name) => [`${folder}/${name}`, resolve('dist', folder, name)]),
    ),
  ),
  [COMMUNES_ASSET]: resolve('dist/data', COMMUNES_ASSET),
  [WORKER_ASSET]: resolve('dist', WORKER_ASSET),
});

/** Undefined when Node cannot be had for this platform. */
const makeExecutable = (platform: string): string | undefined => {
  const known = PLATFORMS[platform];
  if (!known) throw new Error(`unknown platform ${platform}: ${Object.keys(PLATFORMS).join(', ')}`);
  const executable = nodeFor(platform, known.node);
  if (executable === undefined) return undefined;
  const output = resolve(OUT, known.name);
  const config = resolve('tmp', `sea-${platform}.json`);
  writeFileSync(
    config,
    JSON.stringify({
      main: resolve('dist/lotocar.js'),
      mainFormat: 'module',
      executable,
      output,
      disableExperimentalSEAWarning: true,
      // Both are made for the machine on which they are made.
      useCodeCache: false,
      useSnapshot: false,
      // As `npm start` does: what waits to be collected is not kept (docs/decisions/002).
      execArgv: ['--max-semi-space-size=4', '--max-old-space-size=512'],
      assets: assets(),
    }),
  );
  execFileSync(process.execPath, ['--build-sea', config], { stdio: ['ignore', 'ignore', 'inherit'] });
  chmodSync(output, 0o755);
  return output;
};

const writeSums = (): void => {
  const names = readdirSync(OUT).filter((name) => name !== 'SHA256SUMS');
  const line = (name: string): string =>
    `${createHash('sha256')
      .update(readFileSync(join(OUT, name)))
      .digest('hex')}  ${name}\n`;
  writeFileSync(join(OUT, 'SHA256SUMS'), names.toSorted().map(line).join(''));
};

execFileSync(process.execPath, ['tools/build.ts'], { stdio: 'inherit' });
rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
mkdirSync('tmp', { recursive: true });
const licences = join(OUT, 'LICENCES.txt');
writeFileSync(licences, await makeLicences());
const made: string[] = [];
for (const platform of values.platform.split(',')) {
  const output = makeExecutable(platform);
  if (output === undefined) {
    process.stdout.write(
      `${platform} : Node pour cette machine n'a pas pu être téléchargé, son fichier n'est pas fait.\n`,
    );
    continue;
  }
  made.push(platform);
  process.stdout.write(`${output}, Lotocar ${version}${platform === HERE ? '' : ' (fait ici, essayé nulle part)'}\n`);
  const deb = packageDeb({ platform, executable: output, version, licences, out: OUT });
  if (deb !== undefined) process.stdout.write(`${deb}\n`);
}
writeFileSync(join(OUT, `lotocar-${version}.cdx.json`), await makeSbom(made));
writeSums();
if (made.length === 0) process.exitCode = 1;
