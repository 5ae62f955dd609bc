import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Kysely } from 'kysely';
import type { Database } from '#src/storage/schema/database.ts';
import { isAllowed } from '#src/team/member.ts';
import { openTestService, type TestService } from '#test/helpers/test-service.ts';
import { plant, type Planted } from './canaries.ts';
import { MATRIX, type MatrixLine } from './matrix-lines.ts';

const ROLES = ['anonymous', 'figures', 'member', 'coordination', 'stranger'] as const;
type Role = (typeof ROLES)[number];

const SIGN_OUT = 'POST /:territoire/equipe/deconnexion';

/** The tables whose rows belong to a territory: what nobody from elsewhere may change. */
const OWNED = [
  'local_place',
  'person',
  'person_phone',
  'consent',
  'driver',
  'trip',
  'volunteer',
  'request',
  'way',
  'ride',
  'ride_day',
  'paper_sheet',
  'paper_line',
  'settled_otherwise',
  'promise',
  'introduction',
  'call',
  'wish',
  'call_draft',
  'closure',
  'trial',
  'other_way',
  'closure_ride',
  'outbox_message',
  'message_setting',
  'incoming_sms',
  'forgotten_sms',
  'lost_ride',
  'membership',
  'recovery_code',
  'neighbour_agreement',
  'sheet_import',
  'sheet_import_line',
  'sheet_import_thing',
  'territory',
] as const satisfies readonly (keyof Database)[];

const snapshot = async (db: Kysely<Database>, planted: Planted): Promise<string> => {
  const tables: Record<string, unknown> = {};
  for (const table of OWNED) {
    const column = table === 'territory' ? 'id' : 'territory_id';
    tables[table] = await db
      .selectFrom(table)
      .selectAll()
      .where(column as never, '=', planted.territoryId as never)
      .execute();
  }
  return JSON.stringify(tables);
};

const allowed = (role: Role, { opensTo }: MatrixLine): boolean => {
  if (opensTo === 'everyone' || opensTo === 'link') return true;
  return role !== 'anonymous' && role !== 'stranger' && isAllowed(role, opensTo);
};

suite('every route, every role, two territories', () => {
  let service: TestService;
  let lot: Planted;
  let tarn: Planted;
  let lines: readonly (readonly [string, MatrixLine])[] = [];
  let routes: readonly string[] = [];

  before(async () => {
    service = await openTestService();
    // The helper's own "lot" makes room for two planted ones.
    lot = await plant(service.engine, 'quercy');
    tarn = await plant(service.engine, 'segala');
    routes = [
      ...new Set(
        service.app.routes.filter((route) => route.method !== 'ALL').map((route) => `${route.method} ${route.path}`),
      ),
    ];
    // Signing out ends the session of whoever asks: it comes last.
    lines = Object.entries(MATRIX).toSorted(([a], [b]) => Number(a === SIGN_OUT) - Number(b === SIGN_OUT));
  });
  after(() => service.close());

  const cookieOf = (role: Role, here: Planted, elsewhere: Planted): string | undefined => {
    if (role === 'anonymous') return undefined;
    return role === 'stranger' ? elsewhere.cookies.coordination : here.cookies[role];
  };

  const ask = async (
    route: string,
    line: MatrixLine,
    at: Planted,
    things: Planted,
    cookie: string | undefined,
  ): Promise<Response> => {
    const [method = 'GET', pattern = '/'] = route.split(' ');
    const path = pattern.startsWith('/:territoire')
      ? `/${at.slug}${line.path ? line.path(things) : pattern.slice('/:territoire'.length)}`
      : pattern;
    return service.app.request(path, {
      method,
      headers: {
        ...(cookie === undefined ? {} : { Cookie: cookie }),
        ...(method === 'POST'
          ? { 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/x-www-form-urlencoded' }
          : {}),
      },
      ...(method === 'POST' ? { body: new URLSearchParams(line.form?.(things) ?? {}) } : {}),
    });
  };

  /** Everything an answer says: its words and where it sends. */
  const said = async (response: Response): Promise<string> =>
    `${response.headers.get('Location') ?? ''}\n${response.headers.get('Set-Cookie') ?? ''}\n${await response.text()}`;

  test('each route has its line, and each line its route', () => {
    assert.deepEqual(
      routes.filter((route) => !(route in MATRIX)),
      [],
      'routes without a line',
    );
    assert.deepEqual(
      Object.keys(MATRIX).filter((route) => !routes.includes(route)),
      [],
      'lines without a route',
    );
  });

  test('a canary is seen where it may be: the matrix is not blind', async () => {
    const sheet = await service.app.request(`/${lot.slug}/equipe/demandes/${lot.ids.request}`, {
      headers: { Cookie: lot.cookies.member },
    });
    assert.equal(sheet.status, 200);
    assert.ok((await sheet.text()).includes(lot.secrets[1] ?? ''), 'the request sheet shows its passenger to the team');
    const search = await service.app.request(`/${lot.slug}/trajets?depart=46102&arrivee=46042`);
    assert.ok((await search.text()).includes(`data-trip="${lot.ids.trip}"`), 'the planted trip is found');
  });

  for (const role of ROLES) {
    test(`${role}: reads what it may, and nothing of the other territory`, async () => {
      for (const [route, line] of lines.filter(([name]) => name.startsWith('GET'))) {
        const response = await ask(route, line, lot, lot, cookieOf(role, lot, tarn));
        const text = await said(response);
        assert.ok(response.status < 500, `${route}: ${response.status}`);
        if (!allowed(role, line))
          assert.ok([303, 403].includes(response.status), `${route} opens to ${role}: ${response.status}`);
        else if (line.hostOnly || line.leadsNowhere) assert.equal(response.status, 404, `${route} opens to ${role}`);
        else
          assert.ok(
            response.status < 400 || route === 'GET /assets/:name',
            `${route} is closed to ${role}: ${response.status}`,
          );
        for (const canary of tarn.all)
          assert.ok(!text.includes(canary), `${route} shows ${role} "${canary}" of the other territory`);
        if (line.opensTo === 'everyone' || !allowed(role, line)) {
          const own = line.mayShow?.(lot) ?? [];
          for (const secret of lot.secrets)
            assert.ok(own.includes(secret) || !text.includes(secret), `${route} shows ${role} the secret "${secret}"`);
        }
      }
    });

    test(`${role}: the ids and tokens of another territory lead nowhere here`, async () => {
      for (const [route, line] of lines) {
        if (!line.path) continue;
        const response = await ask(route, line, lot, tarn, cookieOf(role, lot, tarn));
        const text = await said(response);
        assert.ok(response.status < 500, `${route}: ${response.status}`);
        // A path asked for comes back in links: only what was not asked is a leak.
        const asked = line.path(tarn);
        for (const canary of tarn.secrets)
          assert.ok(!text.includes(canary) || asked.includes(canary), `${route} shows ${role} "${canary}" across`);
      }
    });
  }

  test('no post changes a row of another territory', async () => {
    const before_ = await snapshot(service.engine.db, tarn);
    for (const role of ROLES) {
      for (const [route, line] of lines.filter(([name]) => name.startsWith('POST'))) {
        // Asked here with their things; then asked at their address by someone who is signed in here only.
        const here = await ask(route, line, lot, tarn, cookieOf(role, lot, tarn));
        assert.ok(here.status < 500, `${route}: ${here.status}`);
        if (line.opensTo === 'everyone' || line.opensTo === 'link' || role === 'stranger') continue;
        const there = await ask(route, line, tarn, tarn, cookieOf(role, lot, lot));
        assert.ok([303, 403].includes(there.status), `${route} at the other territory: ${there.status} for ${role}`);
        await there.body?.cancel();
      }
    }
    assert.equal(await snapshot(service.engine.db, tarn), before_);
  });

  test('a role that may not is stopped before it changes anything', async () => {
    const before_ = await snapshot(service.engine.db, tarn);
    for (const role of ['anonymous', 'figures', 'member'] as const) {
      for (const [route, line] of lines.filter(([name]) => name.startsWith('POST'))) {
        if (allowed(role, line)) continue;
        const response = await ask(route, line, tarn, tarn, cookieOf(role, tarn, lot));
        assert.ok([303, 403].includes(response.status), `${route} opens to ${role}: ${response.status}`);
        if (response.status === 303) assert.match(response.headers.get('Location') ?? '', /connexion/, route);
      }
    }
    assert.equal(await snapshot(service.engine.db, tarn), before_);
  });

  test('who is not signed in is sent to sign in, and comes back', async () => {
    const response = await service.app.request(`/${lot.slug}/equipe/chiffres`);
    assert.equal(response.status, 303);
    assert.equal(response.headers.get('Location'), `/${lot.slug}/equipe/connexion?retour=%2Fequipe%2Fchiffres`);
  });
});
