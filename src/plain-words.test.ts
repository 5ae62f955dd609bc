import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { plainWords } from '#src/plain-words.ts';

suite('what others wrote in a feed', () => {
  test('is one line', () =>
    assert.equal(plainWords(' Gramat,\r\n  place\u0007 Hôtel\tde Ville '), 'Gramat, place Hôtel de Ville'));
  test('reads in one direction', () =>
    assert.equal(plainWords('\u202Egare\u202C de \u2066Figeac\u2069\u200B'), 'gare de Figeac'));
  test('has a length', () => {
    assert.equal(plainWords('é'.repeat(5000)).length, 120);
    assert.equal(plainWords('é'.repeat(5000), 400).length, 400);
    assert.equal(plainWords(`${'a'.repeat(119)}😀`).isWellFormed(), true);
  });
});
