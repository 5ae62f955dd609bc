import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { formatInstant } from '#src/time/zone.ts';
import { openTestService, type TestService, TUESDAY } from '#test/helpers/test-service.ts';
import { addMember, SAME, signIn } from '#test/helpers/team.ts';

suite('a request that many drivers could serve', () => {
  let service: TestService;
  let claire: { Cookie: string };
  let sheet = '';
  const drivers: string[] = [];
  before(async () => {
    service = await openTestService();
    await addMember(service, 'claire', { role: 'coordination' });
    claire = await signIn(service, 'claire');
    for (let number = 0; number < 60; number += 1)
      drivers.push((await service.addDriver({ lastName: `Fictif${number}`, trip: { maxDetour: null } })).driverId);
    const noted = await service.post(
      '/lot/equipe/demandes/nouvelle',
      {
        telephone: '05 36 49 12 34',
        prenom: 'Lucette',
        nom: 'Vidal',
        pour: 'moi',
        depart: 'Gramat',
        arrivee: 'Cahors',
        quand: 'date',
        date: '2026-12-01',
        horaire: 'rendez-vous',
        heure: '0930',
        retour: 'regle',
        personnes: '1',
        promesse_jour: '2026-11-26',
        promesse_heure: '17:00',
      },
      { ...claire, ...SAME },
    );
    sheet = (noted.headers.get('Location') ?? '').replace(/\?.*/u, '');
    assert.match(sheet, /\/equipe\/demandes\/\w+/u, await noted.text());
  });
  after(() => service.close());

  const shown = async (search = ''): Promise<{ readonly rows: number; readonly hidden: string | undefined }> => {
    const html = await (await service.get(`${sheet}${search}`, claire)).text();
    return {
      rows: new Set(html.match(/data-trip="[^"]+"/gu)).size,
      hidden: /Voir les (\d+) autres/u.exec(html)?.[1],
    };
  };

  test('the first ones, how many others, and all of them one link away', async () => {
    assert.deepEqual(await shown(), { rows: 6, hidden: '54' });
    assert.deepEqual(await shown('?tous=1'), { rows: 60, hidden: undefined });
  });

  test('who is never to be asked hides nobody, however many they are', async () => {
    await service.service.storage.atomically(service.territory.id, async ({ rests }) => {
      for (const personId of drivers.slice(0, 57))
        await rests.put({ personId, until: null, at: formatInstant(TUESDAY) });
    });
    assert.deepEqual(await shown(), { rows: 3, hidden: undefined });
  });
});
