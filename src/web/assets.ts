import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

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
const NAMES = ['public.css', 'desk.css', 'icon.svg'] as const;

const load = (name: string): Asset => {
  const body = new Uint8Array(readFileSync(new URL(`./assets/${name}`, import.meta.url)));
  const [stem = '', extension = ''] = name.split('.');
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 10);
  return { body, type: TYPES[extension] ?? 'application/octet-stream', path: `/assets/${stem}-${hash}.${extension}` };
};

const assets = new Map(NAMES.map((name) => [name as string, load(name)]));
const byPath = new Map([...assets.values()].map((asset) => [asset.path, asset]));

/** The path of a style sheet, script or picture, with the hash of its content: it may be kept for ever. */
export const assetPath = (name: string): string => {
  const asset = assets.get(name);
  if (!asset) throw new Error(`no asset ${name}`);
  return asset.path;
};

/** What to answer at a path of `assetPath`. */
export const findAsset = (path: string): Asset | undefined => byPath.get(path);
