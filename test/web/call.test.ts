import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { createTidyTraces } from '#src/privacy/tidy-traces.ts';
import type { Request } from '#src/requests/request.ts';
import { assetPath, findAsset } from '#src/web/assets.ts';
import { openTestService, TUESDAY, type TestService } from '#test/helpers/test-service.ts';
import { addMember, signIn as signInTo } from '#test/helpers/team.ts';

const OURS = { 'Sec-Fetch-Site': 'same-origin' };
const SCRIPT = { ...OURS, 'X-Requested-With': 'lotocar' };
const NEW = '/lot/equipe/demandes/nouvelle';

const words = (html: string): string =>
  html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', '’')
    .replaceAll(/[\s\u00a0]+/g, ' ');

interface Who {
  readonly Cookie: string;
}

suite('noting a call', () => {
  let service: TestService;
  const ids: Record<string, string> = {};
  let claire: Who;
  let marc: Who;

  before(async () => {
    service = await openTestService();
    for (const login of ['claire', 'marc']) ids[login] = await addMember(service, login);
    [claire, marc] = [await signIn('claire'), await signIn('marc')];
    await service.addDriver({ firstName: 'Odile', lastName: 'Rouquié', stops: ['Gramat', 'Cahors'] });
  });
  after(() => service.close());

  const signIn = (login: string): Promise<Who> => signInTo(service, login);
  const read = async (path: string, who: Who, status = 200): Promise<string> => {
    const response = await service.get(path, { ...who });
    assert.equal(response.status, status, path);
    return response.text();
  };
  type Form = Parameters<TestService['post']>[1];
  const post = async (path: string, form: Form, who: Who, status = 303) => {
    const response = await service.post(path, form, { ...who, ...OURS });
    const html = await response.text();
    assert.equal(response.status, status, `${path} ${words(html).slice(0, 500)}`);
    return { html, location: response.headers.get('Location') ?? '' };
  };
  const save = (id: string, form: Form, who: Who, login: string) =>
    service.post(`/lot/equipe/appels/${id}`, { membre: ids[login] ?? '', ...form }, { ...who, ...SCRIPT });
  const stores = () => service.service.storage.in(service.territory.id);

  const call = {
    telephone: '05 36 49 12 34',
    prenom: 'Lucette',
    nom: 'Delmas',
    depart: 'Gramat',
    arrivee: 'Cahors',
    quand: 'date',
    date: '2026-12-01',
    horaire: 'rendez-vous',
    heure: '0930',
    retour: 'regle',
  };
  const noted = async (changes: Form = {}): Promise<Request> => {
    const { location } = await post(NEW, { ...call, ...changes }, claire);
    return stores().requests.get(/demandes\/([^?]+)/.exec(location)?.[1] ?? '');
  };

  test('the question of the return has four answers, and not knowing is one', async () => {
    for (const [answer, wayHome] of [
      ['attend', 'waits'],
      ['revient', 'comes-back'],
      ['autre', 'other-driver'],
      ['inconnu', undefined],
    ] as const) {
      const request = await noted({ nom: `Retour${answer}`, retour: answer });
      const back = request.ways.find(({ direction }) => direction === 'return');
      assert.deepEqual([back?.wayHome, back?.window], [wayHome, { kind: 'any' }], answer);
    }
    assert.equal((await noted({ nom: 'Réglé' })).ways.length, 1);
    const { html } = await post(NEW, { ...call, retour: '' }, claire, 422);
    assert.match(words(html), /Dites si vous avez besoin du retour/);
  });

  test('needs and the way home are told before a driver says yes, and read back', async () => {
    const request = await noted({ nom: 'Besoins', retour: 'attend', besoins: ['cane', 'bags'], personnes: '2' });
    const said = words(await read(`/lot/equipe/demandes/${request.id}`, claire));
    assert.match(
      said,
      /À dire avant le oui : « À prévoir : canne et sacs ou bagages\. 2 personnes en tout\. Il faudrait attendre sur place/,
    );
    assert.match(said, /retour le même jour, à toute heure, qui conduit attend sur place\. Avec canne et sacs/);
  });

  test('a new caller is reached as they say: through someone, by letter, never by an SMS to a landline', async () => {
    const through = await noted({
      nom: 'Parvoisine',
      telephone: '',
      joindre: 'contact',
      contact_nom: 'Voisine',
      contact_telephone: '05 36 49 77 88',
    });
    const person = await stores().people.get(through.passengerId);
    assert.deepEqual(
      [person.phones, person.reachedBy, person.trustedContact],
      [[], 'contact', { name: 'Voisine', number: '+33536497788' }],
    );
    const { html } = await post(NEW, { ...call, joindre: 'sms' }, claire, 422);
    assert.match(words(html), /Ce numéro ne reçoit pas de SMS/);
    const letter = await post(NEW, { ...call, joindre: 'letter' }, claire, 422);
    assert.match(words(letter.html), /Écrivez l’adresse où envoyer le courrier/);
    const sheet = await read(`/lot/equipe/conducteurs/${person.id}/fiche`, claire);
    assert.match(sheet, /value="contact" checked/);
    assert.doesNotMatch(sheet, /value="sms"/, 'a territory without SMS does not speak of them');
  });

  test('the whole number of one person opens what is known of them; a sound finds them too', async () => {
    const request = await noted();
    const found = words(await read(`${NEW}?q=Delmasse`, claire));
    assert.match(found, /Lucette Delmas/);
    const alone = await noted({ nom: 'Seule', telephone: '05 36 49 99 01' });
    const response = await service.get(`${NEW}?q=0536499901`, { ...claire });
    assert.equal(response.status, 303);
    assert.match(response.headers.get('Location') ?? '', new RegExp(`personne=${alone.passengerId}`));
    const known = await read(`${NEW}?personne=${request.passengerId}`, claire);
    assert.match(known, /name="depart"[^>]*value="Gramat"/, 'their usual start is written already');
    assert.match(words(known), /Ajouter le retour/);
    const others = await read(`${NEW}?q=0536491234`, claire);
    assert.match(words(others), /Est-ce l’une de ces personnes/, 'a number may belong to several');
  });

  test('one gesture adds the return, one repeats a past ride', async () => {
    const request = await noted({
      nom: 'Encore',
      telephone: '05 36 49 99 02',
      besoins: ['walker'],
      precisions: 'secret',
    });
    await post(`/lot/equipe/demandes/${request.id}/retour`, { version: String(request.version) }, claire);
    const amended = await stores().requests.get(request.id);
    assert.deepEqual(
      amended.ways.map(({ direction }) => direction),
      ['outward', 'return'],
    );
    await post(`/lot/equipe/demandes/${request.id}/retour`, { version: String(request.version) }, claire);
    await post(
      `/lot/equipe/demandes/${request.id}/cloture`,
      { version: String(amended.version), motif: 'cancelled', prevenue: 'oui' },
      claire,
    );
    const page = await read(`${NEW}?personne=${request.passengerId}`, claire);
    const link = /href="([^"]*refaire=[^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const form = await read(link, claire);
    assert.match(form, /name="arrivee"[^>]*value="Cahors"/);
    assert.match(form, /name="heure"[^>]*value="9.h.30"/);
    assert.match(form, /value="walker" checked/);
    assert.match(form, /id="champ-date"[^>]*value=""/, 'another day');
    assert.doesNotMatch(form, /secret/);
  });

  test('alerts come first: set aside, no parent’s agreement, not reached, a note', async () => {
    const request = await noted({ nom: 'Alertes', telephone: '05 36 49 99 03', mineur: 'oui' });
    const person = await stores().people.get(request.passengerId);
    await service.service.storage.atomically(service.territory.id, ({ people }) =>
      people.change({ ...person, note: 'Entend mal', setAsideReason: 'Dispute' }, person.createdAt),
    );
    const known = words(await read(`${NEW}?personne=${person.id}`, claire));
    assert.match(known, /Mise à l’écart : Dispute.*sans l’accord d’un parent.*Entend mal/);
  });

  test('who fits and what to read back follow what is typed, with the script and without', async () => {
    const half = await service.post(
      `${NEW}/qui-convient`,
      { depart: 'gramat', arrivee: 'caor' },
      { ...claire, ...SCRIPT },
    );
    const text = words(await half.text());
    assert.match(text, /« Jour à préciser, heure à préciser, de Gramat à Cahors ; retour : à demander\. »/);
    assert.match(text, /Aller : 1 trajet possible.*Odile Rouquié/);
    const past = await service.post(`${NEW}/qui-convient`, { ...call, date: '2026-11-02' }, { ...claire, ...SCRIPT });
    assert.match(words(await past.text()), /Ce jour est passé/);
    const { html } = await post(
      NEW,
      { ...call, geste: 'voir', precisions: 'Sonner', promesse_jour: '2026-11-26' },
      claire,
      200,
    );
    assert.match(words(html), /Mardi 1er décembre, rendez-vous à 9 h 30.*Odile Rouquié/);
    assert.match(html, /Sonner/);
    assert.doesNotMatch(words(html), /à revoir/);
    assert.doesNotMatch(
      await (await service.post(`${NEW}/qui-convient`, call, { ...claire, ...SCRIPT })).text(),
      /<html/,
    );
  });

  test('all the page loads weighs 60 kB at most, compressed', async () => {
    const html = await read(NEW, claire);
    const files = ['public.css', 'desk.css', 'desk.js'].map((name) => findAsset(assetPath(name))?.body ?? '');
    const weight = [html, ...files].reduce((sum, body) => sum + gzipSync(body).length, 0);
    assert.ok(weight <= 60_000, `${weight} bytes`);
  });

  test('two calls are open at once, each resumed and thrown away, and a colleague sees neither', async () => {
    for (const [id, nom] of [
      ['appel-numero-1', 'Vidal'],
      ['appel-numero-2', 'Calmon'],
    ] as const)
      assert.equal((await save(id, { nom, besoins: 'cane', arrivee: 'Figeac' }, claire, 'claire')).status, 200);
    const list = words(await read(NEW, claire));
    assert.match(list, /Appels en cours Reprendre : Vidal → Figeac.*Reprendre : Calmon → Figeac/);
    assert.match(
      words(await read('/lot/equipe', claire)),
      /Appels en cours Reprendre : Vidal/,
      'and from the first page',
    );
    const resumed = await read(`${NEW}?appel=appel-numero-1`, claire);
    assert.match(resumed, /name="nom"[^>]*value="Vidal"/);
    assert.match(resumed, /value="cane" checked/);
    assert.doesNotMatch(words(resumed), /Reprendre : Vidal/, 'the one at hand is not in the list');
    assert.doesNotMatch(await read(NEW, marc), /Vidal/);
    assert.doesNotMatch(await read(`${NEW}?appel=appel-numero-1`, marc), /Vidal/);
    await post('/lot/equipe/appels/appel-numero-1/effacer', {}, marc);
    await post('/lot/equipe/appels/appel-numero-2/effacer', {}, claire);
    const left = words(await read(NEW, claire));
    assert.match(left, /Vidal/);
    assert.doesNotMatch(left, /Calmon/);
  });

  test('put aside without script, then noted: the call leaves the list for good', async () => {
    const id = 'appel-numero-3';
    await post(NEW, { ...call, nom: 'Decôté', brouillon: id, membre: ids['claire'] ?? '', geste: 'cote' }, claire);
    assert.match(words(await read(`${NEW}?cote=1`, claire)), /Lucette Decôté, 05 36 49 12 34 → Cahors.*mis de côté/);
    await noted({ nom: 'Decôté', brouillon: id });
    assert.doesNotMatch(words(await read(NEW, claire)), /Decôté/);
    const late = await save(id, { nom: 'Decôté' }, claire, 'claire');
    assert.equal(late.status, 410, 'a save that arrives late brings nothing back');
  });

  test('sent twice, it is one request', async () => {
    const twice = { nom: 'Deuxfois', telephone: '05 36 49 99 04', brouillon: 'appel-numero-4' };
    const [first, second] = await Promise.all([noted(twice), noted(twice)]);
    assert.equal(first.id, second.id);
  });

  test('a session that ends takes nothing with it', async () => {
    const nobody = { Cookie: '' };
    assert.equal((await save('appel-numero-5', { nom: 'Vidal' }, nobody, 'claire')).status, 401);
    const form = { ...call, besoins: ['cane', 'bags'], brouillon: 'appel-numero-5', membre: ids['claire'] ?? '' };
    const { html } = await post(NEW, form, nobody, 401);
    assert.match(words(html), /Votre session est finie Rien n’est perdu/);
    for (const value of ['Gramat', 'Cahors', 'bags', '0930']) assert.match(html, new RegExp(`value="${value}"`));
    const other = await save('appel-numero-5', { nom: 'Vidal' }, marc, 'claire');
    assert.equal(other.status, 409, 'whoever signs in next does not get it');
  });

  test('three megabytes pasted in a note: said, and what was kept stays', async () => {
    const id = 'appel-numero-6';
    assert.equal((await save(id, { nom: 'Roman', precisions: 'court' }, claire, 'claire')).status, 200);
    const long = 'a'.repeat(3_000_000);
    assert.equal((await save(id, { nom: 'Roman', precisions: long }, claire, 'claire')).status, 413);
    assert.equal((await save(id, { nom: 'Roman', precisions: long.slice(0, 60_000) }, claire, 'claire')).status, 413);
    assert.match(await read(`${NEW}?appel=${id}`, claire), />court<\/textarea>/);
    const sent = await post(NEW, { ...call, precisions: long }, claire, 413);
    assert.match(words(sent.html), /C’est trop long/);
    const refused = await post(NEW, { ...call, precisions: 'a'.repeat(2001) }, claire, 422);
    assert.match(words(refused.html), /Cette note est trop longue : 2000 signes au plus/);
  });

  test('a call nobody typed in for seven days is erased', async () => {
    const tools = {
      in: (id: string) => service.service.storage.in(id),
      atomically: service.service.storage.atomically.bind(service.service.storage),
      newId: service.service.newId,
    };
    const tidy = createTidyTraces(tools);
    const where = { id: service.territory.id, zone: service.territory.zone };
    await tidy(where, TUESDAY.add({ hours: 7 * 24 - 1 }));
    assert.match(await read(NEW, claire), /Reprendre/);
    const { callDrafts } = await tidy(where, TUESDAY.add({ hours: 7 * 24 + 1 }));
    assert.ok((callDrafts ?? 0) > 0);
    assert.doesNotMatch(await read(NEW, claire), /Reprendre/);
  });
});
