import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import type { TestService } from '#test/helpers/test-service.ts';

/** One round trip on a fresh connection (design section 7). */
export const MOST_PUBLIC_BYTES = 14 * 1024;

const ENTITY: Readonly<Record<string, string>> = { '&amp;': '&', '&#39;': "'", '&quot;': '"' };
const attribute = (text: string): string =>
  text.replaceAll(/&(?:amp|#39|quot);/g, (entity) => ENTITY[entity] ?? entity);

/** The bytes of a page and of all it loads, compressed; what it loads comes from here, and is asked for once. */
export const weighPage = async ({ app }: Pick<TestService, 'app'>, html: string, of: string): Promise<number> => {
  let bytes = gzipSync(html, { level: 6 }).length;
  for (const [, tag = '', address = ''] of html.matchAll(
    /<(link|script|img|iframe|source)\b[^>]*?\b(?:href|src)="([^"]*)"/g,
  )) {
    assert.match(address, /^\/(?!\/)/, `${of}: a ${tag} comes from ${address}`);
    const asset = await app.request(attribute(address));
    assert.equal(asset.status, 200, `${of}: ${address}`);
    assert.match(asset.headers.get('Cache-Control') ?? '', /immutable/);
    bytes += gzipSync(new Uint8Array(await asset.arrayBuffer())).length;
  }
  return bytes;
};
