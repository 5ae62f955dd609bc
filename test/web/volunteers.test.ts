import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { ALL_ON } from '#src/territory/switches.ts';
import { addDays } from '#src/time/dates.ts';
import { formatInstant } from '#src/time/zone.ts';
import { setSwitches } from '#test/helpers/set-switches.ts';
import { openTestService, type TestService, TUESDAY } from '#test/helpers/test-service.ts';
import { addMember, SAME, signIn } from '#test/helpers/team.ts';

const words = (html: string): string =>
  html
    .replaceAll('\u00a0', ' ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll(/\s+/g, ' ')
    .replaceAll(' .', '.');
const versionOf = (html: string): string => /name="version" value="(\d+)"/.exec(html)?.[1] ?? '';
/** What the block of volunteers holds: a driver may be among the trips too. */
const among = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]+)"`).exec(html.slice(html.indexOf('Bénévoles qui peuvent')))?.[1] ?? '';
const sealOf = (html: string): string => /name="sceau" value="([^"]+)"/.exec(html)?.[1] ?? '';

suite('driving on purpose', () => {
  let service: TestService;
  let claire: { Cookie: string };
  let day = '2026-12-29';
  before(async () => {
    service = await openTestService();
    await addMember(service, 'claire', { role: 'coordination' });
    claire = await signIn(service, 'claire');
  });
  after(() => service.close());

  const read = async (path: string, status = 200): Promise<string> => {
    const response = await service.get(path, claire);
    const html = await response.text();
    assert.equal(response.status, status, `${path} ${words(html).slice(0, 300)}`);
    return html;
  };
  const post = async (path: string, form: Parameters<TestService['post']>[1], status = 303) => {
    const response = await service.post(path, form, { ...claire, ...SAME });
    const html = await response.text();
    assert.equal(response.status, status, `${path} ${words(html).slice(0, 900)}`);
    return { html, location: response.headers.get('Location') ?? '' };
  };
  const request = async (): Promise<string> => {
    // The same call noted twice within the half-hour is one request: each has its own day, a Tuesday.
    day = addDays(day, 7);
    const { location } = await post('/lot/equipe/demandes/nouvelle', {
      telephone: '05 36 49 12 34',
      prenom: 'Lucette',
      nom: 'Vidal',
      pour: 'moi',
      depart: 'Lavergne',
      arrivee: 'Gramat',
      quand: 'date',
      date: day,
      horaire: 'rendez-vous',
      heure: '0930',
      retour: 'attend',
      retour_horaire: 'matin',
      personnes: '1',
      promesse_jour: '2026-11-25',
      promesse_heure: '17:00',
    });
    return location.replace(/\?.*/, '');
  };
  const said = {
    expres_chez: 'Lavergne',
    expres_matin: ['1', '2', '4'],
    expres_rayon: '30',
    expres_plus: '2',
    expres_prend: ['walker'],
    expres_absences: 'du 21/12/2026 au 03/01/2027',
  };

  test('switched off, not a word of it anywhere, and no page', async () => {
    const { driverId } = await service.addDriver({ firstName: 'Odile', lastName: 'Delmas' });
    const path = await request();
    for (const page of [
      '/lot/conducteurs/inscription',
      '/lot/equipe/conducteurs?liste=tous',
      `/lot/equipe/conducteurs/${driverId}`,
      path,
    ])
      assert.doesNotMatch(words(await read(page)), /expr[eè]s|bénévole/i, page);
    await read(`/lot/equipe/conducteurs/${driverId}/expres`, 404);
    await post(`/lot/equipe/conducteurs/${driverId}/expres`, said, 404);
  });

  test('the team notes it on the sheet; what is wrong is said and nothing typed is lost', async () => {
    await setSwitches(service, { onCall: true });
    const { driverId } = await service.addDriver({ firstName: 'Odile', lastName: 'Delmas', phone: '+33639980042' });
    const page = `/lot/equipe/conducteurs/${driverId}`;
    const blank = await read(`${page}/expres`);
    assert.match(words(blank), /entraide gratuite, aucun frais demandé/);
    const wrong = await post(
      `${page}/expres`,
      { ...said, expres_chez: 'Nulle-Part-sur-Lot', expres_matin: [], version: '0' },
      422,
    );
    assert.match(words(wrong.html), /Nous ne trouvons pas « Nulle-Part-sur-Lot »/);
    assert.match(words(wrong.html), /Cochez au moins une demi-journée/);
    assert.match(wrong.html, /du 21\/12\/2026 au 03\/01\/2027/);
    const kept = await post(`${page}/expres`, { ...said, version: versionOf(blank) });
    assert.match(words(await read(kept.location.replace(/^http:\/\/[^/]+/, ''))), /Lundi, mardi et jeudi matin/);
    await post(`${page}/expres`, { ...said, version: '0' }, 409);
    await post(`${page}/expres/pause`, {});
    assert.match(words(await read(page)), /en pause jusqu’à nouvel ordre/);
    await post(`${page}/expres/pause`, { pause_jusqu: '2026-11-01' }, 422);
    await post(`${page}/expres/reprendre`, {});
    const list = words(await read('/lot/equipe/conducteurs?liste=expres'));
    assert.match(list, /Peuvent conduire exprès \(1\)/);
    assert.match(
      list,
      /Odile Delmas .* Peut conduire exprès : lundi, mardi et jeudi matin, jusqu’à 30 minutes de Lavergne/,
    );
    assert.doesNotMatch(words(await read(page)), /partage des frais : oui|participation/i);
  });

  test('the request sheet proposes them after the trips, and a yes with waiting settles both ways', async () => {
    const path = await request();
    const html = await read(path);
    const text = words(html);
    assert.match(text, /Bénévoles qui peuvent conduire exprès Entraide gratuite, aucun frais demandé\./);
    assert.match(text, /de sa porte et retour\. Habite tout près du départ/);
    assert.match(text, /Demandé aucune fois ce mois-ci, au plus 2\./);
    assert.match(text, /Absences : du lundi 21 décembre au dimanche 3 janvier 2027/);
    assert.ok(text.indexOf('Qui peut conduire') < text.indexOf('Bénévoles qui peuvent'));
    const call = {
      version: versionOf(html),
      cle: 'appel',
      trajet: among(html, 'trajet'),
      occasions: day,
      conducteur: among(html, 'conducteur'),
      offre: '',
      expres: 'oui',
      attend: 'oui',
      reponse: 'yes',
    };
    await post(`${path}/appel`, call);
    const stored = await service.service.storage.in(service.territory.id).requests.get(path.split('/').at(-1) ?? '');
    assert.deepEqual(
      stored.rides.map(({ regime, tripId }) => [regime, tripId]),
      [
        ['on-purpose', null],
        ['on-purpose', null],
      ],
    );
    const settled = words(await read(path));
    assert.match(
      settled,
      /Conduit exprès, [\d,]+ km comptés depuis sa porte, entraide gratuite, aucun frais demandé\./,
    );
    const again = words(await read(await request()));
    assert.match(again, /Demandé 1 fois ce mois-ci, au plus 2\./);
    assert.doesNotMatch(again, /partage des frais/);
  });

  test('asked as often as they said, they are asked no more this month, except for what they were asked', async () => {
    const path = await request();
    const html = await read(path);
    const asked = day;
    const call = (page: string) => ({
      version: versionOf(page),
      cle: 'appel',
      trajet: among(page, 'trajet'),
      occasions: asked,
      conducteur: among(page, 'conducteur'),
      offre: '',
      expres: 'oui',
      reponse: 'asked',
    });
    await post(`${path}/appel`, call(html));
    assert.match(words(await read(path)), /Odile Delmas.*Sollicité, sans réponse encore/);
    assert.match(words(await read(await request())), /Personne n’est libre à ce moment-là, assez près d’ici/);
  });

  test('asked by a message, they read that it is free, answer by their page, and the team confirms both ways', async () => {
    const { storage } = service.service;
    const stores = storage.in(service.territory.id);
    const at = formatInstant(TUESDAY);
    await storage.atomically(service.territory.id, async ({ instance, messageSettings, volunteers }) => {
      const territory = await instance.territories.find(service.territory.id);
      assert.ok(territory);
      await instance.territories.save({ ...territory, switches: ALL_ON }, at);
      await messageSettings.save(
        { ...(await messageSettings.get()), sms: { adapter: 'show-only', fields: {}, sealed: {} } },
        at,
      );
      for (const { volunteer } of await volunteers.list())
        await volunteers.change({ ...volunteer, mostAMonth: null }, at);
    });
    const path = await request();
    const html = await read(path);
    const block = html.slice(html.indexOf('Bénévoles qui peuvent'));
    assert.match(words(block), /Demander exprès, par SMS/);
    assert.match(words(block), /Attendre sur place et ramener aussi/);
    const box = /name="demander" value="([^"]+ expres)"/.exec(block)?.[1] ?? '';
    const [driverId = ''] = box.split(' ');
    const trip = `${driverId} trajet ${day}`;
    const ask = { version: versionOf(html), cle: 'demander', trajet: among(html, 'trajet'), attend: driverId };
    const twice = await post(`${path}/demander`, { ...ask, demander: [trip, box] }, 422);
    assert.match(words(twice.html), /cochée deux fois : pour son trajet, et exprès/);
    await post(`${path}/demander`, { ...ask, demander: [box] });
    const [message] = await stores.outbox.list({ personId: driverId }, { limit: 1, offset: 0 });
    assert.match(message?.text ?? '', /puis le retour : le matin\. Trajet fait exprès : entraide gratuite/);
    const link = `/lot/lien/${/lien\/([a-z0-9]+)/.exec(message?.text ?? '')?.[1] ?? ''}`;
    const question = words(await (await service.get(link)).text());
    assert.match(question, /Vous attendez sur place, puis le retour : le matin\./);
    assert.match(question, /Trajet fait exprès : entraide gratuite, aucun frais demandé\./);
    assert.equal((await service.post(`${link}/reponse`, { reponse: 'yes' })).status, 303);
    const answered = await read(path);
    assert.match(words(answered), /Odile Delmas dit oui/);
    assert.match(words(answered), /Attend sur place et ramène : le retour est réglé aussi/);
    const introduction = /name="introduction" value="([^"]+)"/.exec(answered)?.[1] ?? '';
    await post(`${path}/confirmer`, {
      version: versionOf(answered),
      cle: `confirmer-${introduction}`,
      introduction,
      attend: 'oui',
      quand_meme: 'oui',
    });
    const { rides } = await stores.requests.get(path.split('/').at(-1) ?? '');
    assert.deepEqual(
      rides.map(({ regime, tripId }) => [regime, tripId]),
      [
        ['on-purpose', null],
        ['on-purpose', null],
      ],
    );
    assert.match(words(await (await service.get(link)).text()), /C’est convenu avec l’équipe/);
    // The return is settled between the yes and its confirmation: whoever confirms reads that only the way there is left.
    const other = await request();
    const page = await read(other);
    const [, choice = ''] =
      /name="demander" value="([^"]+ expres)"/.exec(page.slice(page.indexOf('Bénévoles qui'))) ?? [];
    const asked = { version: versionOf(page), cle: 'demander', trajet: among(page, 'trajet'), attend: driverId };
    await post(`${other}/demander`, { ...asked, demander: [choice] });
    const mine = await stores.introductions.listOfRequests([other.split('/').at(-1) ?? '']);
    const sent = (await stores.outbox.list({ personId: driverId }, { limit: 9, offset: 0 })).find(
      ({ about }) => about?.id === mine[0]?.id,
    );
    const [, token = ''] = /lien\/([a-z0-9]+)/.exec(sent?.text ?? '') ?? [];
    assert.equal((await service.post(`/lot/lien/${token}/reponse`, { reponse: 'yes' })).status, 303);
    const { ways, version } = await stores.requests.get(other.split('/').at(-1) ?? '');
    const back = ways.find(({ direction }) => direction === 'return')?.id ?? '';
    const settled = { version: String(version), cle: 'autrement', trajet: back, occasions: [day], motif: 'other-way' };
    await post(`${other}/autrement`, settled);
    const left = words(await read(other));
    assert.match(left, /le retour est réglé : seul l’aller est confirmé\. Dites-le à Odile Delmas/);
    assert.doesNotMatch(left, /le retour est réglé aussi/);
    // Closed because the request changed: the link says so, and no day has gone by.
    const [one] = await stores.introductions.listOfRequests([other.split('/').at(-1) ?? '']);
    assert.ok(one?.asking);
    const closed = { ...one, asking: { ...one.asking, thankedAt: at, until: at } };
    await storage.atomically(service.territory.id, ({ introductions }) => introductions.save(closed, at));
    const gone = await service.get(`/lot/lien/${token}`);
    assert.equal(gone.status, 410);
    assert.match(words(await gone.text()), /La demande a changé/);
    await setSwitches(service, { onCall: true });
  });

  test('the panel of a call being noted names them after the trips, the way there before the way back', async () => {
    const form = {
      depart: 'Lavergne',
      arrivee: 'Gramat',
      quand: 'date',
      date: addDays(day, 7),
      horaire: 'rendez-vous',
      heure: '0930',
      retour: 'attend',
      retour_horaire: 'matin',
    };
    const ask = async (): Promise<string> => {
      const response = await service.post('/lot/equipe/demandes/nouvelle/qui-convient', form, { ...claire, ...SAME });
      return words(await response.text());
    };
    const panel = await ask();
    assert.match(
      panel,
      /Aller : .* Aller, bénévoles qui peuvent conduire exprès Entraide gratuite, aucun frais demandé\. 9 h \d\d Odile Delmas, [\d,]+ km de sa porte et retour .*attend et ramène : [\d,]+ km en tout .*Retour :/,
    );
    const { storage } = service.service;
    const odile = (await storage.in(service.territory.id).volunteers.list())[0]?.driver.id ?? '';
    const at = formatInstant(TUESDAY);
    await storage.atomically(service.territory.id, ({ rests }) => rests.put({ personId: odile, until: null, at }));
    assert.doesNotMatch(await ask(), /bénévoles/, 'who asked not to be asked is not proposed');
    await storage.atomically(service.territory.id, ({ rests }) => rests.remove(odile));
  });

  test('the call sheet has them, with a number; typed back, a yes with waiting settles both ways on purpose', async () => {
    // What presses: a day within the next three.
    const before_ = day;
    day = '2026-11-19';
    const path = await request();
    day = before_;
    const id = path.split('/').at(-1) ?? '';
    const { location } = await post('/lot/equipe/imprimer/demain', {});
    const sheet = new URL(location, 'http://x').pathname;
    const paper = words(await read(sheet));
    assert.match(paper, /Odile Delmas .*vient exprès, [\d,]+ km de sa porte et retour/);
    assert.match(paper, /Entraide gratuite, aucun frais demandé\. oui oui, attend et ramène non/);
    assert.match(words(await read('/lot/equipe/imprimer/appels')), /vient exprès/);
    const report = await read(`${sheet}/reporter`);
    const number = /name="ligne-(\d+)" value="yes-waits"/.exec(report)?.[1] ?? '';
    const version = new RegExp(`name="version-${id}" value="(\\d+)"`).exec(report)?.[1] ?? '';
    await post(`${sheet}/reporter`, { [`version-${id}`]: version, [`ligne-${number}`]: 'yes-waits' });
    const { rides } = await service.service.storage.in(service.territory.id).requests.get(id);
    assert.deepEqual(
      rides.map(({ regime }) => regime),
      ['on-purpose', 'on-purpose'],
    );
  });

  test('never on a public page', async () => {
    for (const page of ['/lot', '/lot/trajets?depart=Lavergne&arrivee=Gramat', '/lot/lignes', '/lot/conducteurs'])
      assert.doesNotMatch(words(await (await service.get(page)).text()), /exprès|bénévole|de sa porte/i, page);
  });

  test('who signs up may say it in the folded part, and changes it by their link', async () => {
    const form = await (await service.get('/lot/conducteurs/inscription')).text();
    assert.match(words(form), /Je peux aussi conduire exprès \(facultatif\)/);
    service.setNow(TUESDAY.add({ minutes: 1 }));
    const offered = {
      sceau: sealOf(form),
      cle: /name="cle" value="([^"]+)"/.exec(form)?.[1] ?? '',
      site_web: '',
      prenom: 'Yvette',
      nom: 'Bonnet',
      telephone: '06 39 98 55 66',
      depart: 'Gramat',
      arrivee: 'Cahors',
      jours: ['1'],
      heure: '08:00',
      retour: 'non',
    };
    const wrong = await service.post('/lot/conducteurs/inscription', { ...offered, expres_matin: ['3'] });
    assert.equal(wrong.status, 422);
    assert.match(words(await wrong.text()), /Écrivez d’où vous partez : votre commune, ou votre lieu-dit/);
    const kept = await service.post('/lot/conducteurs/inscription', { ...offered, ...said });
    assert.equal(kept.status, 303, words(await kept.text()));
    const link = new URL(kept.headers.get('Location') ?? '', 'http://x').pathname;
    const own = words(await (await service.get(link)).text());
    assert.match(
      own,
      /Conduire exprès Lundi, mardi et jeudi matin Au départ de Lavergne, jusqu’à 30 minutes de route\./,
    );
    assert.match(
      words(await (await service.get(`${link}/mes-informations`)).text()),
      /Ce que vous acceptez de conduire exprès/,
    );
    // Not yet spoken to: proposed nowhere.
    assert.doesNotMatch(words(await read(await request())), /Yvette/);
    assert.equal((await service.post(`${link}/expres/arreter`, {})).status, 303);
    assert.match(words(await (await service.get(link)).text()), /Je peux aussi conduire exprès/);
  });
});
