import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Storage } from '#src/storage-ports.ts';
import { createStorage } from '#src/storage/stores.ts';
import { createAddMember } from '#src/team/add-member.ts';
import { createChangeMember } from '#src/team/change-member.ts';
import type { Membership } from '#src/team/member.ts';
import type { PasswordHasher } from '#src/team/password.ts';
import { createResetPassword } from '#src/team/reset-password.ts';
import { seeSession } from '#src/team/session.ts';
import { createSignIn } from '#src/team/sign-in.ts';
import { createFindSignInLink, createMakeSignInLink, createUseSignInLink } from '#src/team/sign-in-link.ts';
import type { TeamTools } from '#src/team/stores.ts';
import { formatInstant } from '#src/time/zone.ts';
import { AT, aTerritory } from '#test/fixtures/drivers.ts';
import { forEachEngine } from './engines.ts';

const OTHER = 't-other';
const HERE = { territoryId: 't-lot', byMember: 'chief' };
const COMMAND_LINE = { territoryId: 't-lot', byMember: null };

/** Fast on purpose: the real one is tested beside its code. It counts, for what must cost the same. */
const createPlainHasher = (): PasswordHasher & { verified: number } => ({
  verified: 0,
  async hash(password) {
    return `plain ${password}`;
  },
  async verify(password, hash) {
    this.verified += 1;
    return hash === `plain ${password}`;
  },
});

const hashText = (text: string): string => `hash of ${text}`;

describe('the team is kept alike', () => {
  forEachEngine((engine) => {
    let storage: Storage;
    let tools: TeamTools;
    let now = Temporal.Instant.from(AT);
    let ids = 0;
    const hasher = createPlainHasher();
    const signIn = (login: string, password: string, browser: string | null = null) =>
      createSignIn({ atomically: (work) => storage.atomicallyOnInstance(work), hasher, hashText, now: () => now })({
        login,
        password,
        browser,
        sessionId: `session-${(ids += 1)}`,
      });
    const add = async (login: string, role: Membership['role'], act = COMMAND_LINE) => {
      const passwordHash = await hasher.hash(`password of ${login}`);
      const added = await createAddMember(tools)(act, {
        login,
        name: login,
        email: null,
        role,
        host: false,
        passwordHash,
      });
      assert.ok(added.kind !== 'refused', JSON.stringify(added));
      return added.member;
    };

    before(async () => {
      storage = createStorage(engine);
      tools = {
        atomically: (id, work) => storage.atomically(id, work),
        now: () => now,
        newId: () => `id-${(ids += 1)}`,
      };
      await storage.atomicallyOnInstance(async ({ territories }) => {
        await territories.add(aTerritory(), AT);
        await territories.add(aTerritory({ id: OTHER, slug: 'ailleurs', name: 'Ailleurs' }), AT);
      });
    });

    test('members are added once, with what they are in the territory', async () => {
      const jeanne = await add(' Jeanne ', 'coordination');
      assert.equal(jeanne.login, 'jeanne');
      const { members } = storage.instance;
      assert.deepEqual(await members.findByLogin('jeanne'), jeanne);
      assert.deepEqual(await members.findMembership(jeanne.id, 't-lot'), {
        memberId: jeanne.id,
        territoryId: 't-lot',
        role: 'coordination',
        communeCodes: null,
      });
      assert.deepEqual(
        (await members.listOfTerritory('t-lot')).map((it) => it.member.login),
        ['jeanne'],
      );
      assert.deepEqual(await members.listOfTerritory(OTHER), []);
      const again = {
        login: 'jeanne',
        name: 'x',
        email: null,
        role: 'member',
        host: false,
        passwordHash: null,
      } as const;
      assert.deepEqual(await createAddMember(tools)(HERE, again), { kind: 'refused', refusal: 'login-taken' });
      const bad = await createAddMember(tools)(HERE, { ...again, login: 'Jean Paul' });
      assert.deepEqual(bad, { kind: 'refused', refusal: 'bad-login' });
      const joined = await createAddMember(tools)({ territoryId: OTHER, byMember: null }, again);
      assert.equal(joined.kind, 'joined');
      assert.equal((await members.membershipsOf(jeanne.id)).length, 2);
      assert.equal(
        await members.findPasswordHash(jeanne.id),
        'plain password of  Jeanne ',
        'joining changes no password',
      );
      await storage.atomicallyOnInstance(async (stores) => stores.members.removeMembership(jeanne.id, OTHER));
    });

    test('signing in opens a session that slides, and signing out ends it', async () => {
      const paul = await add('paul', 'member');
      assert.equal((await signIn('PAUL ', 'password of paul')).kind, 'signed-in');
      const id = `session-${ids}`;
      const { members } = storage.instance;
      const session = await members.findSession(id);
      assert.ok(session);
      assert.equal(session.memberId, paul.id);
      const seen = seeSession(session, now.add({ hours: 2 }));
      await storage.atomicallyOnInstance(async (stores) => stores.members.saveSession(seen));
      assert.deepEqual(await members.findSession(id), seen);
      await storage.atomicallyOnInstance(async (stores) => stores.members.removeExpired(formatInstant(now)));
      assert.deepEqual(await members.findSession(id), seen);
      await storage.atomicallyOnInstance(async (stores) =>
        stores.members.removeExpired(formatInstant(now.add({ hours: 48 }))),
      );
      assert.equal(await members.findSession(id), undefined);
    });

    test('an unknown identifier costs, answers and locks as a known one does', async () => {
      await add('claire', 'member');
      const tries = async (login: string) => {
        const answers = [];
        const earlier = hasher.verified;
        for (let n = 0; n < 7; n += 1) answers.push(await signIn(login, 'wrong'));
        return { answers, verified: hasher.verified - earlier };
      };
      const known = await tries('claire');
      assert.deepEqual(known, await tries('nobody'));
      assert.deepEqual(
        known.answers.map((it) => it.kind),
        ['refused', 'refused', 'refused', 'refused', 'refused', 'locked', 'locked'],
      );
      assert.equal((await signIn('claire', 'password of claire')).kind, 'locked', 'even with the right password');
      now = now.add({ minutes: 1 });
      assert.equal((await signIn('claire', 'password of claire')).kind, 'signed-in');
      assert.equal((await signIn('claire', 'wrong')).kind, 'refused', 'the count started again');
    });

    test('a browser that signed them in before has tries of its own', async () => {
      await add('rosa', 'member');
      for (let n = 0; n < 6; n += 1) await signIn('rosa', 'wrong');
      assert.equal((await signIn('rosa', 'password of rosa')).kind, 'locked');
      assert.equal((await signIn('rosa', 'password of rosa', 'hers')).kind, 'signed-in');
      assert.equal((await signIn('rosa', 'password of rosa')).kind, 'locked', 'a stranger is still kept out');
      for (let n = 0; n < 5; n += 1) assert.equal((await signIn('rosa', 'wrong', 'hers')).kind, 'refused');
      assert.equal((await signIn('rosa', 'password of rosa', 'hers')).kind, 'locked', 'its tries are counted too');
    });

    test('many tries at once are counted one by one', async () => {
      const answers = await Promise.all(Array.from({ length: 12 }, () => signIn('crowd', 'wrong')));
      assert.equal(answers.filter((it) => it.kind === 'refused').length, 5);
      assert.equal(answers.filter((it) => it.kind === 'locked').length, 7);
    });

    test('a new password ends the sessions and the lock', async () => {
      const marc = await add('marc', 'member');
      await signIn('marc', 'password of marc');
      const id = `session-${ids}`;
      for (let n = 0; n < 6; n += 1) await signIn('marc', 'wrong');
      const reset = createResetPassword(tools, hashText);
      assert.deepEqual(await reset(HERE, marc.id, await hasher.hash('another one')), { kind: 'done' });
      assert.equal(await storage.instance.members.findSession(id), undefined);
      assert.equal((await signIn('marc', 'password of marc')).kind, 'refused');
      assert.equal((await signIn('marc', 'another one')).kind, 'signed-in');
      assert.deepEqual(await reset(HERE, 'none', 'x'), { kind: 'refused', refusal: 'unknown-member' });
    });

    test('a coordination reaches nobody of another territory, even one who works here too', async () => {
      const away = await add('away', 'coordination', { territoryId: OTHER, byMember: null });
      const both = await add('both', 'member', { territoryId: OTHER, byMember: null });
      await createAddMember(tools)(COMMAND_LINE, {
        login: 'both',
        name: '',
        email: null,
        role: 'member',
        host: false,
        passwordHash: null,
      });
      await createAddMember(tools)(COMMAND_LINE, {
        login: 'both',
        name: 'x',
        email: null,
        role: 'member',
        host: false,
        passwordHash: null,
      });
      const reset = createResetPassword(tools, hashText);
      const link = createMakeSignInLink(tools);
      const change = createChangeMember(tools);
      for (const [member, refusal] of [
        [away, 'unknown-member'],
        [both, 'elsewhere-too'],
      ] as const) {
        assert.deepEqual(await reset(HERE, member.id, 'stolen'), { kind: 'refused', refusal });
        assert.deepEqual(await link(HERE, member.id, 'token'), { kind: 'refused', refusal });
        assert.deepEqual(await change(HERE, member.id, { kind: 'disable' }), { kind: 'refused', refusal });
      }
      assert.deepEqual(await change(HERE, both.id, { kind: 'leave' }), { kind: 'done' });
      assert.equal((await storage.instance.members.membershipsOf(both.id)).length, 1);
    });

    test('a territory keeps a coordination', async () => {
      const alone = (await storage.instance.members.listOfTerritory('t-lot')).find(
        (it) => it.membership.role === 'coordination',
      );
      assert.ok(alone);
      const change = createChangeMember(tools);
      for (const one of [{ kind: 'role', role: 'member' }, { kind: 'disable' }, { kind: 'leave' }] as const)
        assert.deepEqual(await change(HERE, alone.member.id, one), { kind: 'refused', refusal: 'last-coordination' });
      const second = await add('second', 'member');
      assert.deepEqual(await change(HERE, second.id, { kind: 'role', role: 'coordination' }), { kind: 'done' });
      assert.deepEqual(await change(HERE, second.id, { kind: 'disable' }), { kind: 'done' });
      assert.equal((await signIn('second', 'password of second')).kind, 'refused');
      assert.deepEqual(await change(HERE, second.id, { kind: 'enable' }), { kind: 'done' });
      assert.equal((await signIn('second', 'password of second')).kind, 'signed-in');
    });

    test('a sign-in link opens once, for half an hour, for the last one made', async () => {
      const lise = await add('lise', 'member');
      const make = createMakeSignInLink(tools);
      const find = createFindSignInLink(tools);
      const use = createUseSignInLink(tools);
      await make(HERE, lise.id, 'first');
      const made = await make(HERE, lise.id, 'second');
      assert.equal(made.kind, 'made');
      assert.equal(await find('t-lot', 'first'), undefined);
      assert.deepEqual(await find('t-lot', 'second'), lise);
      assert.deepEqual(await find('t-lot', 'second'), lise, 'looking uses nothing');
      assert.equal(await find(OTHER, 'second'), undefined);
      assert.deepEqual(await use('t-lot', 'second', 'session-link'), { member: lise, device: null });
      assert.equal((await storage.instance.members.findSession('session-link'))?.memberId, lise.id);
      assert.equal(await use('t-lot', 'second', 'session-again'), undefined);
      await make(HERE, lise.id, 'third');
      now = now.add({ minutes: 30 });
      assert.equal(await use('t-lot', 'third', 'session-late'), undefined);
    });
  });
});
