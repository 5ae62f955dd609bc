import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { transformSync } from 'esbuild';
import { assetPath, findAsset } from '#src/web/assets.ts';

const script = new TextDecoder().decode(findAsset(assetPath('desk.js'))?.body);

/** What neither Safari 10 nor Chrome 60 has, as it would be written in the compiled file. */
const TOO_NEW =
  /\b(?:AbortController|IntersectionObserver|ResizeObserver|URLSearchParams|WebSocket|globalThis|queueMicrotask|structuredClone|requestIdleCallback|fetch)\b|\.(?:replaceAll|matchAll|flat|flatMap|at|finally|replaceChildren|toggleAttribute|requestSubmit|isConnected|trimStart|trimEnd|entries\(\w|fromEntries|allSettled)\b|Object\.(?:entries|values|fromEntries)|\(\?<|\/[a-z]*[sv][a-z]*\.(?:test|exec)/;

suite('the desk’s script runs in the browsers of ten years ago', () => {
  test('its syntax is that of 2015', () => {
    // Were anything newer in it, esbuild would have to rewrite it.
    const written = (target: string): string => transformSync(script, { target, minifyWhitespace: true }).code;
    assert.equal(written('es2015'), written('esnext'));
  });

  test('it calls nothing they lack', () => {
    assert.equal(TOO_NEW.exec(script)?.[0], undefined);
  });

  test('it stays small', () => {
    assert.ok(gzipSync(script).length < 8000, `${gzipSync(script).length} bytes`);
  });
});
