import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { answerTooLate } from '#src/requests/answer-too-late.ts';

const tomorrow = { kind: 'dates', dates: ['2026-11-27', '2026-12-04'] } as const;
const appointment = { kind: 'arrive-by', at: 10 * 60 + 30 } as const;

suite('an answer promised too late', () => {
  test('comes after the appointment it is for', () => {
    assert.ok(answerTooLate({ date: '2026-11-27', time: 17 * 60 }, tomorrow, appointment));
    assert.ok(answerTooLate({ date: '2026-11-28', time: 9 * 60 }, tomorrow, { kind: 'any' }));
    assert.ok(answerTooLate({ date: '2026-11-27', time: 12 * 60 }, tomorrow, { kind: 'morning' }));
  });

  test('is none the day before, nor in the hours before', () => {
    assert.ok(!answerTooLate({ date: '2026-11-26', time: 17 * 60 }, tomorrow, appointment));
    assert.ok(!answerTooLate({ date: '2026-11-27', time: 9 * 60 }, tomorrow, appointment));
    assert.ok(!answerTooLate({ date: '2026-11-27', time: 12 * 60 }, tomorrow, { kind: 'afternoon' }));
  });

  test('is none when another day will do', () => {
    const within = { kind: 'within', from: '2026-11-26', until: '2026-12-02' } as const;
    assert.ok(!answerTooLate({ date: '2026-11-28', time: 9 * 60 }, within, appointment));
  });
});
