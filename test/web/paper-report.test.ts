import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { everyDay } from '#test/fixtures/drivers.ts';
import { addRequest, signInClaire } from '#test/fixtures/paper-life.ts';
import { openTestService, type TestService, TUESDAY } from '#test/helpers/test-service.ts';
import { words } from '#test/helpers/words.ts';

suite('a sheet printed tonight, typed back tomorrow evening', () => {
  let service: TestService;
  let who: Record<string, string> = {};
  let sheet = '';
  before(async () => {
    service = await openTestService();
    who = { Cookie: await signInClaire(service), 'Sec-Fetch-Site': 'same-origin' };
    const schedule = everyDay(480);
    const odile = await service.addDriver({ firstName: 'Odile', lastName: 'Delmas', trip: { schedule } });
    await service.addDriver({ firstName: 'Michel', lastName: 'Roux', trip: { schedule } });
    await addRequest(service, {
      id: 'lucette',
      name: 'Lucette Vidal',
      when: { kind: 'dates', dates: ['2026-11-25'] },
      driven: { driverId: odile.driverId, tripId: odile.trip.id },
    });
    await addRequest(service, {
      id: 'rene',
      name: 'René Faure',
      when: { kind: 'dates', dates: ['2026-12-01'] },
      changes: {
        promise: {
          dueAt: '2026-11-25T16:00:00.000Z',
          saidAt: '2026-11-24T08:00:00.000Z',
          byMember: 'claire',
          keptAt: null,
        },
      },
    });
    await addRequest(service, { id: 'noel', name: 'Noël Garrigue', when: { kind: 'dates', dates: ['2026-12-15'] } });
    const printed = await service.post('/lot/equipe/imprimer/demain', {}, who);
    assert.equal(printed.status, 303);
    sheet = printed.headers.get('Location') ?? '';
    service.setNow(TUESDAY.add({ hours: 33 }));
  });
  after(() => service.close());

  const read = async (path: string): Promise<string> => {
    const response = await service.get(path, who);
    assert.equal(response.status, 200, path);
    return response.text();
  };
  const hidden = (html: string): Record<string, string> =>
    Object.fromEntries(
      [...html.matchAll(/name="((?:version|vu)-[^"]+)" value="(\d+)"/g)].map(([, name = '', value = '']) => [
        name,
        value,
      ]),
    );
  const stores = () => service.service.storage.in(service.territory.id);

  test('has a number before each ride, each driver to call and each person to tell', async () => {
    const text = words(await read(sheet));
    assert.match(text, /1 8 h rendez-vous à 9 h 30 Lucette Vidal/);
    assert.match(text, /Les autres demandes ouvertes .*?Noël Garrigue , .*? Gramat → Cahors, mardi 15 décembre/);
    assert.doesNotMatch(text, /Rappeler Noël Garrigue/, 'what is three weeks away takes one line');
    assert.match(
      text,
      /René Faure .*? 2 (Odile Delmas|Michel Roux) .*? 3 (Odile Delmas|Michel Roux) .*? 4 Rappeler René Faure/,
    );
    assert.match(text, /réponse promise mercredi 25 novembre, avant 17 h/);
    assert.match(text, /Demande de trajet, feuille 2/);
  });

  test('is typed back in one gesture, and a colleague’s work is not overwritten', async () => {
    const form = hidden(await read(`${sheet}/reporter`));
    // Meanwhile, someone changes René's request.
    const rene = await stores().requests.get('rene');
    await service.service.storage.atomically(service.territory.id, ({ requests }) =>
      requests.save({ ...rene, note: 'Sonner fort' }, 'marc'),
    );
    const chosen = { ...form, 'ligne-1': 'done', 'ligne-2': 'no', 'ligne-3': 'yes', 'ligne-4': 'told' };
    const response = await service.post(`${sheet}/reporter`, chosen, who);
    const html = await response.text();
    assert.equal(response.status, 409);
    assert.match(words(html), /Une ligne est notée\. 3 lignes sont à revoir/);
    assert.match(words(html), /Ligne 2 : quelqu’un a changé cette demande entre-temps/);
    assert.match(html, /name="ligne-3" value="yes" checked/, 'nothing typed is lost');
    assert.match(words(html), /Reporté : fait , Claire/);
    const again = await service.post(`${sheet}/reporter`, { ...chosen, ...hidden(html) }, who);
    assert.equal(again.status, 303, words(await again.text()).slice(0, 400));
    const done = await stores().requests.get('rene');
    assert.equal(done.rides.length, 1);
    assert.notEqual(done.promise?.keptAt, null);
    assert.equal((await stores().rideDays.find('lucette-aller-convenu', '2026-11-25'))?.outcome, 'done');
  });

  test('sent once more, it changes nothing', async () => {
    const before_ = await stores().introductions.listOfRequests(['rene']);
    const form = hidden(await read(`${sheet}/reporter`));
    const response = await service.post(`${sheet}/reporter`, { ...form, 'ligne-2': 'no', 'ligne-3': 'yes' }, who);
    assert.equal(response.status, 303);
    assert.deepEqual(await stores().introductions.listOfRequests(['rene']), before_);
  });

  test('what is no longer kept says so', async () => {
    assert.equal((await service.get('/lot/equipe/papier/inconnue/reporter', who)).status, 404);
  });
});
