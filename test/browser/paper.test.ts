import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { BrowserContext } from 'playwright-core';
import { keepDemoTimetable } from '#src/demo/keep-timetable.ts';
import { everyDay } from '#test/fixtures/drivers.ts';
import { addRequest, signInClaire } from '#test/fixtures/paper-life.ts';
import { changeTerritory } from '#test/helpers/change-territory.ts';
import { setSwitches } from '#test/helpers/set-switches.ts';
import { openTestService } from '#test/helpers/test-service.ts';
import { openTestSite, type TestSite } from './test-site.ts';

/** Every sheet of a PDF as Chromium wrote it, in millimetres. */
const sheetsOf = (pdf: Buffer): readonly string[] =>
  [...pdf.toString('latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(
    ([, width, height]) => `${Math.round((Number(width) / 72) * 25.4)} x ${Math.round((Number(height) / 72) * 25.4)}`,
  );

const A4 = '210 x 297';
const A6 = '105 x 148';

suite('what is printed', () => {
  let site: TestSite;
  let context: BrowserContext;
  before(async () => {
    // Before it opens: a program in a process of its own learns of a new timetable some minutes later.
    site = await openTestSite(async (changes) => {
      const service = await openTestService(changes);
      await keepDemoTimetable(service);
      return service;
    });
    const cookie = await signInClaire(site.service);
    context = await site.visitor({ cookie });
    for (let n = 0; n < 14; n += 1)
      await site.service.addDriver({
        firstName: 'Marie-Antoinette',
        lastName: `Delmasse${n}`,
        stops: n % 2 === 0 ? ['Gramat', 'Cahors'] : ['Gramat', 'Figeac'],
        trip: {
          schedule: everyDay(420 + n * 10),
        },
      });
    const { driverId, trip } = await site.service.addDriver({ firstName: 'Marie-Antoinette', lastName: 'Vaysse' });
    const driven = { driverId, tripId: trip.id };
    for (let n = 0; n < 16; n += 1) {
      await addRequest(site.service, {
        id: `jour${n}`,
        name: `Passagère Numéro${n}`,
        back: { kind: 'afternoon' },
        needs: ['walker', 'bags'],
        driven,
        drivenBack: driven,
      });
      await addRequest(site.service, {
        id: `cherche${n}`,
        name: `Cherche Numéro${n}`,
        // Within three days of opening: what is later takes one line of the sheet.
        when: { kind: 'dates', dates: ['2026-11-26'] },
        back: { kind: 'afternoon' },
      });
    }
    await addRequest(site.service, {
      id: 'longue',
      name: 'Marguerite de la Roche-Beaucourt',
      from: 'Saint-Cirq-Lapopie',
      to: 'Montcuq-en-Quercy-Blanc',
      address: 'Le Bourg, 46330 Saint-Cirq-Lapopie',
      back: { kind: 'any' },
      driven,
    });
  });
  after(async () => {
    await context.close();
    await site.close();
  });

  /** What Chromium prints of a page, and what must not be cut that is longer than what holds it. */
  const print = async (
    path: string,
  ): Promise<{ readonly sheets: readonly string[]; readonly cut: readonly string[]; readonly words: string }> => {
    const page = await context.newPage();
    const response = await page.goto(`${site.url}/lot${path}`);
    assert.equal(response?.status(), 200, path);
    await page.emulateMedia({ media: 'print' });
    const words = await page.evaluate(`document.querySelector('main').innerText`);
    const mayBreak = await page.evaluate(
      `[...document.querySelectorAll('.rides > li, .call-lines > li, .call-block, .by-line, .poster, .ride-card, tr')]
        .filter((row) => getComputedStyle(row).breakInside !== 'avoid').map((row) => row.outerHTML.slice(0, 80))`,
    );
    const clipped = await page.evaluate(
      `[...document.querySelectorAll('.poster, .flyer, .poster-lines, .strips li, .ride-card, .letter')]
        .filter((box) => box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1)
        .map((box) => box.className + ' ' + box.scrollHeight + '/' + box.clientHeight)`,
    );
    const pdf = await page.pdf({ preferCSSPageSize: true });
    await page.close();
    return {
      sheets: sheetsOf(pdf),
      cut: [...(mayBreak as string[]), ...(clipped as string[])],
      words: (words as string).replaceAll(/\s/g, ' '),
    };
  };

  test('the day, the calls and the lines go on A4 sheets, and no row is cut', async () => {
    for (const [path, least] of [
      ['/equipe/aujourdhui', 3],
      ['/equipe/imprimer/appels', 3],
      ['/equipe/imprimer/conducteurs', 1],
    ] as const) {
      const { sheets, cut } = await print(path);
      assert.ok(sheets.length >= least && sheets.length < 20, `${path}: ${sheets.length} sheets`);
      assert.deepEqual([...new Set(sheets)], [A4], path);
      assert.deepEqual(cut, [], path);
    }
  });

  test('a poster is one A4, with the number of the service and the name of nobody', async () => {
    for (const path of [
      '/lignes/affiche?commune=Gramat',
      '/lignes/affiche?commune=Luzech',
      '/equipe/imprimer/affiches',
      '/equipe/reglages/ouverture/affiche',
    ]) {
      const { sheets, cut, words } = await print(path);
      assert.deepEqual(sheets, [A4], path);
      assert.deepEqual(cut, [], path);
      assert.match(words, /05 36 49 00 00/);
      assert.doesNotMatch(words, /Delmasse|Vaysse|Marie|Passagère|Cherche|06 39/, path);
    }
  });

  test('with the week of its coaches and trains a poster is still one A4, however many go by car', async () => {
    const { communes } = site.service.service;
    await setSwitches(site.service, { timetables: true });
    const goals = communes.communesOfDepartment('46').filter(({ name }) => name !== 'Cahors');
    let drivers = 0;
    for (const many of [0, 1, 9, 24, 40]) {
      for (; drivers < many; drivers += 1)
        await site.service.addDriver({ stops: ['Cahors', goals[drivers * 7]?.name ?? ''] });
      const { sheets, cut, words } = await print('/lignes/affiche?commune=Cahors');
      assert.deepEqual(sheets, [A4], `${many} lines`);
      assert.deepEqual(cut, [], `${many} lines`);
      // Where a full sheet has no room for the hours, it says that there are some.
      const said =
        many < 40 ? /En car et en train, semaine du 24 au 30 novembre 2026/ : /Des cars et des trains partent/;
      assert.match(words, said, `${many} lines`);
      assert.match(words, /05 36 49 00 00/);
    }
    await setSwitches(site.service, {});
  });

  test('the poster that looks for drivers is one A4, without a name', async () => {
    const { sheets, cut, words } = await print('/equipe/imprimer/il-manque-quelquun');
    assert.deepEqual([sheets, cut], [[A4], []]);
    assert.match(words, /Gramat → Cahors/);
    assert.doesNotMatch(words, /Cherche|Passagère|Saint-Cirq/, 'a pair with a single asker is not printed');
  });

  test('the card of the next ride is one A6 in 20-point letters, however long the names', async () => {
    const { sheets, cut, words } = await print('/equipe/demandes/longue/carte');
    assert.deepEqual([sheets, cut], [[A6], []]);
    assert.match(words, /Mardi 24 novembre/);
    assert.match(words, /Avec :\s+Marie-Antoinette/);
    assert.doesNotMatch(words, /Vaysse/, 'a first name is enough');
    const page = await context.newPage();
    await page.goto(`${site.url}/lot/equipe/demandes/longue/carte`);
    await page.emulateMedia({ media: 'print' });
    const points = await page.evaluate(
      `parseFloat(getComputedStyle(document.querySelector('.ride-facts dd')).fontSize) * 0.75`,
    );
    assert.ok(Math.abs((points as number) - 20) < 0.5, `${String(points)} points`);
    const day = await page.evaluate(
      `parseFloat(getComputedStyle(document.querySelector('.ride-card h2')).fontSize) * 0.75`,
    );
    assert.ok((day as number) >= 20, `the day in ${String(day)} points`);
    await page.close();
  });

  test('the letter is one A4, its address behind the window of the envelope', async () => {
    const { sheets, cut, words } = await print('/equipe/demandes/longue/lettre');
    assert.deepEqual([sheets, cut], [[A4], []]);
    assert.match(words, /Marguerite de la Roche-Beaucourt\s+Le Bourg\s+46330 Saint-Cirq-Lapopie/);
  });

  test('all for tomorrow is one document, whose parts start on their own sheets', async () => {
    const page = await context.newPage();
    await page.goto(`${site.url}/lot/equipe/imprimer`);
    await page.getByRole('button', { name: 'Tout imprimer pour demain' }).click();
    await page.getByRole('heading', { name: 'Qui roule ce jour-là' }).waitFor();
    const path = new URL(page.url()).pathname.replace('/lot', '');
    await page.close();
    const { sheets, cut } = await print(path);
    assert.ok(sheets.length >= 6, `${sheets.length} sheets`);
    assert.deepEqual([[...new Set(sheets)], cut], [[A4], []]);
  });

  test('the papers of an opening hold on their sheets, however long the words of the territory', async () => {
    await changeTerritory(site.service, {
      name: 'Covoiturage solidaire de la communauté de communes du Haut-Quercy et de la Bouriane',
      phoneHours:
        'les lundi, mardi, jeudi et vendredi de 8 h 30 à 12 h 30 et de 13 h 30 à 17 h 30, le samedi de 9 h à 12 h',
      controller: 'Communauté de communes du Haut-Quercy et de la Bouriane, 1 place de la Mairie, 46300 Gourdon',
    });
    for (const [path, count] of [
      ['tract', 1],
      ['charte', 1],
      ['delegation', 1],
      ['demarrage', 2],
    ] as const) {
      const { sheets, cut } = await print(`/equipe/reglages/ouverture/${path}`);
      assert.deepEqual([sheets, cut], [Array.from({ length: count }, () => A4), []], path);
    }
  });
});
