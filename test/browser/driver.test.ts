import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Page } from 'playwright-core';
import { openTestSite, type TestSite } from './test-site.ts';

suite('a driver on a phone, without any script', () => {
  let site: TestSite;
  let page: Page;
  before(async () => {
    site = await openTestSite();
    const context = await site.visitor({ scripts: false, width: 320 });
    page = await context.newPage();
  });
  after(() => site.close());

  /** A form is read for a while before it is sent. */
  const wait = (): void => site.service.setNow(site.service.service.clock().add({ seconds: 90 }));
  const main = async (): Promise<string> => (await page.locator('main').textContent()) ?? '';

  test('offers a trip and its way back in one page, in a dozen gestures', async () => {
    await page.goto(`${site.url}/lot`);
    await page.getByRole('link', { name: 'Je peux conduire' }).click();
    await page.getByRole('link', { name: 'Proposer un trajet' }).first().click();
    assert.equal(await page.locator('details[open]').count(), 0, 'what is optional is folded');
    let gestures = 0;
    const fill = async (label: string, text: string): Promise<void> => {
      gestures += 1;
      await page.getByLabel(label, { exact: true }).fill(text);
    };
    const answer = async (question: string, choice: string): Promise<void> => {
      gestures += 1;
      await page.getByRole('group', { name: question }).getByText(choice, { exact: true }).click();
    };
    await fill('Prénom', 'Odile');
    await fill('Nom', 'Delmas');
    await fill('Téléphone', '06 39 98 00 42');
    await fill('D’où partez-vous ?', 'gramat');
    await fill('Où allez-vous ?', 'caor');
    await answer('Quels jours de la semaine ?', 'mardi');
    await fill('Heure de départ', '08:30');
    await answer('Faites-vous aussi le retour ?', 'Oui');
    await fill('À quelle heure repartez-vous ?', '17:30');
    await answer('Votre trajet peut-il figurer dans la liste publique ?', 'Oui');
    await answer('Peut-on donner votre numéro à une personne qui cherche ce trajet ?', 'Non');
    wait();
    await page.getByRole('button', { name: 'Proposer ce trajet' }).click();
    await page.getByText('C’est noté, merci').waitFor();
    assert.ok(gestures <= 12);
    assert.match(await main(), /De Gramat à Cahors/);
    assert.match(await main(), /Mardi, 17\u00a0h\u00a030/);
  });

  test('pauses until a day, agrees again, adds a trip, then erases everything', async () => {
    const link = page.url().replace(/\?.*/, '');
    await page.getByRole('link', { name: /^Changer, mettre en pause, arrêter : De Gramat/ }).click();
    await page.getByLabel(/^Reprendre le/).fill('2027-01-04');
    await page.getByRole('button', { name: 'Mettre en pause', exact: true }).click();
    await page.getByText('Le trajet est en pause').waitFor();
    await page.getByRole('button', { name: /^Reprendre : De Gramat/ }).click();
    await page.getByRole('button', { name: 'C’est toujours d’accord' }).click();
    await page.getByText('Merci : vos trajets restent proposés').waitFor();
    await page.getByRole('link', { name: 'Ajouter un trajet' }).click();
    await page.getByLabel('D’où partez-vous ?').fill('Figeac');
    await page.getByLabel('Où allez-vous ?').fill('Cahors');
    await page.getByLabel('Ou une seule fois : quelle date ?').fill('2026-12-01');
    await page.getByText('Non, l’aller seulement').click();
    await page.getByRole('button', { name: 'Ajouter ce trajet' }).click();
    await page.getByText('Le trajet est ajouté').waitFor();
    assert.match(await main(), /Le mardi 1er décembre, horaire à convenir/);
    await page.getByRole('link', { name: 'Effacer tout ce qui me concerne' }).click();
    await page.getByRole('button', { name: 'Tout effacer' }).click();
    await page.getByRole('heading', { level: 1, name: 'C’est effacé' }).waitFor();
    assert.equal((await page.goto(link))?.status(), 404);
  });
});
