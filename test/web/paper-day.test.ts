import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { everyDay } from '#test/fixtures/drivers.ts';
import { addRequest, signInClaire } from '#test/fixtures/paper-life.ts';
import { openTestService, type TestService, TUESDAY } from '#test/helpers/test-service.ts';
import { words } from '#test/helpers/words.ts';

suite('the rides of a day', () => {
  let service: TestService;
  let cookie = '';
  before(async () => {
    service = await openTestService();
    cookie = await signInClaire(service);
    const odile = await service.addDriver({
      firstName: 'Odile',
      lastName: 'Delmas',
      trip: {
        schedule: { ...everyDay(480), excluded: [{ from: '2026-12-01', until: '2026-12-01' }] },
      },
    });
    const driven = { driverId: odile.driverId, tripId: odile.trip.id };
    await addRequest(service, {
      id: 'lucette',
      name: 'Lucette Vidal',
      back: { kind: 'leave-at', at: 1020 },
      needs: ['walker'],
      driven,
      drivenBack: { driverId: odile.driverId, tripId: null },
    });
    await addRequest(service, { id: 'rene', name: 'René Faure', back: { kind: 'afternoon' }, driven });
    await addRequest(service, {
      id: 'simone',
      name: 'Simone Laval',
      when: { kind: 'weekly', weekdays: 2, from: '2026-11-10', until: null },
      driven,
    });
  });
  after(() => service.close());

  const read = async (path: string, status = 200): Promise<string> => {
    const response = await service.get(`/lot${path}`, { Cookie: cookie });
    const html = await response.text();
    assert.equal(response.status, status, words(html).slice(0, 300));
    return html;
  };
  const mark = async (geste: string, form: Record<string, string> = {}): Promise<Response> =>
    service.post(
      '/lot/equipe/aujourdhui/noter',
      {
        demande: 'lucette',
        trajet_convenu: 'lucette-aller-convenu',
        jour: '2026-11-24',
        version: '0',
        page: 'jour',
        geste,
        ...form,
      },
      { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' },
    );

  test('are listed by hour, with who, with whom, what is needed and the way back', async () => {
    const text = words(await read('/equipe/aujourdhui'));
    assert.match(
      text,
      /Lucette Vidal – .*?Gramat → Cahors.*?Avec Odile Delmas.*?déambulateur.*?Retour : 17 h, avec Odile Delmas/,
    );
    assert.match(text, /René Faure.*?Retour à trouver/, 'a missing return is said');
    assert.ok(text.includes('Simone Laval'), 'a weekly ride falls on its Tuesday');
    assert.ok(text.indexOf('8 h') < text.indexOf('17 h départ'), 'by hour');
    assert.doesNotMatch(words(await read('/equipe/aujourdhui?jour=2026-11-25')), /Lucette|Simone/);
  });

  test('say who does not drive that day, so that someone is told', async () => {
    assert.match(
      words(await read('/equipe/aujourdhui?jour=2026-12-01')),
      /Simone Laval.*?Odile Delmas a noté une absence/,
    );
  });

  test('someone en route is named first, until home', async () => {
    assert.equal((await mark('out')).status, 303);
    assert.match(words(await read('/equipe/aujourdhui')), /En route, pas encore à la maison Lucette Vidal/);
    await mark('home', { trajet_convenu: 'lucette-retour-convenu' });
    assert.doesNotMatch(words(await read('/equipe/aujourdhui')), /En route, pas encore/);
  });

  test('the day after, each ride is fait, pas fait, or on ne sait pas, in one gesture', async () => {
    assert.equal((await mark('done', { jour: '2026-11-25' })).status, 404, 'not of that day');
    service.setNow(TUESDAY.add({ hours: 24 }));
    const asked = await read('/equipe/hier');
    assert.equal(asked.match(/value="done"/g)?.length, 4, 'two ways of Lucette, René and Simone');
    const response = await mark('done', { page: 'hier', version: '1' });
    assert.equal(response.headers.get('Location'), '/lot/equipe/hier');
    const noted = await read('/equipe/hier');
    assert.match(words(noted), /Fait\. /);
    assert.equal(noted.match(/value="done"/g)?.length, 3);
    const other = await mark('not-done', { page: 'hier', version: '1' });
    assert.equal(other.status, 409);
    assert.match(words(await other.text()), /Quelqu’un de l’équipe a noté entre-temps : fait/);
    service.setNow(TUESDAY);
  });
});
