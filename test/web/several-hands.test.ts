import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Request } from '#src/requests/request.ts';
import { aPerson, aRequest } from '#test/fixtures/drivers.ts';
import { openTestService, type TestService, TUESDAY } from '#test/helpers/test-service.ts';
import { plant, type Planted } from '#test/web/canaries.ts';
import { words } from '#test/helpers/words.ts';

const SAME = { 'Sec-Fetch-Site': 'same-origin' };
suite('several hands', () => {
  let service: TestService;
  let planted: Planted;
  before(async () => {
    service = await openTestService();
    planted = await plant(service.engine, 'quercy');
  });
  after(() => service.close());

  const get = (page: string, cookie: string) => service.get(`/quercy${page}`, { Cookie: cookie });
  const read = async (page: string, cookie = planted.cookies.coordination) =>
    words(await (await get(page, cookie)).text());
  const post = (page: string, form: Readonly<Record<string, string>>, cookie = planted.cookies.coordination) =>
    service.post(`/quercy${page}`, form, { Cookie: cookie, ...SAME });

  /** Opens on the tablet the link that the coordination was given. */
  const openTablet = async (device: string): Promise<string> => {
    const given = await post('/equipe/reglages/tablettes', { appareil: device, membre: planted.ids.member });
    const link = /\/equipe\/connexion\/lien\/\w+/.exec(await given.text())?.[0] ?? '';
    const page = await (await service.get(`/quercy${link}`)).text();
    const sceau = /name="sceau" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const opened = await service.post(`/quercy${link}`, { sceau }, SAME);
    assert.equal(opened.status, 303);
    const cookie = opened.headers.get('Set-Cookie') ?? '';
    assert.match(cookie, /Max-Age=5184000/, 'sixty days');
    return cookie.split(';')[0] ?? '';
  };

  test('a tablet stays signed in sixty days, is seen in the list, and is closed in one gesture', async () => {
    const tablet = await openTablet('Tablette de la mairie');
    assert.equal((await get('/equipe', tablet)).status, 200);
    service.setNow(TUESDAY.add({ hours: 24 * 20 }));
    assert.equal((await get('/equipe', tablet)).status, 200, 'after twenty idle days');
    service.setNow(TUESDAY.add({ hours: 24 * 60 + 1 }));
    assert.equal((await get('/equipe', tablet)).status, 303, 'over after sixty');
    service.setNow(TUESDAY);
    const list = await (await get('/equipe/reglages/tablettes', planted.cookies.coordination)).text();
    assert.match(words(list), /Tablette de la mairie Au nom de SerinquercyMembremember/);
    const close = /tablettes\/(\w+)\/fermer/.exec(list)?.[1] ?? '';
    assert.equal((await post(`/equipe/reglages/tablettes/${close}/fermer`, {})).status, 303);
    assert.equal((await get('/equipe', tablet)).status, 303, 'signed out');
    assert.match(await read('/equipe/reglages/tablettes'), /Aucune tablette connectée/);
  });

  test('a tablet without a name, or without anybody, is asked again', async () => {
    const answer = await post('/equipe/reglages/tablettes', { appareil: '', membre: '' });
    assert.equal(answer.status, 422);
    assert.match(words(await answer.text()), /Donnez un nom à la tablette.*Choisissez au nom de qui/);
  });

  test('who else is on a request is said, without a script and to the script, and forgotten soon', async () => {
    const page = `/equipe/demandes/${planted.ids.request}`;
    const other = 'SerinquercyMembremember est aussi sur cette demande.';
    assert.ok(!(await read(page)).includes(other));
    await get(page, planted.cookies.member);
    assert.ok((await read(page)).includes(other));
    const said = (await (await post(`${page}/presence`, {})).json()) as { others: string; version: number };
    assert.deepEqual(said, { others: other, version: 1 });
    service.setNow(TUESDAY.add({ minutes: 2 }));
    assert.ok(!(await read(page)).includes(other));
    service.setNow(TUESDAY);
    assert.equal((await post('/equipe/demandes/aucune/presence', {})).status, 404);
  });

  test('"les miennes" are those in my care, and each colleague has theirs', async () => {
    const passenger = planted.secrets[1] ?? '';
    // The planted promise was made by the member.
    assert.match(await read('/equipe'), new RegExp(passenger));
    assert.doesNotMatch(await read('/equipe?pour=moi'), new RegExp(passenger));
    assert.match(await read('/equipe?pour=moi', planted.cookies.member), new RegExp(passenger));
    assert.match(await read(`/equipe?pour=${planted.ids.member}`), new RegExp(passenger));
    const session = await openTablet('Le poste du samedi');
    service.setNow(TUESDAY.add({ hours: 24 * 4 }));
    assert.match(await read('/equipe', session), /1 en retard .* En retard \(1\)/);
    service.setNow(TUESDAY);
  });

  test('a page left open costs nothing as long as nothing changed, and is drawn again when something did', async () => {
    const ask = (mark: string, page = '/equipe', cookie = planted.cookies.coordination) =>
      service.get(`/quercy${page}`, { Cookie: cookie, 'If-None-Match': mark });
    const first = await get('/equipe', planted.cookies.coordination);
    const mark = first.headers.get('ETag') ?? '';
    assert.match(mark, /^W\/"[\w-]{22}"$/);
    assert.ok(
      (await first.text()).includes(`data-mark="${mark.replaceAll('"', '&quot;')}"`),
      'the script starts from it',
    );
    const same = await ask(mark);
    assert.deepEqual([same.status, await same.text()], [304, '']);
    assert.equal((await ask(mark, '/equipe', planted.cookies.member)).status, 200, 'another member has another');
    assert.equal((await ask(mark, '/equipe', '')).status, 303, 'signed out, nobody learns anything');
    await service.service.storage.atomically(planted.territoryId, async ({ requests }) =>
      requests.save({ ...(await requests.get(planted.ids.request)), seats: 2 }, planted.ids.member),
    );
    const changed = await ask(mark);
    assert.equal(changed.status, 200);
    assert.notEqual(changed.headers.get('ETag'), mark);
    service.setNow(TUESDAY.add({ minutes: 6 }));
    assert.equal((await ask(changed.headers.get('ETag') ?? '')).status, 200, 'lateness comes with the clock');
    service.setNow(TUESDAY);
  });

  test('a long list shows what presses, counts the rest and folds it', async () => {
    const { storage } = service.service;
    await storage.atomically(planted.territoryId, async ({ people, requests }) => {
      for (let number = 1; number <= 14; number += 1) {
        const [id, date] = [`longue-${number}`, `2027-01-${String(number).padStart(2, '0')}`];
        await people.add(
          aPerson({ id, territoryId: planted.territoryId, firstName: 'Zoé', lastName: `Longue${number}`, phones: [] }),
        );
        const way = { ...aRequest().ways[0], id: `${id}-aller`, when: { kind: 'dates', dates: [date] } };
        await requests.add(
          aRequest({ id, territoryId: planted.territoryId, passengerId: id, ways: [way] as Request['ways'] }),
          null,
        );
      }
    });
    const html = await (await get('/equipe', planted.cookies.coordination)).text();
    assert.match(
      words(html),
      /À faire maintenant \(15\) .*Zoé Longue3 .*Voir les 11 autres : à faire maintenant Zoé Longue4/,
    );
    assert.match(html, /<details id="a-faire-suite"/);
  });

  test('a successor finds on one page promises, thanks, settings and keys', async () => {
    await openTablet('Tablette de Gramat');
    const page = await read('/equipe/reglages/passation');
    for (const part of [
      /Par où entrer .*\/equipe\/secours/,
      /Ce qui est promis SerinquercyPassagere.* – 0\d( \d\d){4}/,
      /Les trajets convenus à venir/,
      /Qui remercier/,
      /Réponse promise 2 jours d’ouverture/,
      /identifiant « quercy-coordination »/,
      /Dernière connexion : /,
      /Tablette de Gramat/,
    ])
      assert.match(page, part);
  });

  test('a member removed while working hears it at the next post, and gets back what was typed', async () => {
    const cookie = planted.cookies.member;
    const note = { depart: 'Figeac', arrivee: 'Cahors', note: 'Elle a besoin du déambulateur <b>', _csrf: 'x' };
    assert.equal((await post(`/equipe/reglages/membres/${planted.ids.member}/retirer`, {})).status, 303);
    const answer = await post('/equipe/demandes/nouvelle', note, cookie);
    const html = await answer.text();
    assert.equal(answer.status, 403);
    assert.match(
      words(html),
      /Votre session est finie.*rien n’a été enregistré.*Figeac.*Elle a besoin du déambulateur/,
    );
    assert.doesNotMatch(html, /<b>|_csrf/);
    assert.equal((await get('/equipe', cookie)).status, 303, 'the session is ended');
  });
});
