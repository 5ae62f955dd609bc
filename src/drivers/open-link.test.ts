import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import { createIssueLink } from '#src/drivers/issue-link.ts';
import { formatCode, hashToken } from '#src/people/link-token.ts';
import { createOpenCode, openLink } from '#src/drivers/open-link.ts';
import { AT, aPerson } from '#test/fixtures/drivers.ts';
import { onSqlite } from '#test/fixtures/sqlite.ts';

suite('personal links and spoken codes', () => {
  onSqlite((bench) => {
    const links = () => bench.storage.in(bench.territory.id).links;
    const issue = (token: string, code: string | null) =>
      createIssueLink(bench.tools, bench.secret)(
        bench.territory,
        'p-1',
        { token, code },
        { kind: 'member', id: 'm-1' },
      );
    const say = (contact: string, code: string, token: string) =>
      createOpenCode(bench.tools, bench.secret)(bench.territory, { contact, code }, token);
    const open = (token: string) => openLink(links(), token, bench.now);

    before(async () => {
      await bench.storage.atomically(bench.territory.id, async ({ people, drivers }) => {
        await people.add(aPerson({ email: 'Odile@Example.org' }));
        await people.add(aPerson({ id: 'p-2', firstName: 'Marc' }));
        for (const personId of ['p-1', 'p-2'])
          await drivers.add({ personId, welcomedOn: null, welcomedBy: null, createdAt: AT });
      });
    });

    test('neither a token nor a code can be read in the database', async () => {
      await issue('tokenone', '482913');
      const rows = JSON.stringify(await bench.engine.db.selectFrom('link').selectAll().execute());
      assert.doesNotMatch(rows, /tokenone|482913/);
      assert.match(rows, new RegExp(hashToken('tokenone')));
    });

    test('a new link kills the old one, and its code', async () => {
      await issue('tokentwo', '111111');
      assert.deepEqual(await open('tokenone'), { kind: 'closed', why: 'replaced' });
      assert.equal((await say('06 39 98 00 01', '482913', 'x')).kind, 'wrong');
      assert.equal((await open('tokentwo')).kind, 'open');
      assert.deepEqual(await open('tokenzero'), { kind: 'closed', why: 'unknown' });
    });

    test('a code opens once, beside the number or the address of who it was said to; the link on paper stays', async () => {
      await issue('paper', '482913');
      assert.equal((await say('06 39 98 00 02', '482913', 'x')).kind, 'wrong', 'another number');
      assert.deepEqual(await say('06.39.98.00.01', '48 29 13', 'fresh'), { kind: 'open', personId: 'p-1' });
      assert.equal((await say('06.39.98.00.01', '48 29 13', 'again')).kind, 'wrong');
      assert.equal((await open('paper')).kind, 'open');
      assert.equal((await open('fresh')).kind, 'open');
      await issue('other', '333444');
      assert.deepEqual(await say('odile@example.org', '333444', 'mailed'), { kind: 'open', personId: 'p-1' });
      assert.equal((await say('', '333444', 'x')).kind, 'wrong');
    });

    test('five wrong codes and it is dead', async () => {
      await issue('five', '482913');
      for (const wrong of ['000000', '000001', '000002', '000003', '000004'])
        assert.equal((await say('0639980001', wrong, 'x')).kind, 'wrong');
      assert.equal((await say('0639980001', '482913', 'x')).kind, 'wrong');
      assert.equal((await open('five')).kind, 'open', 'the link itself still opens');
    });

    test('a code lives two days, a link thirteen months', async () => {
      await issue('lives', '482913');
      const start = bench.now;
      bench.now = start.add({ hours: 49 });
      assert.equal((await say('0639980001', '482913', 'x')).kind, 'wrong');
      bench.now = Temporal.Instant.from('2027-12-22T19:59:00Z');
      assert.equal((await open('lives')).kind, 'open');
      bench.now = Temporal.Instant.from('2027-12-22T20:00:00Z');
      assert.deepEqual(await open('lives'), { kind: 'closed', why: 'expired' });
      bench.now = start;
    });

    test('nobody gets a link who does not drive here', async () => {
      const issued = await createIssueLink(bench.tools, bench.secret)(
        bench.territory,
        'p-9',
        { token: 'nobody', code: null },
        { kind: 'member', id: 'm-1' },
      );
      assert.deepEqual(issued, { kind: 'not-found' });
    });
  });

  test('a code is said in pairs', () => assert.equal(formatCode('482913'), '48 29 13'));
});
