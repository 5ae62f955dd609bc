import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callerAlerts } from '#src/follow-up/caller-alerts.ts';
import { aPerson } from '#test/fixtures/drivers.ts';
import { request } from '#test/fixtures/requests.ts';

const SINCE = '2026-10-24T08:00:00.000Z';
const closedAt = (at: string) => request({ closing: { reason: 'unreachable', at, byMember: null } });

test('who answers knows at once what matters, the gravest first', () => {
  assert.deepEqual(callerAlerts(aPerson(), [request()], [], SINCE), []);
  const person = aPerson({ setAsideReason: 'Dispute', minor: true, note: 'Entend mal' });
  const alerts = callerAlerts(person, [closedAt('2026-11-20T08:00:00.000Z')], [], SINCE);
  assert.deepEqual(
    alerts.map(({ kind }) => kind),
    ['set-aside', 'parent-agreement-missing', 'not-reached', 'note'],
  );
  assert.deepEqual(callerAlerts(aPerson(), [closedAt('2026-09-20T08:00:00.000Z')], [], SINCE), []);
});
