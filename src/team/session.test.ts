import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { isAlive, seeSession, startSession } from '#src/team/session.ts';

const start = Temporal.Instant.from('2026-11-22T08:00:00Z');
const after = (hours: number): Temporal.Instant => start.add({ minutes: Math.round(hours * 60) });

suite('a session', () => {
  test('lives twelve hours without a page, and slides with each page', () => {
    const session = startSession('id', 'member', start);
    assert.equal(isAlive(session, after(11.9)), true);
    assert.equal(isAlive(session, after(12)), false);
    const seen = seeSession(session, after(11));
    assert.equal(isAlive(seen, after(22.9)), true);
    assert.equal(isAlive(seen, after(23)), false);
  });

  test('is not written again within five minutes', () => {
    const session = startSession('id', 'member', start);
    assert.equal(seeSession(session, after(0.05)), session);
    assert.notEqual(seeSession(session, after(0.1)), session);
  });

  test('ends after thirty days however much it is used', () => {
    let session = startSession('id', 'member', start);
    for (let hour = 6; hour < 30 * 24; hour += 6) {
      assert.equal(isAlive(session, after(hour)), true, `hour ${hour}`);
      session = seeSession(session, after(hour));
    }
    assert.equal(isAlive(session, after(30 * 24)), false);
  });
});
