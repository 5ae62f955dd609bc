import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { weekdayBit } from '#src/time/weekdays.ts';
import { openTestService, type TestService, TUESDAY } from '#test/helpers/test-service.ts';
import { versionOf, words } from '#test/helpers/words.ts';
import { addMember, SAME, signIn } from '#test/helpers/team.ts';

const NEWS = /Une demande a maintenant une solution possible/;

suite('a wish that could not be met is kept', () => {
  let service: TestService;
  let claire: { Cookie: string };
  let minutes = 0;
  let path = '';
  before(async () => {
    service = await openTestService();
    await addMember(service, 'claire');
    claire = await signIn(service, 'claire');
  });
  after(() => service.close());

  /** A minute goes by, and what runs by itself runs. */
  const aMinuteLater = async (): Promise<void> => {
    service.setNow(TUESDAY.add({ minutes: (minutes += 1) }));
    await service.jobs.runDue();
  };
  const read = async (page: string): Promise<string> => {
    const response = await service.get(page, claire);
    assert.equal(response.status, 200, page);
    return response.text();
  };
  const post = async (page: string, form: Parameters<TestService['post']>[1]): Promise<string> => {
    const response = await service.post(page, form, { ...claire, ...SAME });
    assert.equal(response.status, 303, words(await response.text()).slice(0, 600));
    return response.headers.get('Location') ?? '';
  };

  test('noted with nobody to drive, then closed without a solution: nothing to tell', async () => {
    const location = await post('/lot/equipe/demandes/nouvelle', {
      telephone: '05 36 49 12 34',
      prenom: 'Lucette',
      nom: 'Vidal',
      pour: 'moi',
      depart: 'Gramat',
      arrivee: 'Cahors',
      quand: 'date',
      date: '2026-12-01',
      horaire: 'rendez-vous',
      heure: '1030',
      retour: 'non',
      personnes: '1',
      promesse_jour: '2026-11-25',
      promesse_heure: '17:00',
    });
    path = location.replace(/\?.*/, '');
    await aMinuteLater();
    await post(`${path}/cloture`, {
      version: versionOf(await read(path)),
      cle: 'cloture',
      motif: 'no-solution',
      prevenue: 'oui',
    });
    await aMinuteLater();
    assert.doesNotMatch(words(await read('/lot/equipe')), /solution possible/);
    assert.match(words(await read('/lot/equipe/solutions')), /Rien de nouveau/);
  });

  test('a driver joins: within the minute the desk says for whom, which way, and who', async () => {
    await service.addDriver({
      firstName: 'Odile',
      lastName: 'Delmas',
      phone: '+33639980042',
      welcomed: false,
      trip: {
        schedule: {
          kind: 'regular',
          weekdays: weekdayBit(2),
          departure: 540,
          from: null,
          until: null,
          excluded: [],
          pausedUntil: null,
        },
      },
    });
    await aMinuteLater();
    assert.doesNotMatch(words(await read('/lot/equipe')), NEWS, 'not welcomed yet');
    const id = /conducteurs\/([a-z2-7]{24})"/.exec(await read('/lot/equipe/conducteurs?liste=accueil'))?.[1] ?? '';
    await post(`/lot/equipe/conducteurs/${id}/accueil`, { information: 'oui' });
    await aMinuteLater();
    assert.match(words(await read('/lot/equipe')), NEWS);
    const list = words(await read('/lot/equipe/solutions'));
    assert.match(
      list,
      /Lucette Vidal.*pas de solution.*Aller Odile Delmas – 06 39 98 00 42 : De Gramat à Cahors, mardi, 9 h/,
    );
  });

  test('seen by one, it is off the list of all; and it does not come back by itself', async () => {
    const id = path.split('/').at(-1) ?? '';
    await post('/lot/equipe/solutions/vue', { demande: id });
    assert.doesNotMatch(words(await read('/lot/equipe')), NEWS);
    await aMinuteLater();
    assert.doesNotMatch(words(await read('/lot/equipe')), NEWS);
  });

  test('another night, with nobody any more, then somebody: it is news again, until it is settled', async () => {
    const html = await read('/lot/equipe/conducteurs?liste=tous');
    const driver = /conducteurs\/([a-z2-7]{24})"/.exec(html)?.[1] ?? '';
    await post(`/lot/equipe/conducteurs/${driver}/ecart`, { sens: 'ecarter', raison: 'absente' });
    await aMinuteLater();
    await post(`/lot/equipe/conducteurs/${driver}/ecart`, { sens: 'reprendre' });
    await aMinuteLater();
    assert.match(words(await read('/lot/equipe')), NEWS);
    await post(`${path}/reouverture`, { version: versionOf(await read(path)), cle: 'reouverture' });
    const sheet = await read(path);
    await post(`${path}/appel`, {
      version: versionOf(sheet),
      cle: 'appel',
      trajet: /name="trajet" value="([^"]+)"/.exec(sheet)?.[1] ?? '',
      occasions: '2026-12-01',
      conducteur: driver,
      offre: /name="offre" value="([^"]+)"/.exec(sheet)?.[1] ?? '',
      reponse: 'yes',
    });
    assert.match(words(await read('/lot/equipe/solutions')), /Rien de nouveau/, 'at once on the list');
    await aMinuteLater();
    assert.doesNotMatch(words(await read('/lot/equipe')), NEWS);
  });
});
