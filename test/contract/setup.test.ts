import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createStorage } from '#src/storage/stores.ts';
import { createAnswerSetup } from '#src/setup/answer-setup.ts';
import { createOfferSetup } from '#src/setup/setup-code.ts';
import { NO_ANSWERS, type SetupDraft } from '#src/setup/setup-draft.ts';
import { AT } from '#test/fixtures/drivers.ts';
import { forEachEngine } from './engines.ts';

const NOW = Temporal.Instant.from(AT);
const LATER = NOW.add({ hours: 1 }).toString({ smallestUnit: 'millisecond' });

describe('territories being set up are kept alike', () => {
  forEachEngine((engine) => {
    const storage = () => createStorage(engine);
    const space: SetupDraft = {
      id: 'd-space',
      kind: 'space',
      tokenHash: 'hash-of-a-link',
      answers: NO_ANSWERS,
      createdAt: AT,
      touchedAt: AT,
    };
    const offer = (given: string | null, fresh = 'bapi-lumo-tira-neso') =>
      createOfferSetup({
        atomicallyOnInstance: (work) => storage().atomicallyOnInstance(work),
        hashText: (text) => `hash of ${text}`,
        now: () => NOW,
        newId: () => 'd-own',
      })(given, fresh);

    test('one’s own is made once, and its code is the one of the first start', async () => {
      assert.equal(await offer(null), 'bapi-lumo-tira-neso');
      assert.equal(await offer(null, 'another'), 'bapi-lumo-tira-neso');
      assert.equal((await storage().instance.setups.findOwn())?.tokenHash, 'hash of bapilumotiraneso');
      assert.equal(await offer('Chosen By Hand'), 'Chosen By Hand');
      assert.equal((await storage().instance.setups.findOwn())?.tokenHash, 'hash of chosenbyhand');
      assert.equal(await offer(null), 'bapi-lumo-tira-neso');
    });

    test('answers are kept one by one, whole', async () => {
      const answer = createAnswerSetup({
        atomicallyOnInstance: (work) => storage().atomicallyOnInstance(work),
        now: () => NOW,
      });
      const member = { name: 'Odile', login: 'odile', passwordHash: '$argon2id$...' };
      await answer('d-own', (before) => ({ ...before, name: 'Lotocar du Causse' }));
      await answer('d-own', (before) => ({
        ...before,
        parts: [{ kind: 'epci', code: '200067361' }],
        border: ['12052'],
        first: member,
        second: 'later',
      }));
      const { setups } = storage().instance;
      assert.deepEqual((await setups.find('d-own'))?.answers, {
        ...NO_ANSWERS,
        name: 'Lotocar du Causse',
        parts: [{ kind: 'epci', code: '200067361' }],
        border: ['12052'],
        first: member,
        second: 'later',
      });
      assert.equal(await answer('nobody', (before) => before), undefined);
    });

    test('a space is found by its secret, and both are forgotten when left', async () => {
      const { setups } = storage().instance;
      await storage().atomicallyOnInstance((stores) => stores.setups.add(space));
      assert.deepEqual(await setups.findByTokenHash('hash-of-a-link'), space);
      assert.equal(await setups.findByTokenHash('another'), undefined);
      const forget = (at: string) => storage().atomicallyOnInstance((stores) => stores.setups.forgetBefore(at));
      assert.equal(await forget(AT), 0);
      assert.equal(await forget(LATER), 2);
      assert.equal(await forget(LATER), 0, 'twice in a row it does nothing');
      assert.equal(await setups.find('d-space'), undefined);
      assert.deepEqual((await setups.findOwn())?.answers, NO_ANSWERS);
    });
  });
});
