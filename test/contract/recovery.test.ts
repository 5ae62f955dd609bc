import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Storage } from '#src/storage-ports.ts';
import { createStorage } from '#src/storage/stores.ts';
import { createMakeRecoverySheet } from '#src/team/make-recovery-sheet.ts';
import { remaining } from '#src/team/recovery-code.ts';
import { startSession } from '#src/team/session.ts';
import { createUseRecoveryCode, type Recovery } from '#src/team/use-recovery-code.ts';
import { AT, aTerritory } from '#test/fixtures/drivers.ts';
import { forEachEngine } from './engines.ts';

const NOW = Temporal.Instant.from(AT);
const LOT = { territoryId: 't-lot', byMember: 'm-chief' };

describe('the recovery sheet is kept alike', () => {
  forEachEngine((engine) => {
    let storage: Storage;
    let made = 0;
    const tools = () => ({
      atomically: <T>(id: string, work: Parameters<Storage['atomically']>[1]) =>
        storage.atomically(id, work) as Promise<T>,
      hashText: (text: string) => `hash of ${text}`,
      now: () => NOW,
      newId: () => `r-${(made += 1)}`,
    });
    const use = (codeHash: string, recovery: Recovery, territoryId = 't-lot') =>
      createUseRecoveryCode(tools())(territoryId, codeHash, recovery, 'new hash');
    const codes = (territoryId = 't-lot') => storage.in(territoryId).recoveryCodes.list();

    before(async () => {
      storage = createStorage(engine);
      await storage.atomicallyOnInstance(async ({ territories, members }) => {
        await territories.add(aTerritory(), AT);
        await territories.add(aTerritory({ id: 't-tarn', slug: 'tarn' }), AT);
        const join = async (id: string, role: 'coordination' | 'member', where: readonly string[], more = {}) => {
          const member = {
            id,
            login: id,
            name: id,
            email: null,
            host: false,
            disabledAt: null,
            createdAt: AT,
            ...more,
          };
          await members.add(member);
          await members.setPasswordHash(id, 'old hash');
          for (const territoryId of where)
            await members.setMembership({ memberId: id, territoryId, role, communeCodes: null });
        };
        await join('m-chief', 'coordination', ['t-lot']);
        await join('m-both', 'coordination', ['t-lot', 't-tarn']);
        await join('m-host', 'coordination', ['t-lot'], { host: true });
        await join('m-gone', 'coordination', ['t-lot'], { disabledAt: AT });
        await join('m-plain', 'member', ['t-lot']);
        await members.addSession(startSession('s-chief', 'm-chief', NOW));
        await members.setFailures('hash of m-chief', { count: 9, lastAt: AT });
      });
      for (const territoryId of ['t-lot', 't-tarn'])
        await createMakeRecoverySheet(tools())(
          { ...LOT, territoryId },
          [1, 2, 3].map((number) => `${territoryId} ${number}`),
        );
    });

    test('a code gives a password to somebody of the coordination, once, and closes what was open', async () => {
      const done = await use('t-lot 2', { kind: 'password', memberId: 'm-chief' });
      assert.equal(done.kind === 'done' && done.left, 2);
      const { members } = storage.instance;
      assert.equal(await members.findPasswordHash('m-chief'), 'new hash');
      assert.equal(await members.findSession('s-chief'), undefined);
      assert.equal(await members.findFailures('hash of m-chief'), undefined);
      const [, second] = await codes();
      assert.deepEqual(
        [second?.codeHash, second?.usedAt, second?.usedFor, second?.toldAt],
        [null, AT, 'm-chief', null],
      );
      assert.equal(remaining(await codes()), 2);
      assert.deepEqual(await use('t-lot 2', { kind: 'password', memberId: 'm-chief' }), {
        kind: 'refused',
        refusal: 'no-such-code',
      });
      const lines = await storage.in('t-lot').journal.of({ kind: 'member', id: 'm-chief' }, 5);
      assert.ok(lines.some(({ action, actor }) => action === 'recovery-code-used' && actor.kind === 'system'));
    });

    test('it opens no desk but its own, nor gives anything back to who was suspended', async () => {
      for (const memberId of ['m-both', 'm-host', 'm-gone', 'm-plain', 'nobody'])
        assert.deepEqual(
          await use('t-lot 1', { kind: 'password', memberId }),
          { kind: 'refused', refusal: 'unknown-member' },
          memberId,
        );
      assert.deepEqual(await use('t-tarn 1', { kind: 'password', memberId: 'm-chief' }), {
        kind: 'refused',
        refusal: 'no-such-code',
      });
      assert.equal(await storage.instance.members.findPasswordHash('m-both'), 'old hash');
      assert.equal(remaining(await codes()), 2, 'what is refused uses no code');
    });

    test('it names somebody new, never somebody of another team', async () => {
      for (const [login, name, refusal] of [
        ['m-both', 'Volée', 'login-taken'],
        ['é', 'Odile', 'bad-login'],
        ['odile', ' ', 'no-name'],
      ] as const)
        assert.deepEqual(await use('t-lot 1', { kind: 'new-member', login, name }), { kind: 'refused', refusal });
      const done = await use('t-lot 1', { kind: 'new-member', login: 'Odile', name: 'Odile' });
      assert.equal(done.kind, 'done');
      const odile = await storage.instance.members.findByLogin('odile');
      assert.equal((await storage.instance.members.findMembership(odile?.id ?? '', 't-lot'))?.role, 'coordination');
    });

    test('the team reads once that it was used; another sheet ends the former one', async () => {
      await storage.atomically('t-lot', ({ recoveryCodes }) => recoveryCodes.noteTold(AT));
      assert.deepEqual(
        (await codes()).map(({ toldAt }) => toldAt),
        [AT, AT, null],
      );
      await createMakeRecoverySheet(tools())(LOT, ['new 1', 'new 2']);
      assert.equal((await use('t-lot 3', { kind: 'password', memberId: 'm-chief' })).kind, 'refused');
      assert.equal((await codes()).length, 2);
      assert.equal((await codes('t-tarn')).length, 3, 'that of another territory stays');
    });
  });
});
