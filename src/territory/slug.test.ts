import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { RESERVED_SLUGS, checkSlug } from '#src/territory/slug.ts';

suite('slug', () => {
  test('takes plain names', () => {
    for (const slug of ['lot', 'tarn', 'cauvaldor', 'grand-figeac', 'pays-2-rives'])
      assert.equal(checkSlug(slug), 'ok');
  });

  test('refuses every word of the instance', () => {
    for (const slug of RESERVED_SLUGS) assert.equal(checkSlug(slug), 'reserved', slug);
  });

  test('refuses what would not read as an address', () => {
    const bad = ['', 'l', 'Lot', 'le lot', 'lot/', '..', 'l_o', '-lot', 'lot-', 'lo--t', 'céré', '46', 'a'.repeat(41)];
    for (const slug of bad) assert.equal(checkSlug(slug), 'malformed', slug);
  });
});
