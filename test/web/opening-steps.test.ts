import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { createLogger } from '#src/log.ts';
import { openTerritories } from '#src/jobs/open-territories.ts';
import { type Opening, OPEN } from '#src/territory/opening.ts';
import { formatInstant } from '#src/time/zone.ts';
import { createApp } from '#src/web/app.tsx';
import { addMember, SAME, signIn } from '#test/helpers/team.ts';
import { changeTerritory } from '#test/helpers/change-territory.ts';
import { openTestService, TUESDAY, type TestService } from '#test/helpers/test-service.ts';
import { words } from '#test/helpers/words.ts';
import { MATRIX } from './matrix-lines.ts';
import { plant, type Planted } from './canaries.ts';

const PATH = '/lot/equipe/reglages/ouvrir-le-service';
const SECRET_NUMBER = '06 39 98 00 01';

suite('opening in two steps', () => {
  let service: TestService;
  let cookie: { readonly Cookie: string };
  let tripId = '';
  before(async () => {
    service = await openTestService();
    await addMember(service, 'claire', { role: 'coordination' });
    await addMember(service, 'paul', { role: 'member' });
    cookie = await signIn(service, 'claire');
    const { trip } = await service.addDriver({ firstName: 'Lucette', consents: { numberShown: true } });
    tripId = trip.id;
  });
  after(() => service.close());

  const current = async () => {
    const found = await service.service.storage.instance.territories.findBySlug('lot');
    assert.ok(found);
    return found;
  };
  const set = (opening: Opening, slug?: string): Promise<void> => changeTerritory(service, { opening }, slug);
  const read = async (path: string, headers: Record<string, string> = {}) => {
    const response = await service.get(path, headers);
    return { status: response.status, location: response.headers.get('Location'), text: words(await response.text()) };
  };
  const first = (plan: Opening['plan']): Opening => ({ stage: 'drivers-first', plan, awaitsHost: false });
  const choose = async (form: Record<string, string>) =>
    service.post(PATH, { version: String((await current()).version), ...form }, { ...cookie, ...SAME });

  test('a new territory is open unless it says otherwise', async () => {
    assert.deepEqual(service.territory.opening, OPEN);
    assert.match((await read('/lot')).text, /Où voulez-vous aller/);
  });

  test('unpublished: nobody outside the team reads a word of it', async () => {
    await service.addTerritory('tarn', 'Lotocar du Tarn', '81');
    await set({ ...OPEN, stage: 'unpublished' });
    for (const path of [
      '',
      '/',
      '/trajets?depart=46128&arrivee=46042',
      '/lignes',
      '/conducteurs',
      '/cgu',
      '/vie-privee',
      '/nulle-part',
    ]) {
      const { status, text } = await read(`/lot${path}`);
      assert.equal(status, 404, path);
      assert.match(text, /se prépare ici/, path);
      assert.doesNotMatch(text, /Lotocar du Lot|05 36 49/, path);
    }
    const door = await read('/');
    assert.ok(door.text.includes('Lotocar du Tarn') && !door.text.includes('Lotocar du Lot'));
    for (const path of [
      '/lot/equipe/connexion',
      '/lot/equipe/connexion?retour=/equipe',
      '/lot/equipe/connexion/lien/rien',
    ]) {
      const { text } = await read(path);
      assert.doesNotMatch(text.replaceAll('\u00a0', ' '), /Lotocar du Lot|05 36 49/, path);
    }
    assert.equal((await read('/lot/equipe/connexion')).status, 200);
    const wrong = await service.post('/lot/equipe/connexion', { identifiant: 'claire', mot_de_passe: 'non' }, SAME);
    assert.doesNotMatch(await wrong.text(), /Lotocar du Lot|05.36.49/);
  });

  test('the team reads the public pages as they will be, and nothing keeps them', async () => {
    const response = await service.get('/lot/lignes', cookie);
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('Cache-Control'), 'no-store');
    const text = words(await response.text());
    assert.ok(text.includes('Aperçu pour l’équipe') && text.includes('Gramat → Cahors'));
    const other = await signIn(service, 'paul');
    assert.equal((await read('/lot', other)).status, 200);
  });

  test('a member of another territory is nobody here', async () => {
    const tarn = await service.service.storage.instance.territories.findBySlug('tarn');
    assert.ok(tarn);
    await addMember(service, 'zoe', { role: 'coordination', in: tarn });
    assert.equal((await read('/lot/lignes', await signIn(service, 'zoe', 'tarn'))).status, 404);
  });

  test('drivers first: the day and the number are read, drivers sign up, and nobody searches', async () => {
    const refused = await choose({ etape: 'drivers-first', quand: 'date', jour: '2026-11-24' });
    assert.equal(refused.status, 422);
    const kept = await choose({ etape: 'drivers-first', quand: 'date', jour: '2027-01-04' });
    assert.equal(kept.status, 303);
    const home = await read('/lot');
    assert.equal(home.status, 200);
    assert.match(home.text.replaceAll('\u00a0', ' '), /Le service ouvre le lundi 4 janvier 2027/);
    assert.ok(home.text.replaceAll('\u00a0', ' ').includes('05 36 49 00 00'));
    assert.doesNotMatch(home.text, /Chercher|Toutes les lignes|Faire une demande|Où voulez-vous aller/);
    for (const path of ['/conducteurs', '/conducteurs/inscription', '/code', '/vie-privee', '/cgu'])
      assert.equal((await read(`/lot${path}`)).status, 200, path);
    assert.match((await read('/')).text, /Ouvre le lundi 4 janvier 2027/);
  });

  test('whatever the address, no trip, line, poster or number comes out before the opening', async () => {
    const attacks = [
      '/trajets?depart=46128&arrivee=46042',
      '/trajets/',
      '//trajets',
      '/Trajets',
      '/trajets%2F',
      '/%74rajets?depart=46128&arrivee=46042',
      '/lignes',
      '/lignes?commune=Gramat',
      '/lignes/affiche?commune=Gramat',
      `/trajets/${tripId}/contact`,
      `/demande?trajet=${tripId}`,
      '/demande/papier',
      '/conducteurs/../trajets?depart=46128&arrivee=46042',
      '/equipe/../lignes',
      '/lien/../lignes',
    ];
    for (const path of attacks) {
      const { status, text, location } = await read(`/lot${path}`);
      assert.ok(status === 303 || status === 404, `${path}: ${status}`);
      if (status === 303) assert.match(location ?? '', /^\/lot(?:\/equipe\/connexion.*)?$/, path);
      assert.doesNotMatch(text, /Lucette|Gramat → Cahors/, path);
    }
    const reveal = await service.post(`/lot/trajets/${tripId}/contact`, {});
    assert.equal(reveal.status, 303);
    assert.ok(!(await reveal.text()).includes(SECRET_NUMBER));
    assert.equal((await service.post('/lot/demande', { depart: 'Gramat' })).status, 303);
    // Not even the team posts what the public may not.
    assert.equal((await service.post(`/lot/trajets/${tripId}/contact`, {}, { ...cookie, ...SAME })).status, 303);
  });

  test('posters, flyer, bulletin and answering machine say the day', async () => {
    for (const [path, said] of [
      ['/reglages/ouverture/affiche', 'Ouvre le lundi 4 janvier 2027. Vous conduisez ? Appelez-nous :'],
      ['/imprimer/affiches', 'À partir du lundi 4 janvier 2027, appelez-nous :'],
      ['/reglages/ouverture/tract', 'Le service ouvre le lundi 4 janvier 2027.'],
      ['/reglages/ouverture/bulletin', 'ouvre le lundi 4 janvier 2027'],
      ['/repondeur', 'Le service ouvre le lundi 4 janvier 2027.'],
    ] as const)
      assert.ok((await read(`/lot/equipe${path}`, cookie)).text.replaceAll('\u00a0', ' ').includes(said), path);
  });

  test('the desk searches already, and says where the opening stands', async () => {
    const desk = await read('/lot/equipe', cookie);
    assert.match(desk.text, /Conducteurs d’abord : la recherche n’est pas ouverte au public/);
    assert.equal((await read('/lot/equipe/demandes/nouvelle?depart=Gramat&arrivee=Cahors', cookie)).status, 200);
  });

  test('the day opens it by itself, before any job, and the job writes it down', async () => {
    service.setNow(Temporal.Instant.from('2027-01-04T00:00:30+01:00'));
    assert.match((await read('/lot')).text, /Où voulez-vous aller/);
    assert.equal((await read('/lot/lignes')).status, 200);
    assert.equal((await current()).opening.stage, 'drivers-first');
    assert.deepEqual(await openTerritories(service.service).run(service.service.clock()), { opened: 1 });
    assert.equal((await current()).opening.stage, 'open');
    assert.deepEqual(await openTerritories(service.service).run(service.service.clock()), { opened: 0 });
    service.setNow(TUESDAY);
    assert.equal((await read('/lot/lignes')).status, 200, 'once open, no clock closes it');
  });

  test('lines are counted towards the floor, for everyone, and open at it', async () => {
    cookie = await signIn(service, 'claire');
    await choose({ etape: 'drivers-first', quand: 'lignes', lignes: '2' });
    assert.match((await read('/lot')).text, /1 ligne sur 2/);
    assert.match((await read('/lot/equipe', cookie)).text, /1 ligne sur 2/);
    assert.deepEqual(await openTerritories(service.service).run(service.service.clock()), { opened: 0 });
    await service.addDriver({ firstName: 'Odile', welcomed: false, stops: ['Figeac', 'Cahors'] });
    assert.match((await read('/lot')).text, /1 ligne sur 2/, 'who was not welcomed does not count');
    await service.addDriver({ firstName: 'Jean', stops: ['Cahors', 'Gramat'] });
    assert.match((await read('/lot')).text, /2 lignes sur 2.*s’ouvre d’elle-même dans quelques minutes/su);
    assert.match(
      (await read('/lot/equipe', cookie)).text,
      /2 lignes sur 2.*s’ouvre d’elle-même dans quelques minutes/su,
    );
    assert.deepEqual(await openTerritories(service.service).run(service.service.clock()), { opened: 1 });
    assert.match((await read('/lot')).text, /Où voulez-vous aller/);
  });

  test('the team opens at once, by a button; two colleagues do not undo each other', async () => {
    await choose({ etape: 'drivers-first', quand: 'main' });
    assert.match((await read('/lot')).text, /Le service ouvre bientôt/);
    const version = String((await current()).version);
    const late = await service.post(`${PATH}/maintenant`, { version: '1' }, { ...cookie, ...SAME });
    assert.equal(late.status, 409);
    const now = await service.post(`${PATH}/maintenant`, { version }, { ...cookie, ...SAME });
    assert.equal(now.status, 303);
    assert.match((await read('/lot')).text, /Où voulez-vous aller/);
    const member = await service.post(
      `${PATH}/maintenant`,
      { version },
      { ...(await signIn(service, 'paul')), ...SAME },
    );
    assert.equal(member.status, 403);
  });

  test('what waits for its host is published by no choice of its own', async () => {
    await set({ ...OPEN, awaitsHost: true });
    assert.equal((await read('/lot')).status, 404);
    await choose({ etape: 'open', quand: 'main' });
    assert.equal((await read('/lot')).status, 404);
    assert.equal((await current()).opening.awaitsHost, true);
    await set(OPEN);
  });

  test('trips of a territory that is not open are not shown by its neighbours', async () => {
    const { storage, clock } = service.service;
    const tarn = await storage.instance.territories.findBySlug('tarn');
    const at = formatInstant(clock());
    assert.ok(tarn);
    await storage.atomicallyOnInstance(async ({ territories }) => {
      await territories.agree(tarn.id, service.territory.id, at, null);
      await territories.agree(service.territory.id, tarn.id, at, null);
    });
    await service.addDriver({ firstName: 'Voisine', consents: { neighbours: true } });
    const search = async () => (await read('/tarn/trajets?depart=46128&arrivee=46042')).text;
    assert.ok((await search()).includes('Voisine'));
    await set(first({ kind: 'by-hand' }));
    assert.ok(!(await search()).includes('Voisine'));
    await set(OPEN);
    assert.ok((await search()).includes('Voisine'));
  });

  test('behind a path prefix the gate knows the same routes', async () => {
    const config = { ...service.service.config, publicUrl: 'https://exemple.fr/covoiturage' };
    const app = createApp({ ...service.service, config }, createLogger('silent'));
    await set(first({ kind: 'by-hand' }));
    for (const root of ['/covoiturage/lot', '/lot']) {
      assert.equal((await app.request(root)).status, 200, root);
      assert.equal((await app.request(`${root}/conducteurs`)).status, 200, root);
      assert.equal((await app.request(`${root}/equipe/connexion`)).status, 200, root);
      const closed = await app.request(`${root}/lignes`);
      assert.deepEqual([closed.status, closed.headers.get('Location')], [303, '/covoiturage/lot'], root);
    }
    await set(OPEN);
  });

  test('every public route of the matrix is closed or harmless before the opening', async () => {
    const planted: Planted = await plant(service.engine, 'quercy');
    for (const opening of [{ ...OPEN, stage: 'unpublished' }, first({ kind: 'by-hand' })] satisfies Opening[]) {
      await set(opening, 'quercy');
      for (const [route, line] of Object.entries(MATRIX)) {
        const [method = 'GET', pattern = ''] = route.split(' ');
        if (!pattern.startsWith('/:territoire') || pattern.includes('/equipe')) continue;
        if (line.opensTo !== 'everyone') continue;
        const path = `/quercy${line.path ? line.path(planted) : pattern.slice('/:territoire'.length)}`;
        const response =
          method === 'GET' ? await service.get(path) : await service.post(path, line.form?.(planted) ?? {});
        const text = await response.text();
        assert.ok(!text.includes(`data-trip="${planted.ids.trip}"`), `${opening.stage}: ${route}`);
        for (const secret of planted.secrets) assert.ok(!text.includes(secret), `${opening.stage}: ${route} ${secret}`);
        if (opening.stage === 'unpublished') assert.equal(response.status, 404, route);
      }
    }
  });
});
