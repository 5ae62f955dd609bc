import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { openTestService, type TestService } from '#test/helpers/test-service.ts';
import { words } from '#test/helpers/words.ts';

const TO_CAHORS = '/lot/trajets?depart=Gramat&arrivee=Cahors';

const ids = (html: string): readonly string[] => [...html.matchAll(/data-trip="([^"]+)"/g)].map(([, id = '']) => id);

suite('the search page', () => {
  let service: TestService;
  const page = async (path: string, status = 200): Promise<string> => {
    const response = await service.get(path);
    const html = await response.text();
    assert.equal(response.status, status, `${path}: ${words(html).slice(0, 300)}`);
    return html;
  };
  before(async () => {
    service = await openTestService();
  });
  after(() => service.close());

  test('one question at the door, the number of trips, and who to call', async () => {
    const empty = words(await page('/lot'));
    assert.match(empty, /Où voulez-vous aller \?/);
    assert.match(empty, /Le service commence/);
    await service.addDriver();
    const html = await page('/lot');
    assert.match(words(html), /1 trajet proposé/);
    assert.match(html, /<form method="get" action="\/lot\/trajets"/);
    assert.match(html, /J’ai une voiture et je veux aider/);
    assert.match(html, /<option value="Saint-Céré">/);
  });

  test('a card says when, from where to where, the detour, who, and the way back or its absence', async () => {
    const { trip } = await service.addDriver({
      firstName: 'Odile',
      lastName: 'Delmas',
      stops: ['Gourdon', 'Cahors'],
      trip: { seats: 2, carTakes: ['dog'], help: 'shared' },
    });
    const html = await page('/lot/trajets?depart=gourdon&arrivee=caor&date=2026-12-01');
    const card = html.slice(html.indexOf(`data-trip="${trip.id}"`), html.indexOf('</li>', html.indexOf(trip.id)));
    const said = words(card);
    assert.match(said, /vers 8 h .*De Gourdon à Cahors.*sans détour.*mardi, 8 h.*Odile D\..*Pas de retour proposé/);
    assert.match(said, /régulier, partage des frais à voir ensemble/);
    assert.match(said, /2 places, prend un chien/);
    assert.ok(!said.includes('Delmas'), 'no last name');
    assert.match(words(html), /estimation/);
    assert.doesNotMatch(html, /€|prix/i);
  });

  test('a trip without consent, not welcomed, set aside or to verify is shown nowhere', async () => {
    const hidden = await Promise.all([
      service.addDriver({ stops: ['Souillac', 'Martel'], consents: { listed: false } }),
      service.addDriver({ stops: ['Souillac', 'Martel'], welcomed: false }),
      service.addDriver({ stops: ['Souillac', 'Martel'], setAsideReason: 'une raison' }),
      service.addDriver({ stops: ['Souillac', 'Martel'], trip: { toVerify: true } }),
    ]);
    for (const path of ['/lot/trajets?depart=Souillac&arrivee=Martel', '/lot/lignes?commune=Souillac']) {
      const html = await page(path);
      assert.deepEqual(ids(html), []);
      assert.doesNotMatch(words(html), /Souillac → Martel/);
    }
    for (const { trip } of hidden) await page(`/lot/trajets/${trip.id}/contact`, 404);
  });

  test('a meeting place is public only when it is a meeting point of the territory', async () => {
    const place = await service.addPlace({
      names: ['Mairie de Lalbenque'],
      kind: 'meeting-point',
      communeCode: '46148',
      point: { latitude: 44.339, longitude: 1.545 },
    });
    await service.addDriver({
      stops: ['Lalbenque', 'Cahors'],
      trip: { meetingPlace: { text: 'Mairie', placeId: place.id } },
    });
    await service.addDriver({
      stops: ['Lalbenque', 'Cahors'],
      trip: { meetingPlace: { text: 'maison aux volets bleus', placeId: null }, remarks: 'codicille privé' },
    });
    const html = words(await page('/lot/trajets?depart=Lalbenque&arrivee=Cahors'));
    assert.match(html, /Rendez-vous : Mairie de Lalbenque/);
    assert.doesNotMatch(html, /volets bleus|codicille/);
  });

  test('the tolerance is written, and trips outside it follow under their own title', async () => {
    const { trip } = await service.addDriver({ stops: ['Puy-l’Évêque', 'Luzech'], trip: {} });
    const html = await page('/lot/trajets?depart=Puy-l’Évêque&arrivee=Luzech&date=2026-12-01&heure=17:00');
    const said = words(html);
    assert.match(said, /arrivent entre 16 h et 17 h \(marge : 1 h\)/);
    assert.ok(html.indexOf('À une autre heure') > 0 && html.indexOf('À une autre heure') < html.indexOf(trip.id));
    assert.match(said, /trop tôt pour votre heure/);
    assert.ok(html.indexOf('Je dois être arrivé à') < html.indexOf('Je pars à'), 'the appointment comes first');
    const leaving = words(
      await page('/lot/trajets?depart=Puy-l’Évêque&arrivee=Luzech&date=2026-12-01&heure=8h&sens=depart'),
    );
    assert.match(leaving, /partent entre 7 h et 9 h/);
    assert.doesNotMatch(leaving, /À une autre heure/);
  });

  test('a past day shows nobody and says so', async () => {
    const html = await page(`${TO_CAHORS}&date=2026-11-17`);
    assert.deepEqual(ids(html), []);
    assert.match(words(html), /mardi 17 novembre est passé/);
  });

  test('the asked day has nobody: the other days are shown, as links that keep the search', async () => {
    const html = await page(`${TO_CAHORS}&date=2026-11-25`);
    assert.match(words(html), /Les autres jours .*mardi 1er décembre : 1 personne/);
    assert.match(html, /href="\/lot\/trajets\?depart=[^"]*&amp;date=2026-12-01"/);
  });

  test('nothing found: what to do next, with the request already filled in', async () => {
    const html = await page('/lot/trajets?depart=Latronquière&arrivee=Sousceyrac-en-Quercy');
    assert.match(words(html), /Personne n’a proposé ce trajet/);
    const link = /href="(\/lot\/demande\?[^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const form = await page(link);
    assert.match(form, /name="depart"[^>]*value="Latronquière"/);
    assert.match(form, /name="arrivee"[^>]*value="Sousceyrac-en-Quercy"/);
  });

  test('a one-off trip shows its date', async () => {
    await service.addDriver({
      stops: ['Martel', 'Souillac'],
      trip: { schedule: { kind: 'one-off', date: '2026-12-03', departure: 600 } },
    });
    assert.match(words(await page('/lot/trajets?depart=Martel&arrivee=Souillac')), /le jeudi 3 décembre, 10 h/);
  });

  test('what cannot be read is said, the form keeps it, and nothing breaks', async () => {
    const html = await page('/lot/trajets?depart=Gramat&arrivee=Xyzzyq&date=30/02/2026&heure=27h', 422);
    assert.match(words(html), /Nous ne trouvons pas « Xyzzyq »/);
    assert.match(html, /value="Xyzzyq"/);
    assert.match(html, /value="30\/02\/2026"/);
    assert.match(html, /value="27h"/);
    for (const bad of ['&page=-1', '&page=zzz', '&page=99999999', '&sens=zzz', '&date=%00', '&heure=%E2%80%AE']) {
      const { status } = await service.get(TO_CAHORS + bad);
      assert.ok([200, 302, 422].includes(status), `${bad}: ${status}`);
    }
  });

  test('several places of one name are asked with their département, and the rest is kept', async () => {
    const html = await page('/lot/trajets?depart=Gramat&arrivee=Villefranche&date=2026-12-01&heure=9h30');
    const link = /href="([^"]+)">Villefranche-de-Rouergue \(Aveyron\)</.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    assert.match(link, /depart=Gramat/);
    assert.match(link, /date=2026-12-01/);
    assert.match(words(await page(link)), /De Gramat à Villefranche-de-Rouergue/);
  });

  test('twenty cards, then a plain link; no card is lost and none comes twice', async () => {
    const drivers = await Promise.all(
      Array.from({ length: 45 }, (_, index) =>
        service.addDriver({ firstName: `Prénom${index}`, stops: ['Figeac', 'Capdenac'] }),
      ),
    );
    const seen: string[] = [];
    let path: string | undefined = '/lot/trajets?depart=Figeac&arrivee=Capdenac';
    while (path !== undefined) {
      const html = await page(path);
      seen.push(...ids(html));
      path = /rel="next" href="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
      assert.ok(seen.length <= 60, 'the pages end');
    }
    assert.deepEqual(seen.length, new Set(seen).size);
    for (const { trip } of drivers) assert.ok(seen.includes(trip.id));
    assert.deepEqual(seen.slice(0, 20), ids(await page('/lot/trajets?depart=Figeac&arrivee=Capdenac')), 'stable');
  });

  test('the lines of the territory: how many, which half-days, no name', async () => {
    for (const firstName of ['Ambroise', 'Basile', 'Célestin']) {
      await service.addDriver({
        firstName,
        stops: ['Cajarc', 'Limogne-en-Quercy'],
        trip: {
          schedule: {
            kind: 'regular',
            weekdays: 10,
            departure: 540,
            from: null,
            until: null,
            excluded: [],
            pausedUntil: null,
          },
        },
      });
    }
    const html = await page('/lot/lignes?commune=Cajarc');
    assert.match(words(html), /Cajarc → Limogne-en-Quercy 3 personnes, mardi et jeudi matin/);
    assert.doesNotMatch(html, /Ambroise|Basile|Célestin/);
    assert.match(words(await page('/lot/lignes')), /Cajarc → Limogne-en-Quercy/);
    await page('/lot/lignes?commune=Xyzzyq', 422);
    assert.match(words(await page('/lot/lignes?commune=Labastide-du-Haut-Mont')), /Aucune ligne/);
  });

  test('the paper form says who keeps it and where to call', async () => {
    assert.match(words(await page('/lot/demande/papier')), /05 36 49 00 00.*Association Exemple/);
  });

  test('an unknown territory is a page of 404, in French', async () => {
    assert.match(words(await page('/nulle-part/trajets', 404)), /Cette page n’existe pas/);
  });

  test('the door of an instance: one territory is entered, several are listed', async () => {
    const alone = await service.get('/');
    assert.deepEqual([alone.status, alone.headers.get('Location')], [302, '/lot']);
    await service.addTerritory('tarn', 'Lotocar du Tarn', '81');
    const html = words(await page('/'));
    assert.match(html, /Lotocar du Lot .*05 36 49 00 00.*Lotocar du Tarn/);
    assert.match(words(await page('/instance')), /IGN.*DILA.*La Poste/);
    assert.match(
      words(await page('/aide')),
      /un outil d’expérimentation à moindre coût du covoiturage, pas un opérateur/,
    );
    assert.match(await (await service.get('/robots.txt')).text(), /Disallow: .*equipe/);
  });
});
