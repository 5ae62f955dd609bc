import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Request } from '#src/requests/request.ts';
import { aPerson, aRequest } from '#test/fixtures/drivers.ts';
import { plant, type Planted } from '#test/web/canaries.ts';
import { openTestSite, type TestSite } from './test-site.ts';

/** The script asks every fifteen seconds: the page's own clock is moved, nobody waits. */
const A_WHILE = 16_000;

suite('several hands, in a browser', () => {
  let site: TestSite;
  let planted: Planted;
  before(async () => {
    site = await openTestSite();
    planted = await plant(site.service.engine, 'quercy');
  });
  after(() => site.close());

  const open = async (page: string, cookie: string, options: { readonly scripts?: boolean } = {}) => {
    const context = await site.visitor({ cookie, ...options });
    const tab = await context.newPage();
    await tab.clock.install();
    await tab.goto(`${site.url}/quercy${page}`);
    return tab;
  };

  test('a colleague who opens the request is said a moment later, and what is typed stays', async () => {
    const sheet = `/equipe/demandes/${planted.ids.request}`;
    const mine = await open(sheet, planted.cookies.coordination);
    await mine.fill('#champ-conduit', 'Delmas');
    await mine.focus('#champ-conduit');
    assert.equal(await mine.getByText('aussi sur cette demande').count(), 0);
    await open(sheet, planted.cookies.member);
    await mine.clock.runFor(A_WHILE);
    await mine.getByText('est aussi sur cette demande').waitFor();
    assert.equal(await mine.inputValue('#champ-conduit'), 'Delmas');
    assert.equal(await mine.evaluate('document.activeElement.id'), 'champ-conduit');
  });

  test('a list is kept up to date, and the keyboard stays where it stands', async () => {
    const home = await open('/equipe', planted.cookies.coordination);
    const link = home.locator('#listes a', { hasText: 'Serinquercy' }).first();
    await link.focus();
    const before_ = await home.locator('#listes').innerHTML();
    await site.service.service.storage.atomically(planted.territoryId, async ({ requests }) => {
      const request = await requests.get(planted.ids.request);
      return requests.save({ ...request, memberId: planted.ids.member }, planted.ids.member);
    });
    await home.clock.runFor(A_WHILE);
    await home.getByText('SerinquercyMembremember s’en occupe').waitFor();
    assert.notEqual(await home.locator('#listes').innerHTML(), before_);
    assert.match(String(await home.evaluate('document.activeElement.textContent')), /Serinquercy/);
    assert.match(String(await home.evaluate('document.activeElement.tagName')), /^A$/);
  });

  test('an open list asks and draws nothing as long as nothing changed; what was unfolded stays so when it does', async () => {
    const { storage } = site.service.service;
    await storage.atomically(planted.territoryId, async ({ people, requests }) => {
      for (let number = 1; number <= 9; number += 1) {
        const id = `longue-${number}`;
        await people.add(aPerson({ id, territoryId: planted.territoryId, lastName: `Longue${number}`, phones: [] }));
        const way = {
          ...aRequest().ways[0],
          id: `${id}-aller`,
          when: { kind: 'dates', dates: [`2027-01-0${number}`] },
        };
        await requests.add(
          aRequest({ id, territoryId: planted.territoryId, passengerId: id, ways: [way] as Request['ways'] }),
          null,
        );
      }
    });
    const home = await open('/equipe', planted.cookies.coordination);
    const statuses: number[] = [];
    home.on('response', (response) => statuses.push(response.status()));
    const folded = home.locator('#a-faire-suite');
    assert.equal(await folded.getByText('Longue9').isVisible(), false);
    await folded.locator('summary').click();
    await home.clock.runFor(A_WHILE);
    await home.waitForTimeout(300);
    assert.deepEqual(statuses, [304]);
    await storage.atomically(planted.territoryId, async ({ requests }) =>
      requests.save({ ...(await requests.get('longue-9')), memberId: planted.ids.member }, planted.ids.member),
    );
    await home.clock.runFor(A_WHILE);
    await folded.getByText('SerinquercyMembremember s’en occupe').waitFor();
    assert.equal(await folded.getByText('Longue9').isVisible(), true, 'still unfolded');
  });

  test('without scripts, the same pages say the same', async () => {
    const sheet = `/equipe/demandes/${planted.ids.request}`;
    await open(sheet, planted.cookies.member, { scripts: false });
    const mine = await open(sheet, planted.cookies.coordination, { scripts: false });
    assert.equal(await mine.getByText('est aussi sur cette demande').count(), 1);
  });

  for (const width of [360, 768])
    test(`at ${width} px, no page of the team overflows and each target is large enough`, async () => {
      const context = await site.visitor({ cookie: planted.cookies.coordination, width });
      const tab = await context.newPage();
      for (const page of [
        '/equipe',
        '/equipe/chiffres',
        '/equipe/reglages',
        '/equipe/reglages/absences',
        '/equipe/reglages/tablettes',
        '/equipe/reglages/passation',
        '/equipe/reglages/membres',
      ]) {
        await tab.goto(`${site.url}/quercy${page}`);
        const over = await tab.evaluate('document.documentElement.scrollWidth > window.innerWidth');
        assert.equal(over, false, `${page} overflows`);
        const small = await tab.evaluate(
          `[...document.querySelectorAll('main button, main select, .counts a, .filters a')]
            .filter((one) => one.getBoundingClientRect().height > 0 && one.getBoundingClientRect().height < 43.5)
            .map((one) => one.textContent)`,
        );
        assert.deepEqual(small, [], page);
      }
    });
});
