import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Request } from '#src/requests/request.ts';
import { openTestService, type TestService, TUESDAY } from '#test/helpers/test-service.ts';
import { versionOf, words } from '#test/helpers/words.ts';
import { addMember, PASSWORD, SAME, signIn as signInTo } from '#test/helpers/team.ts';

const cookieOf = (response: Response): string => (response.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '';

suite('the desk', () => {
  let service: TestService;
  before(async () => {
    service = await openTestService();
    for (const [login, name, role] of [
      ['claire', 'Claire', 'coordination'],
      ['marc', 'Marc', 'member'],
      ['elue', 'Élue', 'figures'],
    ] as const)
      await addMember(service, login, { name, role });
  });
  after(() => service.close());

  const signIn = (login: string, slug?: string) => signInTo(service, login, slug);
  const read = async (path: string, who: { Cookie: string }, status = 200): Promise<string> => {
    const response = await service.get(path, who);
    const html = await response.text();
    assert.equal(response.status, status, `${path} ${words(html).slice(0, 400)}`);
    return html;
  };
  const post = async (
    path: string,
    form: Parameters<TestService['post']>[1],
    who: { Cookie: string },
    status = 303,
  ): Promise<{ readonly html: string; readonly location: string }> => {
    const response = await service.post(path, form, { ...who, ...SAME });
    const html = await response.text();
    assert.equal(response.status, status, `${path} ${words(html).slice(0, 600)}`);
    return { html, location: response.headers.get('Location') ?? '' };
  };
  const call = {
    telephone: '05 36 49 12 34',
    prenom: 'Lucette',
    nom: 'Vidal',
    pour: 'moi',
    depart: 'Gramat',
    arrivee: 'Cahors',
    quand: 'date',
    date: '2026-12-01',
    horaire: 'rendez-vous',
    heure: '0930',
    retour: 'attend',
    retour_horaire: 'apres-midi',
    retour_heure: '',
    retour_date: '',
    personnes: '1',
    motif: '',
    precisions: 'Sonner fort',
    promesse_jour: '2026-11-25',
    promesse_heure: '17:00',
  };
  const note = async (who: { Cookie: string }, changes: Record<string, string | readonly string[]> = {}) => {
    const { location } = await post('/lot/equipe/demandes/nouvelle', { ...call, ...changes }, who);
    const path = location.replace(/\?.*/, '');
    return { path, id: path.split('/').at(-1) ?? '' };
  };
  const kept = (id: string): Promise<Request> => service.service.storage.in(service.territory.id).requests.get(id);

  test('nobody signed in is led to the sign-in page, and back where they wanted', async () => {
    const response = await service.get('/lot/equipe/demandes?liste=closes');
    assert.equal(response.status, 303);
    const back = new URL(response.headers.get('Location') ?? '', 'http://x');
    assert.equal(back.pathname, '/lot/equipe/connexion');
    assert.equal(back.searchParams.get('retour'), '/equipe/demandes?liste=closes');
    const signedIn = await service.post(
      '/lot/equipe/connexion',
      { identifiant: 'claire', mot_de_passe: PASSWORD, retour: '/equipe/demandes?liste=closes' },
      SAME,
    );
    assert.equal(signedIn.headers.get('Location'), '/lot/equipe/demandes?liste=closes');
    for (const elsewhere of [
      'https://ailleurs.example/',
      '//ailleurs.example',
      '/equipe//x',
      '/equipe/\\x',
      '/equipement',
    ]) {
      const turned = await service.post(
        '/lot/equipe/connexion',
        { identifiant: 'claire', mot_de_passe: PASSWORD, retour: elsewhere },
        SAME,
      );
      assert.equal(turned.headers.get('Location'), '/lot/equipe', elsewhere);
    }
  });

  test('a wrong password and an unknown identifier get the same answer, and lock alike', async () => {
    const answers = async (login: string) => {
      const seen: string[] = [];
      for (let n = 0; n < 6; n += 1) {
        const response = await service.post('/lot/equipe/connexion', { identifiant: login, mot_de_passe: 'x' }, SAME);
        seen.push(`${response.status} ${words(await response.text()).replaceAll(login, '')}`);
      }
      return seen;
    };
    await addMember(service, 'paul', { name: 'Paul' });
    const [known, unknown] = [await answers('paul'), await answers('inconnue')];
    assert.deepEqual(known, unknown);
    assert.match(known[0] ?? '', /^422 .*ne vont pas ensemble/);
    assert.match(known[5] ?? '', /^429 .*Trop d’essais avec cet identifiant/);
    // Their home address is not theirs alone: the tests that follow come from it too.
    service.setNow(TUESDAY.add({ minutes: 15 }));
  });

  test('the tries of a stranger keep nobody out of the browser they signed in from before', async () => {
    await addMember(service, 'rosa', { name: 'Rosa' });
    const post_ = (mot_de_passe: string, Cookie = '') =>
      service.post('/lot/equipe/connexion', { identifiant: ' Rosa', mot_de_passe }, { ...SAME, Cookie });
    const first = await post_(PASSWORD);
    const known = first.headers.getSetCookie().find((cookie) => cookie.startsWith('lotocar-connu-')) ?? '';
    assert.match(known, /Max-Age=31536000; Path=\/; HttpOnly; SameSite=Lax/);
    assert.doesNotMatch(known, /rosa/i);
    const [cookie = ''] = known.split(';');
    for (let n = 0; n < 5; n += 1) await post_('x');
    service.setNow(TUESDAY.add({ minutes: 15, seconds: 30 }));
    assert.equal((await post_(PASSWORD)).status, 429);
    assert.equal((await post_(PASSWORD, `${cookie}x`)).status, 429, 'a seal is not guessed');
    assert.equal((await post_(PASSWORD, cookie)).status, 303);
    service.setNow(TUESDAY.add({ minutes: 30 }));
  });

  test('a foreign page cannot sign in, nor act', async () => {
    const foreign = await service.post(
      '/lot/equipe/connexion',
      { identifiant: 'claire', mot_de_passe: PASSWORD },
      { 'Sec-Fetch-Site': 'cross-site' },
    );
    assert.equal(foreign.status, 403);
    const claire = await signIn('claire');
    const acted = await service.post('/lot/equipe/demandes/nouvelle', call, { ...claire, Origin: 'null' });
    assert.equal(acted.status, 403);
  });

  test('whoever reads figures only is led to them', async () => {
    const elue = await signIn('elue');
    const response = await service.get('/lot/equipe', elue);
    assert.equal(response.headers.get('Location'), '/lot/equipe/chiffres');
    await read('/lot/equipe/demandes', elue, 403);
    await read('/lot/equipe/besoins', elue);
  });

  test('signing out ends the session, here or everywhere', async () => {
    const [here, there] = [await signIn('marc'), await signIn('marc')];
    await read('/lot/equipe', here);
    await post('/lot/equipe/deconnexion', {}, here);
    await read('/lot/equipe', here, 303);
    await read('/lot/equipe', there);
    const third = await signIn('marc');
    await post('/lot/equipe/deconnexion', { partout: 'oui' }, third);
    await read('/lot/equipe', there, 303);
  });

  test('a sign-in link shows with a GET, opens with a POST, once', async () => {
    const claire = await signIn('claire');
    const members = await service.service.storage.instance.members.listOfTerritory(service.territory.id);
    const marc = members.find(({ member }) => member.login === 'marc')?.member;
    assert.ok(marc);
    const { html } = await post(`/lot/equipe/reglages/membres/${marc.id}/lien`, {}, claire, 200);
    const path = /http:\/\/localhost:3000(\/lot\/equipe\/connexion\/lien\/[0-9a-f]{40})/.exec(html)?.[1] ?? '';
    for (let n = 0; n < 2; n += 1) assert.match(words(await read(path, { Cookie: '' })), /Bonjour Marc/);
    const opened = await service.post(path, {}, SAME);
    assert.equal(opened.headers.get('Location'), '/lot/equipe');
    await read('/lot/equipe', { Cookie: cookieOf(opened) });
    await read(path, { Cookie: '' }, 404);
    assert.equal((await service.post(path, {}, SAME)).status, 404);
  });

  test('from a ringing phone to a closed request', async () => {
    const claire = await signIn('claire');
    const odile = await service.addDriver({ firstName: 'Odile', lastName: 'Delmas', stops: ['Gramat', 'Cahors'] });
    const jean = await service.addDriver({
      firstName: 'Jean',
      lastName: 'Pons',
      stops: ['Cahors', 'Gramat'],
      trip: { schedule: { kind: 'one-off', date: '2026-12-01', departure: 15 * 60 } },
    });
    const asked = words(await read('/lot/equipe/demandes/nouvelle?q=05+36+49+12+34', claire));
    assert.match(asked, /Nous ne trouvons personne pour « 05 36 49 12 34 »/);
    assert.match(asked, /« Nous notons votre nom.*de les effacer\. »/);
    const { path, id } = await note(claire, { besoins: ['walker', 'bags'], information: 'oui' });

    const sheet = await read(path, claire);
    const said = words(sheet);
    assert.match(
      said,
      /« Mardi 1er décembre, rendez-vous à 9 h 30, de Gramat à Cahors ; retour le même jour, l’après-midi, qui conduit attend sur place/,
    );
    assert.match(said, /Nous vous rappelons demain, avant 17 h, même si c’est non/);
    assert.match(said, /Odile Delmas – 06 39 98/);
    assert.match(said, /Aucune demande encore/);
    assert.match(said, /Information donnée à l’oral le mardi 24 novembre/);
    assert.match(sheet, new RegExp(`data-trip="${odile.trip.id}"`));
    assert.match(sheet, /<svg class="dot-map"/);
    const found = words(await read('/lot/equipe/demandes/nouvelle?q=vidale', claire));
    assert.match(found, /Est-ce l’une de ces personnes \?.*Lucette Vidal/);
    assert.match(
      words(await read('/lot/equipe', claire)),
      /À faire maintenant.*Lucette Vidal.*réponse promise demain, avant 17 h/i,
    );

    const [outward, back] = (await kept(id)).ways;
    assert.ok(outward && back);
    const gesture = async (name: string, form: Record<string, string | readonly string[]>, status = 303) =>
      post(`${path}/${name}`, { version: versionOf(await read(path, claire)), cle: name, ...form }, claire, status);
    const ask = { trajet: outward.id, occasions: '2026-12-01', conducteur: odile.driverId, offre: odile.trip.id };
    await gesture('appel', { ...ask, reponse: 'asked' });
    await gesture('appel', { ...ask, reponse: 'asked' }, 422);
    assert.match(
      words(await read(path, claire)),
      /Sollicité, sans réponse encore.*Odile Delmas sollicité, mardi 1er décembre/,
    );
    await gesture('appel', { ...ask, reponse: 'not-reached' });
    assert.match(
      words(await read(path, claire)),
      /Pour cette demande : pas joint.*Une demande en 30 jours|Une demande en 30 jours.*Pour cette demande : pas joint/,
    );
    await gesture('appel', { ...ask, reponse: 'call-again' }, 422);
    await gesture('appel', { ...ask, reponse: 'call-again', rappeler_le: '2026-11-24' });
    assert.match(
      words(await read('/lot/equipe', claire)),
      /À rappeler aujourd’hui.*Lucette Vidal.*Rappeler Odile Delmas, aujourd’hui/,
    );
    await gesture('appel', { ...ask, reponse: 'yes', numero_conducteur: 'oui', numero_passager: 'non' });
    assert.match(
      words(await read(path, claire)),
      /Odile Delmas.*Son numéro à la personne : oui\. Lui donner celui de la personne : non/,
    );

    const early = await gesture('cloture', { motif: 'done', prevenue: 'oui' }, 422);
    assert.match(words(early.html), /Un aller ou un retour n’est pas encore réglé/);
    await gesture('appel', {
      trajet: back.id,
      occasions: '2026-12-01',
      conducteur: jean.driverId,
      offre: jean.trip.id,
      reponse: 'yes',
    });
    const untold = await gesture('cloture', { motif: 'done' }, 422);
    assert.match(words(untold.html), /Cette personne attend votre réponse/);
    await gesture('prevenue', {});
    assert.equal((await kept(id)).reviewOn, '2026-12-02', 'it comes back the day after the ride');
    assert.match(words(await read('/lot/equipe', claire)), /En attente.*Lucette Vidal.*à revoir, mercredi 2 décembre/i);
    await gesture('cloture', { motif: 'done' });
    assert.equal((await kept(id)).closing?.reason, 'done');
    assert.match(
      words(await read('/lot/equipe/demandes?liste=closes&motif=done', claire)),
      /Lucette Vidal.*fait, aujourd’hui/,
    );
    const ride = (await kept(id)).rides.find(({ wayId }) => wayId === outward.id);
    assert.match(await read(path, claire), new RegExp(`/annuler\\?trajet=${ride?.id ?? ''}`));
    const confirming = words(await read(`${path}/annuler?trajet=${ride?.id ?? ''}`, claire));
    assert.match(confirming, /Aller : mardi 1er décembre.*Lucette Vidal.*voyage/s);
    assert.match(confirming, /À prévenir ensuite, sauf qui vient de vous le dire : Lucette Vidal et /);
    assert.match(
      confirming,
      /La demande s’ouvre de nouveau.*Un autre trajet de cette demande reste convenu.*Non, garder/s,
    );
    const stateOf = async () => (await kept(id)).rides.find((one) => one.id === ride?.id)?.state;
    assert.equal(await stateOf(), 'agreed', 'asking cancels nothing');
    await gesture('annuler', { trajet_convenu: ride?.id ?? '', par: 'driver' });
    assert.match(await read(`${path}/annuler?trajet=${ride?.id ?? ''}`, claire, 404), /déjà annulé/);
    assert.equal((await kept(id)).closing, null);
  });

  test('two members on the same sheet: the second sees what the first did, and loses nothing typed', async () => {
    const [claire, marc] = [await signIn('claire'), await signIn('marc')];
    const odile = await service.addDriver({ firstName: 'Odette', lastName: 'Rey', stops: ['Gramat', 'Cahors'] });
    const { path, id } = await note(claire, { nom: 'Deuxfois', retour: 'non' });
    const seen = versionOf(await read(path, marc));
    const [way] = (await kept(id)).ways;
    assert.ok(way);
    const ask = { trajet: way.id, occasions: '2026-12-01', conducteur: odile.driverId, offre: odile.trip.id };
    await post(`${path}/appel`, { ...ask, version: seen, reponse: 'not-reached', note: 'répondeur' }, claire);
    const key = `appel-${way.id}-${odile.driverId}`;
    const second = await post(
      `${path}/appel`,
      { ...ask, version: seen, cle: key, reponse: 'yes', note: 'partira plus tôt' },
      marc,
      409,
    );
    const said = words(second.html);
    assert.match(
      said,
      /Quelqu’un a écrit ici avant vous.*Odette Rey : pas joint, mardi 1er décembre \(Claire, aujourd’hui/,
    );
    assert.match(said, /Ce qui s’est passé.*Odette Rey : pas joint, mardi 1er décembre : répondeur/);
    assert.match(second.html, /value="partira plus tôt"/);
    assert.match(second.html, new RegExp(`id="champ-${key}"`));
    assert.equal((await kept(id)).rides.length, 0);
    await post(`${path}/appel`, { ...ask, version: versionOf(second.html), reponse: 'yes' }, marc);
    assert.equal((await kept(id)).rides.length, 1);
  });

  test('what is wrong in a call keeps all that was typed, in its place', async () => {
    const claire = await signIn('claire');
    const { html } = await post(
      '/lot/equipe/demandes/nouvelle',
      { ...call, arrivee: 'Zzyzx', heure: '25h', retour: '', promesse_jour: '2026-11-20', besoins: ['dog', 'cane'] },
      claire,
      422,
    );
    assert.match(words(html), /4 points sont à revoir/);
    for (const value of ['Zzyzx', '25h', 'Lucette', 'Gramat']) assert.match(html, new RegExp(`value="${value}"`));
    assert.match(html, /value="dog" checked/);
    assert.match(html, /Sonner fort/);
    assert.match(words(html), /Cette heure est passée/);
  });

  test('an answer promised for after the appointment is not taken', async () => {
    const claire = await signIn('claire');
    const late = { ...call, promesse_jour: '2026-12-01', promesse_heure: '17:00' };
    const { html } = await post('/lot/equipe/demandes/nouvelle', late, claire, 422);
    assert.match(words(html), /Un point est à revoir Cette réponse viendrait après le rendez-vous/);
    assert.match(words(html), /réponse : à promettre pour avant le rendez-vous/i);
    assert.match(html, /<title>À revoir : /, 'read first by a screen reader');
    assert.match(html, /id="erreurs" tabindex="-1" autofocus/, 'and the list of errors takes the focus');
  });

  test('a person under 18 rides once a parent agreed', async () => {
    const claire = await signIn('claire');
    const odile = await service.addDriver({ stops: ['Gramat', 'Cahors'] });
    const { path, id } = await note(claire, { nom: 'Jeune', mineur: 'oui', retour: 'non' });
    assert.match(words(await read(path, claire)), /Moins de 18 ans : l’accord d’un parent manque/);
    const [way] = (await kept(id)).ways;
    const ask = { trajet: way?.id ?? '', occasions: '2026-12-01', conducteur: odile.driverId, reponse: 'yes' };
    const version = versionOf(await read(path, claire));
    const { html } = await post(`${path}/appel`, { ...ask, version }, claire, 422);
    assert.match(words(html), /Notez d’abord l’accord d’un parent/);
    await post(`${path}/dit`, { quoi: 'parent' }, claire);
    assert.match(words(await read(path, claire)), /accord d’un parent noté le mardi 24 novembre/);
    await post(`${path}/appel`, { ...ask, version }, claire);
  });

  test('a request is found by digits or by a name as heard, whoever asks', async () => {
    const claire = await signIn('claire');
    await note(claire, { nom: 'Delmasse', prenom: 'Germaine', telephone: '05 36 49 77 78' });
    for (const text of ['7778', '05 36 49 77', 'delmas', 'germaine'])
      assert.match(
        words(await read(`/lot/equipe/demandes?q=${encodeURIComponent(text)}`, claire)),
        /Germaine Delmasse.*Gramat → Cahors/,
      );
    assert.match(words(await read('/lot/equipe/demandes?q=xyzxyz', claire)), /Personne ne répond à « xyzxyz »/);
    const person = /personne=([a-z0-9]+)/.exec(await read('/lot/equipe/demandes?q=7778', claire))?.[1];
    const known = words(await read(`/lot/equipe/demandes/nouvelle?personne=${person}`, claire));
    assert.match(
      known,
      /Germaine Delmasse.*Demandes ouvertes : rappelle-t-elle pour l’une d’elles \?.*Gramat → Cahors/,
    );
    const { location } = await post(
      '/lot/equipe/demandes/nouvelle',
      { ...call, personne: person ?? '', telephone: '', nom: '', prenom: '', date: '2026-12-08' },
      claire,
    );
    const again = await kept(location.replace(/\?.*/, '').split('/').at(-1) ?? '');
    assert.equal(again.passengerId, person);
  });

  test('changing a request keeps its rides, and a colleague’s change is not undone', async () => {
    const claire = await signIn('claire');
    const { path, id } = await note(claire, { nom: 'Changeante' });
    const form = await read(`${path}/modifier`, claire);
    assert.match(form, /value="Gramat"/);
    const version = versionOf(form);
    await post(`${path}/modifier`, { ...call, version, heure: '10 h 15', precisions: 'Deuxième étage' }, claire);
    const changed = await kept(id);
    assert.deepEqual(changed.ways[0]?.window, { kind: 'arrive-by', at: 615 });
    assert.equal(changed.note, 'Deuxième étage');
    const late = await post(`${path}/modifier`, { ...call, version, heure: '11 h' }, claire, 409);
    assert.match(words(late.html), /Demande changée \(Claire/);
    assert.match(late.html, /value="11 h"/);
  });

  test('a neighbour’s driver: one gesture sends the request, with the person’s agreement', async () => {
    const claire = await signIn('claire');
    const aveyron = await service.addTerritory('aveyron', 'Lotocar de l’Aveyron', '12');
    await addMember(service, 'nadia', { name: 'Nadia', role: 'coordination', in: aveyron });
    const at = '2026-11-24T08:00:00.000Z';
    await service.service.storage.atomicallyOnInstance(async ({ territories }) => {
      await territories.agree(service.territory.id, aveyron.id, at, null);
      await territories.agree(aveyron.id, service.territory.id, at, null);
    });
    const theirs = await service.addDriver(
      { firstName: 'Yves', lastName: 'Costes', stops: ['Figeac', 'Cahors'], consents: { neighbours: true } },
      aveyron,
    );
    const { path, id } = await note(claire, { depart: 'Figeac', nom: 'Voisine', retour: 'non' });
    const sheet = await read(path, claire);
    assert.match(words(sheet), /Yves C\., Lotocar de l’Aveyron/);
    assert.doesNotMatch(sheet, /Costes/);
    const send = { version: versionOf(sheet), voisin: aveyron.id, offre: theirs.trip.id };
    const refused = await post(`${path}/transmettre`, send, claire, 422);
    assert.match(words(refused.html), /Demandez d’abord son accord/);
    await post(`${path}/transmettre`, { ...send, accord: 'oui' }, claire);
    assert.match(words(await read(path, claire)), /Transmise à Lotocar de l’Aveyron/);
    const nadia = await signIn('nadia', 'aveyron');
    const list = await read('/aveyron/equipe', nadia);
    assert.match(words(list), /Lucette Voisine.*Figeac → Cahors/);
    const there = await service.service.storage.in(aveyron.id).requests.list({});
    assert.deepEqual([there.length, there[0]?.source, there[0]?.chosenTripId], [1, 'neighbour', theirs.trip.id]);
    const journal = await service.service.storage
      .in(aveyron.id)
      .journal.of({ kind: 'request', id: there[0]?.id ?? '' }, 5);
    assert.equal(journal[0]?.action, 'request-noted');
    await post(`${path}/transmettre`, { ...send, version: versionOf(await read(path, claire)), accord: 'oui' }, claire);
    assert.equal((await service.service.storage.in(aveyron.id).requests.list({})).length, 1);
    assert.equal((await kept(id)).closing, null);
    assert.equal((await service.get(`/aveyron/equipe/demandes/${id}`, nadia)).status, 404);
  });

  test('members are added, suspended and given a password, by the coordination only', async () => {
    const [claire, marc] = [await signIn('claire'), await signIn('marc')];
    await read('/lot/equipe/reglages/membres', marc, 403);
    const { html } = await post(
      '/lot/equipe/reglages/membres',
      { nom: 'Zoé', identifiant: 'zoe', role: 'member' },
      claire,
      200,
    );
    const password = /number-shown">([a-z-]+)</.exec(html)?.[1] ?? '';
    const zoe = await service.post('/lot/equipe/connexion', { identifiant: 'zoe', mot_de_passe: password }, SAME);
    assert.equal(zoe.status, 303);
    const who = { Cookie: cookieOf(zoe) };
    const wrong = await post(
      '/lot/equipe/compte/mot-de-passe',
      { present: 'x', nouveau: 'une phrase bien longue' },
      who,
      422,
    );
    assert.match(words(wrong.html), /Ce n’est pas votre mot de passe d’aujourd’hui/);
    await post('/lot/equipe/compte/mot-de-passe', { present: password, nouveau: 'zoe' }, who, 422);
    const changed = await service.post(
      '/lot/equipe/compte/mot-de-passe',
      { present: password, nouveau: 'une phrase bien longue' },
      { ...who, ...SAME },
    );
    assert.equal(changed.status, 303);
    await read('/lot/equipe', who, 303);
    const fresh = { Cookie: cookieOf(changed) };
    await read('/lot/equipe', fresh);
    const member = await service.service.storage.instance.members.findByLogin('zoe');
    await post(`/lot/equipe/reglages/membres/${member?.id}/suspendre`, {}, claire);
    await read('/lot/equipe', fresh, 303);
    const self = await service.service.storage.instance.members.findByLogin('claire');
    const last = await post(`/lot/equipe/reglages/membres/${self?.id}/retirer`, {}, claire, 422);
    assert.match(words(last.html), /dernière personne de la coordination/);
    const taken = await post(
      '/lot/equipe/reglages/membres',
      { nom: 'Autre', identifiant: 'MARC', role: 'member' },
      claire,
      422,
    );
    assert.match(words(taken.html), /déjà pris/);
  });

  test('unmet needs are drawn and told, with dates for the team only', async () => {
    const claire = await signIn('claire');
    const { path } = await note(claire, { depart: 'Souillac', arrivee: 'Gourdon', nom: 'Sanssolution', retour: 'non' });
    const version = versionOf(await read(path, claire));
    await post(`${path}/cloture`, { version, motif: 'no-solution', prevenue: 'oui' }, claire);
    const needs = await read('/lot/equipe/besoins?du=2026-11-01&au=2026-12-31', claire);
    assert.match(words(needs), /Souillac → Gourdon.*mardi 1er décembre/);
    assert.match(needs, /<svg class="dot-map"/);
    const elue = words(await read('/lot/equipe/besoins?du=2026-11-01&au=2026-12-31', await signIn('elue')));
    assert.match(elue, /Souillac → Gourdon.*moins de 5/);
    assert.doesNotMatch(elue, /1er décembre/);
  });
});
