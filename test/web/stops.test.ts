import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { keepDemoTimetable } from '#src/demo/keep-timetable.ts';
import { setSwitches } from '#test/helpers/set-switches.ts';
import { htmlFaults } from '#test/helpers/html-faults.ts';
import { openTestService, type TestService } from '#test/helpers/test-service.ts';
import { MOST_PUBLIC_BYTES, weighPage } from '#test/helpers/weigh-page.ts';
import { words } from '#test/helpers/words.ts';

const STOPS = '/lot/lignes/arrets';

suite('the timetables of the stops of a commune', () => {
  let service: TestService;
  const read = async (path: string) => {
    const response = await service.get(path);
    assert.equal(response.status, 200, path);
    const html = await response.text();
    assert.deepEqual(await htmlFaults(html), [], path);
    return { html, text: words(html).replaceAll('\u00a0', ' ') };
  };

  before(async () => {
    service = await openTestService();
    await keepDemoTimetable(service);
    await service.addDriver({ stops: ['Figeac', 'Cahors'] });
  });
  after(() => service.close());

  test('off, there is no word of them', async () => {
    for (const path of ['/lot/lignes', '/lot/lignes?commune=Figeac', '/lot/lignes/affiche?commune=Figeac'])
      assert.doesNotMatch((await read(path)).text, /\bcars?\b|\btrains?\b|horaires/iu, path);
    const response = await service.get(`${STOPS}?commune=Figeac`);
    assert.deepEqual([response.status, response.headers.get('Location')], [303, '/lot/lignes']);
    await setSwitches(service, { timetables: true });
  });

  test('the page of the lines names the communes served, and a commune its own', async () => {
    const { html, text } = await read('/lot/lignes');
    assert.match(text, /Les cars et les trains Les horaires de la semaine, commune par commune.* Cahors .*Figeac/u);
    assert.match(html, /href="\/lot\/lignes\/arrets\?commune=/u);
    const figeac = await read('/lot/lignes?commune=Figeac');
    assert.match(figeac.text, /Les cars et les trains Les horaires de Figeac, cette semaine/u);
    const nowhere = await read('/lot/lignes?commune=Labastide-du-Haut-Mont');
    assert.doesNotMatch(nowhere.text, /Les cars et les trains/u);
  });

  test('a commune has the hours of its week by kinds of days, the last way back, and where that comes from', async () => {
    const { html, text } = await read(`${STOPS}?commune=Figeac`);
    assert.match(text, /Cars et trains de Figeac/u);
    assert.match(text, /Semaine du 24 au 30 novembre 2026\./u);
    assert.match(
      text,
      /Car d’essai de la vallée du Lot \(E1\) vers Cahors Figeac, mairie\. Du lundi au samedi 6 h 40, 9 h 15, 13 h 05 et 17 h 30 Dernier retour direct de Cahors, mairie : 18 h 20\./u,
    );
    assert.match(
      text,
      /Un retour « direct » est sans changement\. Il y en a parfois un autre, plus tard, avec un changement/u,
    );
    assert.match(text, /D’après Réseau d’essai \(horaires inventés\) : horaires du 10 novembre 2026 au 23 avril 2027/u);
    assert.ok(!html.includes('<script'));
    const bytes = await weighPage(service, html, STOPS);
    assert.ok(bytes <= MOST_PUBLIC_BYTES, `${bytes} bytes`);
  });

  test('where nothing comes back directly, a search of the way back is one touch away', async () => {
    const { html, text } = await read(`${STOPS}?commune=Cahors`);
    assert.match(text, /Pas de retour direct de Lalbenque, mairie ces jours-là\. Chercher un retour de Lalbenque/u);
    assert.match(html, /href="\/lot\/trajets\?depart=46148&amp;arrivee=46042&amp;date=2026-11-25"/u);
    assert.doesNotMatch((await read(`${STOPS}?commune=Lalbenque`)).text, /Chercher un retour/u);
  });

  test('a public holiday is told as the exception it is', async () => {
    const { text } = await read(`${STOPS}?commune=Figeac&du=2026-12-21`);
    assert.match(text, /\(E1\) vers Cahors Figeac, mairie\. Du lundi au samedi, sauf le 25 décembre 6 h 40/u);
  });

  test('all communes served are on a page of their own', async () => {
    const { text } = await read(STOPS);
    assert.match(text, /Les communes desservies par un car ou un train .*Cahors.*Souillac/u);
  });

  test('a week beyond the timetables is said, with the nearest one they tell; half of one too', async () => {
    const { html, text } = await read(`${STOPS}?commune=Figeac&du=2028-01-03`);
    assert.match(
      text,
      /Nos horaires ne disent rien de la semaine du 3 au 9 janvier 2028\. Nous avons : Réseau d’essai/u,
    );
    assert.match(html, /du=2027-04-17/u);
    assert.doesNotMatch(text, /Aucun car/u);
    const half = await read(`${STOPS}?commune=Figeac&du=2027-04-22`);
    assert.match(half.text, /Rien n’y est dit du 24 au 28 avril 2027\./u);
  });

  test('the poster of a commune has its week, cut to what matters, under who drives', async () => {
    const { text } = await read('/lot/lignes/affiche?commune=Figeac');
    assert.match(
      text,
      /Des gens d’ici font ces trajets .* Cahors .* En car et en train, semaine du 24 au 30 novembre 2026 Car d’essai de la vallée du Lot \(E1\) vers Cahors du lundi au samedi : 6 h 40, 9 h 15, 13 h 05 et 17 h 30 ; dernier retour direct à 18 h 20 .* D’après Réseau d’essai/u,
    );
    const nobody = await read('/lot/lignes/affiche?commune=Souillac');
    assert.match(nobody.text, /Besoin d’aller quelque part \?.* En car et en train/u);
    const nothing = await read('/lot/lignes/affiche?commune=Labastide-du-Haut-Mont');
    assert.doesNotMatch(nothing.text, /En car et en train/u);
  });

  test('what is no commune or no day leads to a page that is one; a commune without a stop is told so', async () => {
    for (const query of ['?commune=Xyzzyq', '?commune=Figeac&du=demain'])
      assert.equal((await service.get(STOPS + query)).status, 303, query);
    const { text } = await read(`${STOPS}?commune=Labastide-du-Haut-Mont`);
    assert.match(text, /Nous ne connaissons aucun arrêt de car ou de train près de Labastide-du-Haut-Mont/u);
  });
});
