import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { isPressing, pressingUntil } from '#src/follow-up/is-pressing.ts';
import { officeHours } from '#src/territory/opening-hours.ts';

suite('what is printed in full', () => {
  const sheet = { forDate: '2026-11-27', until: '2026-12-01', zone: 'Europe/Paris' };
  const nothing = { due: [], waitsFor: [], neededOn: null };

  test('is needed by the third day of opening', () => {
    assert.ok(isPressing({ ...nothing, neededOn: '2026-12-01' }, sheet));
    assert.ok(!isPressing({ ...nothing, neededOn: '2026-12-02' }, sheet));
  });

  test('or has an answer promised by then, at the hour of the territory', () => {
    const promised = (dueAt: string) => ({ ...nothing, waitsFor: [{ kind: 'promise', dueAt } as const] });
    assert.ok(isPressing(promised('2026-11-27T22:59:00.000Z'), sheet));
    assert.ok(!isPressing(promised('2026-11-27T23:00:00.000Z'), sheet));
  });

  test('days without an answer do not count', () => {
    const calendar = { hours: officeHours(31), closures: [], communeCodes: ['46042'] };
    assert.equal(pressingUntil(calendar, '2026-11-27'), '2026-12-01', 'a Friday, then Monday and Tuesday');
    assert.equal(pressingUntil(calendar, '2026-11-28'), '2026-12-02', 'a Saturday is not one of them');
    assert.equal(pressingUntil({ ...calendar, hours: officeHours(0) }, '2026-11-28'), '2026-11-28');
  });
});
