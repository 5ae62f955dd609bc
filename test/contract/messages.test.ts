import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { IncomingSms } from '#src/outbox/incoming-sms.ts';
import { type MessageSettings, NO_MESSAGES } from '#src/outbox/message-settings.ts';
import type { Storage } from '#src/storage-ports.ts';
import { createStorage } from '#src/storage/stores.ts';
import { AT, aPerson, aTerritory } from '#test/fixtures/drivers.ts';
import { forEachEngine } from './engines.ts';

const OTHER = 't-other';
const sms = (changes: Partial<IncomingSms> = {}): IncomingSms => ({
  id: 'in-1',
  territoryId: 't-lot',
  providerId: 'gw 1',
  from: '+33639980001',
  text: 'OUI 4721',
  receivedAt: AT,
  keptAt: AT,
  state: 'new',
  ...changes,
});

describe('settings of messages and SMS received are kept alike', () => {
  forEachEngine((engine) => {
    let storage: Storage;
    before(async () => {
      storage = createStorage(engine);
      await storage.atomicallyOnInstance(async ({ territories }) => {
        await territories.add(aTerritory(), AT);
        await territories.add(aTerritory({ id: OTHER, slug: 'ailleurs', name: 'Ailleurs' }), AT);
      });
    });

    test('settings come back as they were; the second of two writers is told', async () => {
      const settings = () => storage.in('t-lot').messageSettings;
      assert.deepEqual(await settings().get(), NO_MESSAGES);
      const wanted: MessageSettings = {
        mail: {
          host: 'smtp.example.org',
          port: 587,
          security: 'starttls',
          user: 'lot',
          sealedPassword: 'v1.x',
          fromName: 'Lotocar',
          fromAddress: 'envoi@example.org',
        },
        sms: { adapter: 'android', fields: { adresse: 'https://x' }, sealed: { motDePasse: 'v1.y' } },
        texts: { 'ride-agreed': { sms: 'Oui, {jour}' } },
        version: 0,
      };
      const save = async (change: MessageSettings) =>
        storage.atomically('t-lot', async ({ messageSettings }) => messageSettings.save(change, AT));
      assert.deepEqual([await save(wanted), await save(wanted)], ['saved', 'changed-meanwhile']);
      assert.deepEqual(await settings().get(), { ...wanted, version: 1 });
      assert.equal(await save({ ...NO_MESSAGES, version: 1 }), 'saved');
      assert.equal(await save({ ...wanted, version: 1 }), 'changed-meanwhile');
      assert.deepEqual(await settings().get(), { ...NO_MESSAGES, version: 2 });
      assert.deepEqual(await storage.in(OTHER).messageSettings.get(), NO_MESSAGES);
    });

    test('the same SMS given twice is kept once, in its own territory', async () => {
      const add = async (one: IncomingSms, territoryId = 't-lot') =>
        storage.atomically(territoryId, async ({ incomingSms }) => incomingSms.add(one));
      const move = async (...to: Parameters<ReturnType<Storage['in']>['incomingSms']['move']>) =>
        storage.atomically('t-lot', async ({ incomingSms }) => incomingSms.move(...to));
      assert.deepEqual([await add(sms()), await add(sms({ id: 'in-2' }))], ['added', 'already']);
      assert.equal(await add(sms({ id: 'in-3', territoryId: OTHER }), OTHER), 'added');
      await add(sms({ id: 'in-4', providerId: 'gw 2', receivedAt: '2026-11-20T08:00:00.000Z' }));
      const { incomingSms } = storage.in('t-lot');
      assert.deepEqual(
        (await incomingSms.list(['new'], 9)).map(({ id }) => id),
        ['in-1', 'in-4'],
        'newest first, in whatever order they came',
      );
      assert.deepEqual(await incomingSms.find('in-1'), sms());
      assert.deepEqual(
        [
          await move('in-1', ['new'], 'taken'),
          await move('in-1', ['new'], 'to-read'),
          await move('in-3', ['new'], 'read'),
        ],
        [true, false, false],
      );
      assert.deepEqual([await incomingSms.count(['new']), await incomingSms.count([])], [1, 0]);
    });

    test('who is erased leaves no SMS; the others go at their hour', async () => {
      await storage.atomically('t-lot', async ({ people, incomingSms }) => {
        await people.add(aPerson({ id: 'p-sms', phones: [{ number: '+33639980077', kind: 'mobile', sms: true }] }));
        await incomingSms.add(sms({ id: 'in-5', providerId: 'gw 5', from: '+33639980077' }));
        await people.erase('p-sms', AT);
        assert.equal(await incomingSms.find('in-5'), undefined);
        // The gateway gives its arrivals by date: the same one comes again, in this territory or another.
        const again = sms({ id: 'in-6', providerId: 'gw 5', from: '+33639980077' });
        assert.equal(await incomingSms.add(again), 'already');
        assert.equal(await incomingSms.dropForgottenBefore(AT), 0);
        assert.equal(await incomingSms.dropForgottenBefore('2026-12-31T00:00:00.000Z'), 1);
        assert.equal(await incomingSms.add(again), 'added');
        await people.add(aPerson({ id: 'p-sms', phones: [{ number: '+33639980077', kind: 'mobile', sms: true }] }));
        await people.erase('p-sms', AT);
        assert.equal(await incomingSms.eraseBefore(AT), 0);
        assert.equal(await incomingSms.eraseBefore('2026-12-31T00:00:00.000Z'), 2);
      });
      assert.equal(await storage.in(OTHER).incomingSms.count(['new']), 1);
    });
  });
});
