import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { formatPhone, parsePhone, reversedDigits, telLink } from '#src/people/phone.ts';

suite('parsePhone', () => {
  test('takes the six ranges reserved for fiction, and their kind from the French plan', () => {
    const kinds = ['0199001234', '0261911234', '0353011234', '0465711234', '0536491234', '0639981234'].map(
      (text) => `${parsePhone(text)?.number} ${parsePhone(text)?.kind}`,
    );
    assert.deepEqual(kinds, [
      '+33199001234 landline',
      '+33261911234 landline',
      '+33353011234 landline',
      '+33465711234 landline',
      '+33536491234 landline',
      '+33639981234 mobile',
    ]);
  });

  for (const spelling of [
    '06.39.98.12.34',
    '06 39 98 12 34',
    '06-39-98-12-34',
    '06/39/98/12/34',
    '06\u00a039\u202f98 12 34',
    '+33 (0)6 39 98 12 34',
    '+33 6 39 98 12 34',
    '+33 06 39 98 12 34',
    '0033 6 39 98 12 34',
    '33639981234',
    '639981234',
    '(06) 39 98 12 34',
  ])
    test(`understands ${spelling}`, () => assert.equal(parsePhone(spelling)?.number, '+33639981234'));

  test('keeps foreign numbers as other', () => {
    assert.deepEqual(parsePhone('+44 20 7946 0958'), { number: '+442079460958', kind: 'other', sms: false });
    assert.equal(parsePhone('00 376 312 345')?.number, '+376312345');
  });

  test('gives overseas numbers their own country code', () => {
    assert.deepEqual(parsePhone('0692 12 34 56'), { number: '+262692123456', kind: 'mobile', sms: true });
    assert.equal(parsePhone('0262 12 34 56')?.kind, 'landline');
    assert.equal(parsePhone('0596 12 34 56')?.number, '+596596123456');
    assert.equal(parsePhone('0639 12 34 56')?.number, '+262639123456');
  });

  test('a premium number is neither a mobile nor a landline', () => {
    assert.equal(parsePhone('08 90 12 34 56')?.kind, 'other');
  });

  for (const wrong of ['', '   ', '06 39 98 12', '06 39 98 12 34 5', '3646', 'aucun', '0639981234 ou 0536491234', '+'])
    test(`refuses "${wrong}"`, () => assert.equal(parsePhone(wrong), undefined));
});

suite('formatPhone', () => {
  test('reads two by two, and comes back', () => {
    assert.equal(formatPhone('+33639981234'), '06\u00a039\u00a098\u00a012\u00a034');
    assert.equal(formatPhone('+262692123456'), '06\u00a092\u00a012\u00a034\u00a056');
    assert.equal(formatPhone('+442079460958'), '+44\u00a020\u00a07946\u00a00958');
    for (const number of ['+33639981234', '+262692123456', '+442079460958'])
      assert.equal(parsePhone(formatPhone(number))?.number, number);
  });

  test('a text that is no number stays as it is', () => assert.equal(formatPhone('inconnu'), 'inconnu'));
});

test('telLink dials digits only', () => {
  assert.equal(telLink('+33639981234'), 'tel:+33639981234');
  assert.equal(telLink('javascript:alert(1)'), 'tel:1');
});

test('reversedDigits starts with the end', () => assert.equal(reversedDigits('+33639981234'), '43218993633'));
