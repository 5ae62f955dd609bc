import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { openTestService, type TestService, TUESDAY } from '#test/helpers/test-service.ts';
import { words } from '#test/helpers/words.ts';

const hidden = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';

const typed = {
  prenom: 'Odile',
  nom: 'Delmas',
  telephone: '06.39.98.00.42',
  depart: 'Gramat',
  arrivee: 'caor',
  jours: ['2', '4'],
  heure: '8h30',
  retour: 'oui',
  retour_heure: '17:30',
  souplesse: '20 min',
  accord_liste: 'oui',
  accord_numero: 'non',
};

const firstTrip = (html: string): string => /\/trajets\/([a-z0-9]{20,})"/.exec(html)?.[1] ?? '';
/** A page without the numbers typed in it. */
const withoutNumbers = (text: string): string => words(text).replaceAll(/06[. 0-9]+/g, '');

suite('a driver, without an account', () => {
  let service: TestService;
  before(async () => {
    service = await openTestService();
  });
  after(() => service.close());

  const page = async (path: string, status = 200): Promise<string> => {
    const response = await service.get(path);
    const html = await response.text();
    assert.equal(response.status, status, `${path}: ${words(html).slice(0, 300)}`);
    return html;
  };
  /** Opens the form, waits as a person would, and posts it. */
  const signUp = async (form: Parameters<TestService['post']>[1], key?: { sceau: string; cle: string }) => {
    const html = await page('/lot/conducteurs/inscription');
    const proof = key ?? { sceau: hidden(html, 'sceau'), cle: hidden(html, 'cle') };
    service.setNow(TUESDAY.add({ minutes: 3 }));
    const response = await service.post('/lot/conducteurs/inscription', { ...proof, site_web: '', ...form });
    service.setNow(TUESDAY);
    return { response, html: await response.text(), proof };
  };
  const newLink = async (form: Parameters<TestService['post']>[1] = typed): Promise<string> => {
    const { response, html } = await signUp(form);
    assert.equal(response.status, 303, words(html).slice(0, 600));
    return (response.headers.get('Location') ?? '').replace(/\?.*/, '');
  };
  const done = async (path: string, form: Parameters<TestService['post']>[1] = {}): Promise<string> => {
    const response = await service.post(path, form);
    assert.equal(response.status, 303, `${path}: ${words(await response.text()).slice(0, 400)}`);
    return page(response.headers.get('Location') ?? '');
  };
  const personOf = async (name: string) => {
    const [person] = await service.service.storage.in(service.territory.id).people.search(name, 1);
    if (!person) throw new Error(`nobody called ${name}`);
    return person;
  };

  test('learns why and how, then offers a trip and its way back in one page', async () => {
    assert.match(await page('/lot/conducteurs'), /href="\/lot\/conducteurs\/inscription"/);
    const { response } = await signUp(typed);
    assert.equal(response.status, 303);
    const location = response.headers.get('Location') ?? '';
    assert.match(location, /^\/lot\/lien\/[a-z2-7]{26}\?fait=inscrit$/);
    const opened = await service.get(location);
    assert.equal(opened.headers.get('Cache-Control'), 'no-store');
    assert.equal(opened.headers.get('Referrer-Policy'), 'no-referrer');
    assert.match(opened.headers.get('X-Robots-Tag') ?? '', /noindex/);
    const said = words(await opened.text());
    assert.match(said, /C’est noté, merci/);
    assert.match(said, /De Gramat à Cahors Mardi et jeudi, 8 h 30/);
    assert.match(said, /à 20 minutes près/);
    assert.match(said, /De Cahors à Gramat Mardi et jeudi, 17 h 30/);
    assert.match(said, new RegExp(`http://localhost:3000${location.replace(/\?.*/, '')}`));
    assert.match(said, /vos trajets ne sont montrés à personne/);
    const list = words(await page('/lot/trajets?depart=Gramat&arrivee=Cahors&date=2026-12-01'));
    assert.doesNotMatch(list, /Odile/, 'shown nowhere before the call');
  });

  test('keeps what was typed, says each error at its place, and asks which place', async () => {
    const wrong = {
      ...typed,
      telephone: '06 39',
      depart: 'Villefranche',
      jours: [],
      heure: '25h',
      retour: '',
      retour_heure: '',
      souplesse: '300',
    };
    const { response, html } = await signUp(wrong);
    assert.equal(response.status, 422);
    assert.match(html, /value="Odile"/);
    assert.match(html, /value="06 39"/);
    assert.match(html, /name="souplesse"[^>]* value="300"/);
    const said = words(html);
    assert.match(said, /Ce numéro ne se lit pas/);
    assert.match(said, /les heures vont de 0 h à 23 h 59/);
    assert.match(said, /Indiquez un nombre de minutes, de 0 à 120/);
    assert.match(said, /Cochez au moins un jour/);
    assert.match(said, /Dites si vous faites aussi le retour/);
    assert.match(said, /lequel voulez-vous dire/);
    assert.match(said, /Villefranche-de-Rouergue/);
    assert.match(said, /Aveyron/);
    const choice = /name="depart_choix" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const chosen = await signUp({ ...typed, depart: 'Villefranche', depart_choix: choice, nom: 'Choix' });
    assert.equal(chosen.response.status, 303, words(chosen.html).slice(0, 500));
  });

  test('days of the week and a date exclude each other; a date is a trip made once', async () => {
    const both = await signUp({ ...typed, date: '2026-12-01' });
    assert.match(words(both.html), /pas les deux/);
    const past = await signUp({ ...typed, jours: [], date: '2026-11-01' });
    assert.match(words(past.html), /Ce jour est passé/);
    const early = await signUp({ ...typed, jours: [], date: '2026-12-01', retour_heure: '7h' });
    assert.match(words(early.html), /Le retour vient avant l’aller/);
    const link = await newLink({
      ...typed,
      nom: 'Unefois',
      jours: [],
      date: '2026-12-01',
      retour: 'non',
      retour_heure: '',
    });
    assert.match(words(await page(link)), /Le mardi 1er décembre, 8 h 30/);
  });

  test('a form sent twice makes one driver; a robot makes none', async () => {
    const form = { ...typed, nom: 'Deuxfois' };
    const first = await signUp(form);
    const second = await signUp(form, first.proof);
    assert.match(second.response.headers.get('Location') ?? '', /fait=inscrit-deja/);
    const { people } = service.service.storage.in(service.territory.id);
    assert.equal((await people.search('Deuxfois', 9)).length, 1);
    await signUp({ ...typed, nom: 'Robot', site_web: 'http://exemple.invalid' });
    assert.equal((await people.search('Robot', 9)).length, 0);
  });

  test('a sign-up under a known name and number shows and changes nothing of them', async () => {
    const { driverId } = await service.addDriver({
      firstName: 'Rose',
      lastName: 'Marre',
      phone: '+33639980777',
      consents: { numberShown: false },
    });
    const kept = await service.service.storage.in(service.territory.id).drivers.get(driverId);
    const link = await newLink({
      ...typed,
      prenom: 'Rose',
      nom: 'Marre',
      telephone: '0639980777',
      accord_numero: 'oui',
    });
    assert.doesNotMatch(words(await page(link)), /Mardi, 8 h /);
    assert.deepEqual(await service.service.storage.in(service.territory.id).drivers.get(driverId), kept);
  });

  test('changes, pauses, takes days off, stops, adds: each shown at once', async () => {
    const link = await newLink({ ...typed, nom: 'Gestes' });
    const trip = firstTrip(await page(link));
    const sheet = await page(`${link}/trajets/${trip}`);
    const change = {
      depart: 'Gramat',
      arrivee: 'Cahors',
      jours: ['1'],
      heure: '09:00',
      aide: 'partage',
      version: hidden(sheet, 'version'),
    };
    assert.match(
      words(await done(`${link}/trajets/${trip}`, { ...change, via_1: 'Labastide-Murat' })),
      /par Labastide-Murat .*Lundi, 9 h/,
    );
    const stale = await service.post(`${link}/trajets/${trip}`, change);
    assert.equal(stale.status, 409);
    assert.match(words(await stale.text()), /changé entre-temps/);
    assert.match(
      words(await done(`${link}/trajets/${trip}/pause`, { pause_jusqu: '2027-01-04' })),
      /en pause, reprend le lundi 4 janvier 2027/,
    );
    assert.match(words(await done(`${link}/trajets/${trip}/reprendre`)), /Le trajet a repris/);
    assert.match(words(await done(`${link}/trajets/${trip}/pause`, {})), /jusqu’à nouvel ordre/);
    const wrong = await service.post(`${link}/trajets/${trip}/absence`, { absence_du: '' });
    assert.equal(wrong.status, 422);
    const off = await done(`${link}/trajets/${trip}/absence`, { absence_du: '2026-12-21', absence_au: '2027-01-03' });
    assert.match(words(off), /sauf du lundi 21 décembre au dimanche 3 janvier 2027/);
    const again = await done(`${link}/trajets/${trip}/absence/retirer`, {
      absence_du: '2026-12-21',
      absence_au: '2027-01-03',
    });
    assert.doesNotMatch(words(again), /sauf du/);
    const added = await done(`${link}/trajets`, { depart: 'Figeac', arrivee: 'Cahors', jours: ['3'], retour: 'non' });
    assert.match(words(added), /De Figeac à Cahors Mercredi, horaire à convenir/);
    assert.match(words(await done(`${link}/accord`)), /vos trajets restent proposés/);
    const stopped = await done(`${link}/trajets/${trip}/arreter`);
    assert.doesNotMatch(words(stopped), /Labastide-Murat/);
    assert.match(words(await page(`${link}/mes-informations`)), /Labastide-Murat \(Cœur de Causse\) Arrêté/);
  });

  test('reaches no trip but their own', async () => {
    const link = await newLink({ ...typed, nom: 'Curieuse' });
    const { trip } = await service.addDriver();
    await page(`${link}/trajets/${trip.id}`, 404);
    for (const action of ['', '/pause', '/arreter', '/absence', '/reprendre'])
      assert.equal((await service.post(`${link}/trajets/${trip.id}${action}`, {})).status, 404);
    assert.equal((await service.service.storage.in(service.territory.id).trips.get(trip.id)).version, 1);
  });

  test('withdraws and gives consent, and corrects a number', async () => {
    const link = await newLink({ ...typed, nom: 'Consent' });
    await done(`${link}/consentements`, { accord_liste: 'non', accord_numero: 'oui' });
    const { id } = await personOf('Consent');
    const { consents } = await service.service.storage.in(service.territory.id).drivers.get(id);
    assert.deepEqual(consents, { listed: false, numberShown: true, neighbours: false });
    const form = await page(`${link}/coordonnees`);
    const values = { prenom: 'Odile', nom: 'Consent', email: 'odile@exemple.fr', version: hidden(form, 'version') };
    assert.equal((await service.post(`${link}/coordonnees`, { ...values, telephone: '' })).status, 422);
    assert.match(
      words(await done(`${link}/coordonnees`, { ...values, telephone: '05 36 49 00 11' })),
      /05 36 49 00 11/,
    );
    assert.equal((await service.post(`${link}/coordonnees`, { ...values, telephone: '05 36 49 00 12' })).status, 409);
  });

  test('erases everything after one question, and the link with it', async () => {
    const link = await newLink({ ...typed, nom: 'Efface' });
    const { id } = await personOf('Efface');
    assert.match(words(await page(`${link}/effacer`)), /pour de bon/);
    const response = await service.post(`${link}/effacer`, {});
    assert.match(words(await response.text()), /C’est effacé/);
    assert.equal(await service.service.storage.in(service.territory.id).people.find(id), undefined);
    assert.match(words(await page(link, 404)), /Ce lien n’ouvre plus/);
  });

  test('a link that never was says what to do', async () => {
    assert.match(words(await page('/lot/lien/jamais', 404)), /Appelez l’équipe/);
    for (const path of ['/trajets/nouveau', '/coordonnees', '/effacer', '/mes-informations'])
      await page(`/lot/lien/jamais${path}`, 404);
    for (const path of ['/trajets', '/accord', '/consentements', '/coordonnees', '/effacer'])
      assert.equal((await service.post(`/lot/lien/jamais${path}`, {})).status, 404);
  });

  test('a wrong code says nothing of what was wrong', async () => {
    const html = await page('/lot/code');
    const proof = { sceau: hidden(html, 'sceau'), site_web: '' };
    const unknown = await service.post('/lot/code', { ...proof, contact: '06 39 98 99 99', code: '123456' });
    assert.equal(unknown.status, 422);
    const known = await service.post('/lot/code', { ...proof, contact: typed.telephone, code: '123456' });
    assert.equal(withoutNumbers(await known.text()), withoutNumbers(await unknown.text()));
    assert.equal((await service.post('/lot/code', { ...proof, contact: '', code: '12' })).status, 422);
  });

  test('the texts say who answers, how long things are kept, and the rights', async () => {
    const privacy = words(await page('/lot/vie-privee'));
    for (const said of [/Association Exemple/, /24 mois/, /6 semaines/, /12 mois/, /CNIL/, /05 36 49 00 00/])
      assert.match(privacy, said);
    const terms = words(await page('/lot/cgu'));
    assert.match(terms, /un outil d’expérimentation à moindre coût du covoiturage, pas un opérateur de covoiturage/);
    for (const html of [privacy, terms]) assert.doesNotMatch(html, /\w·\w/);
  });
});
