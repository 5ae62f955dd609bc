import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { describeWay, describeWhen, describeWindow } from '#src/requests/describe-way.ts';

suite('what was asked, as people say it', () => {
  const today = '2026-11-24';

  test('days', () => {
    assert.equal(describeWhen({ kind: 'dates', dates: ['2026-12-01'] }, today), 'mardi 1er décembre');
    assert.equal(
      describeWhen({ kind: 'dates', dates: ['2027-01-05', '2026-12-01'] }, today),
      'mardi 1er décembre et mardi 5 janvier 2027',
    );
    assert.equal(
      describeWhen({ kind: 'within', from: '2026-11-24', until: '2026-12-01' }, today),
      'un jour entre le mardi 24 novembre et le mardi 1er décembre',
    );
    assert.equal(
      describeWhen({ kind: 'weekly', weekdays: 10, from: today, until: null }, today),
      'chaque semaine, mardi et jeudi',
    );
    assert.equal(
      describeWhen({ kind: 'weekly', weekdays: 31, from: '2026-12-07', until: '2027-02-26' }, today),
      'chaque semaine, du lundi au vendredi, à partir du lundi 7 décembre, jusqu’au vendredi 26 février 2027',
    );
  });

  test('hours: an appointment and a departure are two things', () => {
    assert.equal(describeWindow({ kind: 'arrive-by', at: 570 }), 'rendez-vous à 9\u00a0h\u00a030');
    assert.equal(describeWindow({ kind: 'leave-at', at: 1020 }), 'départ à 17\u00a0h');
    assert.equal(describeWindow({ kind: 'afternoon' }), 'l’après-midi');
    const way = { when: { kind: 'dates', dates: ['2026-12-01'] }, window: { kind: 'morning' } } as const;
    assert.equal(describeWay(way, today), 'mardi 1er décembre, le matin');
  });
});
