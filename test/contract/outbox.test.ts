import assert from 'node:assert/strict';
import { before, beforeEach, describe, test } from 'node:test';
import { afterInterruption, type OutboxMessage } from '#src/outbox/outbox-message.ts';
import type { Storage } from '#src/storage-ports.ts';
import { createStorage } from '#src/storage/stores.ts';
import { noteSkipped } from '#test/note-skipped.ts';
import { AT, aPerson, aRequest, aTerritory } from '#test/fixtures/drivers.ts';
import { aMessage, MESSAGE_NOW } from '#test/fixtures/messages.ts';
import { forEachEngine } from './engines.ts';
import { startTogether, startWorker } from './second-process.ts';

const LOT = 't-lot';
const OTHER = 't-other';
const later = (minutes: number): string =>
  Temporal.Instant.from(MESSAGE_NOW).add({ minutes }).toString({ smallestUnit: 'millisecond' });

describe('the outbox is kept alike', () => {
  forEachEngine((engine) => {
    let storage: Storage;
    const add = async (...messages: readonly OutboxMessage[]): Promise<readonly string[]> =>
      storage.atomically(LOT, async ({ outbox }) => {
        const said: string[] = [];
        for (const message of messages) said.push(await outbox.add(message));
        return said;
      });
    const claim = async (now: string, owner = 'one', limit = 9): Promise<readonly OutboxMessage[]> =>
      storage.atomically(LOT, async ({ outbox }) => outbox.claimDue(now, owner, 300, limit));
    const save = async (message: OutboxMessage) => storage.atomically(LOT, async ({ outbox }) => outbox.save(message));
    const outbox = () => storage.in(LOT).outbox;

    before(async () => {
      storage = createStorage(engine);
      await storage.atomicallyOnInstance(async ({ territories }) => {
        await territories.add(aTerritory(), AT);
        await territories.add(aTerritory({ id: OTHER, slug: 'ailleurs', name: 'Ailleurs' }), AT);
      });
    });
    beforeEach(async () => {
      await engine.atomically((trx) => trx.deleteFrom('outbox_message').execute());
    });

    test('a message comes back as it was', async () => {
      await storage.atomically(LOT, async ({ people }) => people.add(aPerson({ id: 'p-mail' })));
      const message = aMessage({
        channel: 'email',
        personId: 'p-mail',
        to: 'odile@example.org',
        subject: 'Votre trajet',
        html: '<p>Bonjour</p>',
        neededBy: later(90),
      });
      await add(message);
      assert.deepEqual(await outbox().find('out-1'), message);
      assert.deepEqual(await outbox().findByKey('key out-1'), message);
      assert.equal(await outbox().find('out-2'), undefined);
    });

    test('one message per thing: the second of the same key adds nothing', async () => {
      assert.deepEqual(await add(aMessage()), ['added']);
      const second = aMessage({ id: 'out-2', key: 'key out-1', text: 'Autrement dit' });
      assert.deepEqual(await add(second, second), ['already', 'already']);
      assert.equal(await outbox().count({}), 1);
      assert.equal((await outbox().findByKey('key out-1'))?.id, 'out-1');
      await storage.atomically(OTHER, async (stores) =>
        stores.outbox.add(aMessage({ id: 'out-3', key: 'key out-1', territoryId: OTHER })),
      );
      assert.equal(await outbox().count({}), 1, 'a key is of its territory');
      assert.equal(await storage.in(OTHER).outbox.find('out-1'), undefined);
      await assert.rejects(storage.atomically(OTHER, async (stores) => stores.outbox.add(aMessage({ id: 'out-4' }))));
    });

    test('nothing is taken before its hour; the one due for longest goes first', async () => {
      await add(aMessage({ id: 'a', notBefore: later(5) }), aMessage({ id: 'b', notBefore: later(1) }));
      assert.deepEqual(await claim(MESSAGE_NOW), []);
      assert.deepEqual(
        (await claim(later(6), 'one', 1)).map(({ id, state, attempts, version }) => [id, state, attempts, version]),
        [['b', 'sending', 1, 2]],
      );
      assert.deepEqual(
        (await claim(later(6), 'two')).map(({ id }) => id),
        ['a'],
      );
      assert.deepEqual(await claim(later(6), 'three'), []);
    });

    test('what became of it is kept, by the one who holds it', async () => {
      await add(aMessage());
      const [held] = await claim(MESSAGE_NOW);
      assert.ok(held);
      const sent = { ...held, state: 'sent', sentAt: later(1), providerId: 'gw-7' } as const;
      assert.equal(await save(sent), 'saved');
      assert.deepEqual(await outbox().find('out-1'), { ...sent, version: 3 });
      assert.equal((await outbox().findByProviderId('sms', 'gw-7'))?.id, 'out-1');
      assert.equal(await outbox().findByProviderId('email', 'gw-7'), undefined);
      assert.equal(await save({ ...held, state: 'failed' }), 'stale');
      await assert.rejects(save(held), /claimDue/);
      assert.deepEqual(await storage.in(LOT).outbox.listInterrupted(later(999)), []);
    });

    test('a crash in flight: nobody takes it again, the rule of its channel decides, and the late worker changes nothing', async () => {
      await add(aMessage({ id: 'sms' }), aMessage({ id: 'mail', channel: 'email', to: 'odile@example.org' }));
      const held = await claim(MESSAGE_NOW);
      assert.equal(held.length, 2);
      assert.deepEqual(await outbox().listInterrupted(later(4)), [], 'the lease holds');
      assert.deepEqual(await claim(later(60)), [], 'never claimed while in flight');
      assert.deepEqual(await storage.instance.outboxWatch.territoriesWithWork(later(4)), []);
      assert.deepEqual(await storage.instance.outboxWatch.territoriesWithWork(later(6)), [LOT]);
      for (const message of await outbox().listInterrupted(later(6)))
        assert.equal(await save(afterInterruption(message, later(6))), 'saved');
      assert.equal((await outbox().find('sms'))?.state, 'uncertain');
      const again = await claim(later(7));
      assert.deepEqual(
        again.map(({ id, attempts }) => [id, attempts]),
        [['mail', 2]],
      );
      for (const message of held) assert.equal(await save({ ...message, state: 'sent' }), 'stale');
    });

    test('the sender is told which territories have work', async () => {
      const working = async (now: string) => storage.instance.outboxWatch.territoriesWithWork(now);
      await add(aMessage({ notBefore: later(5) }));
      assert.deepEqual(await working(later(4)), []);
      assert.deepEqual(await working(later(5)), [LOT]);
      await claim(later(5));
      assert.deepEqual(await working(later(5)), []);
    });

    test('lists, newest first, by what is asked', async () => {
      await storage.atomically(LOT, async ({ people }) => people.add(aPerson({ id: 'p-list' })));
      await add(
        aMessage({ id: 'a', createdAt: later(1), personId: 'p-list' }),
        aMessage({ id: 'b', createdAt: later(2), state: 'failed', purpose: 'ride-agreed' }),
        aMessage({ id: 'c', createdAt: later(3), about: { kind: 'person', id: 'r-1' }, channel: 'email' }),
      );
      const ids = async (filter: Parameters<ReturnType<typeof outbox>['list']>[0], page = { limit: 9, offset: 0 }) => {
        const found = await outbox().list(filter, page);
        if (page.limit === 9) assert.equal(await outbox().count(filter), found.length);
        return found.map(({ id }) => id).join(' ');
      };
      assert.equal(await ids({}), 'c b a');
      assert.equal(await ids({}, { limit: 1, offset: 1 }), 'b');
      assert.equal(await ids({ states: ['failed', 'uncertain'] }), 'b');
      assert.equal(await ids({ states: [] }), '');
      assert.equal(await ids({ personId: 'p-list' }), 'a');
      assert.equal(await ids({ about: { kind: 'request', id: 'r-1' } }), 'b a');
      assert.equal(await ids({ purposes: ['ride-agreed'] }), 'b');
      assert.equal(await ids({ channel: 'email' }), 'c');
      assert.equal(await ids({ since: later(2) }), 'c b');
      assert.deepEqual(
        (await outbox().listAbout({ kind: 'request', id: 'r-1' })).map(({ id }) => id),
        ['a', 'b'],
      );
      const counts = await outbox().counts();
      assert.deepEqual([counts.waiting, counts.failed, counts.uncertain], [2, 1, 0]);
    });

    test('what is of no use any more does not leave; what is under way goes on', async () => {
      await add(
        aMessage({ id: 'now' }),
        aMessage({ id: 'next', notBefore: later(9) }),
        aMessage({ id: 'news', purpose: 'ride-agreed', notBefore: later(9) }),
      );
      await claim(MESSAGE_NOW);
      const about = { kind: 'request', id: 'r-1' } as const;
      const withdraw = async () =>
        storage.atomically(LOT, async (stores) => stores.outbox.withdrawAbout(about, ['driver-asked'], later(1)));
      assert.deepEqual([await withdraw(), await withdraw()], [1, 0]);
      assert.deepEqual(
        (await outbox().listAbout(about)).map(({ id, state, settledAt }) => [id, state, settledAt]),
        [
          ['news', 'waiting', null],
          ['next', 'withdrawn', later(1)],
          ['now', 'sending', null],
        ],
      );
    });

    test('words go first, the row later; what waits keeps its words', async () => {
      await add(
        aMessage({ id: 'sent', state: 'sent', createdAt: '2026-01-01T09:00:00.000Z' }),
        aMessage({ id: 'waits', createdAt: '2026-01-01T09:00:00.000Z' }),
        aMessage({ id: 'new', state: 'sent' }),
      );
      const erase = async () => storage.atomically(LOT, async (stores) => stores.outbox.eraseTextsBefore(MESSAGE_NOW));
      assert.deepEqual([await erase(), await erase()], [1, 0]);
      const sent = await outbox().find('sent');
      assert.deepEqual([sent?.to, sent?.text, sent?.state], ['', '', 'sent']);
      assert.notEqual((await outbox().find('waits'))?.text, '');
      assert.notEqual((await outbox().find('new'))?.text, '');
      assert.equal(await storage.atomically(LOT, async (stores) => stores.outbox.eraseBefore(MESSAGE_NOW)), 2);
    });

    test('who is erased takes their messages with them, and leaves no word in those of others', async () => {
      await storage.atomically(LOT, async (stores) => {
        for (const id of ['passenger', 'driver']) await stores.people.add(aPerson({ id }));
        await stores.drivers.add({ personId: 'driver', welcomedOn: null, welcomedBy: null, createdAt: AT });
        const request = aRequest({ id: 'r-gone', passengerId: 'passenger' });
        await stores.requests.add(request, null);
        await stores.introductions.add({
          id: 'i-gone',
          requestId: 'r-gone',
          wayId: request.ways[0]?.id ?? '',
          slots: [],
          driverId: 'driver',
          tripId: null,
          regime: 'on-the-way',
          state: 'asked',
          callAgainOn: null,
          driverNumberShared: null,
          calls: [],
          asking: null,
          createdAt: AT,
          version: 1,
        });
      });
      const about = { kind: 'request', id: 'r-gone' } as const;
      await add(
        aMessage({ id: 'own', personId: 'passenger', about }),
        aMessage({ id: 'asked', personId: 'driver', about }),
        aMessage({ id: 'gone', personId: 'driver', about, state: 'delivered' }),
        aMessage({ id: 'intro', personId: 'driver', about: { kind: 'introduction', id: 'i-gone' }, state: 'sent' }),
        aMessage({ id: 'cancelled', personId: 'driver', about, purpose: 'ride-cancelled' }),
      );
      await storage.atomically(LOT, async ({ people }) => people.erase('passenger', later(1)));
      const left = await Promise.all(
        ['own', 'asked', 'gone', 'intro', 'cancelled'].map(async (id) => {
          const message = await outbox().find(id);
          return message ? `${message.state} ${message.text === '' ? 'nothing' : 'words'}` : 'absent';
        }),
      );
      assert.deepEqual(left, ['absent', 'withdrawn nothing', 'delivered nothing', 'sent nothing', 'waiting words']);
    });

    test('twelve workers at once never share a message', async () => {
      const ids = Array.from({ length: 24 }, (_, index) => `m-${String(index).padStart(2, '0')}`);
      await add(...ids.map((id) => aMessage({ id })));
      const taken: string[] = [];
      const work = async (owner: string): Promise<void> => {
        for (;;) {
          const [message] = await claim(MESSAGE_NOW, owner, 1);
          if (!message) return;
          taken.push(message.id);
        }
      };
      await Promise.all(Array.from({ length: 12 }, (_, index) => work(`worker-${index}`)));
      assert.deepEqual(taken.toSorted(), ids);
    });

    if (engine.kind === 'pglite') {
      noteSkipped('deux processus sur PGlite, qui n’en accepte qu’un (faits sur SQLite et sur un vrai PostgreSQL)');
      return;
    }

    test('two processes never share a message', async () => {
      const ids = Array.from({ length: 60 }, (_, index) => `job-${String(index).padStart(2, '0')}`);
      await add(...ids.map((id) => aMessage({ id })));
      const said = await startTogether(
        ['first', 'second'].map((owner) => startWorker('claim-messages', engine, owner)),
      );
      const taken = said.map((lines) => lines.filter((line) => line.startsWith('job-')));
      assert.deepEqual(taken.flat().toSorted(), ids);
      assert.ok(
        taken.every((lines) => lines.length > 0),
        'both worked',
      );
    });
  });
});
