import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';

/** Where a newcomer sits: a browser, the address of the service, the code that it wrote. */
export interface FirstEvening {
  readonly browser: Browser;
  readonly url: string;
  readonly code: string;
  /** What begins, for whoever counts the minutes. */
  readonly step: (name: string) => void;
}

const NAME = 'Lotocar du Haut-Quercy';
const SLUG = 'haut-quercy';
const PHONE = /05\s36\s49\s00\s00/u;
const LOGIN = 'camille';
const PASSWORD = 'la brebis traverse le causse';

const TRIPS = [
  'Départ;Arrivée;Jours;Heure de départ;Prénom;Nom;Téléphone',
  'Gramat;Cahors;du lundi au vendredi;08:00;Lucette;Exemple;05 36 49 12 34',
].join('\r\n');

/** An empty service becomes a territory with its poster and a first trip that a passenger finds, by its pages alone. */
export const spendFirstEvening = async ({ browser, url, code, step }: FirstEvening): Promise<void> => {
  const desk = await browser.newContext({ locale: 'fr-FR', javaScriptEnabled: false });
  const passerby = await browser.newContext({ locale: 'fr-FR', javaScriptEnabled: false, viewport: PHONE_SCREEN });
  try {
    for (const context of [desk, passerby]) context.setDefaultTimeout(15_000);
    const page = await desk.newPage();
    step('les questions');
    await answerQuestions(page, url, code);
    step('la feuille de secours');
    await printRecoverySheet(page, url);
    step('la connexion');
    await comeBack(page, url);
    step('le tableur');
    await importTrips(page, url);
    step('l’appel d’accueil');
    await welcome(page, url);
    step('l’affiche');
    await printPoster(page, url);
    step('le premier trajet trouvé');
    await find(await passerby.newPage(), url);
  } catch (error) {
    const [page] = passerby.pages().length > 0 ? passerby.pages() : desk.pages();
    throw new Error(`on ${page?.url()}:\n${await page?.innerText('main')}`, { cause: error });
  } finally {
    await desk.close();
    await passerby.close();
  }
};

const PHONE_SCREEN = { width: 360, height: 740 };

const goOn = (page: Page): Promise<void> => page.getByRole('button', { name: 'Continuer' }).click();

const reads = async (page: Page, heading: string | RegExp): Promise<void> =>
  page.getByRole('heading', { level: 1, name: heading }).waitFor();

const answerQuestions = async (page: Page, url: string, code: string): Promise<void> => {
  await page.goto(`${url}/`);
  await page.getByLabel('Code d’ouverture').fill(code);
  await page.getByRole('button', { name: 'Commencer' }).click();
  await page.getByLabel('Nom du service').fill(NAME);
  await goOn(page);
  await reads(page, 'Quel est votre territoire ?');
  await page.getByLabel('Département, intercommunalité ou communes').fill('Lot');
  await goOn(page);
  await page.getByText('312 communes').first().waitFor();
  await goOn(page);
  await reads(page, 'Et juste à côté ?');
  await goOn(page);
  await page.getByLabel('Numéro de téléphone').fill('05 36 49 00 00');
  await goOn(page);
  await page.getByLabel('Nom et adresse').fill('Association Exemple, 1 place du Marché, 46500 Gramat');
  await goOn(page);
  await page.getByLabel('Votre nom').fill('Camille');
  await page.getByLabel('Votre identifiant').fill(LOGIN);
  await page.getByLabel('Je le choisis').check();
  await page.getByLabel('Mot de passe choisi').fill(PASSWORD);
  await goOn(page);
  await page.getByLabel('La voici').check();
  await page.getByLabel('Son nom').fill('Odile');
  await page.getByLabel('Son identifiant').fill('odile');
  await goOn(page);
  await page.getByRole('link', { name: 'C’est noté, continuer' }).click();
  await page.getByLabel('Tout le monde, tout de suite').check();
  await goOn(page);
  await reads(page, 'Tout relire, puis ouvrir');
  await page.getByRole('button', { name: `Ouvrir ${NAME}` }).click();
  await reads(page, 'Tout est prêt');
  assert.equal(new URL(page.url()).pathname, `/${SLUG}/equipe/reglages/pret`);
};

const printRecoverySheet = async (page: Page, url: string): Promise<void> => {
  await page.getByRole('link', { name: 'Imprimer la feuille de secours' }).click();
  await page.getByRole('main').getByRole('button').click();
  assert.equal(await sheets(page), 1, 'the recovery sheet holds on one sheet');
  await page.goto(`${url}/${SLUG}/equipe`);
};

/** The next morning: the identifier and the password that were chosen. */
const comeBack = async (page: Page, url: string): Promise<void> => {
  await page.context().clearCookies();
  await page.goto(`${url}/${SLUG}/equipe`);
  await page.getByLabel('Identifiant').fill(LOGIN);
  await page.getByLabel('Mot de passe').fill(PASSWORD);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await page.getByRole('link', { name: 'Réglages' }).first().waitFor();
};

const importTrips = async (page: Page, url: string): Promise<void> => {
  await page.goto(`${url}/${SLUG}/equipe/reglages/reprise`);
  await page.setInputFiles('input[type=file]', {
    name: 'trajets.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(TRIPS),
  });
  await page.getByRole('button', { name: 'Envoyer ce tableur' }).click();
  await page.getByRole('button', { name: 'Voir les lignes' }).click();
  await page.getByRole('button', { name: /^Reprendre/u }).click();
  await page.getByText(/1 personne, 1 trajet/u).waitFor();
};

/** Whoever comes from a sheet is shown to nobody before the team has spoken to them. */
const welcome = async (page: Page, url: string): Promise<void> => {
  await page.goto(`${url}/${SLUG}/equipe/conducteurs?liste=tous`);
  await page
    .getByRole('link', { name: /Lucette/u })
    .first()
    .click();
  await page.getByLabel('Ces phrases ont été dites').check();
  for (const yes of await page.getByLabel('Oui', { exact: true }).all()) await yes.check();
  await page.getByRole('button', { name: 'Joint au téléphone aujourd’hui : accueillir' }).click();
  // The trip of a sheet is read aloud too, before anyone sees it.
  await page.getByRole('button', { name: 'Oui, ses trajets tiennent toujours' }).click();
  await page.getByText('C’est noté : ses trajets tiennent toujours.').waitFor();
};

/** Sheets of paper that Chromium makes of a page. */
const sheets = async (page: Page): Promise<number> => {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  return pdf.toString('latin1').match(/\/MediaBox/gu)?.length ?? 0;
};

const printPoster = async (page: Page, url: string): Promise<void> => {
  for (const path of ['reglages/ouverture/affiche', 'imprimer/affiches']) {
    const response = await page.goto(`${url}/${SLUG}/equipe/${path}`);
    assert.equal(response?.status(), 200, path);
    await page.emulateMedia({ media: 'print' });
    assert.match(await page.innerText('main'), PHONE, `${path}: the number of the service`);
    assert.equal(await sheets(page), 1, `${path}: one sheet`);
    await page.emulateMedia({ media: null });
  }
};

const find = async (page: Page, url: string): Promise<void> => {
  await page.goto(`${url}/${SLUG}`);
  await page.getByLabel('Départ').fill('Gramat');
  await page.getByLabel('Arrivée').fill('Cahors');
  await page.getByRole('button', { name: 'Chercher' }).click();
  await page.getByText('Lucette E.').first().waitFor();
  await page.getByText(PHONE).first().waitFor();
};
