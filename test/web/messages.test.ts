import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { aMessage } from '#test/fixtures/messages.ts';
import { openTestService, type TestService } from '#test/helpers/test-service.ts';
import { plant, type Planted } from './canaries.ts';

const AT = '2026-11-24T08:00:00.000Z';
const PAGE = '/equipe/reglages/messages';

suite('messages at the desk', () => {
  let service: TestService;
  let lot: Planted;
  before(async () => {
    service = await openTestService();
    lot = await plant(service.engine, 'quercy');
  });
  after(() => service.close());

  const stores = () => service.service.storage.in(lot.territoryId);
  const headers = () => ({ Cookie: lot.cookies.coordination, 'Sec-Fetch-Site': 'same-origin' });
  const get = async (path: string): Promise<{ readonly status: number; readonly text: string }> => {
    const response = await service.get(`/${lot.slug}${path}`, headers());
    return { status: response.status, text: await response.text() };
  };
  const post = async (path: string, form: Record<string, string> = {}) => {
    const response = await service.post(`/${lot.slug}${path}`, form, headers());
    return { status: response.status, text: await response.text() };
  };
  const version = async (): Promise<string> => String((await stores().messageSettings.get()).version);

  test('what did not leave comes first, says why, and is settled in one gesture', async () => {
    await service.service.storage.atomically(lot.territoryId, async ({ outbox }) => {
      await outbox.add(
        aMessage({
          id: 'w',
          territoryId: lot.territoryId,
          state: 'failed',
          problem: 'Le téléphone est éteint.',
          createdAt: AT,
        }),
      );
    });
    const { text } = await get('/equipe/messages');
    assert.match(text, /envoi incertain[\s\S]*Le téléphone est éteint\.[\s\S]*SMS reçus, à lire/u);
    assert.match(text, /C’est peut-être/u);
    assert.match((await get('/equipe')).text, /2 messages à reprendre, un SMS à lire/u);
    assert.equal((await post('/equipe/messages/w/renvoyer')).status, 303);
    assert.equal((await stores().outbox.find('w'))?.state, 'waiting');
    assert.equal((await post('/equipe/messages/w/dit')).status, 409, 'it is on its way');
    assert.equal((await post(`/equipe/messages/${lot.ids.message}/dit`)).status, 303);
    assert.equal((await stores().outbox.find(lot.ids.message))?.state, 'told');
    assert.equal((await post(`/equipe/messages/recus/${lot.ids.receivedSms}/lu`)).status, 303);
    assert.match((await get('/equipe')).text, /un message en attente/u);
    assert.equal((await post('/equipe/messages/absent/dit')).status, 404);
    assert.match((await get(`/equipe/messages?personne=${lot.ids.driver}`)).text, /dit de vive voix/u);
  });

  test('the mail server: what is wrong is said by its field, the password is sealed and never shown', async () => {
    const server = new SMTPServer({
      disabledCommands: ['STARTTLS', 'AUTH'],
      onData: (stream, _session, done) => stream.resume().on('end', () => done()),
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    const { port } = server.server.address() as AddressInfo;
    const form = {
      serveur: '127.0.0.1',
      port: String(port),
      securite: 'none',
      identifiant: '',
      mot_de_passe: '',
      nom: 'Lotocar',
      expediteur: 'envoi@lotocar.example',
      geste: 'essai',
      essai_e_mail: 'moi@lotocar.example',
    };
    const wrong = await post(`${PAGE}/e-mail`, { ...form, port: 'x', expediteur: 'nul', version: await version() });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /numéro du port[\s\S]*adresse n’est pas complète/u);
    const clear = { ...form, identifiant: 'lot', mot_de_passe: 'tres-secret', version: await version() };
    const refused = await post(`${PAGE}/e-mail`, clear);
    assert.match(refused.text, /passerait en clair/u);
    assert.ok(!refused.text.includes('tres-secret'));
    const sent = await post(`${PAGE}/e-mail`, { ...form, version: await version() });
    assert.match(sent.text, /L’essai est parti/u);
    await new Promise<void>((resolve) => server.close(() => resolve()));
    const dead = await post(`${PAGE}/e-mail`, { ...form, version: await version() });
    assert.match(dead.text, /n’a pas pu être joint/u);
    const sealed = await post(`${PAGE}/e-mail`, {
      ...clear,
      securite: 'starttls',
      geste: 'garder',
      version: await version(),
    });
    assert.equal(sealed.status, 303);
    assert.ok(!JSON.stringify(await stores().messageSettings.get()).includes('tres-secret'));
    assert.ok(!(await get(PAGE)).text.includes('tres-secret'));
    const elsewhere = { ...clear, serveur: 'ailleurs.example', securite: 'tls', mot_de_passe: '', geste: 'garder' };
    const moved = await post(`${PAGE}/e-mail`, { ...elsewhere, version: await version() });
    assert.match(moved.text, /Tapez le mot de passe/u, 'a password kept for one server is not given to another');
    assert.equal((await post(`${PAGE}/e-mail`, { ...form, version: '0' })).status, 409);
  });

  test('SMS: a way is chosen, tried, and its password kept sealed', async () => {
    const tried = await post(`${PAGE}/sms`, {
      facon: 'pour-voir',
      geste: 'essai',
      essai_sms: '06 39 98 00 01',
      version: await version(),
    });
    assert.match(tried.text, /L’essai est parti/u);
    const clear = await post(`${PAGE}/sms`, {
      facon: 'android',
      'android-adresse': 'http://api.exemple.fr',
      'android-identifiant': 'sms',
      'android-motDePasse': 'tres-secret',
      version: await version(),
    });
    assert.match(clear.text, /doit commencer par https/u);
    const android = {
      facon: 'android',
      'android-adresse': 'http://192.168.1.20:8080',
      'android-identifiant': 'sms',
      'android-motDePasse': 'tres-secret',
    };
    assert.equal((await post(`${PAGE}/sms`, { ...android, version: await version() })).status, 303);
    const again = { ...android, 'android-motDePasse': '', version: await version() };
    assert.equal((await post(`${PAGE}/sms`, again)).status, 303, 'kept when nothing is typed');
    const moved = { ...again, 'android-adresse': 'https://voleur.example', version: await version() };
    assert.match((await post(`${PAGE}/sms`, moved)).text, /tapez de nouveau le mot de passe/u);
    const kept = JSON.stringify((await stores().messageSettings.get()).sms);
    assert.ok(kept.includes('192.168.1.20') && !kept.includes('tres-secret'));
  });

  test('texts: unknown braces are refused, a preview shows the length, and one comes back to what is proposed', async () => {
    const path = `${PAGE}/textes/ride-agreed`;
    const form = { objet: 'Le {jour}', e_mail: 'Bonjour {prénom}, {jour}.', sms: 'Le {jour}, {motif}' };
    const unknown = await post(path, { ...form, geste: 'garder', version: await version() });
    assert.equal(unknown.status, 422);
    assert.match(unknown.text, /ne sait pas remplir \{motif\}/u);
    const missing = await post(path, { ...form, sms: 'Bientôt', geste: 'garder', version: await version() });
    assert.match(missing.text, /a besoin de \{jour\}/u);
    const good = { ...form, sms: 'Le {jour}, avec {autre}' };
    const seen = await post(path, { ...good, geste: 'voir', version: await version() });
    assert.match(seen.text, /Le mardi 1er d[ée]cembre, avec Ren[ée][\s\S]*signes sur 160 : un SMS/u);
    assert.deepEqual((await stores().messageSettings.get()).texts, {});
    assert.equal((await post(path, { ...good, geste: 'garder', version: await version() })).status, 303);
    assert.equal((await stores().messageSettings.get()).texts['ride-agreed']?.sms, 'Le {jour}, avec {autre}');
    assert.match((await get(`${PAGE}/textes`)).text, /vos mots/u);
    assert.equal((await post(path, { ...good, geste: 'proposer', version: await version() })).status, 303);
    assert.deepEqual((await stores().messageSettings.get()).texts, {});
    assert.equal((await get(`${PAGE}/textes/absent`)).status, 404);
  });

  test('off, it is nowhere', async () => {
    const { storage } = service.service;
    const territory = await storage.instance.territories.find(lot.territoryId);
    assert.ok(territory);
    await storage.atomicallyOnInstance(({ territories }) =>
      territories.save({ ...territory, switches: { ...territory.switches, sms: false, email: false } }, AT),
    );
    for (const path of ['/equipe/messages', PAGE, `${PAGE}/textes`]) assert.equal((await get(path)).status, 404, path);
    assert.ok(!(await get('/equipe')).text.includes('/equipe/messages'));
    assert.ok(!(await get('/equipe/reglages')).text.includes(PAGE));
  });
});

test('a personal link is sent as well; once it has left, its secret is kept no more', async () => {
  const service = await openTestService();
  try {
    const lot = await plant(service.engine, 'quercy');
    const { storage } = service.service;
    await storage.atomically(lot.territoryId, async ({ messageSettings }) => {
      const settings = await messageSettings.get();
      await messageSettings.save({ ...settings, sms: { adapter: 'pour-voir', fields: {}, sealed: {} } }, AT);
    });
    const page = await service.post(
      `/${lot.slug}/equipe/conducteurs/${lot.ids.driver}/lien`,
      {},
      { Cookie: lot.cookies.member, 'Sec-Fetch-Site': 'same-origin' },
    );
    assert.match(await page.text(), /part aussi par message/u);
    const sent = async () =>
      storage.in(lot.territoryId).outbox.list({ purposes: ['personal-link'] }, { limit: 9, offset: 0 });
    assert.match((await sent())[0]?.text ?? '', /\/lien\/[a-z2-7]{26}/u);
    await service.messages.look(true);
    const [message] = await sent();
    assert.equal(message?.state, 'sent');
    assert.match(message.text, /\/lien\/…/u);
  } finally {
    await service.close();
  }
});
