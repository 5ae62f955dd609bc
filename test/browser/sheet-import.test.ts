import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { plant, type Planted } from '#test/web/canaries.ts';
import { openTestSite, type TestSite } from './test-site.ts';

const SHEET = [
  'Date;Départ;Arrivée;Jours;Heure de départ;Prénom;Nom;Téléphone;Couleur',
  '01/03/2026 10:00:00;Figeac;Cahors;Lundi;8h30;Jeanne;Essai;06 39 98 00 01;bleue',
  '02/03/2026 10:00:00;Nullepart;Cahors;Lundi;8h30;Marc;Essai;06 39 98 00 02;verte',
].join('\r\n');

suite('a secretary takes a spreadsheet over, without script', () => {
  let site: TestSite;
  let quercy: Planted;
  before(async () => {
    site = await openTestSite();
    quercy = await plant(site.service.engine, 'quercy');
  });
  after(() => site.close());

  test('file, columns, a cell corrected, in, and out again, at 320 px', async () => {
    const visitor = await site.visitor({ scripts: false, width: 320, cookie: quercy.cookies.coordination });
    const page = await visitor.newPage();
    const fits = async (step: string): Promise<void> => {
      const width = await page.evaluate('document.documentElement.scrollWidth');
      assert.ok(Number(width) <= 320, `${step}: ${String(width)} px`);
      const folder = process.env['LOTOCAR_LOOKS'];
      if (folder !== undefined) await page.screenshot({ path: `${folder}/reprise-${step}.png`, fullPage: true });
    };
    await page.goto(`${site.url}/quercy/equipe/reglages/reprise`);
    await fits('fichier');
    await page.setInputFiles('input[type=file]', {
      name: 'trajets.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(SHEET),
    });
    await page.getByRole('button', { name: 'Envoyer ce tableur' }).click();
    assert.equal(await page.getByLabel('« Téléphone »').inputValue(), 'phone');
    assert.match(await page.innerText('main'), /ne seront pas reprises\s: «\sCouleur\s»/u);
    await fits('colonnes');
    await page.getByRole('button', { name: 'Voir les lignes' }).click();
    assert.match(await page.innerText('main'), /1 ligne entrera, 1 est à corriger/u);
    await fits('lignes');
    await page.locator('#l3-from').fill('Gramat');
    await page.getByRole('button', { name: 'Enregistrer ce qui est corrigé' }).click();
    await page.getByRole('button', { name: 'Reprendre ces 2 lignes' }).click();
    assert.match(await page.innerText('main'), /sont entrés 2 personnes, 2 trajets/u);
    await fits('entre');
    await page.getByRole('link', { name: 'Annuler cette reprise' }).click();
    assert.match(await page.innerText('main'), /ce qui est venu avec 2 personnes sera retiré/u);
    await fits('annuler');
    await page.getByRole('button', { name: 'Annuler cette reprise' }).click();
    assert.match(await page.innerText('main'), /est retiré\./u);
    await visitor.close();
  });
});
