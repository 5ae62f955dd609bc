import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { openTestService, type TestService } from '#test/helpers/test-service.ts';
import { plant, type Planted } from '#test/web/canaries.ts';
import { words } from '#test/helpers/words.ts';

suite('when the team answers', () => {
  let service: TestService;
  let planted: Planted;
  before(async () => {
    service = await openTestService();
    planted = await plant(service.engine, 'quercy');
  });
  after(() => service.close());

  const who = () => ({ cookie: planted.cookies.coordination, origin: 'http://localhost:3000' });
  const territory = async () => {
    const found = await service.service.storage.instance.territories.findBySlug('quercy');
    assert.ok(found);
    return found;
  };
  const read = async (page: string) => words(await (await service.get(`/quercy${page}`, who())).text());
  const save = async (changes: Readonly<Record<string, string>>) => {
    const { version } = await territory();
    return service.post(
      '/quercy/equipe/reglages',
      {
        name: 'Lotocar d’essai',
        phone: '05 36 49 00 01',
        controller: 'Territoire d’essai',
        accent: '#1d5c63',
        direct: '5',
        small: '15',
        large: '45',
        tolerance: '60',
        answerDays: '2',
        heures_1: '9h-12h et 14h-17h',
        version: String(version),
        ...changes,
      },
      who(),
    );
  };
  const noteAbsence = (du: string, au: string, motif = '') =>
    service.post('/quercy/equipe/reglages/absences', { du, au, motif }, who());

  test('one field a day, read as people write; the sentence is written from them', async () => {
    assert.equal((await save({ heures_3: 'de 9 h à midi', heures_6: 'fermé' })).status, 303);
    assert.equal(
      (await territory()).phoneHours,
      'lundi, de 9\u00a0h à 12\u00a0h et de 14\u00a0h à 17\u00a0h ; mercredi, de 9\u00a0h à 12\u00a0h',
    );
    assert.match(await read(''), /lundi, de 9 h à 12 h et de 14 h à 17 h ; mercredi, de 9 h à 12 h/);
    const settings = await (await service.get('/quercy/equipe/reglages', who())).text();
    assert.match(settings, /name="heures_3" type="text" value="9\u00a0h - 12\u00a0h"/);
  });

  test('what cannot be read is said beside its day, and nothing is lost', async () => {
    const answer = await save({ heures_2: 'quand je peux', heures_4: '9h-12h' });
    const html = await answer.text();
    assert.equal(answer.status, 422);
    assert.match(words(html), /« quand je peux » ne se lit pas/);
    assert.match(html, /value="quand je peux"/);
    assert.match(html, /value="9h-12h"/);
    assert.match(words(await (await save({ heures_1: '' })).text()), /au moins un jour/);
  });

  test('an absence is said on public pages and on the answering machine, and promises skip it', async () => {
    await save({
      heures_1: '9h-12h, 14h-17h',
      heures_2: '9h-12h, 14h-17h',
      heures_3: '9h-12h, 14h-17h',
      heures_4: '9h-12h, 14h-17h',
      heures_5: '9h-12h, 14h-17h',
    });
    // The clock says Tuesday 24 November 2026, 9 h: the end of Wednesday is two whole days of opening away.
    assert.match(await (await service.get('/quercy/equipe/demandes/nouvelle', who())).text(), /value="2026-11-25"/);
    assert.equal((await noteAbsence('2026-11-25', '2026-11-27', 'congés de Marie')).status, 303);
    const sentence = 'L’équipe est absente du 25 au 27 novembre ; elle répond de nouveau lundi 30 novembre.';
    for (const page of ['', '/lignes', '/demande', '/equipe/repondeur'])
      assert.ok((await read(page)).includes(sentence), page);
    assert.ok(!(await read('')).includes('congés de Marie'), 'the reason is the team’s');
    assert.match(await read('/equipe/repondeur'), /Nous vous rappelons sous 2 jours d’ouverture, même si c’est non\./);
    assert.match(await (await service.get('/quercy/equipe/demandes/nouvelle', who())).text(), /value="2026-11-30"/);
  });

  test('rides that fall in it ask what to do, until someone says', async () => {
    assert.match(await read('/equipe/reglages/absences'), /Un trajet convenu tombe pendant une absence/);
    const kept = await service.post(`/quercy/equipe/reglages/absences/trajets/${planted.ids.ride}`, {}, who());
    assert.equal(kept.status, 303);
    assert.doesNotMatch(await read('/equipe/reglages/absences'), /tombe pendant une absence/);
  });

  test('dates that cannot be are refused with a sentence, and an absence is taken back', async () => {
    for (const [du, au, sentence] of [
      ['', '', /La date manque/],
      ['2026-12-26', '2026-12-24', /vient avant le premier/],
      ['2026-11-01', '2026-11-02', /sont passés/],
      ['2026-12-24', '2027-12-26', /vérifiez l’année/],
    ] as const) {
      const answer = await noteAbsence(du, au);
      assert.equal(answer.status, 422);
      assert.match(words(await answer.text()), sentence);
    }
    for (const { id } of (await territory()).closures)
      await service.post(`/quercy/equipe/reglages/absences/${id}/retirer`, {}, who());
    assert.deepEqual((await territory()).closures, []);
    assert.doesNotMatch(await read(''), /absente/);
  });
});
