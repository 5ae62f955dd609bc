import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { memberCommand } from '#src/cli/member-command.ts';
import { tidySpaces } from '#src/jobs/tidy-spaces.ts';
import { cookieOf } from '#test/helpers/empty-instance.ts';
import { addMember, PASSWORD, SAME, signIn } from '#test/helpers/team.ts';
import { openTestService, TUESDAY, type TestService } from '#test/helpers/test-service.ts';
import { words } from '#test/helpers/words.ts';
import { QUESTIONS } from '#src/web/setup/questions.ts';

const SPACES = '/lot/equipe/reglages/espaces';
const ASKED = {
  nom: 'Lotocar du Haut-Quercy',
  territoire: 'Gramat, Rocamadour, Lacave',
  demandeur: 'Odile Serin',
  telephone: '06 39 98 12 34',
  email: '',
  responsable: 'Mairie de Gramat, 46500 Gramat',
} as const;

suite('a space asked for on a shared host', () => {
  let service: TestService;
  let host: { readonly Cookie: string };
  before(async () => {
    service = await openTestService();
    await addMember(service, 'claire', { role: 'coordination' });
    await addMember(service, 'paul', { role: 'coordination' });
  });
  after(() => service.close());

  const cli = (...args: string[]) => memberCommand(args, service.service, { say: () => undefined });
  const read = async (path: string, headers: Record<string, string> = {}) =>
    words(await (await service.get(path, headers)).text()).replaceAll('\u00a0', ' ');
  const hidden = async (name: string): Promise<string> =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(await (await service.get('/ouvrir')).text())?.[1] ?? '';
  const ask = async (changes: Partial<Record<keyof typeof ASKED | 'cle' | 'sceau' | 'site_web', string>> = {}) => {
    const form = { ...ASKED, cle: await hidden('cle'), sceau: await hidden('sceau'), site_web: '', ...changes };
    service.setNow(service.service.clock().add({ seconds: 30 }));
    return service.post('/ouvrir', form);
  };
  const only = async () => {
    const [space] = await service.service.storage.instance.spaces.list();
    assert.ok(space);
    return space;
  };

  test('where nobody has the role host, the page says so and shows where to open', async () => {
    const text = await read('/ouvrir');
    assert.match(text, /ne propose pas d’espace à d’autres territoires/);
    assert.match(text, /Un espace chez quelqu’un qui en tient déjà un/);
    assert.equal((await service.post('/ouvrir', ASKED)).status, 409);
    assert.equal((await service.service.storage.instance.spaces.list()).length, 0);
  });

  test('the role host is given and taken back on the machine', async () => {
    await cli('host', 'claire');
    const { members } = service.service.storage.instance;
    assert.equal((await members.findByLogin('claire'))?.host, true);
    await cli('host', 'claire', '--remove');
    assert.equal((await members.findByLogin('claire'))?.host, false);
    await assert.rejects(cli('host', 'personne'), /Aucun membre/);
    await cli('host', 'claire');
    host = await signIn(service, 'claire');
  });

  test('errors stand in their place, robots and those in a hurry keep nothing, and what was typed stays', async () => {
    const empty = await ask({ nom: '', telephone: '06', email: 'x', responsable: '' });
    assert.equal(empty.status, 422);
    const text = await empty.text();
    assert.match(text, /4 points sont à revoir/);
    assert.match(text, /value="Odile Serin"/);
    assert.equal((await ask({ site_web: 'http://robot' })).status, 422);
    assert.equal((await ask({ sceau: 'x.y' })).status, 422);
    assert.equal((await ask({ cle: '../../equipe' })).status, 422);
    assert.equal((await service.service.storage.instance.spaces.list()).length, 0);
  });

  let link = '';
  test('a request begins a set-up, opened by a personal link; twice the same post is one request', async () => {
    const cle = await hidden('cle');
    const first = await ask({ cle });
    assert.equal(first.status, 303);
    link = first.headers.get('Location') ?? '';
    assert.equal(link, `/ouvrir/lien/${cle}`);
    assert.equal((await ask({ cle })).headers.get('Location'), link);
    assert.equal((await service.service.storage.instance.spaces.list()).length, 1);
    const response = await service.get(link);
    assert.equal(response.headers.get('Cache-Control'), 'no-store');
    assert.match(words(await response.text()), /Notez l’adresse de cette page/);
  });

  test('who runs the host sees it, nobody else knows of the page', async () => {
    assert.match(await read('/lot/equipe', host), /Un territoire demande un espace/);
    const page = await read(SPACES, host);
    for (const said of ['Lotocar du Haut-Quercy', 'Gramat, Rocamadour, Lacave', 'Odile Serin', '06 39 98 12 34'])
      assert.ok(page.includes(said), said);
    const paul = await signIn(service, 'paul');
    assert.equal((await service.get(SPACES, paul)).status, 404);
    assert.doesNotMatch(await read('/lot/equipe', paul), /demande un espace/);
    assert.equal((await service.post(`${SPACES}/${(await only()).id}/accepter`, {}, { ...paul, ...SAME })).status, 404);
    assert.equal((await only()).state, 'waiting');
  });

  let theirs: { readonly Cookie: string };
  test('the set-up asks nothing twice: twelve questions at most, those of the request among them', async () => {
    const cookie = { Cookie: cookieOf(await service.post(link, {}), 'lotocar-ouverture') };
    const asked: string[] = [];
    const answers: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>> = {
      voisines: { voisines: [] },
      telephone: { telephone: '05 36 49 12 12', heures: 'mardi et jeudi, de 14 h à 17 h' },
      vous: { nom: 'Odile', identifiant: 'odile', mot_de_passe: 'choisi', choisi: PASSWORD },
      deuxieme: { avec: 'plus-tard' },
      ouverture: { ouverture: 'personne' },
    };
    for (;;) {
      const next = (await service.get('/ouvrir/questions', cookie)).headers.get('Location') ?? '';
      const name = next.split('/').at(-1) ?? '';
      if (name === 'relire') break;
      assert.ok(!asked.includes(name), `${name} twice`);
      asked.push(name);
      const response = await service.post(next, answers[name] ?? {}, { ...cookie, ...SAME });
      assert.ok([200, 303].includes(response.status), `${name}: ${response.status} ${await response.text()}`);
    }
    for (const given of ['nom', 'territoire', 'donnees']) assert.ok(!asked.includes(given), `${given} is asked again`);
    // The name, the territory, who answers for the data, who asks and their number; an e-mail is optional.
    assert.ok(5 + asked.length <= 12 && QUESTIONS.length <= 12, asked.join());
    const reread = await (await service.get('/ouvrir/relire', cookie)).text();
    assert.match(reread, /commence dès\s+l’accord de la personne qui héberge/u);
    assert.match(reread, />\s*Préparer Lotocar du Haut-Quercy/u);
    const end = await service.post('/ouvrir/relire', { adresse: 'haut-quercy' }, { ...cookie, ...SAME });
    assert.equal(end.headers.get('Location'), '/haut-quercy/equipe/reglages/pret');
    theirs = { Cookie: cookieOf(end, 'lotocar') };
  });

  test('until it is accepted it is prepared, and nothing of it is published whatever its team chooses', async () => {
    assert.equal((await service.get('/haut-quercy')).status, 404);
    assert.doesNotMatch(await read('/'), /Haut-Quercy/);
    assert.match(await read('/haut-quercy/equipe', theirs), /ne l’a pas encore accepté/);
    for (const page of ['imprimer/affiches', 'conducteurs/nouveau', 'reglages/ouverture', 'reglages/pret'])
      assert.equal((await service.get(`/haut-quercy/equipe/${page}`, theirs)).status, 200, page);
    const path = '/haut-quercy/equipe/reglages/ouvrir-le-service';
    const form = { etape: 'drivers-first', quand: 'date', jour: '2027-01-04', version: '1' };
    assert.equal((await service.post(path, form, { ...theirs, ...SAME })).status, 303);
    assert.equal((await service.get('/haut-quercy')).status, 404);
    for (const page of ['routes', 'messages/e-mail', 'plus-loin'])
      assert.equal(
        (await service.post(`/haut-quercy/equipe/reglages/${page}`, {}, { ...theirs, ...SAME })).status,
        403,
      );
  });

  test('one click accepts it: what its team chose begins', async () => {
    const accept = await service.post(`${SPACES}/${(await only()).id}/accepter`, {}, { ...host, ...SAME });
    assert.equal(accept.status, 303);
    assert.match(await read('/haut-quercy'), /Le service ouvre le lundi 4 janvier 2027/);
    assert.match(await read('/'), /Lotocar du Haut-Quercy/);
    assert.equal((await service.post(`${SPACES}/rien/accepter`, {}, { ...host, ...SAME })).status, 404);
  });

  test('the request alone goes thirty days after', async () => {
    const tidy = () => tidySpaces(service.service).run(service.service.clock());
    assert.deepEqual(await tidy(), { requests: 0, territories: 0 });
    service.setNow(TUESDAY.add({ hours: 24 * 32 }));
    assert.deepEqual(await tidy(), { requests: 1, territories: 0 });
    assert.ok(await service.service.storage.instance.territories.findBySlug('haut-quercy'));
    service.setNow(TUESDAY.add({ minutes: 10 }));
    host = await signIn(service, 'claire');
  });

  test('a refusal takes a word; the link says it, nothing opens, and all goes thirty days after', async () => {
    const asked = await ask({ nom: 'Lotocar du Bourg' });
    const { id } = await only();
    assert.equal((await service.post(`${SPACES}/${id}/refuser`, {}, { ...host, ...SAME })).status, 422);
    const form = { [`mot-${id}`]: 'Voyez plutôt avec le département.' };
    assert.equal((await service.post(`${SPACES}/${id}/refuser`, form, { ...host, ...SAME })).status, 303);
    assert.match(await read(asked.headers.get('Location') ?? ''), /Voyez plutôt avec le département/);
    service.setNow(TUESDAY.add({ hours: 24 * 32 }));
    assert.deepEqual(await tidySpaces(service.service).run(service.service.clock()), { requests: 1, territories: 0 });
    assert.equal((await service.get(asked.headers.get('Location') ?? '')).status, 404);
    service.setNow(TUESDAY.add({ minutes: 20 }));
  });

  test('who runs the host takes in no more, and again', async () => {
    host = await signIn(service, 'claire');
    await service.post(`${SPACES}/accueil`, { accueil: 'non' }, { ...host, ...SAME });
    assert.match(await read('/ouvrir'), /ne propose pas d’espace/);
    await service.post(`${SPACES}/accueil`, { accueil: 'oui' }, { ...host, ...SAME });
    assert.match(await read('/ouvrir'), /Demander un espace/);
  });

  test('one address asks a few times, then waits', async () => {
    service.setNow(TUESDAY.add({ hours: 12 }));
    const statuses: number[] = [];
    for (let times = 0; times < 6; times += 1) statuses.push((await ask()).status);
    assert.equal(statuses[0], 303);
    assert.equal(statuses.at(-1), 429);
  });
});
