import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import { readAnswer } from '#src/introductions/read-answer.ts';

const code = fc.integer({ min: 0, max: 9999 }).map((number) => String(number).padStart(4, '0'));
const word = fc.constantFrom('OUI', 'oui', 'Oui', 'NON', 'non', 'Non');
const space = fc.constantFrom('', ' ', '  ', '\n', ' : ', ', ', '. ', ' n°');
const after = fc.constantFrom('', ' merci', ' !', '. Bonne journée', ' 🙂', ' à mardi');

describe('an SMS that answers', () => {
  test('the word and its number are read in every spelling', () => {
    fc.assert(
      fc.property(word, space, code, after, (said, between, digits, more) => {
        const read = readAnswer(`${said}${between}${digits}${more}`);
        assert.deepEqual(read, { kind: 'answer', answer: said.toLowerCase() === 'oui' ? 'yes' : 'no', code: digits });
      }),
    );
  });

  test('no text breaks it, and what it reads was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const read = readAnswer(text);
        if (read.kind === 'answer') assert.match(read.code, /^\d{4}$/);
      }),
    );
  });

  for (const [text, expected] of [
    ['oui4721', 'yes 4721'],
    ['Oui 4721 merci', 'yes 4721'],
    ['NON 4721', 'no 4721'],
    ['Oui pour le 47 21', 'yes 4721'],
    ['4721 oui', 'yes 4721'],
    ['“OUI 4721”', 'yes 4721'],
    ['oui', 'yes'],
    ['Non désolée', 'no'],
    ['merci', 'other'],
    ['oui 4721 non', 'other'],
    ['oui 47211', 'yes'],
    ['oui 06 39 98 12 34', 'yes'],
    ['ouistiti 4721', 'other'],
    ['', 'other'],
    ['4721', 'other'],
    [`${'a'.repeat(400)} oui 4721`, 'other'],
  ] as const) {
    test(`« ${text.slice(0, 30)} »`, () => {
      const read = readAnswer(text);
      const said =
        read.kind === 'answer' ? `${read.answer} ${read.code}` : read.kind === 'no-code' ? read.answer : 'other';
      assert.equal(said, expected);
    });
  }
});
