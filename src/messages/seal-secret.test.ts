import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSecret, sealSecret } from '#src/messages/seal-secret.ts';

const secret = new Uint8Array(32).fill(7);

test('a password is sealed and opened, never twice alike, and only where it belongs', () => {
  const sealed = sealSecret(secret, 't-lot mail', 'pas à lire ✓');
  assert.equal(openSecret(secret, 't-lot mail', sealed), 'pas à lire ✓');
  assert.notEqual(sealSecret(secret, 't-lot mail', 'pas à lire ✓'), sealed);
  assert.ok(!sealed.includes('lire'));
  assert.equal(openSecret(secret, 't-autre mail', sealed), undefined);
  assert.equal(openSecret(new Uint8Array(32), 't-lot mail', sealed), undefined);
  const changed = `${sealed.slice(0, -2)}${sealed.endsWith('AA') ? 'BB' : 'AA'}`;
  assert.equal(openSecret(secret, 't-lot mail', changed), undefined);
  assert.equal(openSecret(secret, 't-lot mail', ''), undefined);
});
