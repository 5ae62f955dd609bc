import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import { formatHour, formatHourInput, keepHoursWhole, parseHour } from '#src/time/hours.ts';

const value = (text: string): number | null | string => {
  const reading = parseHour(text);
  return reading.kind === 'read' ? reading.value : reading.reason;
};

describe('hours', () => {
  test('every way people write half past eight', () => {
    const written = ['8h30', '08:30', '8 h 30', '0830', '830', '8 heures 30', '08:30:00', '8H30', '8.30', '08h30min'];
    for (const text of [
      ...written,
      'vers 8h30',
      '8h30 environ',
      '8 h 30 du matin',
      '8 heures et demie',
      'à 8h30',
      '8h30 ',
    ])
      assert.equal(value(text), 510, text);
  });

  test('whole hours, noon, midnight, parts of the day', () => {
    assert.equal(value('8h'), 480);
    assert.equal(value('8'), 480);
    assert.equal(value('midi'), 720);
    assert.equal(value('midi et demi'), 750);
    assert.equal(value('minuit'), 0);
    assert.equal(value("2h de l'après-midi"), 840);
    assert.equal(value('2 h de l’après-midi'), 840);
    assert.equal(value('5h30 du soir'), 1050);
    assert.equal(value('18h du soir'), 1080);
    assert.equal(value('9h et quart'), 555);
  });

  test('no fixed hour is an answer', () => {
    for (const text of [
      '',
      '  ',
      '-',
      '–',
      '?',
      'variable',
      'Variables',
      'horaires variables',
      'à convenir',
      'heure flexible',
    ])
      assert.equal(value(text), null, text);
  });

  test('what does not exist is refused with its reason', () => {
    assert.equal(value('25h'), "L'heure « 25h » n'existe pas : les heures vont de 0 h à 23 h 59.");
    assert.match(String(value('8h75')), /60 minutes/);
    for (const text of ['le matin', '8h30-9h', '8h30 ou 9h', 'abc', '123456', '8 3 0', '8::30'])
      assert.match(String(value(text)), /ne se lit pas/, text);
  });

  test('what is written is read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1439 }), (time) => {
        assert.equal(value(formatHour(time)), time);
        assert.equal(value(formatHourInput(time)), time);
      }),
    );
    assert.equal(formatHour(510), '8\u00a0h\u00a030');
    assert.equal(formatHour(480), '8\u00a0h');
    assert.equal(formatHour(5), '0\u00a0h\u00a005');
    assert.equal(formatHour(1445), '0\u00a0h\u00a005');
    assert.equal(formatHourInput(510), '08:30');
  });

  test('an hour inside a sentence does not break either', () => {
    assert.equal(keepHoursWhole('de 9 h à 12 h 30, 2 heures'), 'de 9\u00a0h à 12\u00a0h\u00a030, 2 heures');
  });

  test('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseHour(text)));
  });
});
