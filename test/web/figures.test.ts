import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { type ClosingReason } from '#src/requests/request.ts';
import { aPerson, aRequest, CAHORS, FIGEAC, GRAMAT } from '#test/fixtures/drivers.ts';
import { openTestService, type TestService } from '#test/helpers/test-service.ts';
import { plant, type Planted } from '#test/web/canaries.ts';

const OCTOBER = '2026-10-12T08:00:00.000Z';
const ASSIER = { ...GRAMAT, label: 'Assier', communeName: 'Assier', communeCode: '46009' };
const words = (html: string): string =>
  html
    .replaceAll(/<style.*?<\/style>/g, ' ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/[\s\u00a0\u202f]+/g, ' ')
    .trim();

suite('the figures', () => {
  let service: TestService;
  let planted: Planted;
  before(async () => {
    service = await openTestService();
    planted = await plant(service.engine, 'quercy');
    const { territoryId } = planted;
    await service.service.storage.atomically(territoryId, async ({ people, requests }) => {
      const add = async (id: string, commune: typeof CAHORS, reason: ClosingReason | null) => {
        const [way] = aRequest().ways;
        assert.ok(way);
        await people.add(aPerson({ id: `p-${id}`, territoryId, phones: [] }));
        await requests.add(
          aRequest({
            id,
            territoryId,
            passengerId: `p-${id}`,
            createdAt: OCTOBER,
            updatedAt: OCTOBER,
            ways: [{ ...way, id: `w-${id}`, from: commune, to: FIGEAC }],
            closing: reason && { reason, at: '2026-10-13T08:00:00.000Z', byMember: null },
          }),
          null,
        );
      };
      for (let index = 0; index < 7; index += 1) await add(`cahors-${index}`, CAHORS, 'done');
      for (let index = 0; index < 6; index += 1) await add(`cahors-non-${index}`, CAHORS, 'no-solution');
      await add('gramat', GRAMAT, 'no-solution');
      await add('gramat-attend', GRAMAT, null);
      for (let index = 0; index < 8; index += 1) await add(`figeac-${index}`, FIGEAC, 'done');
      await add('assier', ASSIER, 'done');
    });
  });
  after(() => service.close());

  const read = async (role: 'member' | 'figures', query = '') => {
    const answer = await service.get(`/quercy/equipe/chiffres${query}`, { Cookie: planted.cookies[role] });
    assert.equal(answer.status, 200);
    return words(await answer.text());
  };

  test('a sentence first, of the last whole month, and the month before beside it', async () => {
    const page = await read('member');
    assert.match(page, /En octobre, 24 personnes ont demandé 24 trajets ; 16 ont eu une solution, 7 non, 1 attend\./);
    assert.match(page, /Le mois octobre 2026 septembre 2026 Demandes 24 0/);
    assert.match(page, /Réponses en 48 heures 100 % \(23 sur 23\)/);
    assert.match(await read('member', '?mois=2026-11'), /Les chiffres de novembre 2026.*Demandes 1 24/);
    assert.match(await read('member', '?mois=2031-01'), /Les chiffres d’octobre 2026/);
  });

  test('the team reads every count; what leaves it hides those that point at someone, and a second one', async () => {
    assert.match(await read('member'), /Gramat 0 0 1 0 1 2/);
    for (const page of [await read('figures'), await read('member', '?vue=elus')]) {
      assert.match(page, /Les autres communes, ensemble masqué 0 masqué 0 masqué masqué/);
      assert.doesNotMatch(page, /Gramat|Assier/);
      assert.match(page, /Demandes 24 0/, 'the totals are shown');
      assert.match(page, /Total 16 0 7 0 1 24/);
      assert.ok(page.split(' masqué').length > 4, 'seconds beside the first');
      assert.match(page, /Dans un petit territoire, il désignerait quelqu’un/);
    }
  });

  test('the spreadsheet opens in French, and hides as much whoever asks', async () => {
    for (const role of ['member', 'figures'] as const) {
      const answer = await service.get('/quercy/equipe/chiffres/csv', { Cookie: planted.cookies[role] });
      const bytes = new Uint8Array(await answer.arrayBuffer());
      assert.deepEqual(bytes.slice(0, 3), Uint8Array.of(0xef, 0xbb, 0xbf));
      const text = new TextDecoder().decode(bytes);
      assert.match(text, /Demandes;24;0/);
      assert.match(text, /Les autres communes, ensemble;masqué;0;masqué;0;masqué;masqué/);
      assert.match(answer.headers.get('Content-Disposition') ?? '', /chiffres-quercy-2026-10\.csv/);
    }
  });
});
