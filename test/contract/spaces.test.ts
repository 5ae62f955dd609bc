import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { tidySpaces } from '#src/jobs/tidy-spaces.ts';
import { createStorage } from '#src/storage/stores.ts';
import { createTerritoryMoves } from '#src/storage/territory-moves.ts';
import { createAnswerSpace } from '#src/setup/answer-space.ts';
import { createAskSpace } from '#src/setup/ask-space.ts';
import { AT, aTerritory } from '#test/fixtures/drivers.ts';
import { forEachEngine } from './engines.ts';

const NOW = Temporal.Instant.from(AT);
const asked = {
  name: 'Lotocar du Causse',
  area: 'Gramat et Rocamadour',
  asker: 'Odile Serin',
  phone: '+33639981234',
  email: null,
  controller: 'Mairie de Gramat',
  parts: [{ kind: 'commune', code: '46128' }],
} as const;

describe('spaces asked for are kept alike', () => {
  forEachEngine((engine) => {
    const storage = () => createStorage(engine);
    const onInstance: ReturnType<typeof storage>['atomicallyOnInstance'] = (work) =>
      storage().atomicallyOnInstance(work);
    let made = 0;
    const ask = createAskSpace({
      atomicallyOnInstance: (work) => onInstance(work),
      now: () => NOW,
      newId: () => `s-${(made += 1)}`,
    });
    const answer = createAnswerSpace({ atomicallyOnInstance: (work) => onInstance(work), now: () => NOW });
    const tidy = (now: Temporal.Instant) =>
      tidySpaces({
        storage: storage(),
        moves: createTerritoryMoves(engine),
        timetableImports: { forget: async () => undefined } as never,
        roadImports: { forget: async () => undefined } as never,
      }).run(now);

    test('nobody asks where nobody hosts; a host takes one request a secret', async () => {
      assert.equal(await ask(asked, 'hash-1'), 'no-host');
      await onInstance(async ({ territories, members }) => {
        await territories.add(aTerritory(), AT);
        const host = { login: 'claire', name: 'Claire', email: null, host: true, disabledAt: null, createdAt: AT };
        await members.add({ id: 'm-host', ...host });
      });
      assert.equal(await ask(asked, 'hash-1'), 'asked');
      assert.equal(await ask(asked, 'hash-1'), 'asked');
      const [space, ...others] = await storage().instance.spaces.list();
      assert.deepEqual(others, []);
      assert.ok(space);
      const { parts, ...words } = asked;
      assert.deepEqual(space, {
        ...words,
        id: space.id,
        draftId: space.draftId,
        territoryId: null,
        state: 'waiting',
        word: '',
        askedAt: AT,
        answeredAt: null,
      });
      const draft = await storage().instance.setups.find(space.draftId ?? '');
      assert.deepEqual([draft?.kind, draft?.answers.parts, draft?.answers.name], ['space', parts, asked.name]);
    });

    test('a yes publishes what its team chose; a no can be taken back, a yes cannot', async () => {
      const [space] = await storage().instance.spaces.list();
      assert.ok(space);
      await onInstance(async ({ territories, spaces }) => {
        const opening = { stage: 'drivers-first', plan: { kind: 'by-hand' }, awaitsHost: true } as const;
        await territories.add(aTerritory({ id: 't-causse', slug: 'causse', opening }), AT);
        await spaces.save({ ...space, draftId: null, territoryId: 't-causse' });
      });
      assert.equal(await answer(space.id, { kind: 'refuse', word: 'non' }), 'answered');
      assert.equal((await storage().instance.territories.find('t-causse'))?.opening.awaitsHost, true);
      assert.equal(await answer(space.id, { kind: 'accept' }), 'answered');
      assert.equal((await storage().instance.territories.find('t-causse'))?.opening.awaitsHost, false);
      assert.equal(await answer(space.id, { kind: 'refuse', word: 'non' }), 'already');
      assert.equal(await answer('nobody', { kind: 'accept' }), 'unknown');
      assert.equal((await storage().instance.spaces.findByTerritory('t-causse'))?.state, 'accepted');
      assert.equal(await storage().instance.spaces.countWaiting(), 0);
    });

    test('what was refused goes with what was prepared, what was abandoned goes, what was accepted stays', async () => {
      await ask({ ...asked, name: 'Abandonné' }, 'hash-2');
      await ask({ ...asked, name: 'Refusé' }, 'hash-3');
      const all = await storage().instance.spaces.list();
      const named = (name: string) => all.find((space) => space.name === name);
      const refused = named('Refusé');
      const left = named('Abandonné');
      assert.ok(refused && left);
      await onInstance(async ({ territories, spaces, setups }) => {
        const opening = { stage: 'unpublished', plan: { kind: 'by-hand' }, awaitsHost: true } as const;
        await territories.add(aTerritory({ id: 't-refused', slug: 'refuse', opening }), AT);
        await spaces.save({ ...refused, draftId: null, territoryId: 't-refused' });
        await setups.remove(left.draftId ?? '');
      });
      await answer(refused.id, { kind: 'refuse', word: 'trop loin' });
      assert.deepEqual(await tidy(NOW.add({ hours: 24 * 29 })), { requests: 0, territories: 0 });
      assert.deepEqual(await tidy(NOW.add({ hours: 24 * 31 })), { requests: 3, territories: 1 });
      assert.deepEqual(await storage().instance.spaces.list(), []);
      const slugs = (await storage().instance.territories.list()).map(({ slug }) => slug);
      assert.deepEqual(slugs, ['causse', 'lot']);
    });
  });
});
