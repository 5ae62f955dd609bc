import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterReport, followSms } from '#src/messages/follow-sms.ts';
import type { ReceivedSms, TakeIncomingSms } from '#src/outbox/incoming-sms.ts';
import type { DatedReport } from '#src/outbox/sender.ts';
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
          reports: [{ to: '+33639980001', takenAt: MESSAGE_NOW, report: { kind: 'delivered' } }],
          forget: async () => void (forgotten += 1),
        }),
      },
      readers,
      now: () => now,
      newId,
    });
  try {
    await storage.atomically(id, async ({ outbox }) =>
      outbox.add(aMessage({ territoryId: id, state: 'sent', sentAt: MESSAGE_NOW, providerId: 'gw' })),
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

test('two SMS to one number: a report without a name is for the one that left when it says', async () => {
  const open = await openTestService();
  const { storage, newId } = open.service;
  const { id } = open.territory;
  const at = (minutes: number): string => now.subtract({ minutes }).toString({ smallestUnit: 'millisecond' });
  const step = (...reports: readonly DatedReport[]) =>
    followSms({
      stores: storage.in(id),
      atomically: (territoryId, work) => storage.atomically(territoryId, work),
      territory: { id, zone: 'Europe/Paris' },
      sender: {
        send: async () => ({ kind: 'accepted', providerId: null }),
        arrivals: async () => ({ received: [], reports, forget: async () => undefined }),
      },
      readers: [],
      now: () => now,
      newId,
    });
  const report = (minutes: number, kind: 'delivered' | 'failed', to = '+33639980001'): DatedReport => ({
    to,
    takenAt: at(minutes),
    report: kind === 'failed' ? { kind, problem: 'Le réseau dit que non.' } : { kind },
  });
  try {
    await storage.atomically(id, async ({ outbox }) => {
      for (const [name, minutes, to] of [
        ['first', 60, '+33639980001'],
        ['second', 20, '+33639980001'],
        ['other', 20, '+33639980002'],
      ] as const)
        await outbox.add(
          aMessage({ id: name, key: name, territoryId: id, to, state: 'sent', sentAt: at(minutes), createdAt: at(90) }),
        );
      // Forty newer ones do not hide them.
      for (let n = 0; n < 45; n += 1)
        await outbox.add(
          aMessage({ id: `n${n}`, key: `n${n}`, territoryId: id, to: '+33639980003', state: 'sent', sentAt: at(1) }),
        );
    });
    const states = async (): Promise<readonly unknown[]> =>
      Promise.all(['first', 'second', 'other'].map(async (name) => (await storage.in(id).outbox.find(name))?.state));

    assert.deepEqual(await step(report(59, 'delivered')), { reports: 1, received: 0 });
    assert.deepEqual(await states(), ['delivered', 'sent', 'sent'], 'the second one has not arrived');
    assert.deepEqual(await step(report(59, 'delivered'), report(58, 'delivered')), { reports: 0, received: 0 });
    assert.deepEqual(
      await states(),
      ['delivered', 'sent', 'sent'],
      'the other part of the first, and its report again',
    );
    assert.deepEqual(await step(report(20, 'failed')), { reports: 1, received: 0 });
    assert.deepEqual(await states(), ['delivered', 'failed', 'sent']);
    assert.deepEqual(
      await step(report(20, 'delivered', '+33639980009')),
      { reports: 0, received: 0 },
      'to nobody of ours',
    );
  } finally {
    await open.close();
  }
});
