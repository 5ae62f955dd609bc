import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { suite, test } from 'node:test';
import { checkPassword, LEAST_LENGTH, spokenPassword } from '#src/team/password.ts';

suite('passwords', () => {
  test('are long, not the identifier, not one key held down', () => {
    assert.equal(checkPassword('court', 'jeanne'), 'too-short');
    assert.equal(checkPassword('x'.repeat(300), 'jeanne'), 'too-long');
    assert.equal(checkPassword('121212121212', 'jeanne'), 'too-plain');
    assert.equal(checkPassword('Jeanne-du-Causse', 'jeanne'), 'like-login');
    assert.equal(checkPassword('la brebis du causse', 'jeanne'), undefined);
  });

  test('spoken ones pass the check, differ and read aloud', () => {
    const spoken = Array.from({ length: 200 }, () => spokenPassword(randomBytes(32)));
    assert.equal(new Set(spoken).size, 200);
    for (const password of spoken) {
      assert.match(password, /^([b-z][aeiou][b-z][aeiou]-){3}[b-z][aeiou][b-z][aeiou]$/);
      assert.ok(password.length >= LEAST_LENGTH);
    }
  });
});
