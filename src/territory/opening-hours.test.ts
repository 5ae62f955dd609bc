import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { describeHours, formatDayHours, officeHours, type OpenInterval } from '#src/territory/opening-hours.ts';
import { readDayHours, readHoursSentence } from '#src/territory/read-opening-hours.ts';

const am = { from: 540, until: 720 };
const pm = { from: 840, until: 1020 };

/** Hours of a day as an office may have them: in order, apart, by quarters of an hour. */
const day: fc.Arbitrary<readonly OpenInterval[]> = fc
  .uniqueArray(fc.integer({ min: 0, max: 95 }), { maxLength: 6 })
  .map((quarters) => {
    const ends = quarters.toSorted((a, b) => a - b).map((quarter) => quarter * 15);
    return ends.flatMap((from, index) => {
      const until = ends[index + 1];
      return index % 2 === 0 && until !== undefined ? [{ from, until }] : [];
    });
  });

suite('opening hours', () => {
  test('the hours of a day are read as people write them', () => {
    for (const text of [
      '9\u00a0h - 12\u00a0h, 14\u00a0h - 17\u00a0h',
      '9h-12h et 14h-17h',
      'de 9\u00a0h à midi, de 14\u00a0h à 17\u00a0h',
      '9:00-12:00 / 14:00-17:00',
      '9h00 à 12h00 puis 14h00 à 17h00',
      '14–17 ; 9–12',
      '9 heures à 12 heures, 14 heures à 17 heures',
      '9h-10h30, 10h-12h, 14h-17h',
    ])
      assert.deepEqual(readDayHours(text), { kind: 'read', value: [am, pm] }, text);
    for (const text of ['', ' ', '-', 'fermé', 'Fermée', 'absent'])
      assert.deepEqual(readDayHours(text), { kind: 'read', value: [] }, text);
    for (const text of [
      'le matin',
      '9\u00a0h',
      '12\u00a0h - 9\u00a0h',
      '9\u00a0h - 12\u00a0h sauf fêtes',
      '25\u00a0h - 26\u00a0h',
      '9h-12h-14h',
    ])
      assert.equal(readDayHours(text).kind, 'refused', text);
  });

  test('a sentence is read as hours, or left alone', () => {
    const office = officeHours(31);
    for (const text of [
      'du lundi au vendredi',
      'du lundi au vendredi, de 9\u00a0h à 12\u00a0h et de 14\u00a0h à 17\u00a0h',
      'Du lundi au vendredi : 9h-12h / 14h-17h',
      'en semaine, de 9\u00a0h à midi et de 14\u00a0h à 17\u00a0h',
    ])
      assert.deepEqual(readHoursSentence(text), office, text);
    const saturday = office.map((hours, index) => (index === 5 ? [am] : hours));
    assert.deepEqual(
      readHoursSentence('du lundi au vendredi de 9h à 12h et de 14h à 17h, le samedi de 9h à 12h'),
      saturday,
    );
    for (const text of ['', 'le matin', 'quand nous pouvons', 'lundi de 9\u00a0h à 12\u00a0h sur rendez-vous'])
      assert.equal(readHoursSentence(text), undefined, text);
  });

  test('what is written is read back', () => {
    fc.assert(
      fc.property(fc.array(day, { minLength: 7, maxLength: 7 }), (hours) => {
        for (const one of hours) assert.deepEqual(readDayHours(formatDayHours(one)), { kind: 'read', value: one });
        const sentence = describeHours(hours);
        if (sentence !== '') assert.deepEqual(readHoursSentence(sentence), hours, sentence);
      }),
    );
  });

  test('days with the same hours are said together', () => {
    const hours = [[am, pm], [am, pm], [am], [am, pm], [am, pm], [], []];
    assert.equal(
      describeHours(hours),
      'lundi, mardi, jeudi et vendredi, de 9\u00a0h à 12\u00a0h et de 14\u00a0h à 17\u00a0h ; mercredi, de 9\u00a0h à 12\u00a0h',
    );
    assert.equal(describeHours(officeHours(0)), '');
  });
});
