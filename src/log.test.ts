import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { pathForLog } from '#src/log.ts';

suite('pathForLog', () => {
  test('masks the token of a personal link and leaves the rest', () => {
    assert.equal(pathForLog('/lot/lien/abcDEF123/trajets/t1'), '/lot/lien/[masqué]/trajets/t1');
    assert.equal(pathForLog('/lot/equipe/connexion/lien/abcDEF123'), '/lot/equipe/connexion/lien/[masqué]');
    assert.equal(pathForLog('/lot/trajets'), '/lot/trajets');
  });
});
