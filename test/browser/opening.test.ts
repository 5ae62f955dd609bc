import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Page } from 'playwright-core';
import { openTerritories } from '#src/jobs/open-territories.ts';
import { addMember, signIn } from '#test/helpers/team.ts';
import { AXE_SOURCE, violations } from './looks.ts';
import { openTestSite, type TestSite } from './test-site.ts';

suite('a territory opens in two steps', () => {
  let site: TestSite;
  let team: Page;
  let visitor: Page;
  before(async () => {
    site = await openTestSite();
    await addMember(site.service, 'claire', { role: 'coordination', name: 'Claire' });
    const { Cookie } = await signIn(site.service, 'claire');
    await site.service.addDriver({ stops: ['Gramat', 'Cahors'] });
    const open = async (options: Parameters<TestSite['visitor']>[0]): Promise<Page> => {
      const context = await site.visitor(options);
      await context.addInitScript(AXE_SOURCE);
      return context.newPage();
    };
    team = await open({ cookie: Cookie });
    visitor = await open({ width: 320 });
  });
  after(() => site.close());

  const looksWell = async (page: Page, what: string): Promise<void> =>
    assert.deepEqual(await violations(page), [], what);

  test('the coordination chooses drivers first, and a floor of lines', async () => {
    await team.goto(`${site.url}/lot/equipe/reglages`);
    await team.getByRole('link', { name: 'L’ouverture du service' }).click();
    await team.getByLabel('Conducteurs d’abord', { exact: true }).check();
    await team.getByLabel('Quand il y a assez de lignes').check();
    await team.getByLabel('Nombre de lignes').fill('2');
    await looksWell(team, 'the settings of the opening');
    await team.getByRole('button', { name: 'Enregistrer' }).click();
    await team.getByText(/1\sligne sur 2/).waitFor();
  });

  test('a passenger reads the number and how far it is, and searches nowhere', async () => {
    await visitor.goto(`${site.url}/lot/trajets?depart=Gramat&arrivee=Cahors`);
    assert.equal(new URL(visitor.url()).pathname, '/lot');
    await visitor.getByText('1 ligne sur 2').waitFor();
    await visitor
      .getByRole('link', { name: /05\s36\s49\s00\s00/ })
      .first()
      .waitFor();
    assert.equal(await visitor.getByRole('button', { name: 'Chercher' }).count(), 0);
    await looksWell(visitor, 'the first page before the opening');
  });

  test('a driver is led to the form that signs them up', async () => {
    await visitor.getByRole('link', { name: 'J’ai une voiture et je veux aider' }).click();
    await visitor.getByRole('link', { name: 'Proposer un trajet' }).first().click();
    await visitor.getByRole('heading', { level: 1, name: 'Proposer un trajet' }).waitFor();
    await looksWell(visitor, 'the form of drivers before the opening');
  });

  test('the team searches already, and reads the pages of the public before they are', async () => {
    await team.goto(`${site.url}/lot/lignes`);
    await team.getByText('Aperçu pour l’équipe').waitFor();
    await team.getByRole('link', { name: /Gramat → Cahors/ }).waitFor();
    await looksWell(team, 'the lines, read by the team alone');
  });

  test('the second line opens it by itself, and the passenger finds a trip', async () => {
    await site.service.addDriver({ firstName: 'Odile', stops: ['Cahors', 'Gramat'] });
    await openTerritories(site.service.service).run(site.service.service.clock());
    await visitor.goto(`${site.url}/lot`);
    await visitor.getByLabel('Départ').fill('Cahors');
    await visitor.getByLabel('Arrivée').fill('Gramat');
    await visitor.getByRole('button', { name: 'Chercher' }).click();
    await visitor.getByText('Odile M.').first().waitFor();
  });
});
