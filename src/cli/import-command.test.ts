import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { importCommand } from '#src/cli/import-command.ts';
import { readConfig } from '#src/config.ts';
import { createLogger } from '#src/log.ts';
import { type OpenService, openService } from '#src/main.ts';
import { STYLES, workbookOf } from '#test/fixtures/workbook.ts';

const fixture = (name: string): string =>
  fileURLToPath(new URL(`../../test/fixtures/sheets/${name}.csv`, import.meta.url));

suite('lotocar import', () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'lotocar-import-'));
  let open: OpenService;
  const run = async (...args: readonly string[]): Promise<string> => {
    const said: string[] = [];
    await importCommand(args, open.service, { say: (text) => said.push(text) });
    return said.join('\n');
  };
  const slugs = async (): Promise<readonly string[]> =>
    (await open.service.storage.instance.territories.list()).map(({ slug }) => slug);

  before(async () => {
    open = await openService({
      config: { ...readConfig({}), dataFolder },
      log: createLogger('silent'),
      clock: () => Temporal.Instant.from('2026-11-22T20:00:00Z'),
    });
  });
  after(async () => {
    await open.close();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  test('a territory that is not there is opened only when asked, and never by a dry run', async () => {
    await assert.rejects(run(fixture('lot-21-utf8-virgule'), '--territory', 'lot'), /Ajoutez --create/);
    const dry = await run(fixture('lot-21-utf8-virgule'), '--territory', 'lot', '--create', '--dry-run');
    assert.match(dry, /Lotocar \(Lot\) serait ouvert à l’adresse \/lot : les 312 communes/);
    assert.match(dry, /10 lignes ne peuvent pas être prises :\n {2}ligne 6 : .*30\/02\/2026 n'existe pas/);
    assert.match(dry, /Rien n’a été écrit/);
    assert.deepEqual(await slugs(), []);
  });

  test('--create opens it with the département of its places, then the same sheet changes nothing', async () => {
    const first = await run(fixture('lot-21-utf8-virgule'), '--territory', 'lot', '--create');
    assert.match(first, /Lotocar \(Lot\) est ouvert/);
    assert.match(first, /Ajouté : 9 personnes, 19 trajets \(dont 9 retours\)/);
    assert.match(first, /9 personnes attendent d’être accueillies/);
    assert.deepEqual(await slugs(), ['lot']);
    const second = await run(fixture('lot-21-windows1252-point-virgule'), '--territory', 'lot', '--create');
    assert.match(second, /Ajouté : rien/);
    assert.match(second, /Rien n’a changé dans \/lot/);
  });

  test('a workbook comes in as a CSV does; of several sheets, one is named', async () => {
    const titles = ['Date', 'Départ', 'Arrivée', 'Jours', 'Heure de départ', 'Prénom', 'Nom', 'Téléphone'];
    const line = [
      { number: 43713, style: STYLES.date },
      'Figeac',
      'Cahors',
      'lundi',
      { number: 0.354166666666667, style: STYLES.time },
      'Jean',
      'Roux',
      536490012,
    ];
    const path = join(dataFolder, 'classeur.xlsx');
    const sheet = { name: 'Trajets', rows: [titles, line] };
    writeFileSync(path, await workbookOf([sheet, { ...sheet, name: 'Anciens' }]));
    await assert.rejects(run(path, '--territory', 'lot'), /« Trajets », « Anciens »/);
    const said = await run(path, '--territory', 'lot', '--sheet', 'anciens');
    assert.match(said, /Feuille reconnue : feuille « Anciens », trajets/);
    assert.match(said, /1 ligne, dans un classeur\./);
    assert.match(said, /Ajouté : 1 personne, 1 trajet\./);
    const lot = await open.service.storage.instance.territories.findBySlug('lot');
    const { people, trips } = open.service.storage.in(lot?.id ?? '');
    const [jean] = await people.withNumber('+33536490012');
    assert.equal((await trips.ofDriver(jean?.id ?? ''))[0]?.schedule.departure, 510);
  });

  test('what was imported is shown nowhere before the team has called', async () => {
    const page = await open.app.request('/lot/trajets?depart=Gourdon&arrivee=Cahors');
    assert.equal(page.status, 200);
    assert.doesNotMatch(await page.text(), /Jeanne|data-trip/);
    const lines = await open.app.request('/lot/lignes');
    assert.doesNotMatch(await lines.text(), /Jeanne|data-trip/);
  });

  test('a sheet that is refused opens no territory', async () => {
    await assert.rejects(run(fixture('autre-feuille'), '--territory', 'autre', '--create'), /n'est pas reconnue/);
    await assert.rejects(run(fixture('fabrique-18-utf8'), '--territory', 'demande', '--create'), /ne convient pas/);
    await assert.rejects(run('absent.csv', '--territory', 'autre', '--create'), /ne se lit pas/);
    await assert.rejects(run(fixture('lot-21-utf8-virgule')), /--territory SLUG/);
    assert.deepEqual(await slugs(), ['lot']);
  });

  test('name, département and phone can be said', async () => {
    const said = await run(
      fixture('comobi-17-utf8'),
      '--territory',
      'tarn',
      '--create',
      '--departement',
      '81',
      '--name',
      'Covoiturage du Tarn',
      '--phone',
      '05 36 49 81 81',
    );
    assert.match(said, /Covoiturage du Tarn est ouvert/);
    assert.doesNotMatch(said, /numéro d’attente/);
    const tarn = await open.service.storage.instance.territories.findBySlug('tarn');
    assert.equal(tarn?.phone, '+33536498181');
  });
});
