import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { FITTING, INSIDE, openReferentDesk, type ReferentDesk } from './referent-desk.ts';

const DAY = '2026-12-01';
const AT = '2026-11-20T09:00:00.000Z';

suite('volunteers in the sight of a referent', () => {
  let desk: ReferentDesk;
  before(async () => {
    desk = await openReferentDesk();
  });
  after(() => desk.close());

  const showsNothing = (text: string, page: string): void => {
    for (const secret of desk.planted.secrets)
      assert.ok(secret.endsWith('Membre') || !text.includes(secret), `${page} shows "${secret}", out of sight`);
  };
  const post = (page: string, form: Readonly<Record<string, string>>) =>
    desk.service.post(`/${desk.planted.slug}${page}`, form, { Cookie: desk.cookie, 'Sec-Fetch-Site': 'same-origin' });
  const requestPage = (): string => `/equipe/demandes/${desk.inside.ids.request}`;

  test('those who fit an open request of hers, and no other: sheet, list, paper, their own page', async () => {
    for (const page of [requestPage(), '/equipe/conducteurs?liste=expres', '/equipe/imprimer/appels']) {
      const { text } = await desk.read(page);
      assert.ok(text.includes(INSIDE.volunteer), `${page} has no volunteer`);
      showsNothing(text, page);
    }
    const own = await desk.read(`/equipe/conducteurs/${FITTING.volunteer}`);
    assert.ok(own.text.includes(FITTING.door), 'their door, for who calls them');
    assert.equal((await desk.read(`/equipe/conducteurs/${desk.planted.ids.driver}`)).status, 404);
  });

  test('in the panel of a call being noted, those in sight only: it is no request yet', async () => {
    const panel = async (depart: string, arrivee: string): Promise<string> => {
      const form = { depart, arrivee, quand: 'date', date: DAY, horaire: 'peu-importe', retour: 'non' };
      const answer = await post('/equipe/demandes/nouvelle/qui-convient', form);
      assert.equal(answer.status, 200);
      return answer.text();
    };
    assert.ok((await panel('Gramat', 'Saint-Céré')).includes(INSIDE.volunteer));
    // Whoever is out of sight lives there, and would fit.
    showsNothing(await panel('Figeac', 'Figeac'), 'the panel');
  });

  test('no volunteer of elsewhere is asked to drive on purpose, aloud or by a message', async () => {
    const { ids } = desk.planted;
    const { requests, introductions } = desk.service.service.storage.in(desk.planted.territoryId);
    const kept = [await requests.list({}), await introductions.listOfDriver(ids.driver)];
    for (const [gesture, form] of [
      ['appel', { conducteur: ids.driver, offre: '', occasions: DAY, expres: 'oui', reponse: 'yes' }],
      ['demander', { demander: `${ids.driver}  ${DAY} expres` }],
    ] as const) {
      const version = /name="version" value="(\d+)"/.exec((await desk.read(requestPage())).text)?.[1] ?? '';
      const answer = await post(`${requestPage()}/${gesture}`, {
        version,
        cle: 'appel',
        trajet: desk.inside.ids.way,
        ...form,
      });
      assert.equal(answer.status, 422, gesture);
      showsNothing(await answer.text(), gesture);
    }
    assert.deepEqual([await requests.list({}), await introductions.listOfDriver(ids.driver)], kept);
  });

  test('once the request is closed, they are out of sight again', async () => {
    const { storage } = desk.service.service;
    await storage.atomically(desk.planted.territoryId, async ({ requests }) =>
      requests.save(
        {
          ...(await requests.get(desk.inside.ids.request)),
          closing: { reason: 'no-solution', at: AT, byMember: null },
        },
        null,
      ),
    );
    assert.equal((await desk.read(`/equipe/conducteurs/${FITTING.volunteer}`)).status, 404);
    assert.ok(!(await desk.read('/equipe/conducteurs?liste=expres')).text.includes(INSIDE.volunteer));
  });
});
