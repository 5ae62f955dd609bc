import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { absencesAhead, type Calendar, nextOpenDay } from '#src/territory/closure.ts';
import { describeAbsence } from '#src/territory/describe-absence.ts';
import { officeHours } from '#src/territory/opening-hours.ts';

const closure = (firstDay: string, lastDay: string) => ({ id: firstDay, firstDay, lastDay, reason: 'congés' });
const calendar = (...closures: ReturnType<typeof closure>[]): Calendar => ({
  hours: officeHours(31),
  closures,
  communeCodes: ['46042'],
});
const said = (one: Calendar, today: string, days = 14): readonly string[] =>
  absencesAhead(one, today, days).map((absence) => describeAbsence(absence, today));

suite('absences, as they are said', () => {
  test('a closure and the holiday it touches are one absence', () => {
    const christmas = calendar(closure('2026-12-24', '2026-12-24'), closure('2026-12-26', '2026-12-26'));
    const words = ['L’équipe est absente du 24 au 26 décembre ; elle répond de nouveau lundi 28 décembre.'];
    assert.deepEqual(said(christmas, '2026-12-12'), words);
    assert.deepEqual(said(christmas, '2026-12-26', 5), words, 'on its last day it still began on the 24th');
    assert.deepEqual(said(christmas, '2026-12-27', 4), [], 'a Sunday like others');
  });

  test('a public holiday is said when someone would have answered, and not on a Sunday', () => {
    assert.deepEqual(said(calendar(), '2026-07-10'), [
      'L’équipe ne répond pas le mardi 14 juillet, jour férié ; elle répond de nouveau mercredi 15 juillet.',
    ]);
    assert.deepEqual(said(calendar(), '2026-10-30', 5), [], 'All Saints’ Day of 2026 is a Sunday');
  });

  test('the days off of the territory’s own départements are said there, and nowhere else', () => {
    const of = (...communeCodes: readonly string[]): Calendar => ({ ...calendar(), communeCodes });
    assert.deepEqual(said(of('97105', '97120'), '2026-05-26', 5), [
      'L’équipe ne répond pas le mercredi 27 mai, jour férié ; elle répond de nouveau jeudi 28 mai.',
    ]);
    assert.deepEqual(said(of('97411'), '2026-05-26', 5), []);
    assert.equal(nextOpenDay(of('54395', '57463'), '2026-04-03'), '2026-04-07', 'Good Friday, then Easter Monday');
    assert.equal(nextOpenDay(of('54395'), '2026-04-03'), '2026-04-03');
  });

  test('the closed days of a week join what touches them, and two absences apart are two', () => {
    assert.deepEqual(
      said(calendar(closure('2026-08-07', '2026-08-07'), closure('2026-08-10', '2026-08-12')), '2026-08-03'),
      ['L’équipe est absente du 7 au 12 août ; elle répond de nouveau jeudi 13 août.'],
    );
    assert.equal(
      said(calendar(closure('2026-08-04', '2026-08-04'), closure('2026-08-06', '2026-08-06')), '2026-08-03').length,
      2,
    );
  });

  test('over the new year, and for ever', () => {
    assert.deepEqual(said(calendar(closure('2026-12-28', '2027-01-03')), '2026-12-26'), [
      'L’équipe est absente du 28 décembre au 3 janvier ; elle répond de nouveau lundi 4 janvier 2027.',
    ]);
    const never: Calendar = { ...calendar(closure('2026-12-01', '2026-12-02')), hours: officeHours(0) };
    assert.equal(nextOpenDay(never, '2026-12-01'), undefined);
    assert.deepEqual(said(never, '2026-12-01'), ['L’équipe est absente du 1er au 2 décembre.']);
  });
});
