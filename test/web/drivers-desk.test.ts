import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { htmlFaults } from '#test/helpers/html-faults.ts';
import { openTestService, type TestService, TUESDAY } from '#test/helpers/test-service.ts';
import { words } from '#test/helpers/words.ts';
import { addMember, PASSWORD, SAME, signIn } from '#test/helpers/team.ts';

const LIST = '/lot/equipe/conducteurs';

const hidden = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';

suite('the team and the people who drive', () => {
  let service: TestService;
  let cookie = '';

  before(async () => {
    service = await openTestService();
    await addMember(service, 'marc', { name: 'Marc' });
    cookie = (await signIn(service, 'marc')).Cookie;
  });
  after(() => service.close());

  const stores = () => service.service.storage.in(service.territory.id);
  const read = async (path: string, status = 200): Promise<string> => {
    const response = await service.get(path, { Cookie: cookie });
    const html = await response.text();
    assert.equal(response.status, status, `${path}: ${words(html).slice(0, 400)}`);
    assert.deepEqual(await htmlFaults(html), [], path);
    return html;
  };
  const post = async (path: string, form: Parameters<TestService['post']>[1], status = 303) => {
    const response = await service.post(path, form, { Cookie: cookie, ...SAME });
    const html = await response.text();
    assert.equal(response.status, status, `${path}: ${words(html).slice(0, 500)}`);
    return { html, location: response.headers.get('Location') ?? '' };
  };
  const shown = async (): Promise<string> =>
    words(await (await service.get('/lot/trajets?depart=Gramat&arrivee=Cahors')).text());

  const onThePhone = {
    prenom: 'Odile',
    nom: 'Delmas',
    telephone: '06 39 98 11 11',
    note: 'préfère être appelée le soir',
    informe_le: '2026-11-24',
    depart: 'Gramat',
    arrivee: 'Cahors',
    jours: ['2'],
    heure: '8h',
    retour: 'non',
    accord_liste: 'oui',
    accueil: 'oui',
  };

  test('an empty list teaches the next step', async () => {
    assert.match(words(await read(LIST)), /Personne ne conduit encore ici/);
    for (const list of ['accueil', 'accord', 'verifier', 'pause', 'prevenir', 'ecartes', 'tous'])
      await read(`${LIST}?liste=${list}`);
  });

  test('notes a driver who calls: person, trip and answers, shown at once since the team spoke to them', async () => {
    const form = await read(`${LIST}/nouveau`);
    const { location } = await post(`${LIST}/nouveau`, { ...onThePhone, cle: hidden(form, 'cle') });
    const sheet = words(await read(location));
    assert.match(sheet, /joint au téléphone le mardi 24 novembre, par Marc/);
    assert.match(sheet, /Information donnée à l’oral le mardi 24 novembre/);
    assert.match(sheet, /La personne peut demander à lire cette note/);
    assert.match(sheet, /De Gramat à Cahors Mardi, 8 h/);
    assert.match(await shown(), /Odile D\./);
    const again = await post(`${LIST}/nouveau`, { ...onThePhone, cle: hidden(form, 'cle') });
    assert.equal(again.location, location, 'sent twice, it makes one');
  });

  test('a number already noted is shown before a second sheet is made', async () => {
    const other = { ...onThePhone, prenom: 'Paul', cle: 'a'.repeat(26) };
    const { html } = await post(`${LIST}/nouveau`, other, 422);
    assert.match(words(html), /Ce numéro est déjà noté.*Odile Delmas/);
    const { location } = await post(`${LIST}/nouveau`, { ...other, autre: 'oui' });
    assert.match(words(await read(location)), /Paul Delmas/);
  });

  test('finds by the end of a number and by a name as heard', async () => {
    for (const text of ['1111', '06 39 98 11', 'Delmasse', 'odile'])
      assert.match(words(await read(`${LIST}?q=${encodeURIComponent(text)}`)), /Odile Delmas/, text);
    assert.match(words(await read(`${LIST}?q=Zzz`)), /Personne pour « Zzz »/);
  });

  test('welcomes a newcomer, with their answers, and the trip is shown', async () => {
    const { driverId } = await service.addDriver({
      firstName: 'Nina',
      lastName: 'Roques',
      welcomed: false,
      consents: { listed: false },
    });
    assert.match(words(await read(LIST)), /À appeler pour accueillir Appelez-les.*Nina Roques/);
    assert.match(words(await read(`${LIST}/${driverId}`)), /Bonjour, ici Lotocar du Lot/);
    await post(`${LIST}/${driverId}/accueil`, { accord_liste: 'oui', accord_numero: 'non', information: 'oui' });
    const { consents, person, welcomedOn } = await stores().drivers.get(driverId);
    assert.deepEqual([consents.listed, person.informedOn, welcomedOn], [true, '2026-11-24', '2026-11-24']);
    assert.match(await shown(), /Nina R\./);
    await post(`${LIST}/${driverId}/consentements`, { accord_liste: 'non' });
    assert.doesNotMatch(await shown(), /Nina R\./);
  });

  test('a trip of a sheet is shown once it was read with its driver, in the call of welcome or later', async () => {
    const answers = { accord_liste: 'oui', information: 'oui' };
    const add = (firstName: string) =>
      service.addDriver({ firstName, lastName: 'Vidal', welcomed: false, trip: { toVerify: true } });
    const [read1, later] = [await add('Perrine'), await add('Sidonie')];
    assert.match(words(await read(`${LIST}/${read1.driverId}`)), /Ses trajets ont été relus avec elle, et vont/);
    const after = async (id: string, form: Record<string, string>) =>
      words(await read((await post(`${LIST}/${id}/accueil`, form)).location));
    const said = await after(read1.driverId, { ...answers, trajets: 'oui' });
    assert.match(said, /Ses trajets sont montrés selon ce qu’elle accepte/);
    assert.doesNotMatch(said, /À vérifier/);
    assert.match(await shown(), /Perrine V\./);

    const waits = await after(later.driverId, answers);
    assert.match(waits, /le public ne les voit qu’une fois relus avec elle/);
    assert.doesNotMatch(waits, /Ses trajets sont montrés/);
    assert.doesNotMatch(await shown(), /Sidonie V\./);
    assert.match(words(await read(`${LIST}?liste=verifier`)), /Leurs trajets viennent d’un tableur.*Sidonie Vidal/);
    await post(`${LIST}/${later.driverId}/accord`, { reponse: 'oui' });
    assert.match(await shown(), /Sidonie V\./);
  });

  test('sets aside with a private reason, and takes back', async () => {
    const { driverId } = await service.addDriver({ firstName: 'Guy', lastName: 'Ecart' });
    assert.match(
      words((await post(`${LIST}/${driverId}/ecart`, { sens: 'ecarter', raison: ' ' }, 422)).html),
      /Écrivez pour quelle raison/,
    );
    await post(`${LIST}/${driverId}/ecart`, { sens: 'ecarter', raison: 'freine tard' });
    assert.doesNotMatch(await shown(), /Guy E\./);
    assert.match(words(await read(`${LIST}?liste=ecartes`)), /Guy Ecart à l’écart/);
    await post(`${LIST}/${driverId}/ecart`, { sens: 'reprendre' });
    assert.match(await shown(), /Guy E\./);
  });

  test('gives a new link and a code to say: the code opens, the old link does not', async () => {
    const { driverId } = await service.addDriver({ firstName: 'Lise', lastName: 'Lien', phone: '+33639982222' });
    const first = words((await post(`${LIST}/${driverId}/lien`, {}, 200)).html);
    const old = /\/lot\/lien\/([a-z2-7]{26})/.exec(first)?.[1] ?? '';
    const paper = words((await post(`${LIST}/${driverId}/lien`, {}, 200)).html);
    const token = /\/lot\/lien\/([a-z2-7]{26})/.exec(paper)?.[1] ?? '';
    const code = /le code : (\d\d \d\d \d\d)/.exec(paper)?.[1] ?? '';
    assert.equal((await service.get(`/lot/lien/${old}`)).status, 404);
    assert.equal((await service.get(`/lot/lien/${token}`)).status, 200);
    const sceau = hidden(await (await service.get('/lot/code')).text(), 'sceau');
    const opened = await service.post('/lot/code', { sceau, site_web: '', contact: '06.39.98.22.22', code });
    assert.equal(opened.status, 303);
    const page = await service.get(opened.headers.get('Location') ?? '');
    assert.match(words(await page.text()), /Bonjour Lise.*Votre code a ouvert cette page/);
    assert.equal(
      (await service.post('/lot/code', { sceau, site_web: '', contact: '06.39.98.22.22', code })).status,
      422,
    );
  });

  test('does for a driver on the phone what their link does: change, pause, stop, days off, add', async () => {
    const { driverId, trip } = await service.addDriver({
      firstName: 'Tina',
      lastName: 'Trajet',
      trip: { toVerify: true },
    });
    const base = `${LIST}/${driverId}`;
    assert.match(words(await read(`${LIST}?liste=verifier`)), /Tina Trajet/);
    await read(`${base}/trajets/nouveau`);
    const version = hidden(await read(`${base}/trajets/${trip.id}`), 'version');
    await post(`${base}/trajets/${trip.id}`, {
      depart: 'Gramat',
      arrivee: 'Cahors',
      jours: ['5'],
      heure: '9h',
      version,
    });
    const kept = await stores().trips.get(trip.id);
    assert.deepEqual([kept.toVerify, kept.schedule.departure], [false, 540]);
    await post(`${base}/trajets/${trip.id}/pause`, {});
    assert.match(words(await read(`${LIST}?liste=pause`)), /Tina Trajet/);
    await post(`${base}/trajets/${trip.id}/reprendre`, {});
    await post(`${base}/trajets/${trip.id}/absence`, { absence_du: '2026-12-24' });
    await post(`${base}/trajets`, {
      depart: 'Figeac',
      arrivee: 'Gramat',
      jours: ['1'],
      retour: 'oui',
      retour_heure: '18h',
    });
    await post(`${base}/trajets/${trip.id}/arreter`, {});
    await read(base);
    const sheet = words(await read(base));
    assert.match(sheet, /1 trajet arrêté/);
    assert.match(sheet, /De Gramat à Figeac Lundi, 18 h/);
    assert.match(sheet, /lecture de la fiche, par Marc/);
  });

  test('asks who is silent whether they still agree, and counts only who could be asked', async () => {
    const { driverId, trip } = await service.addDriver({
      firstName: 'Sim',
      lastName: 'Silence',
      trip: { confirmedAt: '2026-01-01T08:00:00.000Z' },
    });
    assert.match(words(await read(`${LIST}?liste=accord`)), /Sim Silence/);
    const answer = (reponse: string) => post(`${LIST}/${driverId}/accord`, { reponse });
    await answer('pas-joint');
    assert.equal((await stores().trips.get(trip.id)).timesAsked, 0);
    await answer('demande');
    assert.match(words(await read(`${LIST}/${driverId}`)), /Déjà demandé 1 fois/);
    await answer('oui');
    assert.doesNotMatch(words(await read(`${LIST}?liste=accord`)), /Sim Silence/);
  });

  test('sees the same person twice, and makes one of the two sheets', async () => {
    const known = await service.addDriver({ firstName: 'Rose', lastName: 'Double', phone: '+33639983333' });
    const newcomer = await service.addDriver({
      firstName: 'ROSE',
      lastName: 'double',
      phone: '+33639983333',
      welcomed: false,
      stops: ['Figeac', 'Cahors'],
    });
    assert.match(words(await read(`${LIST}/${newcomer.driverId}`)), /Même nom et même numéro que Rose Double/);
    const { location } = await post(`${LIST}/${newcomer.driverId}/reunir`, { avec: known.driverId });
    assert.match(words(await read(location)), /De Figeac à Cahors/);
    await read(`${LIST}/${newcomer.driverId}`, 404);
  });

  test('the second of two members sees what the first wrote', async () => {
    const { driverId } = await service.addDriver({ firstName: 'Vera', lastName: 'Version', phone: '+33639984444' });
    const path = `${LIST}/${driverId}/fiche`;
    const version = hidden(await read(path), 'version');
    const fiche = { prenom: 'Vera', nom: 'Version', telephone: '06 39 98 44 44', version };
    await post(path, { ...fiche, note: 'première main', mineur: 'oui', accord_parent_le: '2026-11-20' });
    assert.match(
      words(await read(`${LIST}/${driverId}`)),
      /moins de 18 ans, accord d’un parent noté le vendredi 20 novembre/,
    );
    const long = 'n'.repeat(2001);
    const tooLong = await post(path, { ...fiche, note: long }, 422);
    assert.match(words(tooLong.html), /Cette note est trop longue : 2000 signes au plus/);
    assert.ok(tooLong.html.includes(long), 'and nothing of it is lost');
    assert.match(words((await post(path, { ...fiche, note: 'n'.repeat(3_000_000) }, 413)).html), /C’est trop long/);
    const { html } = await post(path, { ...fiche, note: 'seconde main' }, 409);
    assert.match(words(html), /noté maintenant : « première main »/, 'what the colleague wrote');
    assert.match(html, /<textarea[^>]*>seconde main/, 'and what was typed');
    await post(path, { ...fiche, note: 'seconde main', version: hidden(html, 'version') });
    assert.match(words((await post(path, { ...fiche, telephone: '' }, 422)).html), /Écrivez un numéro/);
  });

  test('warns someone silent for long, and erases on request, after one question', async () => {
    const { driverId } = await service.addDriver({ firstName: 'Eve', lastName: 'Oubli' });
    service.setNow(TUESDAY.add({ hours: 24 * 600 }));
    const signedIn = await service.post('/lot/equipe/connexion', { identifiant: 'marc', mot_de_passe: PASSWORD }, SAME);
    const today = cookie;
    cookie = (signedIn.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '';
    assert.match(words(await read(`${LIST}?liste=prevenir`)), /Eve Oubli.*premier avertissement/);
    assert.match(words(await read(`${LIST}/${driverId}`)), /À prévenir avant effacement/);
    await post(`${LIST}/${driverId}/prevenir`, { reponse: 'stays' });
    assert.doesNotMatch(words(await read(`${LIST}?liste=prevenir`)), /Eve Oubli/);
    await read(`${LIST}/${driverId}/effacer`);
    await post(`${LIST}/${driverId}/effacer`, {}, 422);
    await post(`${LIST}/${driverId}/effacer`, { sur: 'oui' });
    assert.equal(await stores().people.find(driverId), undefined);
    service.setNow(TUESDAY);
    cookie = today;
  });
});
