import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Page } from 'playwright-core';
import { TUESDAY } from '#test/helpers/test-service.ts';
import { openTestSite, type TestSite } from './test-site.ts';

suite('a passenger on a weak phone, without any script', () => {
  let site: TestSite;
  let page: Page;
  before(async () => {
    site = await openTestSite();
    const { service } = site;
    for (const firstName of ['Odile', 'Lucette']) {
      await service.addDriver({
        firstName,
        stops: ['Gramat', 'Cahors'],
        consents: { numberShown: firstName === 'Lucette' },
        trip: {
          schedule: {
            kind: 'regular',
            weekdays: 31,
            departure: 480,
            from: null,
            until: null,
            excluded: [],
            pausedUntil: null,
          },
        },
      });
    }
    const context = await site.visitor({ scripts: false, width: 320 });
    page = await context.newPage();
  });
  after(() => site.close());

  /** A form is read for a while before it is sent. */
  const wait = (): void => site.service.setNow(site.service.service.clock().add({ seconds: 40 }));

  test('finds a trip and the number of who drives', async () => {
    await page.goto(`${site.url}/lot`);
    await page.getByLabel('Départ').fill('gramat');
    await page.getByLabel('Arrivée').fill('caor');
    await page.getByLabel('Quel jour ?').fill('2026-12-01');
    await page.getByLabel('Heure').fill('09:30');
    await page.getByRole('button', { name: 'Chercher' }).click();
    await page.getByRole('heading', { level: 1, name: 'De Gramat à Cahors' }).waitFor();
    assert.equal(await page.locator('[data-trip]').count(), 2);
    await page.getByRole('link', { name: 'Joindre Lucette M.' }).click();
    assert.doesNotMatch(await page.content(), /06\s39\s98/);
    await page.getByRole('button', { name: 'Voir le numéro' }).click();
    await page.getByRole('link', { name: /^06\s39\s98/ }).waitFor();
  });

  test('asks the team for the other one, reads the answer page, and cancels', async () => {
    await page.goto(`${site.url}/lot/trajets?depart=Gramat&arrivee=Cahors&date=2026-12-01&heure=9h30`);
    await page.getByRole('link', { name: 'Demander ce trajet avec Odile M.' }).click();
    assert.equal(await page.getByLabel('D’où partez-vous ?').inputValue(), 'Gramat');
    wait();
    await page.getByRole('button', { name: 'Envoyer la demande' }).click();
    await page.getByRole('heading', { name: /points sont à revoir/ }).waitFor();
    await page.getByRole('group', { name: 'Avez-vous besoin du retour ?' }).getByText('Non, l’aller seulement').click();
    await page.getByLabel('Nom', { exact: true }).fill('Vidal');
    await page.getByLabel('Téléphone', { exact: true }).fill('05 36 49 12 34');
    wait();
    await page.getByRole('button', { name: 'Envoyer la demande' }).click();
    await page.getByRole('heading', { level: 1, name: 'Votre demande est notée' }).waitFor();
    assert.match(
      (await page.locator('main').textContent()) ?? '',
      /de Gramat à Cahors, mardi 1er décembre, rendez-vous à 9\u00a0h\u00a030/,
    );
    await page.getByRole('link', { name: 'Annuler cette demande' }).click();
    await page.getByText('Personne ne devait encore conduire').waitFor();
    await page.getByRole('button', { name: 'Oui, annuler' }).click();
    await page.getByText('Cette demande est annulée').waitFor();
    site.service.setNow(TUESDAY);
  });

  test('answers open their own fields, and only theirs', async () => {
    await page.goto(`${site.url}/lot/demande`);
    const weekday = page.getByLabel('jeudi');
    assert.equal(await weekday.isVisible(), false);
    await page.getByLabel('Chaque semaine').check();
    assert.equal(await weekday.isVisible(), true);
    await page.getByLabel('Un jour précis').check();
    assert.equal(await weekday.isVisible(), false);
  });

  test('the form on paper is one A4 page', async () => {
    await page.goto(`${site.url}/lot/demande/papier`);
    const pdf = await page.pdf({ format: 'A4' });
    assert.equal(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length, 1);
  });
});
