import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import { addDays } from '#src/time/dates.ts';
import { formatDate, formatDateDigits, parseDate } from '#src/time/written-dates.ts';

const today = '2026-11-22';
const date = (text: string, on = today): string => {
  const reading = parseDate(text, on);
  return reading.kind === 'read' ? reading.value : reading.reason;
};

describe('dates as people write them', () => {
  const first = [
    '2026-12-01',
    '01/12/2026',
    '1/12/26',
    '1.12.2026',
    '01-12-2026',
    '1er décembre',
    '1 dec',
    '1er déc. 2026',
  ];
  const withWeekday = [
    'mardi 1er décembre 2026',
    'le mardi 1er décembre',
    'Mardi 1 décembre',
    'le 1er décembre',
    'mardi 01/12/2026',
    '1/12',
  ];
  for (const text of [...first, ...withWeekday]) test(`« ${text} »`, () => assert.equal(date(text), '2026-12-01'));

  test('days said from today', () => {
    assert.equal(date('demain'), '2026-11-23');
    assert.equal(date('aujourd’hui'), today);
    assert.equal(date('Après-demain'), '2026-11-24');
    assert.equal(date('mardi'), '2026-11-24');
    assert.equal(date('dimanche'), today);
  });

  test('without a year: the coming one, or the one just gone', () => {
    assert.equal(date('5 janvier'), '2027-01-05');
    assert.equal(date('10 novembre'), '2026-11-10');
    assert.equal(date('28 décembre', '2027-01-05'), '2026-12-28');
    assert.equal(date('29 février', '2027-06-01'), '2028-02-29');
  });

  test('refuses what does not exist and says why', () => {
    assert.equal(date('30/02/2026'), "Le 30/02/2026 n'existe pas : février 2026 a 28 jours.");
    assert.equal(date('2026-02-30'), "Le 30/02/2026 n'existe pas : février 2026 a 28 jours.");
    assert.match(date('31/04/2026'), /avril 2026 a 30 jours/);
    assert.match(date('12/13/2026'), /les mois vont de 1 à 12/);
    assert.match(date('29 février'), /février 2026 a 28 jours/);
    assert.equal(date('lundi 1er décembre 2026'), 'Ce jour est un mardi 1er décembre, et non un lundi.');
    assert.match(date('le 3 brumaire'), /ne se lit pas/);
    assert.match(date('3 jui 2026'), /ne se lit pas/);
    assert.match(date(''), /manque/);
  });

  test('what is written is read back, whatever today is', () => {
    const day = fc.integer({ min: -10_000, max: 10_000 }).map((days) => addDays('2026-01-01', days));
    fc.assert(
      fc.property(day, day, (written, on) => {
        assert.equal(date(formatDate(written, on), on), written);
        assert.equal(date(formatDateDigits(written), on), written);
        assert.equal(date(written, on), written);
      }),
      { numRuns: 2000 },
    );
    assert.equal(formatDate('2026-12-01', today), 'mardi 1er décembre');
    assert.equal(formatDate('2027-01-02', today), 'samedi 2 janvier 2027');
    assert.equal(formatDateDigits('2026-12-01'), '01/12/2026');
  });

  test('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseDate(text, today)));
  });
});
