import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readToken } from '#src/people/link-token.ts';
import { newLinkToken, newSpokenCode } from '#src/web/new-token.ts';

test('tokens have 130 bits, and never come twice', () => {
  const tokens = new Set(Array.from({ length: 500 }, newLinkToken));
  assert.equal(tokens.size, 500);
  for (const token of tokens) {
    assert.match(token, /^[a-z2-7]{26}$/);
    assert.equal(readToken(` ${token.toUpperCase()} `), token);
  }
});

test('spoken codes are six digits', () => {
  const codes = Array.from({ length: 500 }, newSpokenCode);
  for (const code of codes) assert.match(code, /^\d{6}$/);
  assert.ok(new Set(codes).size > 480);
});
