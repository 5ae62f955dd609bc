import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, suite, test } from 'node:test';
import type { Page } from 'playwright-core';
import { createAddMember } from '#src/team/add-member.ts';
import { passwordHasher } from '#src/web/guards/password-hasher.ts';
import { openTestSite, type TestSite } from './test-site.ts';

const PASSWORD = 'la brebis du causse';
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds on the page as it stands, every fold open. */
const faults = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(`for (const fold of document.querySelectorAll('details')) fold.open = true`);
  await page.evaluate(axeSource);
  return page.evaluate(
    `axe.run({ runOnly: { type: 'tag', values: ['RGAAv4', 'wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] } })
      .then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes.map(({ html }) => html.slice(0, 120)).join(' | ')))`,
  );
};

suite('a member at the desk, from a ringing phone to a closed request', () => {
  let site: TestSite;
  before(async () => {
    site = await openTestSite();
    const { storage, clock, newId } = site.service.service;
    const hash = await passwordHasher.hash(PASSWORD);
    for (const [login, name] of [
      ['claire', 'Claire'],
      ['marc', 'Marc'],
    ] as const)
      await createAddMember({ atomically: (id, work) => storage.atomically(id, work), now: clock, newId })(
        { territoryId: site.service.territory.id, byMember: null },
        { login, name, email: null, role: 'coordination', host: false, passwordHash: hash },
      );
    await site.service.addDriver({
      firstName: 'Odile',
      lastName: 'Delmas',
      stops: ['Gramat', 'Cahors'],
      trip: {
        schedule: {
          kind: 'regular',
          weekdays: 31,
          departure: 8 * 60,
          from: null,
          until: null,
          excluded: [],
          pausedUntil: null,
        },
      },
    });
  });
  after(() => site.close());

  const signIn = async (page: Page, login: string): Promise<void> => {
    await page.goto(`${site.url}/lot/equipe`);
    await page.getByLabel('Identifiant').fill(login);
    await page.getByLabel('Mot de passe').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'À faire', exact: true }).waitFor();
  };

  test('with the keyboard alone, without script', async () => {
    const context = await site.visitor({ scripts: false });
    const page = await context.newPage();
    await signIn(page, 'claire');

    // The phone rings: the number that shows comes first, and the cursor is already there.
    await page.getByRole('link', { name: 'Noter un appel' }).press('Enter');
    // Without script a browser gives what is typed before the cursor shows to nobody.
    await page.locator('#champ-q:focus').waitFor();
    await page.keyboard.type('0536491234');
    await page.keyboard.press('Enter');
    await page.getByText('Nous ne trouvons personne').waitFor();
    const shown = await page.getByRole('textbox', { name: 'Téléphone', exact: true }).inputValue();
    assert.equal(shown.replaceAll(/\s/g, ''), '0536491234');
    await page.getByLabel('Prénom').focus();
    const type = async (text: string): Promise<void> => page.keyboard.type(text);
    const tab = async (times = 1): Promise<void> => {
      for (let n = 0; n < times; n += 1) await page.keyboard.press('Tab');
    };
    await type('Lucette');
    await tab();
    await type('Vidal');
    // Who is on the phone: the first answer is the usual one.
    await tab(2);
    await type('gramat');
    await tab();
    await type('caor');
    // One day, then its parts: how a browser spells a date is its own affair.
    await tab();
    await page.getByLabel('Quel jour ?').fill('2026-12-01');
    await page.getByLabel('Heure', { exact: true }).first().focus();
    await type('0930');
    await tab();
    await page.getByLabel('déjà réglé').press('Space');
    await page.getByLabel('déambulateur').press('Space');
    await page.getByLabel('Ces deux phrases ont été dites').press('Space');
    await page.getByRole('button', { name: 'Noter et chercher qui conduit' }).press('Enter');

    await page.getByRole('heading', { name: 'Lucette Vidal' }).waitFor();
    const driver = page.locator('li[data-trip]').first();
    assert.match((await driver.textContent()) ?? '', /8\u00a0h.*Odile Delmas.*06.39.98/s);
    await driver.getByRole('button', { name: 'Oui' }).press('Enter');
    await page.getByText('Odile Delmas').first().waitFor();
    assert.equal(await page.locator('li[data-trip]').count(), 0, 'nothing is left to find');
    await page.getByRole('button', { name: 'La personne est prévenue' }).press('Enter');
    await page.locator('summary', { hasText: 'Clore la demande' }).press('Enter');
    assert.equal(await page.getByLabel('Comment s’est-elle finie ?').inputValue(), 'done');
    await page.getByRole('button', { name: 'Clore', exact: true }).press('Enter');
    await page.getByRole('button', { name: 'Rouvrir la demande' }).waitFor();
    await context.close();
  });

  test('a number typed at once, before the page is there and while it is drawn, is whole', async () => {
    const context = await site.visitor();
    const page = await context.newPage();
    await signIn(page, 'claire');
    const { promise: whole, resolve: typed } = Promise.withResolvers<void>();
    const { promise: drawn, resolve: draw } = Promise.withResolvers<void>();
    await page.route('**/demandes/nouvelle', async (route) => {
      await whole;
      await route.continue();
    });
    await page.route('**/*.css', async (route) => {
      await drawn;
      await route.continue();
    });
    await page.getByRole('link', { name: 'Noter un appel' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('05364');
    typed();
    // The page is there and its script runs; nothing is shown, the styles have not come.
    await page.waitForFunction(
      `location.pathname.endsWith('/nouvelle') && document.documentElement.className.includes('scripts')`,
      undefined,
      { polling: 50 },
    );
    await page.keyboard.type('91234');
    draw();
    const number = page.locator('#champ-q');
    await number.waitFor();
    await page.keyboard.type('5');
    assert.equal(await number.inputValue(), '05364912345');
    await page.getByText('Nous ne trouvons personne').waitFor();
    await context.close();
  });

  test('two members at once: the page that comes back is whole, readable and keeps what was typed', async () => {
    const context = await site.visitor();
    const [first, second] = [await context.newPage(), await context.newPage()];
    await signIn(first, 'claire');
    await first.goto(`${site.url}/lot/equipe/demandes/nouvelle`);
    await first.getByRole('textbox', { name: 'Nom', exact: true }).fill('Calmon');
    await first.getByRole('textbox', { name: 'Téléphone', exact: true }).fill('05 36 49 55 66');
    await first.getByLabel('D’où ?').fill('Gramat');
    await first.getByLabel('Où devez-vous être ?').fill('Cahors');
    await first.getByLabel('chaque semaine').check();
    await first.getByLabel('mardi', { exact: true }).check();
    await first.getByLabel('jeudi', { exact: true }).check();
    await first.getByLabel('le matin').first().check();
    await first.getByLabel('on ne sait pas encore').check();
    assert.deepEqual(await faults(first), []);
    await first.getByRole('button', { name: 'Noter et chercher qui conduit' }).click();
    await second.goto(first.url());
    assert.deepEqual(await faults(second), []);
    await first.locator('li[data-trip]').first().getByRole('button', { name: 'Pas joint' }).click();
    await first.getByText('Pour cette demande').waitFor();

    const call = second.locator('li[data-trip]').first();
    await call.getByLabel('Note').fill('le jeudi seulement');
    await call.getByLabel('chaque mardi').uncheck();
    await call.getByRole('button', { name: 'Oui' }).click();
    await second.getByRole('heading', { name: 'Quelqu’un a écrit ici avant vous' }).waitFor();
    assert.deepEqual(await faults(second), []);
    assert.equal(await call.getByLabel('Note').inputValue(), 'le jeudi seulement');
    assert.equal(await call.getByLabel('chaque mardi').isChecked(), false);
    await call.getByRole('button', { name: 'Oui' }).click();
    await second.locator('#outward').getByText('chaque mardi : à trouver').waitFor();
    assert.match((await second.locator('#outward').textContent()) ?? '', /chaque jeudi.*Odile Delmas/s);
    await context.close();
  });
});
