import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { createRecordCall } from '#src/follow-up/record-call.ts';
import { formatInstant } from '#src/time/zone.ts';
import { openTestService, TUESDAY, type TestService } from '#test/helpers/test-service.ts';
import { words } from '#test/helpers/words.ts';

type Form = Record<string, string | readonly string[]>;

const LEAST: Form = {
  depart: 'Gramat',
  arrivee: 'Cahors',
  quand: 'date',
  date: '2026-12-01',
  horaire: 'rendez-vous',
  heure: '9h30',
  retour: 'oui',
  retour_horaire: 'apres-midi',
  pour: 'moi',
  nom: 'Vidal',
  prenom: 'Huguette',
  telephone: '05 36 49 12 34',
  site_web: '',
};

suite('a request by form', () => {
  let service: TestService;
  before(async () => {
    service = await openTestService();
  });
  after(() => service.close());

  /** A seal as a page gave it, five minutes ago. */
  const seal = async (): Promise<string> => {
    service.setNow(TUESDAY.subtract({ minutes: 5 }));
    const html = await (await service.get('/lot/demande')).text();
    service.setNow(TUESDAY);
    return /name="sceau" value="([^"]+)"/.exec(html)?.[1] ?? '';
  };
  const send = async (changes: Form = {}) =>
    service.post('/lot/demande', { ...LEAST, sceau: await seal(), ...changes });
  const requests = () => service.service.storage.in(service.territory.id).requests.list({});

  test('is kept, and leads to a personal page that says what happens next', async () => {
    const response = await send();
    assert.equal(response.status, 303, words(await response.clone().text()).slice(0, 400));
    assert.equal(response.headers.get('Cache-Control'), 'no-store');
    const path = response.headers.get('Location') ?? '';
    assert.match(path, /^\/lot\/lien\/[a-z0-9]{26,}$/);
    const shown = await service.get(path);
    const said = words(await shown.text());
    assert.match(said, /Votre demande est notée.*vous rappelle.*du lundi au vendredi.*05 36 49 12 34/);
    assert.match(said, /Aller : de Gramat à Cahors, mardi 1er décembre, rendez-vous à 9 h 30/);
    assert.match(said, /Retour : de Cahors à Gramat, mardi 1er décembre, l’après-midi/);
    assert.match(said, /Pour Huguette Vidal/);
    assert.equal(shown.headers.get('Referrer-Policy'), 'no-referrer');
    assert.equal(shown.headers.get('Cache-Control'), 'no-store');
    const [kept] = await requests();
    assert.deepEqual([kept?.source, kept?.ways.length, kept?.closing], ['form', 2, null]);

    const twice = await send();
    assert.equal(twice.status, 303, 'pressed twice');
    assert.equal((await requests()).length, 1, 'is kept once');
  });

  test('is cancelled by its link, by POST only, once', async () => {
    const path = (await send({ nom: 'Rey' })).headers.get('Location') ?? '';
    await service.get(`${path}/annuler`);
    assert.equal((await requests()).filter(({ closing }) => closing).length, 0);
    assert.equal((await service.post(`${path}/annuler`, {})).status, 303);
    assert.equal((await service.post(`${path}/annuler`, {})).status, 303);
    assert.match(words(await (await service.get(path)).text()), /Cette demande est annulée/);
    assert.deepEqual(
      (await requests()).flatMap(({ closing }) => (closing ? [closing.reason] : [])),
      ['cancelled'],
    );
    assert.equal((await service.get('/lot/lien/inconnuinconnuinconnuinconnu')).status, 404);
    assert.equal((await service.post('/lot/lien/inconnuinconnuinconnuinconnu/annuler', {})).status, 404);
  });

  test('its link lives until a month after its last day', async () => {
    const path = (await send({ nom: 'Bouyssou' })).headers.get('Location') ?? '';
    service.setNow(Temporal.Instant.from('2026-12-30T12:00:00Z'));
    assert.equal((await service.get(path)).status, 200);
    service.setNow(Temporal.Instant.from('2027-01-01T12:00:00Z'));
    assert.notEqual((await service.get(path)).status, 200);
    assert.notEqual((await service.post(`${path}/annuler`, {})).status, 303);
    service.setNow(TUESDAY);
  });

  test('comes back to the desk when a driver was already asked', async () => {
    const { driverId, trip } = await service.addDriver();
    const path = (await send({ nom: 'Pons' })).headers.get('Location') ?? '';
    const { storage, newId } = service.service;
    const [person] = await storage.in(service.territory.id).people.search('Pons', 1);
    const mine = (await requests()).find(({ passengerId }) => passengerId === person?.id);
    assert.ok(mine);
    await storage.atomically(service.territory.id, ({ introductions }) =>
      introductions.add({
        id: newId(),
        requestId: mine.id,
        wayId: mine.ways[0]?.id ?? '',
        slots: ['2026-12-01'],
        driverId,
        tripId: trip.id,
        regime: 'on-the-way',
        state: 'asked',
        callAgainOn: null,
        driverNumberShared: null,
        calls: [],
        asking: null,
        createdAt: formatInstant(TUESDAY),
        version: 1,
      }),
    );
    await service.post(`${path}/annuler`, {});
    const cancelled = await storage.in(service.territory.id).requests.get(mine.id);
    assert.deepEqual([cancelled.closing?.reason, cancelled.reviewOn], ['cancelled', '2026-11-24']);
  });

  test('what is settled counts as told once its passenger says so, by POST only', async () => {
    const { driverId } = await service.addDriver({ firstName: 'Rose' });
    const path = (await send({ nom: 'Lacombe' })).headers.get('Location') ?? '';
    const { storage, clock, newId } = service.service;
    const stores = storage.in(service.territory.id);
    const [person] = await stores.people.search('Lacombe', 1);
    const mine = (await requests()).find(({ passengerId }) => passengerId === person?.id);
    assert.ok(mine);
    const record = createRecordCall({
      atomically: (id, work) => storage.atomically(id, work),
      now: clock,
      newId,
      metres: () => 1000,
      minutes: () => 10,
      largestDetour: 45,
    });
    const act = {
      territoryId: service.territory.id,
      requestId: mine.id,
      expectedVersion: mine.version,
      memberId: 'marie',
    };
    const outcome = await record(act, {
      wayId: mine.ways[0]?.id ?? '',
      slots: ['2026-12-01'],
      date: null,
      driverId,
      tripId: null,
      passengerNumberShared: null,
      driverNumberShared: null,
      answer: 'yes',
      callAgainOn: null,
      note: '',
      anyway: true,
    });
    assert.equal(outcome.kind, 'done', JSON.stringify(outcome));
    const told = async () =>
      (await stores.tellings.ofRequests([mine.id])).flatMap(({ party, state, how }) =>
        party === 'passenger' ? [`${state} ${how ?? '-'}`] : [],
      );
    const shown = await (await service.get(path)).text();
    assert.match(words(shown), /Trouvé Aller, mardi 1er décembre : Rose.*C’est bien noté/s);
    assert.deepEqual(await told(), ['to-tell -']);
    assert.equal((await service.post(`${path}/bien-note`, {})).status, 303, 'what was not shown is not known');
    assert.deepEqual(await told(), ['to-tell -']);
    const seen = /name="vu" value="([^"]+)"/.exec(shown)?.[1] ?? '';
    assert.equal((await service.post(`${path}/bien-note`, { vu: seen })).status, 303);
    assert.deepEqual(await told(), ['told answer']);
    assert.doesNotMatch(words(await (await service.get(path)).text()), /C’est bien noté/);
  });

  test('refused, keeps everything typed and says each point', async () => {
    const response = await send({
      telephone: '12',
      retour: '',
      precisions: 'code <b>',
      jours: ['2'],
      besoins: ['walker'],
    });
    assert.equal(response.status, 422);
    const html = await response.text();
    assert.match(words(html), /2 points sont à revoir/);
    assert.match(html, /href="#champ-retour"/);
    assert.match(html, /id="champ-retour"/);
    assert.match(html, /name="depart"[^>]*value="Gramat"/);
    assert.match(html, /name="telephone"[^>]*value="12"|value="12"[^>]*name="telephone"/);
    assert.match(html, /code &lt;b&gt;/);
    assert.match(html, /value="walker" checked/);
  });

  test('several days are posted as the page names them, and odd bytes break nothing', async () => {
    const html = await (await service.get('/lot/demande')).text();
    assert.match(html, /name="dates\[\]"/);
    const response = await send({
      quand: 'dates',
      'dates[]': ['2026-12-01', '', '2026-12-08', ''],
      nom: 'Cal\u0000mon',
      precisions: '\uD800 \u0000',
    });
    assert.equal(response.status, 303);
    const said = words(await (await service.get(response.headers.get('Location') ?? '')).text());
    assert.match(said, /mardi 1er décembre et mardi 8 décembre/);
    assert.match(said, /Huguette Calmon/);
    for (const path of ['/lot/trajets/%00/contact', '/lot/demande?trajet=%00', '/lot/lien/%00', '/%00']) {
      assert.ok((await service.get(path)).status < 500, path);
    }
  });

  test('an ambiguous place is asked in the form itself', async () => {
    const html = await (await send({ arrivee: 'Villefranche' })).text();
    const choice = /name="arrivee_choix" value="([^"]+)"/.exec(html)?.[1] ?? '';
    assert.ok(choice);
    assert.match(html, /Villefranche-de-Rouergue \(Aveyron\)/);
    assert.equal((await send({ arrivee: 'Villefranche', arrivee_choix: choice, nom: 'Bru' })).status, 303);
  });

  test('from a robot, or too fast, is shown again with nothing lost', async () => {
    const many = (await requests()).length;
    const good = await seal();
    for (const trap of [{ sceau: '' }, { sceau: `${good}x` }, { sceau: good, site_web: 'http://exemple.fr' }]) {
      const response = await send({ ...trap, nom: 'Robot' });
      assert.equal(response.status, 422);
      assert.match(await response.text(), /Rien n’est perdu/);
    }
    const now = await (await service.get('/lot/demande')).text();
    const fresh = /name="sceau" value="([^"]+)"/.exec(now)?.[1] ?? '';
    assert.equal((await send({ sceau: fresh, nom: 'Robot' })).status, 422);
    assert.equal((await requests()).length, many);
  });

  test('under 18, and what is kept, are said before it is sent', async () => {
    const html = words(await (await service.get('/lot/demande')).text());
    assert.match(html, /Avant 18 ans, l’accord d’un parent/);
    assert.match(html, /Ce que nous gardons/);
  });

  test('many from one address wait, with nothing lost', async () => {
    const fresh = await openTestService();
    try {
      fresh.setNow(TUESDAY.subtract({ minutes: 5 }));
      const html = await (await fresh.get('/lot/demande')).text();
      fresh.setNow(TUESDAY);
      const sceau = /name="sceau" value="([^"]+)"/.exec(html)?.[1] ?? '';
      let last: Response | undefined;
      for (let index = 0; index < 13; index += 1)
        last = await fresh.post('/lot/demande', { ...LEAST, sceau, nom: `Nom${index}` });
      assert.equal(last?.status, 429);
      assert.ok(Number(last?.headers.get('Retry-After')) > 0);
      assert.match((await last?.text()) ?? '', /value="Nom12"/);
    } finally {
      await fresh.close();
    }
  });
});
