// What is inside the program that is handed out, as CycloneDX 1.5, and the licences of all of it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledFiles } from './bundle.ts';

/** The folder of a package, of one inside another too. */
const PACKAGE_FOLDER = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/u;

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly integrity?: string }>>;
}

/** One thing inside. */
interface Component {
  readonly type: 'library' | 'platform' | 'data';
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly licenses: readonly { readonly license: { readonly name: string } }[];
  readonly hashes?: readonly { readonly alg: 'SHA-512'; readonly content: string }[];
}

const readJson = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T;

const component = (lock: Lock, type: Component['type'], folder: string, manifest: Manifest): Component => {
  const { name, version, license = 'inconnue' } = manifest;
  // The lock names folders from ours, wherever they are linked from.
  const [algorithm, digest] = lock.packages[folder.slice(folder.indexOf('node_modules/'))]?.integrity?.split('-') ?? [];
  return {
    type,
    name,
    version,
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    licenses: [{ license: { name: license } }],
    ...(algorithm === 'sha512' && digest !== undefined
      ? { hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }] }
      : {}),
  };
};

/** Folders of the packages that the bundle took something of, in order. */
export const bundledPackages = async (): Promise<readonly string[]> =>
  [...new Set((await bundledFiles()).flatMap((file) => PACKAGE_FOLDER.exec(file)?.[0] ?? []))].toSorted();

const packageOf = (folder: string): Manifest => readJson<Manifest>(join(folder, 'package.json'));

/** The list of what is inside: the bundled packages, Node for each platform, the communes. Nothing of the day it was made on. */
export const makeSbom = async (platforms: readonly string[]): Promise<string> => {
  const { name, version, license, devDependencies, optionalDependencies } = readJson<
    Manifest & Record<'devDependencies' | 'optionalDependencies', Readonly<Record<string, string>>>
  >('package.json');
  const lock = readJson<Lock>('package-lock.json');
  const node = (platform: string): Component =>
    component(lock, 'platform', `node_modules/node-${platform}`, {
      name: `node-${platform}`,
      version: optionalDependencies[`node-${platform}`] ?? '',
      license: 'MIT',
    });
  const communes = '@etalab/decoupage-administratif';
  const components = [
    ...(await bundledPackages()).map((folder) => component(lock, 'library', folder, packageOf(folder))),
    ...platforms.map(node),
    component(lock, 'data', `node_modules/${communes}`, {
      name: communes,
      version: devDependencies[communes] ?? '',
      license: 'Licence Ouverte 2.0',
    }),
  ];
  const own = { type: 'application', name, version, licenses: [{ license: { name: license } }] };
  return `${JSON.stringify(
    {
      $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
      bomFormat: 'CycloneDX',
      specVersion: '1.5',
      version: 1,
      metadata: { component: own },
      components,
    },
    null,
    2,
  )}\n`;
};

const textIn = (folder: string): string | undefined => {
  const name = existsSync(folder) ? readdirSync(folder).find((file) => /^licen[cs]e/iu.test(file)) : undefined;
  return name === undefined ? undefined : readFileSync(join(folder, name), 'utf8').trim();
};

/** Their licences, which ask to go with them: ours, Node's, each package's. */
export const makeLicences = async (): Promise<string> => {
  const parts: [string, string | undefined][] = [
    ['Lotocar', textIn('.')],
    ...(await bundledPackages()).map((folder): [string, string | undefined] => {
      const { name, version, license } = packageOf(folder);
      return [`${name} ${version}`, textIn(folder) ?? license];
    }),
    // The program that makes the executable is the one that is in it.
    ['Node.js', textIn(join(process.execPath, '../..'))],
  ];
  return parts.map(([title, text]) => `${title}\n${'='.repeat(title.length)}\n\n${text ?? ''}\n`).join('\n\n');
};
