import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { createStorage } from '#src/storage/stores.ts';
import type { Storage } from '#src/storage-ports.ts';
import { AT, aPerson, aTerritory } from '#test/fixtures/drivers.ts';
import { forEachEngine } from './engines.ts';

const LATER = '2026-11-23T08:00:00.000Z';
const member = (id: string) => ({
  id,
  login: id,
  name: id,
  email: null,
  passwordHash: null,
  host: false,
  disabledAt: null,
  createdAt: AT,
});

describe('calls being noted are kept alike, each its own member’s', () => {
  forEachEngine((engine) => {
    let storage: Storage;
    const drafts = () => storage.in('t-lot').callDrafts;
    const save = (memberId: string, id: string, nom: string, more: { at?: string; personId?: string } = {}) =>
      storage.atomically('t-lot', ({ callDrafts }) =>
        callDrafts.save({
          memberId,
          id,
          personId: more.personId ?? null,
          typed: { nom, besoins: ['cane', 'bags'] },
          updatedAt: more.at ?? AT,
        }),
      );

    before(async () => {
      storage = createStorage(engine);
      await storage.atomicallyOnInstance(async ({ territories, members }) => {
        await territories.add(aTerritory(), AT);
        await territories.add(aTerritory({ id: 't-other', slug: 'ailleurs', name: 'Ailleurs' }), AT);
        await members.add(member('claire'));
        await members.add(member('marc'));
      });
      await storage.atomically('t-lot', ({ people }) => people.add(aPerson()));
    });

    test('typed, typed again, listed in the order they began', async () => {
      assert.equal(await save('claire', 'one', 'Del'), true);
      assert.equal(await save('claire', 'two', 'Vidal', { at: LATER }), true);
      assert.equal(await save('claire', 'one', 'Delmas', { at: LATER }), true);
      const list = await drafts().listOf('claire');
      assert.deepEqual(
        list.map(({ id, typed, createdAt, updatedAt }) => [id, typed['nom'], createdAt, updatedAt]),
        [
          ['one', 'Delmas', AT, LATER],
          ['two', 'Vidal', LATER, LATER],
        ],
      );
      assert.deepEqual(list[0]?.typed['besoins'], ['cane', 'bags']);
    });

    test('a colleague and another territory see none, and the same id is another call for them', async () => {
      assert.equal(await drafts().find('marc', 'one'), undefined);
      assert.deepEqual(await storage.in('t-other').callDrafts.listOf('claire'), []);
      await save('marc', 'one', 'Autre');
      assert.equal((await drafts().find('claire', 'one'))?.typed['nom'], 'Delmas');
      assert.equal((await drafts().find('marc', 'one'))?.typed['nom'], 'Autre');
    });

    test('an ended call stays ended, whatever arrives late', async () => {
      await storage.atomically('t-lot', ({ callDrafts }) => callDrafts.end('claire', 'two', LATER));
      assert.equal(await save('claire', 'two', 'Vidal', { at: LATER }), false);
      assert.equal(await drafts().find('claire', 'two'), undefined);
      const { body } = await engine.db
        .selectFrom('call_draft')
        .select('body')
        .where('id', '=', 'two')
        .executeTakeFirstOrThrow();
      assert.equal(body, null, 'nothing typed remains');
    });

    test('erasing a person erases the calls in which they were recognised', async () => {
      await save('claire', 'known', 'Delmas', { personId: 'p-1' });
      await storage.atomically('t-lot', ({ people }) => people.erase('p-1', LATER));
      assert.equal(await drafts().find('claire', 'known'), undefined);
    });

    test('old ones go, ended or not', async () => {
      const gone = await storage.atomically('t-lot', ({ callDrafts }) => callDrafts.eraseBefore(LATER));
      assert.equal(gone, 1);
      assert.deepEqual(
        (await drafts().listOf('claire')).map(({ id }) => id),
        ['one'],
      );
    });
  });
});
