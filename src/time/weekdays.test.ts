import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import { formatWeekdays, parseWeekdays, weekdayBit, weekdaysOf } from '#src/time/weekdays.ts';

const days = (text: string): string => {
  const reading = parseWeekdays(text);
  return reading.kind === 'read' ? weekdaysOf(reading.value).join('') : reading.reason;
};

describe('weekdays', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['Lundi, Mardi', '12'],
    ['Du lundi au vendredi', '12345'],
    ['du Lundi au Vendredi inclus', 'refused'],
    ['lundi à vendredi', '12345'],
    ['lundi-vendredi', '12345'],
    ['Lundi - vendredi', '12345'],
    ['lun-ven', '12345'],
    ['lundi -> jeudi', '1234'],
    ['lundi > mercredi', '123'],
    ['Tous les jours', '1234567'],
    ['7j/7', '1234567'],
    ['lundi/mardi', '12'],
    ['Lun', '1'],
    ['mar. et jeu.', '24'],
    ['Ma, Me', '23'],
    ['lundi mardi jeudi', '124'],
    ['les mardis et jeudis', '24'],
    ['tous les lundis', '1'],
    ['LMMJV', '12345'],
    ['L M M J V S D', '1234567'],
    ['L,M,M,J', '1234'],
    ['semaine', '12345'],
    ['en semaine', '12345'],
    ['tous les jours de la semaine', '12345'],
    ['jours ouvrables', '123456'],
    ['week-end', '67'],
    ['le weekend', '67'],
    ['mercredi et week-end', '367'],
    ['du vendredi au lundi', '1567'],
    ['lundi, du mercredi au vendredi', '1345'],
    ['tous les jours sauf le mercredi', '124567'],
    ['du lundi au samedi sauf jeudi', '12356'],
    ['sauf dimanche', '123456'],
    ['lundi-mardi-jeudi', '124'],
    ['lundi-mardi', '12'],
    ['dimanche', '7'],
  ];
  for (const [text, expected] of cases)
    test(`« ${text} »`, () => {
      if (expected === 'refused') assert.match(days(text), /n'est pas un jour/);
      else assert.equal(days(text), expected);
    });

  test('refuses what it does not understand, and says which word', () => {
    assert.equal(days('lundi, mardo'), "« mardo » n'est pas un jour de la semaine.");
    assert.match(days('mardi-jeudi'), /se lit de deux façons.*du mardi au jeudi.*mardi et jeudi/);
    assert.match(days('du lundi au'), /dernier jour manque/);
    assert.match(days('du lundi au soir'), /après « au »/);
    assert.match(days(''), /Aucun jour/);
    assert.match(days('-'), /Aucun jour/);
    assert.match(days('lundi sauf lundi'), /ne laisse aucun jour/);
    assert.match(days('LMJV'), /n'est pas un jour/);
  });

  test('says days as people say them', () => {
    assert.equal(formatWeekdays(31), 'du lundi au vendredi');
    assert.equal(formatWeekdays(10), 'mardi et jeudi');
    assert.equal(formatWeekdays(127), 'tous les jours');
    assert.equal(formatWeekdays(96), 'samedi et dimanche');
    assert.equal(formatWeekdays(1 + 2 + 8), 'lundi, mardi et jeudi');
    assert.equal(formatWeekdays(1 + 16 + 32 + 64), 'du vendredi au lundi');
    assert.equal(formatWeekdays(127 - 4), 'tous les jours sauf le mercredi');
    assert.equal(formatWeekdays(63), 'du lundi au samedi');
    assert.equal(formatWeekdays(4), 'mercredi');
  });

  test('all 127 masks are read back', () => {
    for (let mask = 1; mask <= 127; mask += 1) {
      const reading = parseWeekdays(formatWeekdays(mask));
      assert.deepEqual(reading, { kind: 'read', value: mask }, formatWeekdays(mask));
    }
    assert.equal(weekdayBit(7), 64);
  });

  test('never throws, never gives a mask out of range', () => {
    const word = fc.constantFrom(
      'lundi',
      'au',
      'sauf',
      '-',
      'du',
      'jeu',
      'à',
      '>',
      'semaine',
      'tous les jours',
      'x',
      '#3',
      '#',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(word).map((words) => words.join(' ')),
        ),
        (text) => {
          const reading = parseWeekdays(text);
          if (reading.kind === 'read')
            assert.ok(Number.isInteger(reading.value) && reading.value >= 1 && reading.value <= 127, text);
        },
      ),
    );
  });
});
