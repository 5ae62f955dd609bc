import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { plant, type Planted } from '#test/web/canaries.ts';
import { openTestSite, type TestSite } from './test-site.ts';

suite('three megabytes pasted in a note', () => {
  let site: TestSite;
  let lot: Planted;
  before(async () => {
    site = await openTestSite();
    lot = await plant(site.service.engine, 'quercy');
  });
  after(() => site.close());

  test('are cut by the browser, and the page says so; the sheet is kept with what was left', async () => {
    const context = await site.visitor({ cookie: lot.cookies.member });
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: site.url });
    const page = await context.newPage();
    await page.goto(`${site.url}/${lot.slug}/equipe/conducteurs/${lot.ids.driver}/fiche`);
    const note = page.getByLabel('Note de l’équipe');
    await note.fill('');
    const paste = async (text: string): Promise<void> => {
      await page.evaluate(`navigator.clipboard.writeText('${text}')`);
      await note.focus();
      await page.keyboard.press('Control+V');
    };
    await paste('à rappeler ');
    const said = page.getByText('Le texte collé est trop long : il est coupé à 2000 signes. Relisez la fin.');
    assert.equal(await said.count(), 0);
    await paste('x'.repeat(3_000_000));
    await said.waitFor();
    assert.equal((await note.inputValue()).length, 2000);
    await page.getByRole('button', { name: 'Enregistrer la fiche' }).click();
    await page.getByText('Les coordonnées sont changées.').waitFor();
    assert.match(await page.locator('main').innerText(), /à rappeler x{1989}/u);
    await context.close();
  });
});
