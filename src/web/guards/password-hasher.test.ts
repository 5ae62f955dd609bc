import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { hashText, passwordHasher } from '#src/web/guards/password-hasher.ts';

suite('the password hasher', () => {
  test('writes argon2id with 19 MiB and 2 passes, and recognises only the right password', async () => {
    const hash = await passwordHasher.hash('la brebis du causse');
    assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    assert.equal(await passwordHasher.verify('la brebis du causse', hash), true);
    assert.equal(await passwordHasher.verify('la brebis du Causse', hash), false);
    assert.notEqual(await passwordHasher.hash('la brebis du causse'), hash);
  });

  test('refuses what is not a hash, and takes accents however they are typed', async () => {
    assert.equal(await passwordHasher.verify('x', 'not a hash'), false);
    assert.equal(await passwordHasher.verify('été', await passwordHasher.hash('e\u0301te\u0301')), true);
  });

  test('texts are recognised by SHA-256', () => {
    assert.equal(hashText('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
