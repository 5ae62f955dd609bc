import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { addMember, SAME, signIn } from '#test/helpers/team.ts';
import { openTestService, TUESDAY, type TestService } from '#test/helpers/test-service.ts';

const CODE = /(?:[a-z]{4}-){4}[a-z]{4}/gu;

suite('the recovery sheet', () => {
  let service: TestService;
  let cookie: { readonly Cookie: string };
  let codes: readonly string[] = [];
  const sheet = '/lot/equipe/reglages/secours';
  const door = '/lot/equipe/secours';
  before(async () => {
    service = await openTestService();
    await addMember(service, 'odile', { role: 'coordination', name: 'Odile' });
    cookie = await signIn(service, 'odile');
  });
  after(() => service.close());

  test('is made by the coordination, and shown once', async () => {
    assert.match(await (await service.get(sheet, cookie)).text(), /n’est pas encore imprimée/);
    const made = await service.post(sheet, {}, { ...cookie, ...SAME });
    assert.equal(made.headers.get('Cache-Control'), 'no-store');
    const text = await made.text();
    codes = text.match(CODE) ?? [];
    assert.equal(new Set(codes).size, 8);
    assert.match(text, /coffre de la mairie/);
    assert.match(text, /http:\/\/localhost:3000\/lot\/equipe\/secours/);
    assert.match(text, /sur l’ordinateur où Lotocar est ouvert, aller à/, 'an address that only this machine has');
    assert.doesNotMatch(text, /n’importe quel ordinateur/);
    const abroad = await openTestService({ publicUrl: 'https://lotocar.exemple.fr' });
    await addMember(abroad, 'odile', { role: 'coordination' });
    const there = await abroad.post(sheet, {}, { ...(await signIn(abroad, 'odile')), ...SAME });
    assert.match(
      await there.text(),
      /sur n’importe quel ordinateur, ouvrir\s*<strong>https:\/\/lotocar\.exemple\.fr\//,
    );
    await abroad.close();
    const again = await (await service.get(sheet, cookie)).text();
    assert.match(again, /Il reste 8 codes sur 8/);
    assert.equal(again.match(CODE), null);
  });

  test('the sign-in page leads to it, and it says nothing of the team before a right code', async () => {
    assert.match(await (await service.get('/lot/equipe/connexion')).text(), /href="\/lot\/equipe\/secours"/);
    const wrong = await service.post(door, { code: 'bapi-lumo-tira-neso-vuka' }, SAME);
    assert.equal(wrong.status, 422);
    const text = await wrong.text();
    assert.match(text, /Ce code n’ouvre rien/);
    assert.doesNotMatch(text, /Odile/);
    assert.match(text, /value="bapi-lumo-tira-neso-vuka"/);
  });

  test('a post from elsewhere is refused', async () => {
    const foreign = { 'Sec-Fetch-Site': 'cross-site' };
    assert.equal((await service.post(door, { code: codes[0] ?? '' }, foreign)).status, 403);
  });

  test('a code, copied as people copy, gives back the service, once', async () => {
    const typed = (codes[0] ?? '').toUpperCase().replaceAll('-', ' ');
    const choice = await (await service.post(door, { code: typed }, SAME)).text();
    const id = /value="([^"]+)"[^>]*>\s*<label[^>]*>Donner un nouveau mot de passe à Odile/u.exec(choice)?.[1] ?? '';
    assert.notEqual(id, '');
    const nobody = await service.post(door, { code: typed, etape: 'rendre' }, SAME);
    assert.equal(nobody.status, 422);
    const done = await service.post(door, { code: typed, etape: 'rendre', qui: id }, SAME);
    assert.equal(done.status, 200);
    const text = await done.text();
    const password = /(?:[a-z]{4}-){3}[a-z]{4}/u.exec(text)?.[0] ?? '';
    assert.match(text, /Il en reste 7/);
    assert.equal((await service.get('/lot/equipe', cookie)).status, 303, 'the sessions of before are closed');
    const signed = await service.post('/lot/equipe/connexion', { identifiant: 'odile', mot_de_passe: password }, SAME);
    assert.equal(signed.status, 303);
    cookie = { Cookie: (signed.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '' };
    assert.equal((await service.post(door, { code: typed, etape: 'rendre', qui: id }, SAME)).status, 422);
  });

  test('the desk says so, until somebody of the coordination has read it', async () => {
    await addMember(service, 'lucien');
    assert.doesNotMatch(await (await service.get('/lot/equipe', await signIn(service, 'lucien'))).text(), /secours/);
    const home = await (await service.get('/lot/equipe', cookie)).text();
    assert.match(home, /La feuille de secours a servi/);
    assert.match(home, /Le code 1 a servi mardi 24 novembre[^,]*, pour Odile/);
    await service.post(`${sheet}/lu`, {}, { ...cookie, ...SAME });
    assert.doesNotMatch(await (await service.get('/lot/equipe', cookie)).text(), /La feuille de secours a servi/);
    const page = await (await service.get(sheet, cookie)).text();
    assert.match(page, /Il reste 7 codes sur 8/);
    assert.match(page, /Le code 1 a servi/);
    assert.match(await (await service.get('/lot/equipe/reglages/passation', cookie)).text(), /Il reste 7 codes sur 8/);
  });

  test('it names a new person when nobody is left; errors keep what was typed', async () => {
    const [, code = ''] = codes;
    const asked = { code, etape: 'rendre', qui: 'nouvelle', nom: 'Jean' };
    const refused = await service.post(door, { ...asked, identifiant: 'é' }, SAME);
    assert.equal(refused.status, 422);
    assert.match(await refused.text(), /value="Jean"/);
    const done = await service.post(door, { ...asked, identifiant: 'jean' }, SAME);
    assert.match(await done.text(), /Pour Jean/);
    const page = await (await service.get(sheet, cookie)).text();
    assert.match(page, /Il reste 6 codes sur 8/);
  });

  test('tries are limited, also for who has the right code', async () => {
    for (let tries = 0; tries < 12; tries += 1) await service.post(door, { code: 'zzzz' }, SAME);
    const waits = await service.post(door, { code: codes[2] ?? '' }, SAME);
    assert.equal(waits.status, 429);
    assert.ok(Number(waits.headers.get('Retry-After')) > 0);
    service.setNow(TUESDAY.add({ minutes: 30 }));
    assert.equal((await service.post(door, { code: codes[2] ?? '' }, SAME)).status, 200);
  });

  test('another sheet ends the former one', async () => {
    const made = await service.post(sheet, {}, { ...cookie, ...SAME });
    assert.equal((await made.text()).match(CODE)?.length, 8);
    assert.equal((await service.post(door, { code: codes[3] ?? '' }, SAME)).status, 422);
  });
});
