import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Page } from 'playwright-core';
import { openEmptyInstance } from '#test/helpers/empty-instance.ts';
import { AXE_SOURCE, overflowIn, overwritingIn, toNextPage, violations } from './looks.ts';
import { openTestSite } from './test-site.ts';

type Site = Awaited<ReturnType<typeof openTestSite<Awaited<ReturnType<typeof openEmptyInstance>>>>>;

/** More than any page of a new territory has. */
const MOST_TABS = 160;

interface Focused {
  readonly labels?: Iterable<{ readonly textContent: string }>;
  readonly textContent: string;
}

/** What has the focus, as it is read aloud: the label of a field, the words of a link. */
const focusedName = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { document } = globalThis as unknown as { document: { activeElement: Focused } };
    const { activeElement } = document;
    const words = [...(activeElement.labels ?? [])].map(({ textContent }) => textContent).join(' ');
    return (words === '' ? activeElement.textContent : words).replaceAll(/\s+/g, ' ').trim();
  });

suite('the first evening, from an empty folder, with a keyboard and no script', () => {
  let site: Site;
  let page: Page;
  before(async () => {
    site = await openTestSite(openEmptyInstance);
    page = await (await site.visitor({ scripts: false, width: 320 })).newPage();
  });
  after(() => site.close());

  /** Tabs until what is so called has the focus. */
  const tabTo = async (name: RegExp): Promise<void> => {
    const passed: string[] = [];
    for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
      await page.keyboard.press('Tab');
      const focused = await focusedName(page);
      if (name.test(focused)) return;
      passed.push(focused.slice(0, 60));
    }
    assert.fail(`the keyboard does not reach ${name} on ${page.url()}, but ${passed.slice(0, 60).join(' | ')}`);
  };
  const type = async (name: RegExp, text: string): Promise<void> => {
    await tabTo(name);
    await page.keyboard.press('Control+A');
    await page.keyboard.type(text);
  };
  const tick = async (name: RegExp): Promise<void> => {
    await tabTo(name);
    await page.keyboard.press('Space');
  };
  const press = async (name: RegExp): Promise<void> => {
    await tabTo(name);
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  };
  /** From one choice of a group to another: a group is one stop of the keyboard. */
  const choose = async (from: RegExp, downs: number): Promise<void> => {
    await tabTo(from);
    if (downs === 0) await page.keyboard.press('Space');
    for (let down = 0; down < downs; down += 1) await page.keyboard.press('ArrowDown');
  };
  const heading = async (name: string | RegExp): Promise<void> =>
    page.getByRole('heading', { level: 1, name }).waitFor({ timeout: 5000 });

  test('gives the code', async () => {
    await page.goto(site.url);
    await heading('Ouvrir votre service');
    await type(/^Code d’ouverture/u, site.service.code);
    await page.keyboard.press('Enter');
    await heading(/Comment s’appelle/u);
  });

  test('answers the questions', async () => {
    await type(/^Nom du service/u, 'Lotocar du Causse');
    await press(/^Continuer/u);
    await heading('Quel est votre territoire ?');
    await type(/^Département, intercommunalité/u, 'Causses et Vallée de la Dordogne');
    await press(/^Continuer/u);
    await page.getByText('77 communes en tout').waitFor();
    await press(/^Continuer/u);
    await heading('Et juste à côté ?');
    await tick(/^Labastide-Murat|^Thémines|hab\./u);
    await press(/^Continuer/u);
    await heading(/À quel numéro/u);
    await type(/^Numéro de téléphone/u, '05 36 49 10 20');
    await press(/^Continuer/u);
    await heading('Qui répond des données ?');
    await type(/^Nom et adresse/u, 'Mairie de Gramat, 46500 Gramat');
    await press(/^Continuer/u);
    await heading('Et vous, qui êtes-vous ?');
    await type(/^Votre nom/u, 'Odile');
    await type(/^Votre identifiant/u, 'odile');
    await type(/^Mot de passe choisi/u, 'la brebis du causse');
    await press(/^Continuer/u);
    await heading('Qui est la deuxième personne ?');
    await choose(/^La voici/u, 1);
    await press(/^Continuer/u);
    await heading(/Qui voit le service/u);
    await choose(/^Conducteurs d’abord, jusqu’à ce que/u, 3);
    await press(/^Continuer/u);
  });

  test('reads all again, and opens', async () => {
    await heading('Tout relire, puis ouvrir');
    await page.getByText('Tout le monde, tout de suite').waitFor();
    await press(/^Ouvrir Lotocar du Causse/u);
    await heading('Tout est prêt');
  });

  test('prints the recovery sheet on one page', async () => {
    await press(/^Imprimer la feuille de secours/u);
    await press(/^Faire la feuille de secours/u);
    await heading('Feuille de secours');
    assert.equal(await page.locator('.codes .code').count(), 8);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    assert.equal(pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length, 1);
    await press(/^C’est imprimé/u);
  });

  test('notes the first driver, who is welcomed at once', async () => {
    await press(/^Noter une première personne qui conduit/u);
    await heading('Ajouter une personne qui conduit');
    await type(/^Prénom/u, 'Lucette');
    await type(/^Nom$/u, 'Marty');
    await type(/^Téléphone/u, '06 39 98 12 34');
    await type(/^D’où partez-vous/u, 'Gramat');
    await type(/^Où allez-vous/u, 'Saint-Céré');
    await tick(/^mardi/u);
    await tabTo(/^Heure de départ/u);
    // With 'a' for the morning, where a browser asks for it.
    await page.keyboard.type('0830a');
    await choose(/^Oui/u, 1);
    // Past the kind of help, the first question of what is accepted: on the public list. The welcome is ticked already.
    await tabTo(/^Ponctuel et gratuit/u);
    await choose(/^Oui$/u, 0);
    await press(/^Enregistrer$/u);
    await heading(/Lucette Marty/u);
    await page.getByText('joint au téléphone').first().waitFor({ timeout: 5000 });
  });

  test('prints a poster, and a stranger finds the first trip', async () => {
    await page.goto(`${site.url}/causse/equipe/imprimer/affiches`);
    await page.getByText('On vous emmène, au départ de Gramat').waitFor({ timeout: 5000 });
    const poster = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    assert.equal(poster.match(/\/Type\s*\/Page\b(?!s)/g)?.length, 1);
    const stranger = await (await site.visitor({ scripts: false, width: 320 })).newPage();
    await stranger.goto(`${site.url}/causse`);
    await stranger.getByLabel('Départ').fill('Gramat');
    await stranger.getByLabel('Arrivée').fill('Saint-Céré');
    await stranger.getByRole('button', { name: 'Chercher' }).click();
    assert.equal(await stranger.locator('[data-trip]').count(), 1);
    await stranger.context().close();
  });
});

suite('the pages of the first evening, looked at', () => {
  let site: Site;
  before(async () => {
    site = await openTestSite(openEmptyInstance);
  });
  after(() => site.close());

  /** What each step is answered with, by the names of its fields; a button is pressed by the form itself. */
  const STEPS: readonly (readonly [path: string, form: Readonly<Record<string, string>>])[] = [
    ['nom', { nom: 'Lotocar du Causse' }],
    ['territoire', { territoire: 'Figeac, Gramatt' }],
    ['territoire', { territoire: 'Gramat, Rocamadour' }],
    ['voisines', {}],
    ['telephone', { telephone: '05 36', heures: 'peut-être' }],
    ['telephone', { telephone: '05 36 49 10 20', heures: 'mardi, de 9 h à 12 h' }],
    ['donnees', { responsable: 'Mairie de Gramat, 46500 Gramat' }],
    ['vous', { nom: 'Odile', identifiant: 'odile', mot_de_passe: 'donne' }],
    ['deuxieme', { avec: 'maintenant', nom: '', identifiant: '' }],
    ['deuxieme', { avec: 'plus-tard' }],
    ['ouverture', { ouverture: 'date', jour: '' }],
    ['ouverture', { ouverture: 'tous' }],
  ];

  test('hold by axe, in 320 px, and with their errors', async () => {
    const context = await site.visitor({ width: 1100 });
    await context.addInitScript({ content: AXE_SOURCE });
    const page = await context.newPage();
    const faults: string[] = [];
    const look = async (name: string): Promise<void> => {
      for (const one of [violations, overflowIn(320), overwritingIn(320)])
        for (const fault of await one(page)) faults.push(`${name} ${fault}`);
      await page.setViewportSize({ width: 1100, height: 800 });
    };
    const press = (name: string | RegExp): Promise<void> =>
      toNextPage(page, () => page.getByRole('button', { name }).click());
    await page.goto(site.url);
    await look('the code');
    await page.getByLabel('Code d’ouverture').fill(site.service.code);
    await press('Commencer');
    await page.goto(site.url);
    await look('the door');
    for (const [path, form] of STEPS) {
      await page.goto(`${site.url}/ouvrir/questions/${path}`);
      await look(path);
      for (const [name, value] of Object.entries(form)) {
        const field = page.locator(`[name="${name}"]`).last();
        const radio = page.locator(`[name="${name}"][type="radio"][value="${value}"]`);
        if ((await radio.count()) > 0) await radio.check();
        else await field.fill(value);
      }
      await press('Continuer');
      await look(`after ${path}`);
    }
    await page.goto(`${site.url}/ouvrir/relire`);
    await look('reading again');
    await press(/^Ouvrir/u);
    await page.getByRole('heading', { level: 1, name: 'Tout est prêt' }).waitFor();
    await look('ready');
    await page.goto(`${site.url}/causse/equipe/reglages/secours`);
    await look('the sheet to make');
    await press('Faire la feuille');
    await look('the recovery sheet');
    const code = (await page.locator('.codes .code').first().textContent()) ?? '';
    await page.goto(`${site.url}/causse/equipe/secours`);
    await look('the door of the sheet');
    await page.getByLabel('Un code de la feuille').fill(code);
    await press('Continuer');
    await look('whom to let in');
    await press('Rendre l’accès');
    await look('nobody chosen');
    await page.getByLabel('Donner un nouveau mot de passe à Odile').check();
    await press('Rendre l’accès');
    await page.getByRole('heading', { level: 1, name: 'L’accès est rendu' }).waitFor();
    await look('let in');
    assert.deepEqual(faults, []);
    await context.close();
  });
});
