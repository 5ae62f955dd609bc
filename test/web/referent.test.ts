import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, suite, test } from 'node:test';
import type { Stop } from '#src/places/place.ts';
import type { Request } from '#src/requests/request.ts';
import type { Database } from '#src/storage/schema/database.ts';
import { isAllowed } from '#src/team/member.ts';
import { aPerson, aRequest, aTrip, GRAMAT } from '#test/fixtures/drivers.ts';
import { openTestService, type TestService } from '#test/helpers/test-service.ts';
import { plant, type Planted } from './canaries.ts';
import { MATRIX, type MatrixLine } from './matrix-lines.ts';

const AT = '2026-11-20T09:00:00.000Z';
const REFERENT = 'serin-referente';
const EVERY_DAY = 127;
const stop = (code: string, name: string, latitude: number, longitude: number): Stop => ({
  label: name,
  communeName: name,
  communeCode: code,
  point: { latitude, longitude },
  source: 'chef-lieu',
});
const SAINT_CERE = stop('46251', 'Saint-Céré', 44.8594, 1.8912);
const ROCAMADOUR = stop('46240', 'Rocamadour', 44.7994, 1.6178);

/** People of whom a referent of Gramat knows, and how. */
const INSIDE = { passenger: 'DedansPassagere', driver: 'DedansConductrice', fitting: 'ConvientConducteur' } as const;

/** The rows of those out of sight: what a referent may not change. */
const OWNED = [
  'person',
  'person_phone',
  'consent',
  'driver',
  'trip',
  'request',
  'way',
  'ride',
  'promise',
  'introduction',
  'call',
  'membership',
  'territory',
] as const satisfies readonly (keyof Database)[];

suite('a referent of Gramat', () => {
  let service: TestService;
  let planted: Planted;
  let cookie = '';
  /** The same names of things, but of people in sight. */
  let inside: Planted;
  let routes: readonly (readonly [string, MatrixLine])[];

  before(async () => {
    service = await openTestService();
    planted = await plant(service.engine, 'quercy');
    const { territoryId } = planted;
    const ids = {
      ...planted.ids,
      passenger: 'dedans-passagere',
      driver: 'dedans-conductrice',
      request: 'dedans-demande',
      way: 'dedans-aller',
      trip: 'dedans-trajet',
    };
    inside = { ...planted, ids };
    const person = (id: string, lastName: string, number: string) =>
      aPerson({ id, territoryId, firstName: 'Zoé', lastName, phones: [{ number, kind: 'mobile', sms: true }] });
    const { storage } = service.service;
    await storage.atomically(territoryId, async ({ people, drivers, trips, requests, instance }) => {
      await people.add(person(ids.passenger, INSIDE.passenger, '+33465710001'));
      for (const [id, name, number, stops] of [
        [ids.driver, INSIDE.driver, '+33465710002', [GRAMAT, stop('46042', 'Cahors', 44.4491, 1.4366)]],
        ['convient', INSIDE.fitting, '+33465710003', [ROCAMADOUR, GRAMAT, SAINT_CERE]],
      ] as const) {
        await people.add(person(id, name, number));
        await drivers.add({ personId: id, welcomedOn: '2026-11-02', welcomedBy: null, createdAt: AT });
        await drivers.recordConsent({
          id: `${id}-liste`,
          personId: id,
          purpose: 'listed',
          given: true,
          how: 'phone',
          memberId: null,
          at: AT,
        });
        const schedule = { ...aTrip().schedule, weekdays: EVERY_DAY };
        const trip = aTrip({ id: id === ids.driver ? ids.trip : id, territoryId, driverId: id, stops });
        await trips.add({ ...trip, schedule });
      }
      await requests.add(
        aRequest({
          id: ids.request,
          territoryId,
          passengerId: ids.passenger,
          ways: [{ ...aRequest().ways[0], id: ids.way, from: GRAMAT, to: SAINT_CERE } as Request['ways'][number]],
          promise: { dueAt: '2026-11-24T16:00:00.000Z', saidAt: AT, byMember: null, keptAt: null },
          needs: [],
        }),
        null,
      );
      const member = { id: REFERENT, login: 'referente', name: 'Référente', email: null, host: false } as const;
      await instance.members.add({ ...member, disabledAt: null, createdAt: AT });
      await instance.members.setMembership({
        memberId: REFERENT,
        territoryId,
        role: 'referent',
        communeCodes: [GRAMAT.communeCode],
      });
    });
    // A volunteer who goes anywhere fits everything: the one out of sight must not.
    await service.engine.atomically((trx) =>
      trx.deleteFrom('volunteer').where('person_id', '=', planted.ids.driver).execute(),
    );
    cookie = await signedIn();
    routes = Object.entries(MATRIX).filter(
      ([route, { opensTo }]) =>
        route.includes('/equipe') &&
        !route.includes('/connexion') &&
        !route.includes('/deconnexion') &&
        opensTo !== 'everyone' &&
        opensTo !== 'link',
    );
  });
  after(() => service.close());

  let sessions = 0;
  const signedIn = async (): Promise<string> => {
    sessions += 1;
    const token = `session-referente-${sessions}`;
    await service.service.storage.atomicallyOnInstance(({ members }) =>
      members.addSession({
        id: createHash('sha256').update(token).digest('hex'),
        memberId: REFERENT,
        createdAt: '2026-11-24T07:00:00.000Z',
        seenAt: '2026-11-24T07:59:00.000Z',
        expiresAt: '2026-12-24T20:00:00.000Z',
        device: null,
      }),
    );
    return `lotocar=${token}`;
  };

  const ask = async (route: string, line: MatrixLine, things: Planted) => {
    const [method = 'GET', pattern = '/'] = route.split(' ');
    const path = `/${planted.slug}${line.path ? line.path(things) : pattern.slice('/:territoire'.length)}`;
    const post = { 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/x-www-form-urlencoded' };
    const answer = await service.app.request(path, {
      method,
      headers: { Cookie: cookie, ...(method === 'POST' ? post : {}) },
      ...(method === 'POST' ? { body: new URLSearchParams(line.form?.(things) ?? {}) } : {}),
    });
    const text = `${answer.headers.get('Location') ?? ''}\n${await answer.text()}`;
    return { status: answer.status, text, path };
  };
  const read = async (page: string) => {
    const answer = await service.get(`/${planted.slug}${page}`, { Cookie: cookie });
    return { status: answer.status, text: await answer.text() };
  };
  const outside = () => planted.secrets.filter((secret) => !secret.endsWith('Membre'));
  const showsNothing = (text: string, path: string, route: string): void => {
    for (const secret of outside())
      assert.ok(!text.includes(secret) || path.includes(secret), `${route} shows "${secret}", out of sight`);
  };
  const rowsOutside = async (): Promise<string> => {
    const tables: Record<string, unknown> = {};
    for (const table of OWNED) {
      const rows: readonly object[] = await service.engine.db.selectFrom(table).selectAll().execute();
      tables[table] = rows.filter((row) => {
        const text = JSON.stringify(row);
        return Object.values(planted.ids).some((id) => text.includes(id)) && !text.includes('dedans');
      });
    }
    return JSON.stringify(tables);
  };

  test('reads every page of the desk open to the role, and finds nobody of elsewhere in it', async () => {
    for (const [route, line] of routes.filter(([name]) => name.startsWith('GET'))) {
      for (const things of [planted, inside]) {
        const { status, text, path } = await ask(route, line, things);
        assert.ok(status < 500, `${route}: ${status}`);
        if (line.opensTo !== 'everyone' && line.opensTo !== 'link' && !isAllowed('referent', line.opensTo))
          assert.equal(status, 403, route);
        showsNothing(text, path, route);
      }
    }
  });

  test('the sheets, by their address, are there inside and nowhere outside', async () => {
    for (const page of ['/equipe/demandes/', '/equipe/conducteurs/']) {
      const id = page.includes('demandes') ? 'request' : 'driver';
      assert.equal((await read(page + inside.ids[id])).status, 200, page);
      assert.equal((await read(page + planted.ids[id])).status, 404, page);
    }
    assert.equal((await read(`/equipe/conducteurs/${planted.ids.passenger}`)).status, 404);
    assert.equal((await read(`/equipe/conducteurs/${inside.ids.passenger}`)).status, 200);
  });

  test('finds by number and by name those of her communes only', async () => {
    for (const [text, name] of [
      [INSIDE.passenger, INSIDE.passenger],
      ['65 71 00 01', INSIDE.passenger],
    ] as const)
      for (const page of ['/equipe/demandes?q=', '/equipe/demandes/nouvelle?q='])
        assert.ok((await read(page + encodeURIComponent(text))).text.includes(name), `${page}${text}`);
    const number = planted.secrets.find((secret) => secret.startsWith('+33')) ?? '';
    for (const text of [planted.secrets[1] ?? '', number, number.slice(-6), 'serin', 'quercy'])
      for (const page of ['/equipe/demandes?q=', '/equipe/demandes/nouvelle?q=']) {
        const answer = await read(page + encodeURIComponent(text));
        // What was typed comes back in its field, written as numbers are.
        const typed = text.replaceAll(/\D/g, '').slice(-9);
        for (const secret of outside()) {
          const own = text.includes(secret) || (typed.length > 5 && secret.replaceAll(/\D/g, '').endsWith(typed));
          assert.ok(own || !answer.text.includes(secret), `${page}${text} shows ${secret}`);
        }
      }
  });

  test('sees the driver who fits her open request, whoever it is, and no other of elsewhere', async () => {
    const sheet = await read(`/equipe/demandes/${inside.ids.request}`);
    assert.ok(sheet.text.includes(INSIDE.fitting), 'on the sheet');
    const list = await read('/equipe/conducteurs?liste=tous');
    assert.ok(list.text.includes(INSIDE.fitting), 'in the list of drivers');
    assert.ok(list.text.includes(INSIDE.driver), 'and her own');
    assert.equal((await read('/equipe/conducteurs/convient')).status, 200);
  });

  test('posts about what is out of sight change nothing', async () => {
    const kept = await rowsOutside();
    for (const [route, line] of routes.filter(([name]) => name.startsWith('POST'))) {
      // A passenger who is out of sight is asked for by nobody here.
      const { status, text, path } = await ask(route, line, planted);
      assert.ok(status < 500, `${route}: ${status} ${text.slice(0, 300)}`);
      showsNothing(text, path, route);
    }
    assert.equal(await rowsOutside(), kept);
  });

  test('a caller for elsewhere is noted all the same, and stays in her care', async () => {
    const form = {
      telephone: '04 65 71 00 09',
      prenom: 'Yvonne',
      nom: 'Ailleurs',
      depart: 'Figeac',
      arrivee: 'Cahors',
      quand: 'date',
      date: '2026-12-15',
      horaire: 'matin',
      retour: 'non',
    };
    const answer = await service.post(`/${planted.slug}/equipe/demandes/nouvelle`, form, {
      Cookie: cookie,
      'Sec-Fetch-Site': 'same-origin',
    });
    assert.equal(answer.status, 303, await answer.text());
    const page = answer.headers.get('Location')?.replace(`/${planted.slug}`, '') ?? '';
    const shown = await read(page);
    assert.equal(shown.status, 200);
    assert.ok(shown.text.includes('Ailleurs'));
  });

  test('once the request is closed, the driver who fitted it is out of sight again', async () => {
    const { requests } = service.service.storage.in(planted.territoryId);
    const request = await requests.get(inside.ids.request);
    const closing = { reason: 'no-solution', at: AT, byMember: null } as const;
    await service.service.storage.atomically(planted.territoryId, (stores) =>
      stores.requests.save({ ...request, closing }, null),
    );
    assert.equal((await read('/equipe/conducteurs/convient')).status, 404);
    assert.ok(!(await read('/equipe/conducteurs?liste=tous')).text.includes(INSIDE.fitting));
    assert.equal((await read(`/equipe/conducteurs/${inside.ids.driver}`)).status, 200, 'hers stays');
  });

  test('without communes, she sees nobody', async () => {
    await service.service.storage.atomicallyOnInstance(({ members }) =>
      members.setMembership({
        memberId: REFERENT,
        territoryId: planted.territoryId,
        role: 'referent',
        communeCodes: [],
      }),
    );
    for (const page of ['/equipe', '/equipe/demandes', '/equipe/conducteurs?liste=tous', '/equipe/demandes?q=zoe']) {
      const { text } = await read(page);
      for (const name of Object.values(INSIDE)) assert.ok(!text.includes(name), `${page} shows ${name}`);
    }
  });
});
