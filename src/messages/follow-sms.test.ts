import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterReport, followSms } from '#src/messages/follow-sms.ts';
import type { ReceivedSms, TakeIncomingSms } from '#src/outbox/incoming-sms.ts';
import { aMessage, MESSAGE_NOW } from '#test/fixtures/messages.ts';
import { openTestService } from '#test/helpers/test-service.ts';

const now = Temporal.Instant.from(MESSAGE_NOW);
const received = (providerId: string, text: string, from = '+33639980001'): ReceivedSms => ({
  providerId,
  from,
  text,
  receivedAt: MESSAGE_NOW,
});

test('a report settles what was sent, tells an uncertain one, and changes nothing else', () => {
  const state = (from: 'sent' | 'uncertain' | 'told' | 'waiting', kind: 'delivered' | 'sent' | 'pending') =>
    afterReport(aMessage({ state: from }), { kind }, MESSAGE_NOW)?.state;
  assert.equal(state('sent', 'delivered'), 'delivered');
  assert.equal(state('uncertain', 'sent'), 'sent');
  assert.equal(state('sent', 'sent'), undefined);
  assert.equal(state('uncertain', 'pending'), undefined);
  assert.equal(state('told', 'delivered'), undefined);
  assert.equal(state('waiting', 'delivered'), undefined);
});

test('SMS that come twice, in disorder, from nobody known: each is taken once or waits on the desk', async () => {
  const open = await openTestService();
  const { storage, newId } = open.service;
  const { id } = open.territory;
  const seen: string[] = [];
  const take: TakeIncomingSms = async (_territory, { text }) => {
    seen.push(text);
    return /^oui \d{4}$/iu.test(text) ? 'taken' : 'not-mine';
  };
  let forgotten = 0;
  const step = (arrived: readonly ReceivedSms[], readers: readonly TakeIncomingSms[] = [take]) =>
    followSms({
      stores: storage.in(id),
      atomically: (territoryId, work) => storage.atomically(territoryId, work),
      territory: { id, zone: 'Europe/Paris' },
      sender: {
        send: async () => ({ kind: 'accepted', providerId: null }),
        arrivals: async () => ({
          received: arrived,
          reports: [{ to: '+33639980001', report: { kind: 'delivered' } }],
          forget: async () => void (forgotten += 1),
        }),
      },
      readers,
      now: () => now,
      newId,
    });
  try {
    await storage.atomically(id, async ({ outbox }) =>
      outbox.add(aMessage({ territoryId: id, state: 'sent', providerId: 'gw' })),
    );
    const two = [received('b', 'merci'), received('a', 'OUI 4721')];
    assert.deepEqual(await step(two), { reports: 1, received: 2 });
    assert.equal((await storage.in(id).outbox.find('out-1'))?.state, 'delivered');
    assert.deepEqual(await step([...two, received('a', 'OUI 4721')]), { reports: 0, received: 0 });
    assert.deepEqual(seen.toSorted(), ['OUI 4721', 'merci']);
    assert.equal(forgotten, 2);
    const { incomingSms } = storage.in(id);
    assert.deepEqual(
      (await incomingSms.list(['to-read'], 9)).map(({ text }) => text),
      ['merci'],
    );
    assert.deepEqual([await incomingSms.count(['taken']), await incomingSms.count(['new'])], [1, 0]);

    const broken: TakeIncomingSms = async () => Promise.reject(new Error('stopped'));
    await assert.rejects(step([received('c', 'NON 1234')], [broken]));
    assert.equal(await incomingSms.count(['new']), 1, 'kept before anybody acts on it');
    assert.deepEqual(await step([]), { reports: 0, received: 1 });
    assert.equal(await incomingSms.count(['new']), 0);
  } finally {
    await open.close();
  }
});
