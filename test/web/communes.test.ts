import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { openTestService, type TestService } from '#test/helpers/test-service.ts';
import { addMember, SAME, signIn } from '#test/helpers/team.ts';
import { words } from '#test/helpers/words.ts';

const PATH = '/lot/equipe/reglages/communes';

suite('the communes of a territory are changed after its opening', () => {
  let service: TestService;
  let cookie = '';
  before(async () => {
    service = await openTestService();
    await addMember(service, 'odile', { role: 'coordination' });
    cookie = (await signIn(service, 'odile')).Cookie;
  });
  after(() => service.close());

  const codes = async (): Promise<readonly string[]> =>
    (await service.service.storage.instance.territories.findBySlug('lot'))?.communeCodes ?? [];
  const hidden = (html: string, name: string): string =>
    new RegExp(`name="${name}" value="([^"]*)"`, 'u').exec(html)?.[1] ?? '';
  const pending = (html: string) => ({
    version: hidden(html, 'version'),
    ajoutees: hidden(html, 'ajoutees'),
    retirees: hidden(html, 'retirees'),
  });
  const post = async (form: Record<string, string | readonly string[]>, status = 200): Promise<string> => {
    const response = await service.post(PATH, form, { Cookie: cookie, ...SAME });
    const html = await response.text();
    assert.equal(response.status, status, words(html).slice(0, 600));
    return html;
  };
  const fresh = async () => pending(await (await service.get(PATH, { Cookie: cookie })).text());

  test('what changes is said before it is kept; trips of a commune that leaves are still shown', async () => {
    await service.addDriver({ firstName: 'Odette', stops: ['Gramat', 'Cahors'] });
    const before = await codes();
    const seen = await post({ ...(await fresh()), ajouter: 'Brive-la-Gaillarde', retirer: 'Gramat', faire: 'voir' });
    const said = words(seen);
    assert.match(said, /1 commune de plus Brive-la-Gaillarde/);
    assert.match(said, /1 commune de moins Gramat/);
    assert.match(said, /1 trajet y commence ou y finit\. Cela reste, est montré et se cherche comme avant/);
    assert.deepEqual(await codes(), before, 'nothing is kept yet');

    await post({ ...pending(seen), faire: 'enregistrer' }, 303);
    const now = await codes();
    assert.ok(now.includes('19031') && !now.includes('46128') && now.length === before.length);
    const found = words(await (await service.get('/lot/trajets?depart=Gramat&arrivee=Cahors')).text());
    assert.match(found, /Odette/);
    assert.match(
      words(await (await service.get('/lot/equipe/reglages', { Cookie: cookie })).text()),
      /Les communes du territoire : \d+ communes/,
    );
  });

  test('an intercommunality leaves and comes back; next door is ticked', async () => {
    const before = await codes();
    const gone = await post({ ...(await fresh()), retirer: 'Grand-Figeac', faire: 'voir' });
    assert.ok(hidden(gone, 'retirees').split(',').length > 50);
    const back = await post({ ...pending(gone), ajouter: 'Grand-Figeac', faire: 'voir' });
    assert.equal(hidden(back, 'retirees'), '');
    const next = /name="voisines"[^>]*value="(\d{5})"|value="(\d{5})"[^>]*name="voisines"/u.exec(back) ?? [];
    const code = next[1] ?? next[2] ?? assert.fail('nothing next door');
    const ticked = await post({ ...pending(back), voisines: [code], faire: 'voir' });
    assert.ok(hidden(ticked, 'ajoutees').split(',').includes(code));
    assert.deepEqual(await codes(), before);
  });

  test('what is not understood stays typed, and what was just typed is shown before it is kept', async () => {
    const lost = await post({ ...(await fresh()), retirer: 'Nullepartville', ajouter: '', faire: 'voir' }, 422);
    assert.match(lost, /value="Nullepartville"/);
    assert.match(words(lost), /Nous ne trouvons pas « Nullepartville »/);
    const outside = words(await post({ ...(await fresh()), retirer: 'Quimper', faire: 'voir' }, 422));
    assert.match(outside, /Quimper.*pas dans votre territoire/);
    const all = words(
      await post({ ...(await fresh()), retirer: 'Lot, Brive-la-Gaillarde, Corrèze', faire: 'voir' }, 422),
    );
    assert.match(all, /Il faut au moins une commune/);
    const before = await codes();
    const shown = await post({ ...(await fresh()), ajouter: 'Aurillac', faire: 'enregistrer' });
    assert.match(words(shown), /1 commune de plus Aurillac/);
    assert.deepEqual(await codes(), before);
    assert.match(words(await post({ ...(await fresh()), faire: 'voir' }, 422)), /Rien ne change/);
  });

  test('two colleagues do not undo each other', async () => {
    const seen = await post({ ...(await fresh()), ajouter: 'Aurillac', faire: 'voir' });
    const other = await post({ ...(await fresh()), ajouter: 'Capdenac-Gare', faire: 'voir' });
    await post({ ...pending(other), faire: 'enregistrer' }, 303);
    const late = await post({ ...pending(seen), faire: 'enregistrer' }, 409);
    assert.match(words(late), /Quelqu’un d’autre vient de changer/);
    await post({ ...pending(late), faire: 'enregistrer' }, 303);
    const now = await codes();
    assert.ok(now.includes('15014') && now.includes('12052'));
  });
});
