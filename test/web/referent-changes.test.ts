import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { MessageState } from '#src/outbox/outbox-message.ts';
import { newMessage } from '#src/outbox/outbox-message.ts';
import type { Request } from '#src/requests/request.ts';
import type { Database } from '#src/storage/schema/database.ts';
import { aPerson, aRequest, FIGEAC, GRAMAT } from '#test/fixtures/drivers.ts';
import { TUESDAY } from '#test/helpers/test-service.ts';
import type { Planted } from './canaries.ts';
import type { MatrixLine } from './matrix-lines.ts';
import { FITTING, INSIDE, openReferentDesk, type ReferentDesk } from './referent-desk.ts';

const AT = '2026-11-20T09:00:00.000Z';
const SHEET = '/:territoire/equipe/conducteurs/:id';
const TEAM = /C’est l’équipe qui s’occupe de cette fiche/;
/** What is kept of someone who drives. */
const KEPT = [
  'person',
  'person_phone',
  'consent',
  'driver',
  'trip',
  'volunteer',
  'link',
] as const satisfies readonly (keyof Database)[];

suite('what a referent of Gramat may change', () => {
  let desk: ReferentDesk;
  /** Routes under somebody's sheet. */
  let under: readonly (readonly [string, MatrixLine])[];
  let fitting: Planted;
  before(async () => {
    desk = await openReferentDesk();
    under = desk.routes.filter(([name]) => name.includes(`${SHEET}/`));
    fitting = { ...desk.inside, ids: { ...desk.inside.ids, ...FITTING } };
    const { planted, inside, service } = desk;
    const { territoryId } = planted;
    await service.service.storage.atomically(territoryId, async ({ people, drivers, volunteers }) => {
      for (const [id, lastName, number, home] of [
        ['benevole', 'DedansBenevole', '+33465710004', GRAMAT],
        ['benevole-ailleurs', 'BenevoleAilleurs', '+33465710005', FIGEAC],
      ] as const) {
        await people.add(aPerson({ id, territoryId, lastName, phones: [{ number, kind: 'mobile', sms: true }] }));
        await drivers.add({ personId: id, welcomedOn: '2026-11-02', welcomedBy: null, createdAt: AT });
        await volunteers.add({
          personId: id,
          territoryId,
          home,
          mornings: 1,
          afternoons: 0,
          radius: 5,
          takes: [],
          mostAMonth: null,
          absences: [],
          pausedUntil: null,
          createdAt: AT,
          version: 1,
        });
      }
    });
    assert.equal(inside.ids.driver, 'dedans-conductrice');
  });
  after(() => desk.close());

  const post = (page: string, form: Record<string, string>) =>
    desk.service.post(`/${desk.planted.slug}${page}`, form, { Cookie: desk.cookie, 'Sec-Fetch-Site': 'same-origin' });
  const rowsOf = async (ids: readonly string[]): Promise<string> => {
    const tables: Record<string, unknown> = {};
    for (const table of KEPT) {
      const rows: readonly object[] = await desk.service.engine.db.selectFrom(table).selectAll().execute();
      tables[table] = rows.filter((row) => ids.some((id) => JSON.stringify(row).includes(`"${id}"`)));
    }
    return JSON.stringify(tables);
  };

  test('whoever merely fits a request is called, and nothing of their sheet is changed', async () => {
    const kept = await rowsOf(Object.values(FITTING));
    assert.ok(kept.includes(INSIDE.fitting));
    assert.ok(under.length > 15, `${under.length} routes`);
    for (const [route, line] of under) {
      const { status, text } = await desk.ask(route, line, fitting);
      assert.equal(status, 403, route);
      assert.match(text, TEAM, route);
    }
    assert.equal(await rowsOf(Object.values(FITTING)), kept);
  });

  test('their sheet says whose it is and shows the number, without a single button', async () => {
    const { status, text } = await desk.read(`/equipe/conducteurs/${FITTING.driver}`);
    assert.equal(status, 200);
    assert.match(text, TEAM);
    assert.ok(text.includes('tel:+33465710003'));
    const main = text.slice(text.indexOf('<main'), text.indexOf('</main>'));
    assert.doesNotMatch(main, /<form|<button/u);
    assert.doesNotMatch(main, new RegExp(`/equipe/conducteurs/${FITTING.driver}/`, 'u'));
  });

  test('their answer is noted on the request all the same', async () => {
    const { ids } = desk.inside;
    const sheet = await desk.read(`/equipe/demandes/${ids.request}`);
    const answer = await post(`/equipe/demandes/${ids.request}/appel`, {
      version: /name="version" value="(\d+)"/u.exec(sheet.text)?.[1] ?? '',
      trajet: ids.way,
      occasions: '2026-12-01',
      conducteur: FITTING.driver,
      offre: FITTING.trip,
      reponse: 'not-reached',
    });
    assert.equal(answer.status, 303, (await answer.text()).replaceAll(/<[^>]+>/gu, ' '));
  });

  test('her own driver cannot be joined with one who is not hers', async () => {
    const kept = await rowsOf([...Object.values(FITTING), desk.inside.ids.driver]);
    const answer = await post(`/equipe/conducteurs/${desk.inside.ids.driver}/reunir`, { avec: FITTING.driver });
    assert.equal(answer.status, 403);
    assert.match(await answer.text(), TEAM);
    assert.equal(await rowsOf([...Object.values(FITTING), desk.inside.ids.driver]), kept);
  });

  test('whoever fits and calls for a ride of their own is her passenger from then on', async () => {
    const answer = await post('/equipe/demandes/nouvelle', {
      personne: FITTING.driver,
      telephone: '04 65 71 00 03',
      prenom: 'Zoé',
      nom: INSIDE.fitting,
      pour: 'moi',
      information: 'oui',
      depart: 'Gramat',
      arrivee: 'Figeac',
      quand: 'date',
      date: '2026-12-15',
      horaire: 'matin',
      retour: 'non',
    });
    assert.equal(answer.status, 303, (await answer.text()).replaceAll(/<[^>]+>/gu, ' '));
    assert.doesNotMatch((await desk.read(`/equipe/conducteurs/${FITTING.driver}`)).text, TEAM);
  });

  test('the drivers and the volunteers of her communes are hers, and no volunteer of elsewhere', async () => {
    const list = (await desk.read('/equipe/conducteurs?liste=tous')).text;
    assert.ok(list.includes('DedansBenevole'));
    assert.ok(!list.includes('BenevoleAilleurs'));
    assert.equal((await desk.read('/equipe/conducteurs/benevole-ailleurs')).status, 404);
    for (const page of [`${desk.inside.ids.driver}/trajets/${desk.inside.ids.trip}/pause`, 'benevole/expres/pause'])
      assert.equal((await post(`/equipe/conducteurs/${page}`, {})).status, 303, page);
    assert.equal((await post('/equipe/conducteurs/benevole-ailleurs/expres/pause', {})).status, 404);
  });

  test('is told of a wish of her communes that has found someone, closed without a solution though it was', async () => {
    const { storage } = desk.service.service;
    const { territoryId } = desk.planted;
    await storage.atomically(territoryId, async ({ requests, wishes }) => {
      const way = {
        ...aRequest().ways[0],
        id: 'dedans-souhait-aller',
        from: GRAMAT,
        to: FIGEAC,
      } as Request['ways'][number];
      const request = aRequest({
        id: 'dedans-souhait',
        territoryId,
        passengerId: desk.inside.ids.passenger,
        ways: [{ ...way, when: { kind: 'dates', dates: ['2026-12-03'] } }],
        closing: { reason: 'no-solution', at: AT, byMember: null },
        needs: [],
      });
      await requests.add(request, null);
      await wishes.keep({
        wayId: way.id,
        requestId: request.id,
        state: 'found',
        found: [{ driverId: 'benevole-ailleurs', tripId: null }],
        foundAt: AT,
        requestVersion: 1,
        lookedAt: AT,
        seenBy: null,
      });
    });
    assert.match((await desk.read('/equipe')).text, /Une demande a maintenant une solution possible/u);
    const { text } = await desk.read('/equipe/solutions');
    assert.ok(text.includes('BenevoleAilleurs'), 'who was found');
    assert.ok(text.includes('tel:+33465710005'));
    for (const secret of desk.planted.secrets) assert.ok(!text.includes(secret) || secret.endsWith('Membre'), secret);
    assert.match((await desk.read('/equipe/conducteurs/benevole-ailleurs')).text, TEAM);
    assert.equal((await post('/equipe/solutions/vue', { demande: 'dedans-souhait' })).status, 303);
    assert.equal((await desk.read('/equipe/conducteurs/benevole-ailleurs')).status, 404, 'seen: out of sight again');
  });

  test('of a driver who fits, reads the messages about her requests and not about others’', async () => {
    const { territoryId, ids } = desk.planted;
    const driverId = desk.inside.ids.driver;
    const message = (id: string, about: Parameters<typeof newMessage>[0]['about'], state: MessageState = 'failed') => ({
      ...newMessage(
        {
          id,
          territoryId,
          key: id,
          channel: 'sms',
          personId: driverId,
          to: '+33465710002',
          purpose: 'ride-agreed',
          about,
          text: `mots-de-${id}`,
        },
        TUESDAY,
        'Europe/Paris',
      ),
      state,
    });
    await desk.service.service.storage.atomically(territoryId, async ({ outbox }) => {
      await outbox.add(message('hors-vue', { kind: 'request', id: ids.request }));
      await outbox.add(message('hors-vue-demande', { kind: 'introduction', id: ids.introduction }));
      await outbox.add(message('en-vue', { kind: 'request', id: desk.inside.ids.request }));
      await outbox.add(message('sa-fiche', { kind: 'person', id: driverId }));
    });
    const { text } = await desk.read('/equipe/messages');
    assert.ok(text.includes('mots-de-en-vue'));
    assert.ok(text.includes('mots-de-sa-fiche'));
    assert.ok(!text.includes('mots-de-hors-vue'));
    for (const geste of ['dit', 'renvoyer'])
      assert.equal((await post(`/equipe/messages/hors-vue/${geste}`, {})).status, 404);
    assert.equal((await post('/equipe/messages/en-vue/dit', {})).status, 303);
  });
});
