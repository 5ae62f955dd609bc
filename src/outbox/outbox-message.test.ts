import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterInterruption, newMessage } from '#src/outbox/outbox-message.ts';
import { aMessage, MESSAGE_NOW } from '#test/fixtures/messages.ts';

const night = Temporal.Instant.from('2026-11-24T21:00:00.000Z');

test('at night an SMS waits for the morning, an e-mail does not', () => {
  const draft = aMessage();
  assert.equal(newMessage(draft, night, 'Europe/Paris').notBefore, '2026-11-25T07:30:00.000Z');
  assert.equal(newMessage({ ...draft, channel: 'email' }, night, 'Europe/Paris').notBefore, '2026-11-24T21:00:00.000Z');
});

test('what was in flight: an e-mail goes again, an SMS is uncertain and says why', () => {
  const sms = afterInterruption(aMessage({ state: 'sending' }), MESSAGE_NOW);
  assert.deepEqual([sms.state, sms.settledAt], ['uncertain', MESSAGE_NOW]);
  assert.match(sms.problem ?? '', /peut-être parti, peut-être pas/);
  const email = afterInterruption(aMessage({ channel: 'email', state: 'sending' }), MESSAGE_NOW);
  assert.deepEqual([email.state, email.notBefore, email.id], ['waiting', MESSAGE_NOW, 'out-1']);
});
