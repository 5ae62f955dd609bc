import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { keepDemoTimetable } from '#src/demo/keep-timetable.ts';
import { setSwitches } from '#test/helpers/set-switches.ts';
import { everyDay } from '#test/fixtures/drivers.ts';
import { htmlFaults } from '#test/helpers/html-faults.ts';
import { openTestService, type TestService, TUESDAY } from '#test/helpers/test-service.ts';
import { MOST_PUBLIC_BYTES, weighPage } from '#test/helpers/weigh-page.ts';
import { words } from '#test/helpers/words.ts';

/** A Thursday: the coach from Figeac is in Cahors at 8 h 26, and comes back until 18 h 20. */
const DAY = '2026-11-26';
const search = (from: string, to: string, rest: string): string =>
  `/lot/trajets?depart=${encodeURIComponent(from)}&arrivee=${encodeURIComponent(to)}${rest}`;

const driver = (stops: readonly string[], departure: number) => ({
  stops,
  trip: {
    schedule: everyDay(departure),
  },
});

suite('journeys of the timetables, beside the drivers', () => {
  let service: TestService;
  const read = async (path: string) => {
    const response = await service.get(path);
    assert.equal(response.status, 200, path);
    const html = await response.text();
    assert.deepEqual(await htmlFaults(html), [], path);
    const drivers = html.indexOf('Avec une conductrice ou un conducteur</h2>');
    return {
      html,
      text: words(html).replaceAll('\u00a0', ' '),
      journeys: html.match(/data-journey=/g)?.length ?? 0,
      transitFirst: html.indexOf('<h2 id="transports">') < drivers,
    };
  };

  before(async () => {
    service = await openTestService();
    await keepDemoTimetable(service);
    await service.addDriver(driver(['Figeac', 'Cahors'], 450));
  });
  after(() => service.close());

  test('off, there is no word of them', async () => {
    const { text, journeys } = await read(search('Figeac', 'Cahors', `&date=${DAY}`));
    assert.equal(journeys, 0);
    assert.doesNotMatch(text, /\bcar\b|\btrain\b|Avec une conductrice|Horaires/i);
    assert.doesNotMatch((await read('/aide')).text, /le train \?/);
    await setSwitches(service, { timetables: true });
    assert.match((await read('/aide')).text, /Et le car, le train \? .*dernier retour avant de partir/);
  });

  test('one that suits the hour and has a way back comes before the drivers, with all that is to be known', async () => {
    const { text, journeys, transitFirst } = await read(search('Figeac', 'Cahors', `&date=${DAY}&heure=8h30`));
    assert.equal(journeys, 5);
    assert.ok(transitFirst);
    assert.match(
      text,
      /6 h 40 arrivée 8 h 26 Car d’essai de la vallée du Lot \(E1\) vers Cahors , 6 h 40 1 h 46, sans changement Départ : Figeac, mairie\. Arrivée : Cahors, mairie\. Dernier retour à 18 h 20 \(Cahors, mairie\), arrivée à 20 h 06\./,
    );
    assert.match(
      text,
      /À une autre heure : 4 autres départs .* 13 h 05 , arrivée 14 h 51 : Car d’essai [^.]*, dernier retour 18 h 20\. 17 h 30 , arrivée 19 h 16 : Car d’essai [^.]*, pas de retour ce jour-là\./,
    );
    assert.match(text, /D’après Réseau d’essai \(horaires inventés\) : horaires du 10 novembre 2026 au 23 avril 2027/);
    assert.match(text, /Avec une conductrice ou un conducteur .*vers 7 h 30/);
  });

  test('else drivers come first: at another hour, or without a way back', async () => {
    const early = await read(search('Figeac', 'Cahors', `&date=${DAY}&heure=16h30`));
    assert.equal(early.transitFirst, false);
    assert.match(early.text, /En car, en train, à la demande : plus bas Avec une conductrice/);
    assert.match(early.text, /trop tôt pour votre heure/);
    assert.match(
      early.text,
      /Pas de retour proposé en voiture\. Dernier car ou train pour rentrer : 18 h 20 \(Cahors, mairie\)\./,
    );
    assert.match(early.text, /16 h 30\. 1 trajet en voiture\./);
    const late = await read(search('Figeac', 'Cahors', `&date=${DAY}&heure=17h30&sens=depart`));
    assert.equal(late.transitFirst, false);
    assert.match(late.text, /17 h 30 arrivée 19 h 16 .*Pas de retour en car ni en train ce jour-là/);
    const sunday = await read(search('Figeac', 'Cahors', '&date=2026-11-29'));
    assert.equal(sunday.transitFirst, false);
    assert.match(sunday.text, /Aucun car ni train pour aller à Cahors ce jour-là\. .*D’après Réseau d’essai/);
    assert.match(sunday.text, /ce jour-là\. Le prochain : lundi 30 novembre \./);
    const christmas = await read(search('Figeac', 'Cahors', '&date=2026-12-25'));
    assert.match(christmas.text, /Aucun car ni train pour aller à Cahors ce jour-là\./);
  });

  test('changes are told, with where and how long', async () => {
    const { text } = await read(search('Rocamadour', 'Gourdon', '&date=2026-11-26'));
    assert.match(text, /1 changement/);
    assert.doesNotMatch(text, /5 h 43/, 'nobody is sent round the country');
    assert.match(
      text,
      /Changement : Souillac, mairie, 8 h 49\. 31 minutes pour changer, jusqu’à Souillac, gare\. Puis train d’essai du Quercy \(E5\) vers Cahors, 9 h 20\. Arrivée : Gourdon, gare\. Dernier retour/,
    );
  });

  test('a date beyond the timetables is said, and a past one within them is answered', async () => {
    const outside = await read(search('Figeac', 'Cahors', '&date=2027-09-01'));
    assert.equal(outside.journeys, 0);
    assert.match(
      outside.text,
      /Nos horaires ne disent rien du mercredi 1er septembre 2027\. Nous avons : Réseau d’essai \(horaires inventés\) : horaires du 10 novembre 2026 au 23 avril 2027\./,
    );
    assert.doesNotMatch((await read(search('Figeac', 'Cahors', '&date=2026-01-02'))).text, /pour avoir une idée/);
    const past = await read(search('Figeac', 'Cahors', '&date=2026-11-19'));
    assert.equal(past.journeys, 5);
    assert.match(past.text, /est passé\. .* plus bas, pour avoir une idée\. .* En car, en train/);
  });

  test('without a day, the next ones that have journeys stand for the others, and it is said', async () => {
    const { text, journeys } = await read(search('Figeac', 'Cahors', ''));
    assert.equal(journeys, 5);
    assert.match(text, /Cars et trains du mercredi 25 novembre, pour exemple/);
    const none = await read(search('Labastide-du-Haut-Mont', 'Cahors', ''));
    assert.match(none.text, /Aucun car ni train pour aller à Cahors dans les trois jours qui viennent\./);
    assert.doesNotMatch(none.text, /pour exemple/);
  });

  test('today, what has left is not proposed', async () => {
    const { text, journeys } = await read(search('Figeac', 'Cahors', '&date=2026-11-24'));
    assert.equal(journeys, 3);
    assert.doesNotMatch(text, /6 h 40/);
    const gone = await read(search('Lalbenque', 'Cahors', '&date=2026-11-24'));
    assert.match(gone.text, /Aucun car ni train pour aller à Cahors ce jour-là/);
  });

  test('where nobody and nothing goes all the way, a driver to the station and the train, or the reverse', async () => {
    const before = await read(search('Martel', 'Cahors', `&date=${DAY}`));
    assert.match(before.text, /Aucun car ni train pour aller à Cahors ce jour-là/);
    await service.addDriver({ firstName: 'Lucette', lastName: 'Martin', ...driver(['Martel', 'Souillac'], 510) });
    await service.addDriver({ firstName: 'René', lastName: 'Faure', ...driver(['Souillac', 'Martel'], 1050) });
    const there = await read(search('Martel', 'Cahors', `&date=${DAY}&heure=11h`));
    assert.equal(there.journeys, 1);
    assert.ok(there.transitFirst);
    assert.match(there.text, /ne va jusqu’au bout ce jour-là/);
    assert.match(
      there.text,
      /8 h 30 arrivée 10 h 10 Avec Lucette M\., puis train d’essai du Quercy \(E5\) vers Cahors sans détour Lucette M\. vous dépose à la gare de Souillac vers 8 h \d\d, le train d’essai du Quercy \(E5\) vers Cahors part à 9 h 20\./,
    );
    assert.match(there.html, /href="\/lot\/demande\?trajet=[^"]+depart=/);
    // René leaves Souillac at 17 h 30, the last train that brings one to him leaves Cahors at 16 h 10.
    assert.match(
      there.text,
      /Dernier retour à 16 h 10 \(Cahors, gare\) : le train d’essai du Quercy \(E5\) vers Souillac vous laisse à la gare de Souillac à 17 h, René F\. vous prend vers 17 h 30\. Vous arrivez vers \d+ h \d+\./,
    );
    const home = await read(search('Cahors', 'Martel', `&date=${DAY}`));
    assert.match(home.text, /vous laisse à la gare de Souillac à 17 h, René F\. vous prend vers 17 h 30\./);
    // There after the only one who comes back has left: nobody is sent there without being told.
    assert.match(home.text, /Nous n’avons pas trouvé de retour ce jour-là : appelez-nous avant de partir\./);
    // The train of 16 h 10 that leads to René is gone: nobody is told to take it.
    service.setNow(TUESDAY.add({ hours: 7, minutes: 15 }));
    const late = await read(search('Cahors', 'Martel', '&date=2026-11-24'));
    assert.equal(late.journeys, 0, 'what has left is not proposed');
    service.setNow(TUESDAY);
    // A driver who goes all the way is enough.
    await service.addDriver(driver(['Martel', 'Cahors'], 480));
    assert.equal((await read(search('Martel', 'Cahors', `&date=${DAY}&heure=11h`))).journeys, 0);
  });

  test('twenty drivers and a day of journeys weigh less than one round trip, without a script', async () => {
    for (let at = 0; at < 24; at += 1) await service.addDriver(driver(['Souillac', 'Gourdon', 'Cahors'], 420 + at * 7));
    const { html, journeys } = await read(search('Souillac', 'Cahors', `&date=${DAY}&heure=9h`));
    assert.ok(journeys >= 4);
    const bytes = await weighPage(service, html, 'results');
    assert.ok(bytes <= MOST_PUBLIC_BYTES, `${bytes} bytes`);
    assert.doesNotMatch(html, /<script|\sstyle="/);
  });

  test('the bands of the drivers and their order are the same with coaches and without', async () => {
    for (const stops of [
      ['Martel', 'Souillac', 'Cahors'],
      ['Souillac', 'Gourdon', 'Pradines'],
      ['Rocamadour', 'Cahors'],
    ])
      for (const hour of [440, 500, 560]) await service.addDriver(driver(stops, hour));
    /** Titles of bands, and drivers under them, in the order they are read. */
    const bands = async (rest: string): Promise<readonly string[]> => {
      const { html } = await read(search('Souillac', 'Cahors', rest));
      return [...html.matchAll(/data-trip="([^"]+)"|<h[23] id="(direct|small|large|autre-heure)"/g)].map(
        ([, trip, band]) => trip ?? band ?? '',
      );
    };
    const asked = [`&date=${DAY}&heure=9h`, `&date=${DAY}&heure=9h&page=2`, `&date=${DAY}&heure=8h&sens=depart`, ''];
    const withCoaches = await Promise.all(asked.map(bands));
    await setSwitches(service, {});
    assert.deepEqual(await Promise.all(asked.map(bands)), withCoaches);
    await setSwitches(service, { timetables: true });
    assert.ok(withCoaches[0]?.includes('small') || withCoaches[0]?.includes('large'), String(withCoaches[0]));
  });
});
