import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { keepDemoTimetable } from '#src/demo/keep-timetable.ts';
import { CAHORS, everyDay } from '#test/fixtures/drivers.ts';
import { aShuttle, aTad } from '#test/fixtures/other-ways.ts';
import { addRequest, signInClaire } from '#test/fixtures/paper-life.ts';
import { setSwitches } from '#test/helpers/set-switches.ts';
import { htmlFaults } from '#test/helpers/html-faults.ts';
import { openTestService, type TestService } from '#test/helpers/test-service.ts';
import { words } from '#test/helpers/words.ts';

const SHEET = '/lot/equipe/demandes/lucette';

suite('journeys of the timetables, at the desk', () => {
  let service: TestService;
  let cookie = '';
  const read = async (path: string): Promise<string> => {
    const response = await service.get(path, { Cookie: cookie });
    assert.equal(response.status, 200, path);
    const html = await response.text();
    assert.deepEqual(await htmlFaults(html), [], path);
    return words(html).replaceAll('\u00a0', ' ');
  };
  const call = async (form: Record<string, string | readonly string[]>): Promise<string> => {
    const asked = { depart: 'Figeac', arrivee: 'Cahors', ...form };
    const headers = { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' };
    const response = await service.post('/lot/equipe/demandes/nouvelle/qui-convient', asked, headers);
    return words(await response.text()).replaceAll('\u00a0', ' ');
  };

  before(async () => {
    service = await openTestService();
    cookie = await signInClaire(service);
    await keepDemoTimetable(service);
    await addRequest(service, {
      id: 'lucette',
      name: 'Lucette Vidal',
      from: 'Figeac',
      to: 'Cahors',
      when: { kind: 'dates', dates: ['2026-11-25'] },
      back: { kind: 'leave-at', at: 1020 },
      changes: {
        promise: {
          dueAt: '2026-11-24T11:00:00.000Z',
          saidAt: '2026-11-23T09:00:00.000Z',
          byMember: null,
          keptAt: null,
        },
      },
    });
  });
  after(() => service.close());

  test('off, there is no word of them', async () => {
    const paths = [SHEET, '/lot/equipe/imprimer/appels'];
    const all = [...(await Promise.all(paths.map(read))), await call({ quand: 'date', date: '2026-11-26' })];
    for (const text of all) assert.doesNotMatch(text, /en car ou en train|dernier retour|→ 8 h 26/i);
    await setSwitches(service, { timetables: true });
  });

  test('during a call, the short version first, before the drivers when it suits and brings one home', async () => {
    const text = await call({ quand: 'date', date: '2026-11-26', horaire: 'arrivee', heure: '8h30', retour: 'oui' });
    assert.match(
      text,
      /Aller, en car ou en train Car 6 h 40 → 8 h 26 ?, dernier retour 18 h 20\. Car d’essai de la vallée du Lot \(E1\) vers Cahors, 1 h 46, sans changement\. Départ : Figeac, mairie/,
    );
    assert.match(text, /Autres départs : 7 h 05, 9 h 15, 13 h 05, 17 h 30/);
    assert.ok(text.indexOf('Aller, en car') < text.indexOf('Aller : personne'), text);
    const late = await call({ quand: 'date', date: '2026-11-26', horaire: 'depart', heure: '17h30' });
    assert.match(late, /Car 17 h 30 → 19 h 16 ?, pas de retour ce jour-là/);
    assert.ok(late.indexOf('Aller, en car') > late.indexOf('Aller : personne'), late);
  });

  test('of several days or weekdays, it says which one is told; outside the timetables, that', async () => {
    assert.match(
      await call({ quand: 'regulier', jours: ['4'], du: '', au: '', horaire: 'matin' }),
      /Horaires du jeudi 26 novembre\. Vérifiez les autres jours\. Car 6 h 40/,
    );
    assert.match(await call({}), /Horaires du mercredi 25 novembre\. Vérifiez les autres jours\./);
    assert.match(
      await call({ quand: 'date', date: '2027-09-01' }),
      /Nos horaires ne disent rien du mercredi 1er septembre/,
    );
    assert.match(await call({ quand: 'date', date: '2026-11-29' }), /Aller, en car ou en train Rien ce jour-là\./);
  });

  test('where nobody goes all the way, the driver to the station is told by name; who asked for rest is not', async () => {
    const { driverId } = await service.addDriver({
      firstName: 'Odile',
      lastName: 'Delmas',
      stops: ['Martel', 'Souillac'],
      trip: {
        schedule: everyDay(510),
      },
    });
    const asked = { depart: 'Martel', quand: 'date', date: '2026-11-26' };
    assert.match(
      await call(asked),
      /8 h 30 → 10 h 10 Odile Delmas vous dépose à la gare de Souillac vers 8 h \d\d, le train d’essai du Quercy \(E5\) vers Cahors part à 9 h 20\./,
    );
    assert.match(
      await call({ ...asked, retour: 'oui' }),
      /Aucun retour trouvé ce jour-là : à chercher avant de dire oui\./,
    );
    await service.addDriver({
      firstName: 'René',
      lastName: 'Faure',
      stops: ['Souillac', 'Martel'],
      trip: { schedule: everyDay(1050) },
    });
    assert.match(
      await call({ ...asked, retour: 'oui' }),
      /Dernier retour à 16 h 10 \(Cahors, gare\) : le train [^.]* vous laisse à la gare de Souillac à 17 h, René Faure vous prend vers 17 h 30\./,
    );
    await service.service.storage.atomically(service.territory.id, ({ rests }) =>
      rests.put({ personId: driverId, until: null, at: '2026-11-24T08:00:00.000Z' }),
    );
    assert.doesNotMatch(await call(asked), /Odile Delmas vous dépose/);
  });

  test('the sheet of a request and the call sheet on paper say it too', async () => {
    const sheet = await read(SHEET);
    assert.match(sheet, /En car ou en train Car 6 h 40 → 8 h 26 ?, dernier retour 18 h 20/);
    assert.match(sheet, /En car ou en train Car 16 h 45 → 18 h 31/);
    assert.match(
      await read('/lot/equipe/imprimer/appels'),
      /Aller : Car 6 h 40 → 8 h 26, dernier retour 18 h 20 \(mercredi 25 novembre\)\. Retour : Car 16 h 45 → 18 h 31 \(mercredi 25 novembre\)\./,
    );
  });

  suite('and what the team typed', () => {
    before(() =>
      service.service.storage.atomically(service.territory.id, async ({ otherWays }) => {
        const communeCodes = ['46102', '46042'];
        const MIDDAY = [{ from: 9 * 60, until: 16 * 60 }];
        const daily = Array.from({ length: 7 }, () => MIDDAY);
        const ways = [
          aTad({ name: 'TAD du Lot', communeCodes, hours: daily, unfit: ['wheelchair'] }),
          aShuttle({ communeCodes: ['46102'], motives: ['shopping'], places: [{ ...CAHORS, label: 'Place Chapou' }] }),
          aTad({ id: 'lundi', name: 'TAD du lundi', communeCodes, hours: [MIDDAY, [], [], [], [], [], []] }),
        ];
        for (const way of ways) await otherWays.add(way, '2026-11-24T08:00:00.000Z');
      }),
    );

    test('stands on the sheet of a request and on the call sheet, by the day, the motive and the needs', async () => {
      const sheet = await read(SHEET);
      assert.match(
        sheet,
        /Sans conductrice ni conducteur TAD du Lot \(transport à la demande\), de 9 h à 16 h\. Réservez la veille avant 17 h au 05 36 49 00 11 ?\. Retour possible jusqu’à 16 h\. 2 € le trajet/,
      );
      assert.match(sheet, /Minibus du marché ?, de 8 h à 12 h\. .*Lieux desservis : Place Chapou/);
      assert.doesNotMatch(sheet, /TAD du lundi/);
      assert.match(
        await read('/lot/equipe/imprimer/appels'),
        /Aller : TAD du Lot, de 9 h à 16 h, réservez la veille avant 17 h au 05 36 49 00 11 \(mercredi 25 novembre\)\./,
      );
      assert.doesNotMatch(
        await read('/lot/equipe/imprimer/appels'),
        /Retour : TAD du Lot|Minibus du marché/,
        'not at the hour of the way back, nor for a motive that nobody said',
      );
      await addRequest(service, {
        id: 'fauteuil',
        name: 'Yvonne Pons',
        from: 'Figeac',
        to: 'Cahors',
        when: { kind: 'dates', dates: ['2026-11-26'] },
        needs: ['wheelchair'],
        changes: { motive: 'health' },
      });
      assert.doesNotMatch(await read('/lot/equipe/demandes/fauteuil'), /TAD du Lot|Minibus du marché/);
    });

    test('of several dates, each with the first day it serves; of weekdays, those that serve one of them', async () => {
      const dates = await call({ quand: 'dates', 'dates[]': ['2026-11-30', '2026-11-27'] });
      assert.match(dates, /TAD du Lot \(transport à la demande\), vendredi 27 novembre, de 9 h à 16 h\./);
      assert.match(dates, /TAD du lundi \(transport à la demande\), lundi 30 novembre, de 9 h à 16 h\./);
      const mondays = await call({ quand: 'regulier', jours: ['1'], du: '', au: '' });
      assert.match(mondays, /TAD du lundi \(transport à la demande\), lundi, de 9 h à 16 h\./);
      const fridays = await call({ quand: 'regulier', jours: ['5'], du: '', au: '' });
      assert.doesNotMatch(fridays, /TAD du lundi|Minibus du marché/);
      assert.match(fridays, /TAD du Lot/);
    });
  });
});
