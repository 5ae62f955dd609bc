import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { describeCount, describePlan } from '#src/territory/describe-opening.ts';
import { isTimeToOpen, OPEN, type Opening, stageOn } from '#src/territory/opening.ts';

const TODAY = '2026-11-24';
const first = (plan: Opening['plan'], awaitsHost = false): Opening => ({ stage: 'drivers-first', plan, awaitsHost });

suite('opening in two steps', () => {
  test('a day that was set opens by itself, from its first minute', () => {
    assert.equal(stageOn(first({ kind: 'date', date: '2026-11-25' }), TODAY), 'drivers-first');
    assert.equal(stageOn(first({ kind: 'date', date: TODAY }), TODAY), 'open');
    assert.equal(isTimeToOpen(first({ kind: 'date', date: TODAY }), TODAY, 0), true);
    assert.equal(isTimeToOpen(first({ kind: 'date', date: '2026-11-25' }), TODAY, 99), false);
  });

  test('a floor opens when the lines are there, a hand when it says so', () => {
    assert.equal(isTimeToOpen(first({ kind: 'lines', floor: 20 }), TODAY, 19), false);
    assert.equal(isTimeToOpen(first({ kind: 'lines', floor: 20 }), TODAY, 20), true);
    assert.equal(isTimeToOpen(first({ kind: 'by-hand' }), TODAY, 99), false);
    assert.equal(isTimeToOpen(OPEN, TODAY, 99), false, 'already open: nothing to write');
  });

  test('what is unpublished, or waits for its host, opens at no day', () => {
    const date = { kind: 'date', date: '2026-01-01' } as const;
    assert.equal(stageOn({ ...first(date), stage: 'unpublished' }, TODAY), 'unpublished');
    assert.equal(stageOn(first(date, true), TODAY), 'unpublished');
    assert.equal(stageOn({ ...OPEN, awaitsHost: true }, TODAY), 'unpublished');
    assert.equal(isTimeToOpen(first(date, true), TODAY, 99), false);
  });

  test('is said as people say it', () => {
    assert.equal(describePlan({ kind: 'date', date: '2027-01-04' }, TODAY), 'le lundi 4 janvier 2027');
    assert.equal(describePlan({ kind: 'lines', floor: 20 }, TODAY), 'bientôt, dès que 20 lignes sont prêtes');
    assert.equal(describePlan({ kind: 'lines', floor: 1 }, TODAY), 'bientôt, dès que la première ligne est prête');
    assert.equal(describePlan({ kind: 'by-hand' }, TODAY), 'bientôt');
    assert.equal(describeCount(1, 20), '1 ligne sur 20');
    assert.equal(describeCount(12, 20), '12 lignes sur 20');
  });
});
