import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { keepTrials } from '#src/jobs/keep-trials.ts';
import { addMember, SAME, signIn } from '#test/helpers/team.ts';
import { openTestService, TUESDAY, type TestService } from '#test/helpers/test-service.ts';
import { words } from '#test/helpers/words.ts';

const PATH = '/lot/equipe/chiffres/essais';
const PUBLIC = '/lot/ce-que-nous-avons-essaye';
const POSTERS = { jour: '2026-11-20', sorte: 'poster', quoi: 'Trente affiches au marché', cout: '35 €', communes: '' };

suite('what a territory tried', () => {
  let service: TestService;
  let claire: { readonly Cookie: string };
  let paul: { readonly Cookie: string };
  before(async () => {
    service = await openTestService();
    await addMember(service, 'claire', { role: 'coordination' });
    await addMember(service, 'paul', { role: 'member' });
    await addMember(service, 'elue', { role: 'figures' });
    service.setNow(TUESDAY.subtract({ hours: 24 * 10 }));
    await service.addDriver({ firstName: 'Avant' });
    service.setNow(TUESDAY);
    for (let count = 0; count < 6; count += 1) await service.addDriver({ stops: ['Gramat', 'Cahors'] });
    await service.addDriver({ stops: ['Figeac', 'Cahors'] });
    [claire, paul] = [await signIn(service, 'claire'), await signIn(service, 'paul')];
  });
  after(() => service.close());

  const read = async (path: string, headers: Record<string, string> = {}) => {
    const response = await service.get(path, headers);
    return { status: response.status, text: words(await response.text()).replaceAll('\u00a0', ' ') };
  };
  const note = (changes: Record<string, string> = {}) =>
    service.post(PATH, { ...POSTERS, ...changes }, { ...paul, ...SAME });
  const setStage = async (etape: string) => {
    const territory = await service.service.storage.instance.territories.findBySlug('lot');
    const form = { version: String(territory?.version), etape, quand: 'main' };
    const path = '/lot/equipe/reglages/ouvrir-le-service';
    assert.equal((await service.post(path, form, { ...claire, ...SAME })).status, 303);
  };
  const all = () => service.service.storage.in(service.territory.id).trials.list();

  test('stands inside the figures: the menu has no more entries', async () => {
    assert.ok((await (await service.get('/lot/equipe/chiffres', claire)).text()).includes(`href="${PATH}"`));
    assert.match((await read(PATH, claire)).text, /Aucun nom de personne/);
  });

  test('an error stands in its place and what was typed stays', async () => {
    const answer = await note({
      jour: 'hier matin',
      sorte: '',
      quoi: '',
      cout: 'cher',
      communes: 'Nullepart-les-Bains',
    });
    assert.equal(answer.status, 422);
    const text = await answer.text();
    assert.match(text, /5 points sont à revoir/);
    assert.match(text, /value="Nullepart-les-Bains"/);
    assert.deepEqual(await all(), []);
  });

  test('what followed is counted from the data, of all communes or of some', async () => {
    assert.equal((await note()).status, 303);
    assert.equal(
      (await note({ quoi: 'Réunion à la mairie', sorte: 'meeting', cout: '', communes: 'Gramat' })).status,
      303,
    );
    const { text } = await read(PATH, claire);
    assert.match(text, /Trente affiches au marché/);
    assert.match(text, /7 \(1 avant\)/);
    assert.match(text, /6 \(1 avant\)/);
    assert.match(text, /0 \(0 avant\)/);
    assert.match(text, /encore 24 jours à compter/);
    assert.match(text, /35 €/);
    assert.match(text, /non dit/);
    assert.match(text, /n’est pas forcément dû à l’action/);
  });

  test('what leaves the team is said in bands: to print for others, in the sheet, to who reads only figures', async () => {
    const elue = await signIn(service, 'elue');
    for (const { text } of [await read(`${PATH}?vue=autres`, claire), await read(PATH, elue)]) {
      assert.match(text, /5 à 9 \(moins de 5 avant\)/);
      assert.doesNotMatch(text, /7 \(1 avant\)|Noter un essai|Publier/);
    }
    const csv = (await read(`${PATH}/csv`, claire)).text;
    assert.match(csv, /;moins de 5;5 à 9;0;0;/);
    assert.equal((await service.post(PATH, POSTERS, { ...elue, ...SAME })).status, 403);
  });

  test('nothing is public until a line is published, by the coordination, and by nobody else', async () => {
    assert.equal((await read(PUBLIC)).status, 404);
    const [meeting, posters] = await all();
    const id = [meeting, posters].find((one) => one?.kind === 'poster')?.id ?? '';
    assert.equal((await service.post(`${PATH}/${id}/publier`, { publier: 'oui' }, { ...paul, ...SAME })).status, 403);
    await service.post(`${PATH}/${id}/publier`, { publier: 'oui' }, { ...claire, ...SAME });
    const { status, text } = await read(PUBLIC);
    assert.equal(status, 200);
    assert.match(text, /Trente affiches au marché/);
    assert.match(text, /5 à 9 \(moins de 5 avant\)/);
    assert.doesNotMatch(text, /Réunion à la mairie|7 \(1/);
    await setStage('drivers-first');
    assert.equal((await read(PUBLIC)).status, 200, 'what is published is read before the opening too');
    await setStage('unpublished');
    assert.equal((await read(PUBLIC)).status, 404);
    await setStage('open');
    await service.post(`${PATH}/${id}/publier`, { publier: 'non' }, { ...claire, ...SAME });
    assert.equal((await read(PUBLIC)).status, 404);
  });

  test('four weeks after, the counts are kept: who is erased later does not change them', async () => {
    const job = keepTrials(service.service.storage);
    assert.deepEqual(await job.run(service.service.clock()), { kept: 0 });
    service.setNow(TUESDAY.add({ hours: 24 * 30 }));
    assert.deepEqual(await job.run(service.service.clock()), { kept: 2 });
    assert.deepEqual(await job.run(service.service.clock()), { kept: 0 });
    await service.engine.atomically(async (trx) => {
      await trx.deleteFrom('trip').execute();
      await trx.deleteFrom('driver').execute();
    });
    const text = (await read(PATH, await signIn(service, 'claire'))).text;
    assert.match(text, /7 \(1 avant\)/);
    assert.doesNotMatch(text, /à compter/);
  });

  test('a line is erased by the team', async () => {
    const cookie = await signIn(service, 'paul');
    for (const { id } of await all()) await service.post(`${PATH}/${id}/retirer`, {}, { ...cookie, ...SAME });
    assert.deepEqual(await all(), []);
  });
});
