import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { PERIODS } from '#src/privacy/periods.ts';
import { ALL_ON } from '#src/territory/switches.ts';
import { OPENING_PAPERS } from '#src/web/opening/opening-pages.tsx';
import { addMember, signIn } from '#test/helpers/team.ts';
import { setSwitches } from '#test/helpers/set-switches.ts';
import { openTestService, type TestService } from '#test/helpers/test-service.ts';
import { words } from '#test/helpers/words.ts';

const PAGE = '/lot/equipe/reglages/ouverture';
/** What a caller or a driver may read, or be read. */
const READ_BY_CALLERS = ['demarrage', 'charte', 'tract', 'bulletin', 'radio', 'delegation'];

suite('the papers of an opening', () => {
  let service: TestService;
  let cookie: { readonly Cookie: string };
  before(async () => {
    service = await openTestService();
    await addMember(service, 'claire', { role: 'coordination' });
    cookie = await signIn(service, 'claire');
  });
  after(() => service.close());

  const read = async (path: string): Promise<string> => {
    const response = await service.get(path, cookie);
    assert.equal(response.status, 200, path);
    return words(await response.text()).replaceAll('\u00a0', ' ');
  };

  test('are all on one page, to which the settings lead, with those that stand elsewhere', async () => {
    assert.match(await (await service.get('/lot/equipe/reglages', cookie)).text(), new RegExp(`href="${PAGE}"`));
    const html = await (await service.get(PAGE, cookie)).text();
    for (const { path } of OPENING_PAPERS) assert.ok(html.includes(`href="${PAGE}/${path}"`), path);
    for (const path of ['repondeur', 'imprimer/affiches', 'reglages/passation'])
      assert.ok(html.includes(`href="/lot/equipe/${path}"`), path);
    assert.ok(html.includes('href="/lot/vie-privee"') && html.includes('href="/lot/cgu"'));
  });

  test('send nobody to an address that only this machine has', async () => {
    for (const path of ['tract', 'bulletin']) assert.doesNotMatch(await read(`${PAGE}/${path}`), /localhost/, path);
    const abroad = await openTestService({ publicUrl: 'https://lotocar.exemple.fr' });
    await addMember(abroad, 'claire', { role: 'coordination' });
    const there = await signIn(abroad, 'claire');
    const text = async (path: string) => words(await (await abroad.get(`${PAGE}/${path}`, there)).text());
    assert.match(await text('tract'), /un appel suffit\. lotocar\.exemple\.fr\/lot/);
    assert.match(await text('bulletin'), /Ou sur lotocar\.exemple\.fr\/lot\./);
    await abroad.close();
  });

  test('say the words of the territory', async () => {
    const { name, controller } = service.territory;
    for (const { path } of OPENING_PAPERS) {
      const text = await read(`${PAGE}/${path}`);
      assert.ok(text.includes(name), `${path} does not say whose it is`);
      if (path !== 'tract' && path !== 'charte')
        assert.ok(text.includes(controller), `${path} does not say who answers for it`);
    }
  });

  test('say, wherever somebody may call, that it is no emergency service', async () => {
    for (const path of [...READ_BY_CALLERS.map((one) => `/${one}`), ''])
      assert.match(await read(PAGE + path), /(?:service d’urgence|aucune urgence) : 15 ou 112/, path);
    // What is printed twice is read aloud once.
    const flyers = await (await service.get(`${PAGE}/tract`, cookie)).text();
    assert.equal(flyers.match(/<article class="flyer/g)?.length, 2);
    assert.equal(flyers.match(/<article[^>]*aria-hidden="true"/g)?.length, 1);
  });

  test('promise the very periods that the jobs keep, and ask to be read again by whom it concerns', async () => {
    for (const path of ['registre', 'analyse-d-impact']) {
      const text = await read(`${PAGE}/${path}`);
      assert.match(text, /à relire par votre délégué à la protection des données/);
      assert.ok(text.includes(`${PERIODS.personMonths} mois après le dernier échange`), path);
      assert.ok(text.includes(`${PERIODS.rideDetailsWeeks} semaines après`), path);
    }
  });

  test('have no word of what is off, and tell when the site is not safe', async () => {
    for (const { path } of OPENING_PAPERS)
      assert.doesNotMatch(await read(`${PAGE}/${path}`), /SMS|e-mail|conduit exprès|référence de communes/, path);
    assert.match(await read(`${PAGE}/analyse-d-impact`), /ce site n’est pas en https/);
    await setSwitches(service, ALL_ON);
    const text = await read(`${PAGE}/analyse-d-impact`);
    for (const word of ['SMS', 'conduit exprès', 'référence de communes']) assert.ok(text.includes(word), word);
  });
});
