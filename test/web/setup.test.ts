import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { offerSetup } from '#src/cli/offer-setup.ts';
import { NO_ANSWERS } from '#src/setup/setup-draft.ts';
import { hashText } from '#src/web/guards/password-hasher.ts';
import { QUESTIONS } from '#src/web/setup/questions.ts';
import { cookieOf, openEmptyInstance } from '#test/helpers/empty-instance.ts';
import { htmlFaults } from '#test/helpers/html-faults.ts';
import { PASSWORD, SAME } from '#test/helpers/team.ts';
import { TUESDAY } from '#test/helpers/test-service.ts';

type Empty = Awaited<ReturnType<typeof openEmptyInstance>>;
const enter = async (service: Empty): Promise<string> =>
  cookieOf(await service.post('/ouvrir/code', { code: service.code }), 'lotocar-ouverture');

/** Answers one question as the browser of that cookie. */
const answer = (
  service: Empty,
  cookie: string,
  question: string,
  form: Readonly<Record<string, string | readonly string[]>>,
): Promise<Response> => service.post(`/ouvrir/questions/${question}`, form, { Cookie: cookie, ...SAME });

/** What each question is answered with, in order. */
const ANSWERS: readonly (readonly [string, Readonly<Record<string, string | readonly string[]>>])[] = [
  ['nom', { nom: 'Lotocar du Haut-Quercy' }],
  ['territoire', { territoire: 'Gramat, Rocamadour, Lacave' }],
  ['territoire', { territoire: '' }],
  ['voisines', { voisines: ['46001'] }],
  ['telephone', { telephone: '05 36 49 12 12', heures: 'mardi et jeudi, de 14 h à 17 h' }],
  ['donnees', { responsable: 'Mairie de Gramat, 46500 Gramat' }],
  ['vous', { nom: 'Odile', identifiant: 'Odile', mot_de_passe: 'choisi', choisi: PASSWORD }],
  ['deuxieme', { avec: 'maintenant', nom: 'Jean', identifiant: 'jean' }],
  ['ouverture', { ouverture: 'lignes', lignes: '12' }],
];

const answerAll = async (service: Empty, cookie: string): Promise<void> => {
  for (const [question, form] of ANSWERS) {
    const response = await answer(service, cookie, question, form);
    assert.ok([200, 303].includes(response.status), `${question}: ${response.status} ${await response.text()}`);
  }
};

suite('setting up the first territory', () => {
  let service: Empty;
  before(async () => {
    service = await openEmptyInstance();
  });
  after(() => service.close());

  test('the first page asks for the code, and says where to read it for each way of installing', async () => {
    const text = await (await service.get('/')).text();
    for (const words of [/Code d’ouverture/, /npm start/, /journalctl -u lotocar/, /LOTOCAR_SETUP_CODE/])
      assert.match(text, words);
    assert.doesNotMatch(text, new RegExp(service.code), 'the page does not say the code');
  });

  test('the code is the same at each start, and copied as people copy', async () => {
    assert.equal(await offerSetup(service.service), service.code);
    const typed = service.code.replaceAll('-', ' ').toUpperCase();
    const response = await service.post('/ouvrir/code', { code: typed });
    assert.equal(response.headers.get('Location'), '/ouvrir/questions');
    const cookie = response.headers.get('Set-Cookie') ?? '';
    assert.match(cookie, /HttpOnly/);
    assert.match(cookie, /SameSite=Lax/);
    assert.doesNotMatch(cookie, new RegExp(service.code));
  });

  test('a wrong code gets a sentence and keeps what was typed; many get a wait', async () => {
    const wrong = await service.post('/ouvrir/code', { code: 'bapi-lumo' });
    assert.equal(wrong.status, 422);
    assert.match(await wrong.text(), /value="bapi-lumo"/);
    assert.equal(wrong.headers.get('Set-Cookie'), null);
    const statuses = [];
    for (let tries = 0; tries < 12; tries += 1)
      statuses.push((await service.post('/ouvrir/code', { code: 'zzzz' })).status);
    assert.equal(statuses.at(-1), 429);
    const last = await service.post('/ouvrir/code', { code: service.code });
    assert.equal(last.status, 429, 'even the right one waits');
    assert.ok(Number(last.headers.get('Retry-After')) > 0);
    service.setNow(TUESDAY.add({ minutes: 30 }));
  });

  test('no question is read or answered without it, nor with the cookie of another instance', async () => {
    const other = await openEmptyInstance();
    const foreign = await enter(other);
    await other.close();
    for (const cookie of ['', foreign, 'lotocar-ouverture=x.y']) {
      const read = await service.get('/ouvrir/questions/nom', { Cookie: cookie });
      assert.equal(read.headers.get('Location'), '/', cookie);
      assert.equal((await answer(service, cookie, 'nom', { nom: 'Volé' })).headers.get('Location'), '/');
    }
    assert.equal((await service.service.storage.instance.setups.findOwn())?.answers.name, null);
  });

  test('a post from another site is refused, and one of an old browser carries its proof', async () => {
    const cookie = await enter(service);
    const path = '/ouvrir/questions/nom';
    const foreign = await service.post(path, { nom: 'Volé' }, { Cookie: cookie, 'Sec-Fetch-Site': 'cross-site' });
    assert.equal(foreign.status, 403);
    assert.equal((await service.post(path, { nom: 'Volé' }, { Cookie: cookie })).status, 403);
    const drawn = await (await service.get(path, { Cookie: cookie })).text();
    const token = /name="_csrf" value="([^"]+)"/.exec(drawn)?.[1] ?? '';
    assert.equal((await service.post(path, { nom: 'À revoir', _csrf: token }, { Cookie: cookie })).status, 303);
  });

  test('an error stands in its place, and what was typed stays', async () => {
    const cookie = await enter(service);
    for (const [question, form] of ANSWERS.slice(0, 4)) await answer(service, cookie, question, form);
    const response = await answer(service, cookie, 'telephone', { telephone: '05 36', heures: 'quand on peut' });
    assert.equal(response.status, 422);
    const text = await response.text();
    assert.match(text, /value="05 36"/);
    assert.match(text, /value="quand on peut"/);
    assert.match(text, /2 points sont à revoir/);
    assert.match(text, /<title>À revoir/);
  });

  test('a name that may mean several things is asked about; what is known of the rest is kept', async () => {
    const cookie = await enter(service);
    const response = await answer(service, cookie, 'territoire', { territoire: 'Thémines, Saint-Jean-xyz, Figeac' });
    assert.equal(response.status, 422);
    const text = await response.text();
    assert.match(text, /Nous ne trouvons pas « Saint-Jean-xyz »|peut vouloir dire plusieurs choses/);
    assert.match(text, /Thémines/);
    assert.match(text, /class="dot-map"/);
    await answer(service, cookie, 'territoire', { retirer: 'commune:46318' });
    await answer(service, cookie, 'territoire', { retirer: 'commune:46102' });
    assert.doesNotMatch(
      await (await service.get('/ouvrir/questions/territoire', { Cookie: cookie })).text(),
      /Thémines/,
    );
  });

  test('every page is valid HTML', async () => {
    const cookie = await enter(service);
    await answerAll(service, cookie);
    for (const path of ['/', ...QUESTIONS.map((question) => `/ouvrir/questions/${question.path}`), '/ouvrir/relire']) {
      const html = await (await service.app.request(path, { headers: { Cookie: cookie } })).text();
      assert.deepEqual(await htmlFaults(html), [], path);
    }
  });

  test('another browser takes it up where it was left', async () => {
    const cookie = await enter(service);
    assert.match(await (await service.get('/', { Cookie: cookie })).text(), /Reprendre où j’en étais/);
    const answers = await service.get('/ouvrir/relire', { Cookie: cookie });
    const text = (await answers.text()).replaceAll('\u00a0', ' ');
    for (const words of [
      'Lotocar du Haut-Quercy',
      '05 36 49 12 12',
      'Mairie de Gramat',
      'Odile',
      'Jean',
      '/haut-quercy',
    ])
      assert.ok(text.includes(words), words);
    assert.doesNotMatch(text, new RegExp(PASSWORD));
  });

  test('a password is never kept, nor shown twice', async () => {
    const { setups } = service.service.storage.instance;
    const kept = JSON.stringify(await setups.findOwn());
    assert.doesNotMatch(kept, new RegExp(PASSWORD));
    assert.match(kept, /argon2id/);
  });

  test('it opens the territory, signs its first member in, and is over', async () => {
    const cookie = await enter(service);
    const refused = await service.post('/ouvrir/relire', { adresse: 'aide' }, { Cookie: cookie, ...SAME });
    assert.equal(refused.status, 422);
    assert.match(await refused.text(), /Ce mot est réservé/);
    const opened = await service.post('/ouvrir/relire', { adresse: 'causse' }, { Cookie: cookie, ...SAME });
    assert.equal(opened.headers.get('Location'), '/causse/equipe/reglages/pret');
    const session = cookieOf(opened, 'lotocar');
    const ready = await (await service.get('/causse/equipe/reglages/pret', { Cookie: session })).text();
    assert.match(ready, /Tout est prêt/);
    assert.match(ready, /sur cet ordinateur seulement : rien n’est visible d’internet/);
    assert.match(ready, /identifiant « odile »/);

    const { territories, members, setups, settings } = service.service.storage.instance;
    const [territory] = await territories.list();
    assert.equal(territory?.phone, '+33536491212');
    assert.equal(territory.phoneHours.replaceAll('\u00a0', ' '), 'mardi et jeudi, de 14 h à 17 h');
    assert.deepEqual(territory.communeCodes, ['46128', '46144', '46240']);
    assert.ok(
      Object.values(territory.switches).every((on) => !on),
      'nothing more is on',
    );
    assert.deepEqual(territory.opening, {
      stage: 'drivers-first',
      plan: { kind: 'lines', floor: 12 },
      awaitsHost: false,
    });
    const team = await members.listOfTerritory(territory.id);
    assert.deepEqual(
      team.map(({ member, membership }) => [member.login, membership.role]),
      [
        ['jean', 'coordination'],
        ['odile', 'coordination'],
      ],
    );
    assert.equal(await setups.findOwn(), undefined);
    assert.equal(await settings.get('setup-code'), undefined);

    assert.equal((await service.get('/')).headers.get('Location'), '/causse');
    for (const path of ['/ouvrir/questions/nom', '/ouvrir/relire'])
      assert.equal((await service.get(path, { Cookie: cookie })).headers.get('Location'), '/');
    assert.equal((await service.post('/ouvrir/code', { code: service.code })).headers.get('Location'), '/');
    assert.equal(await offerSetup(service.service), undefined, 'the next start offers nothing');
  });
});

suite('a set-up that is not ended', () => {
  test('is over when a territory comes by another way', async () => {
    const service = await openEmptyInstance();
    const cookie = await enter(service);
    await answerAll(service, cookie);
    await service.addTerritory('tarn', 'Lotocar du Tarn', '81');
    assert.equal((await service.get('/', { Cookie: cookie })).headers.get('Location'), '/tarn');
    assert.equal((await service.post('/ouvrir/relire', {}, { Cookie: cookie, ...SAME })).headers.get('Location'), '/');
    assert.equal(await offerSetup(service.service), undefined);
    await service.close();
  });

  test('is forgotten after thirty days without an answer, and can be begun again with the same code', async () => {
    const service = await openEmptyInstance();
    await answerAll(service, await enter(service));
    const left = async () => (await service.service.storage.instance.setups.findOwn())?.answers.name;
    service.setNow(TUESDAY.add({ hours: 29 * 24 }));
    await service.jobs.runNow('tidy-setup');
    assert.equal(await left(), 'Lotocar du Haut-Quercy');
    service.setNow(TUESDAY.add({ hours: 31 * 24 }));
    await service.jobs.runNow('tidy-setup');
    assert.equal(await left(), null);
    assert.notEqual(await enter(service), '');
    await service.close();
  });

  test('of a shared host is opened by its link, and by it alone', async () => {
    const service = await openEmptyInstance();
    const at = service.service.clock().toString({ smallestUnit: 'millisecond' });
    const draft = { kind: 'space', answers: NO_ANSWERS, createdAt: at, touchedAt: at } as const;
    await service.addTerritory('tarn', 'Lotocar du Tarn', '81');
    await service.service.storage.atomicallyOnInstance(async ({ setups }) => {
      await setups.add({ ...draft, id: 'space', tokenHash: hashText('jeton-de-l-espace') });
    });
    assert.equal((await service.get('/ouvrir/lien/autre')).status, 404);
    const shown = await service.get('/ouvrir/lien/jeton-de-l-espace');
    assert.match(await shown.text(), /Préparer votre espace/);
    assert.equal(shown.headers.get('Set-Cookie'), null, 'a GET opens nothing');
    const entered = await service.post('/ouvrir/lien/jeton-de-l-espace', {});
    const cookie = cookieOf(entered, 'lotocar-ouverture');
    await answerAll(service, cookie);
    const opened = await service.post('/ouvrir/relire', {}, { Cookie: cookie, ...SAME });
    assert.equal(opened.headers.get('Location'), '/haut-quercy/equipe/reglages/pret');
    const space = await service.service.storage.instance.territories.findBySlug('haut-quercy');
    assert.equal(space?.opening.awaitsHost, true, 'it waits for its host');
    assert.equal((await service.get('/ouvrir/lien/jeton-de-l-espace')).status, 404);
    await service.close();
  });

  test('takes a code of the environment, and the former one opens no more', async () => {
    const service = await openEmptyInstance();
    const before_ = await enter(service);
    const given = { ...service.service, config: { ...service.service.config, setupCode: 'Trois Brebis Noires' } };
    assert.equal(await offerSetup(given), 'Trois Brebis Noires');
    assert.equal((await service.post('/ouvrir/code', { code: service.code })).status, 422);
    assert.equal((await service.post('/ouvrir/code', { code: 'trois brebis noires' })).status, 303);
    assert.equal((await service.get('/ouvrir/questions', { Cookie: before_ })).headers.get('Location'), '/');
    await service.close();
  });
});
