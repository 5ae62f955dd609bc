import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { getRawAsset, isSea } from 'node:sea';

interface Asset {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly type: string;
  readonly path: string;
}

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  js: 'text/javascript; charset=utf-8',
};

// Listed in code: a folder scan cannot work in a single executable.
const NAMES = ['public.css', 'desk.css', 'print.css', 'icon.svg', 'desk.js'] as const;

/** Inside the executable; else the build leaves every file in its folder; from source, the desk's script is still to be compiled. */
const read = async (name: string): Promise<Uint8Array<ArrayBuffer>> => {
  if (isSea()) return new Uint8Array(getRawAsset(`assets/${name}`));
  const file = new URL(`./assets/${name}`, import.meta.url);
  if (name !== 'desk.js' || existsSync(file)) return new Uint8Array(readFileSync(file));
  const compiler = new URL('../../tools/desk-script.ts', import.meta.url).href;
  const { compileDeskScript } = (await import(compiler)) as { readonly compileDeskScript: () => Uint8Array };
  return new Uint8Array(compileDeskScript());
};

const load = async (name: string): Promise<Asset> => {
  const body = await read(name);
  const [stem = '', extension = ''] = name.split('.');
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 10);
  return { body, type: TYPES[extension] ?? 'application/octet-stream', path: `/assets/${stem}-${hash}.${extension}` };
};

const assets = new Map(await Promise.all(NAMES.map(async (name) => [name as string, await load(name)] as const)));
const byPath = new Map([...assets.values()].map((asset) => [asset.path, asset]));

/** The path of a style sheet, script or picture, with the hash of its content: it may be kept for ever. */
export const assetPath = (name: string): string => {
  const asset = assets.get(name);
  if (!asset) throw new Error(`no asset ${name}`);
  return asset.path;
};

/** What to answer at a path of `assetPath`. */
export const findAsset = (path: string): Asset | undefined => byPath.get(path);
