import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Database } from '#src/storage/schema/database.ts';
import { isAllowed } from '#src/team/member.ts';
import { FITTING, INSIDE, openReferentDesk, REFERENT, type ReferentDesk } from './referent-desk.ts';

const AT = '2026-11-20T09:00:00.000Z';

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
  let desk: ReferentDesk;
  let { service, planted, inside, routes, cookie, ask, read } = {} as ReferentDesk;
  before(async () => {
    desk = await openReferentDesk();
    ({ service, planted, inside, routes, cookie, ask, read } = desk);
  });
  after(() => desk.close());

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
    assert.equal((await read(`/equipe/conducteurs/${FITTING.driver}`)).status, 200);
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
    assert.equal((await read(`/equipe/conducteurs/${FITTING.driver}`)).status, 404);
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
