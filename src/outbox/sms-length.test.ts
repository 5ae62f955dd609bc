import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MESSAGE_TEXTS } from '#src/outbox/message-texts.ts';
import { PLACEHOLDERS, renderMessage } from '#src/outbox/placeholders.ts';
import { plainForSms, smsLength } from '#src/outbox/sms-length.ts';

const length = (text: string): string => {
  const { coding, letters, segments, room } = smsLength(text);
  return `${coding} ${letters}/${room} in ${segments}`;
};

test('letters and segments as the network counts them', () => {
  assert.equal(length('a'.repeat(160)), 'gsm 160/160 in 1');
  assert.equal(length('a'.repeat(161)), 'gsm 161/306 in 2');
  assert.equal(length('à'.repeat(160)), 'gsm 160/160 in 1');
  assert.equal(length('€'.repeat(80)), 'gsm 160/160 in 1');
  assert.equal(length('ê'.repeat(70)), 'unicode 70/70 in 1');
  assert.equal(length('ê'.repeat(71)), 'unicode 71/134 in 2');
  assert.equal(length('😀'), 'unicode 2/70 in 1');
  assert.equal(length(''), 'gsm 0/160 in 1');
});

test('typography and rare accents do not double the price of an SMS', () => {
  assert.equal(plainForSms('L’hôpital… « être » à Noël, ça cœur'), 'L\'hopital... " etre " à Noel, ca coeur');
  assert.equal(smsLength(plainForSms('L’hôpital… « être » à Noël, ça cœur')).coding, 'gsm');
  assert.equal(plainForSms('ok 😀'), 'ok 😀', 'what nobody can write otherwise stays');
});

test('each proposed SMS takes two segments at most, links and names filled', () => {
  for (const [purpose, { sms }] of Object.entries(MESSAGE_TEXTS)) {
    const { coding, segments } = smsLength(plainForSms(renderMessage(sms, PLACEHOLDERS)));
    assert.ok(coding === 'gsm' && segments <= 2, `${purpose}: ${coding} ${segments}`);
  }
});
