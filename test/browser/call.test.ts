import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Page } from 'playwright-core';
import { createAddMember } from '#src/team/add-member.ts';
import { passwordHasher } from '#src/web/guards/password-hasher.ts';
import { openTestSite, type TestSite } from './test-site.ts';

const PASSWORD = 'la brebis du causse';
const NEW = '/lot/equipe/demandes/nouvelle';

/**
 * Gestures of the hand, as an occupational therapist would count them: what is typed in one field is one gesture, however
 * long; Tab, Enter, an arrow and the space bar are one each.
 */
const handOf = (page: Page) => {
  const hand = {
    gestures: 0,
    async type(text: string): Promise<void> {
      hand.gestures += 1;
      await page.keyboard.type(text);
    },
    async press(key: 'Tab' | 'Enter' | 'ArrowDown' | 'ArrowRight' | 'Space', times = 1): Promise<void> {
      for (let n = 0; n < times; n += 1) {
        hand.gestures += 1;
        await page.keyboard.press(key);
      }
    },
    /** Tab until the field bearing this name has the focus: each is counted. */
    async tabTo(name: string, value?: string): Promise<void> {
      for (let n = 0; n < 12; n += 1) {
        await hand.press('Tab');
        const here = await page.evaluate(`document.activeElement.name + '=' + document.activeElement.value`);
        if (here === `${name}=${value ?? String(here).split('=')[1]}`) return;
      }
      assert.fail(`${name} is not twelve tabs away`);
    },
  };
  return hand;
};

suite('a call is noted', () => {
  let site: TestSite;
  before(async () => {
    site = await openTestSite();
    const { storage, clock, newId } = site.service.service;
    const passwordHash = await passwordHasher.hash(PASSWORD);
    for (const login of ['claire', 'marc'])
      await createAddMember({ atomically: (id, work) => storage.atomically(id, work), now: clock, newId })(
        { territoryId: site.service.territory.id, byMember: null },
        { login, name: login, email: null, role: 'coordination', host: false, passwordHash },
      );
    await site.service.addDriver({
      firstName: 'Odile',
      lastName: 'Rouquié',
      stops: ['Gramat', 'Cahors'],
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
  });
  after(() => site.close());

  const signIn = async (options: { scripts?: boolean; width?: number; touch?: boolean; login?: string } = {}) => {
    const context = options.touch
      ? await site.browser.newContext({
          viewport: { width: options.width ?? 360, height: 800 },
          hasTouch: true,
          isMobile: true,
        })
      : await site.visitor(options);
    const page = await context.newPage();
    await page.goto(`${site.url}/lot/equipe`);
    await page.getByLabel('Identifiant').fill(options.login ?? 'claire');
    await page.getByLabel('Mot de passe').fill(PASSWORD);
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await page.getByRole('heading', { name: 'À faire', exact: true }).waitFor();
    return { context, page };
  };

  /** Someone already known, who once went from Gramat to Cahors. */
  const noteOnce = async (page: Page, nom: string, telephone: string): Promise<void> => {
    await page.goto(site.url + NEW);
    await page.getByRole('textbox', { name: 'Téléphone', exact: true }).fill(telephone);
    await page.getByLabel('Nom', { exact: true }).fill(nom);
    await page.getByLabel('D’où ?').fill('Gramat');
    await page.getByLabel('Où devez-vous être ?').fill('Cahors');
    await page.getByLabel('Quel jour ?').fill('2026-12-01');
    await page.getByLabel('Heure', { exact: true }).first().fill('9h30');
    await page.getByLabel('déjà réglé').check();
    await page.getByRole('button', { name: 'Noter et chercher qui conduit' }).click();
    await page.getByRole('heading', { name: nom }).waitFor();
  };

  for (const scripts of [true, false])
    test(`in under 25 gestures of the keyboard, ${scripts ? 'with' : 'without'} the script`, async () => {
      const { context, page } = await signIn({ scripts });
      const telephone = scripts ? '05 36 49 11 01' : '05 36 49 11 02';
      await noteOnce(page, `Delmas${scripts ? 'un' : 'deux'}`, telephone);
      // The phone rings: "Noter un appel" is open, as it stays between two calls.
      await page.goto(site.url + NEW);
      const hand = handOf(page);
      await hand.type(telephone.replaceAll(' ', ''));
      await Promise.all([page.waitForURL(/personne=/), hand.press('Enter')]);
      // Where they leave from is written already: the cursor waits in the next question.
      await hand.type('figeac');
      await hand.tabTo('date');
      await hand.type('12082026');
      await hand.tabTo('heure');
      await hand.type('10h');
      await hand.tabTo('retour', 'attend');
      await hand.press('Space');
      await hand.tabTo('besoins', 'cane');
      await hand.press('Space');
      await Promise.all([page.waitForURL(/note=1/), hand.press('Enter')]);
      assert.match((await page.locator('#outward').textContent()) ?? '', /Gramat → Figeac.*rendez-vous à 10\u00a0h/s);
      const said = (await page.locator('main').textContent()) ?? '';
      assert.match(said, /mardi 8 décembre/);
      assert.match(said, /qui conduit attend sur place/);
      assert.match(said, /avec canne/i);
      assert.match(said, /nous vous rappelons/i);
      assert.match(said, /Qui peut conduire/);
      assert.ok(hand.gestures < 25, `${hand.gestures} gestures`);
      await context.close();
    });

  test('places are completed, drivers and the text to read back follow each key', async () => {
    const { context, page } = await signIn();
    await page.goto(site.url + NEW);
    await page.getByLabel('D’où ?').fill('Gramat');
    const goal = page.getByRole('combobox', { name: 'Où devez-vous être ?' });
    await goal.pressSequentially('caho');
    await page.getByRole('option', { name: 'Cahors (Lot)' }).waitFor();
    await goal.press('ArrowDown');
    assert.equal(await goal.getAttribute('aria-activedescendant'), 'champ-arrivee-liste-0');
    await goal.press('Enter');
    assert.equal(await goal.inputValue(), 'Cahors (Lot)');
    assert.equal(await goal.getAttribute('aria-expanded'), 'false');
    await page.locator('#qui-convient [data-trip]').first().waitFor();
    await page.getByLabel('déambulateur').check();
    await page
      .locator('#qui-convient')
      .getByText(/Avec déambulateur/)
      .waitFor();
    assert.equal(await page.getByRole('button', { name: 'Voir qui convient' }).isVisible(), false);
    // Who calls, as the name is heard.
    await page.getByRole('searchbox', { name: 'Qui appelle ?' }).pressSequentially('delmass');
    await page
      .locator('#qui-appelle')
      .getByText(/Delmasun|Nous ne trouvons personne/)
      .waitFor();
    await context.close();
  });

  const typeSome = async (page: Page, nom: string): Promise<void> => {
    await page.goto(site.url + NEW);
    await page.getByLabel('Nom', { exact: true }).fill(nom);
    await page.getByLabel('Note').fill('sonner deux fois');
  };
  const resume = async (page: Page, nom: string): Promise<void> => {
    await page.goto(site.url + NEW);
    await page.getByRole('link', { name: `Reprendre : ${nom}` }).click();
    assert.equal(await page.getByLabel('Note').inputValue(), 'sonner deux fois');
  };

  test('a page that closes and another call lose nothing, and a colleague sees nothing', async () => {
    const { context, page } = await signIn();
    await typeSome(page, 'Fermée');
    await page.close({ runBeforeUnload: false });
    const next = await context.newPage();
    await typeSome(next, 'Deuxième');
    await next.getByText(/^Gardé à/).waitFor();
    await resume(next, 'Fermée');
    await next.getByRole('link', { name: 'Reprendre : Deuxième' }).waitFor();
    const colleague = await signIn({ login: 'marc' });
    await colleague.page.goto(site.url + NEW);
    assert.equal(await colleague.page.getByText('Appels en cours').count(), 0);
    await colleague.context.close();
    await next.getByRole('button', { name: 'Effacer l’appel : Deuxième' }).click();
    await next.getByRole('link', { name: 'Reprendre : Deuxième' }).waitFor({ state: 'detached' });
    await context.close();
  });

  const keptHere = (page: Page): Promise<number> =>
    page.evaluate(`Object.keys(localStorage).filter((key) => key.startsWith('lotocar-appel')).length`);

  test('a lost network: kept in the browser, sent when it is back, and gone from the browser then', async () => {
    const { context, page } = await signIn();
    await page.goto(site.url + NEW);
    await context.setOffline(true);
    await page.getByLabel('Nom', { exact: true }).fill('Horsligne');
    await page.getByLabel('Note').fill('sonner deux fois');
    await page.getByText(/Le réseau ne répond plus/).waitFor();
    assert.equal(await keptHere(page), 1);
    // The page closes before the network is back.
    await page.close();
    await context.setOffline(false);
    const next = await context.newPage();
    await next.goto(site.url + NEW);
    await next.getByRole('link', { name: 'Reprendre : Horsligne' }).waitFor();
    assert.equal(await keptHere(next), 0);
    await resume(next, 'Horsligne');
    await context.close();
  });

  test('signing out leaves nothing in the browser', async () => {
    const { context, page } = await signIn();
    await page.goto(site.url + NEW);
    await context.setOffline(true);
    await page.getByLabel('Nom', { exact: true }).fill('Partie');
    await page.getByText(/Le réseau ne répond plus/).waitFor();
    await page.goto('about:blank');
    await context.setOffline(false);
    await page.goto(`${site.url}/lot/equipe`);
    assert.equal(await keptHere(page), 1);
    await page.getByRole('button', { name: 'Se déconnecter' }).click();
    await page.waitForURL(/connexion|lot$/);
    assert.equal(await keptHere(page), 0);
    await context.close();
  });

  test('a session that ends while typing: the text waits, and goes once signed in again', async () => {
    const { context, page } = await signIn();
    await page.goto(site.url + NEW);
    const cookies = await context.cookies();
    await context.clearCookies();
    await page.getByLabel('Nom', { exact: true }).fill('Session');
    await page.getByText(/Votre session est finie\. Rien n’est perdu/).waitFor();
    assert.equal(await keptHere(page), 1);
    await context.addCookies(cookies);
    await page.getByLabel('Note').fill('sonner deux fois');
    await page.getByText(/^Gardé à/).waitFor();
    assert.equal(await keptHere(page), 0);
    await context.close();
  });

  test('with scripts off: noted, found, called and closed', async () => {
    const { context, page } = await signIn({ scripts: false });
    await page.goto(site.url + NEW);
    await page.getByRole('textbox', { name: 'Téléphone', exact: true }).fill('05 36 49 12 99');
    await page.getByLabel('Nom', { exact: true }).fill('Sansscript');
    await page.getByLabel('D’où ?').fill('Gramat');
    await page.getByLabel('Où devez-vous être ?').fill('Cahors');
    await page.getByRole('button', { name: 'Voir qui convient' }).click();
    await page.locator('#qui-convient').getByText('Odile Rouquié').waitFor();
    assert.equal(await page.getByLabel('Nom', { exact: true }).inputValue(), 'Sansscript');
    await page.getByRole('button', { name: 'Mettre de côté' }).click();
    await page.getByText('L’appel est mis de côté').waitFor();
    await page.getByRole('link', { name: /Reprendre : Sansscript/ }).click();
    await page.getByLabel('Quel jour ?').fill('2026-12-01');
    await page.getByLabel('Heure', { exact: true }).first().fill('9h30');
    await page.getByLabel('déjà réglé').check();
    await page.getByRole('button', { name: 'Noter et chercher qui conduit' }).click();
    const driver = page.locator('li[data-trip]').first();
    await driver.getByRole('button', { name: 'Oui' }).click();
    await driver.waitFor({ state: 'detached' });
    await page.goto(`${site.url}/lot/equipe/demandes?q=129+9`);
    await page
      .getByRole('link', { name: /Sansscript/ })
      .first()
      .click();
    await page
      .getByRole('link', { name: /Gramat → Cahors/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'La personne est prévenue' }).click();
    await page.locator('summary', { hasText: 'Clore la demande' }).click();
    await page.getByRole('button', { name: 'Clore', exact: true }).click();
    await page.getByRole('button', { name: 'Rouvrir la demande' }).waitFor();
    await context.close();
  });

  for (const width of [360, 768])
    test(`by touch alone at ${width} px`, async () => {
      const { context, page } = await signIn({ width, touch: true });
      await page.goto(site.url + NEW);
      const small = await page.evaluate(`
        [...document.querySelectorAll('main a, main button, main input:not([type=hidden]), main select, main textarea, main summary, .desk-top a, .desk-top button')]
          .filter((one) => one.offsetParent !== null && !one.closest('.visually-hidden'))
          .map((one) => [one, (one.type === 'radio' || one.type === 'checkbox' ? one.parentElement : one).getBoundingClientRect()])
          .filter(([, box]) => box.height < 43.5)
          .map(([one, box]) => one.outerHTML.slice(0, 90) + ' ' + box.height)`);
      assert.deepEqual(small, []);
      await page
        .getByRole('textbox', { name: 'Téléphone', exact: true })
        .fill(width === 360 ? '0536491360' : '0536491768');
      await page.getByLabel('Nom', { exact: true }).fill(`Doigt${width}`);
      await page.getByLabel('D’où ?').fill('Gramat');
      await page.getByRole('combobox', { name: 'Où devez-vous être ?' }).pressSequentially('caho');
      await page.getByRole('option', { name: 'Cahors (Lot)' }).tap();
      await page.getByLabel('Quel jour ?').fill('2026-12-01');
      await page.getByText('le matin').first().tap();
      await page.getByText('qui conduit attend').tap();
      await page.getByText('fauteuil pliable').tap();
      await page.getByRole('button', { name: 'Noter et chercher qui conduit' }).tap();
      await page.getByRole('heading', { name: `Doigt${width}` }).waitFor();
      await context.close();
    });
});
