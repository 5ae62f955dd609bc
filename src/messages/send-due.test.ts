import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { afterTry, sendDue } from '#src/messages/send-due.ts';
import type { OutboxMessage } from '#src/outbox/outbox-message.ts';
import type { OutboxStore } from '#src/outbox/outbox-store.ts';
import type { Senders, SendResult } from '#src/outbox/sender.ts';
import { aMessage, MESSAGE_NOW } from '#test/fixtures/messages.ts';
import { openTestService } from '#test/helpers/test-service.ts';

const now = Temporal.Instant.from(MESSAGE_NOW);
const paris = 'Europe/Paris';
const later: SendResult = { kind: 'not-sent', problem: 'Le téléphone est éteint.' };

test('tries go further and further apart, then it is given up and says why', () => {
  const waits = (channel: 'sms' | 'email'): readonly string[] =>
    [1, 2, 3, 4, 5].map((attempts) => {
      const after = afterTry(aMessage({ channel, attempts, state: 'sending' }), later, now, paris);
      if (after.state !== 'waiting') return after.problem ?? '';
      return String(now.until(Temporal.Instant.from(after.notBefore)).total('minutes'));
    });
  assert.deepEqual(waits('sms'), ['2', '10', '60', '240', 'Le téléphone est éteint. Essayé 5 fois.']);
  assert.deepEqual(waits('email'), ['5', '60', '360', '1080', 'Le téléphone est éteint. Essayé 5 fois.']);
});

test('what nobody knows: an e-mail is tried again, an SMS is uncertain', () => {
  const unknown: SendResult = { kind: 'unknown', problem: 'La ligne s’est coupée.' };
  assert.equal(afterTry(aMessage({ attempts: 1 }), unknown, now, paris).state, 'uncertain');
  assert.equal(afterTry(aMessage({ attempts: 1, channel: 'email' }), unknown, now, paris).state, 'waiting');
});

test('a try that would come after the ride is not made: someone is to be called', () => {
  const soon = now.add({ minutes: 5 }).toString({ smallestUnit: 'millisecond' });
  const after = afterTry(aMessage({ attempts: 2, neededBy: soon }), later, now, paris);
  assert.equal(after.state, 'failed');
  assert.match(after.problem ?? '', /appelez la personne/);
});

const opened = async (
  work: (at: {
    readonly outbox: () => OutboxStore;
    readonly add: (...messages: readonly Partial<OutboxMessage>[]) => Promise<void>;
    readonly step: (senders: Partial<Senders>, at?: Temporal.Instant) => ReturnType<typeof sendDue>;
  }) => Promise<void>,
): Promise<void> => {
  const open = await openTestService();
  const { storage } = open.service;
  const { id } = open.territory;
  try {
    await work({
      outbox: () => storage.in(id).outbox,
      add: (...messages) =>
        storage.atomically(id, async ({ outbox }) => {
          for (const message of messages) await outbox.add(aMessage({ ...message, territoryId: id }));
        }),
      step: (senders, at = now) =>
        sendDue({
          atomically: (territoryId, todo) => storage.atomically(territoryId, todo),
          territory: { id, zone: paris },
          senders: { sms: null, email: null, ...senders },
          now: () => at,
          owner: 'one',
        }),
    });
  } finally {
    await open.close();
  }
};

const inFlight = async (outbox: () => OutboxStore, id: string): Promise<void> => {
  for (let turns = 0; turns < 1000; turns += 1) {
    if ((await outbox().find(id))?.state === 'sending') return;
    await turn();
  }
  throw new Error(`${id} was not taken`);
};

test('each due message is sent once and noted; a channel that is off fails and says so', async () => {
  await opened(async ({ outbox, add, step }) => {
    const sent: string[] = [];
    const sms = {
      send: async ({ id }: { id: string }): Promise<SendResult> => {
        sent.push(id);
        return { kind: 'accepted', providerId: `gw-${id}` };
      },
    };
    await add({ id: 'a' }, { id: 'b' }, { id: 'mail', channel: 'email' });
    assert.deepEqual(await step({ sms }), { sent: 2, again: 0, failed: 1, uncertain: 0, recovered: 0 });
    assert.deepEqual(sent, ['a', 'b']);
    assert.deepEqual(await step({ sms }), { sent: 0, again: 0, failed: 0, uncertain: 0, recovered: 0 });
    const a = await outbox().find('a');
    assert.deepEqual([a?.state, a?.providerId, a?.sentAt, a?.attempts], ['sent', 'gw-a', MESSAGE_NOW, 1]);
    assert.match((await outbox().find('mail'))?.problem ?? '', /pas en marche/);
  });
});

test('an SMS that was late comes to quiet hours and waits for the morning; one too late fails', async () => {
  await opened(async ({ outbox, add, step }) => {
    const sms = { send: async (): Promise<SendResult> => ({ kind: 'accepted', providerId: null }) };
    await add({ id: 'a' }, { id: 'b', neededBy: '2026-11-24T12:00:00.000Z' });
    await step({ sms }, Temporal.Instant.from('2026-11-24T21:00:00.000Z'));
    const a = await outbox().find('a');
    assert.deepEqual([a?.state, a?.notBefore, a?.attempts], ['waiting', '2026-11-25T07:30:00.000Z', 0]);
    assert.equal((await outbox().find('b'))?.state, 'failed');
  });
});

test('a worker that stops in flight: the next one sends the e-mail again and never the SMS', async () => {
  await opened(async ({ outbox, add, step }) => {
    const calls: string[] = [];
    const dies = { send: (): Promise<SendResult> => new Promise(() => undefined) };
    await add({ id: 'sms' });
    void step({ sms: dies });
    await inFlight(outbox, 'sms');
    await add({ id: 'mail', channel: 'email' });
    void step({ email: dies });
    await inFlight(outbox, 'mail');
    const sender = {
      send: async ({ id }: { id: string }): Promise<SendResult> => {
        calls.push(id);
        return { kind: 'accepted', providerId: null };
      },
    };
    assert.equal((await step({ sms: sender, email: sender }, now.add({ minutes: 4 }))).recovered, 0);
    const after = await step({ sms: sender, email: sender }, now.add({ minutes: 6 }));
    assert.deepEqual([after.recovered, after.sent], [2, 1]);
    assert.deepEqual(calls, ['mail']);
    assert.deepEqual(
      [(await outbox().find('sms'))?.state, (await outbox().find('mail'))?.state],
      ['uncertain', 'sent'],
    );
  });
});

test('a late worker that learns that its SMS left says so, even once it was held uncertain', async () => {
  await opened(async ({ outbox, add, step }) => {
    let answer: (result: SendResult) => void = () => undefined;
    const slow = { send: (): Promise<SendResult> => new Promise((resolve) => (answer = resolve)) };
    await add({ id: 'sms' });
    const first = step({ sms: slow });
    await inFlight(outbox, 'sms');
    await step({ sms: slow }, now.add({ minutes: 6 }));
    assert.equal((await outbox().find('sms'))?.state, 'uncertain');
    answer({ kind: 'accepted', providerId: 'gw' });
    await first;
    assert.equal((await outbox().find('sms'))?.state, 'sent');
  });
});
