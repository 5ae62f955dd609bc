import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, suite, test } from 'node:test';
import { type Backups, KEPT_BACKUPS } from '#src/backups/backups.ts';
import { unpack } from '#src/backups/pack.ts';
import { restoreCommand } from '#src/cli/backup-commands.ts';
import { removeTerritoryCommand } from '#src/cli/remove-territory-command.ts';
import { readConfig } from '#src/config.ts';
import { backupJobs } from '#src/jobs/backup-jobs.ts';
import { createLogger } from '#src/log.ts';
import { openService } from '#src/main.ts';
import { replaceLink } from '#src/drivers/issue-link.ts';
import { SaidToPeople } from '#src/said-to-people.ts';
import { holdService } from '#src/storage/service-lock.ts';
import { formatInstant } from '#src/time/zone.ts';
import { newLinkToken } from '#src/web/new-token.ts';
import { openTestService, type TestService, TUESDAY } from '#test/helpers/test-service.ts';

suite('backups', () => {
  let service: TestService;
  /** The data folder of the machine on which it is restored. */
  let elsewhere = '';
  beforeEach(async () => {
    service = await openTestService();
    elsewhere = mkdtempSync(join(tmpdir(), 'lotocar-restore-'));
  });
  afterEach(async () => {
    await service.close();
    rmSync(elsewhere, { recursive: true, force: true });
  });

  const backups = (): Backups => {
    const made = service.service.backups;
    assert.ok(made);
    return made;
  };
  const choose = (passphrase: string) =>
    service.service.storage.atomicallyOnInstance(({ settings }) => settings.set('backup-passphrase', passphrase));
  const restore = async (path: string, ...more: readonly string[]): Promise<string> => {
    const said: string[] = [];
    const config = { dataFolder: elsewhere, databaseUrl: null };
    await restoreCommand([path, ...more], config, { say: (text) => said.push(text) }, TUESDAY);
    return said.join('\n');
  };
  const refusal = async (...args: readonly [string, ...string[]]): Promise<string> => {
    try {
      await restore(...args);
    } catch (error) {
      assert.ok(error instanceof SaidToPeople, String(error));
      return error.message;
    }
    return 'restored';
  };
  const openElsewhere = () =>
    openService({
      config: { ...readConfig({}), dataFolder: elsewhere },
      log: createLogger('silent'),
      clock: () => TUESDAY,
    });

  test('a backup put back elsewhere has everything, and the service that made it went on', async () => {
    const { driverId } = await service.addDriver({ firstName: 'Lucette' });
    const { name } = await backups().make(TUESDAY);
    await service.addDriver({ firstName: 'Marcel' });
    const said = await restore(join(backups().folder, name));
    assert.match(said, /1 territoire, 1 personne, 1 trajet\./u);
    const there = await openElsewhere();
    try {
      const person = await there.service.storage.in(service.territory.id).people.get(driverId);
      assert.equal(person.firstName, 'Lucette');
    } finally {
      await there.close();
    }
    assert.deepEqual(
      readdirSync(elsewhere).filter((file) => file.startsWith('restauration')),
      [],
    );
  });

  test('with a passphrase, nothing is read without it', async () => {
    await service.addDriver({ firstName: 'Apolline', lastName: 'Canari' });
    await choose('quatre mots dans un coffre');
    const { name, encrypted } = await backups().make(TUESDAY);
    const path = join(backups().folder, name);
    assert.ok(encrypted && name.endsWith('.age'));
    assert.ok(!readFileSync(path).includes('Canari'));
    assert.match(await refusal(path), /est chiffrée/u);
    const phrase = join(elsewhere, 'phrase.txt');
    writeFileSync(phrase, 'une autre phrase\n');
    assert.match(await refusal(path, '--phrase', phrase), /pas la phrase secrète/u);
    writeFileSync(phrase, 'quatre mots dans un coffre\n');
    assert.match(await restore(path, '--phrase', phrase), /1 personne/u);
  });

  test('who was erased since is erased again', async () => {
    const { driverId: erased } = await service.addDriver({ firstName: 'Lucette' });
    const { driverId: kept } = await service.addDriver({ firstName: 'Marcel' });
    const { name } = await backups().make(TUESDAY);
    const path = join(backups().folder, name);
    await service.service.storage.atomically(service.territory.id, ({ people }) =>
      people.erase(erased, formatInstant(TUESDAY)),
    );
    const later = await backups().make(TUESDAY.add({ hours: 24 }));
    // The machine has the later state when the older backup is put back on it.
    await restore(join(backups().folder, later.name));
    assert.match(await restore(path), /effacées de nouveau : 1 personne[\s\S]*base d’avant est gardée/u);
    const there = await openElsewhere();
    try {
      const { people } = there.service.storage.in(service.territory.id);
      assert.equal(await people.find(erased), undefined);
      assert.ok(await people.find(kept));
    } finally {
      await there.close();
    }
  });

  test('a territory closed since is closed again', async () => {
    const tarn = await service.addTerritory('tarn', 'Lotocar du Tarn', '81');
    await service.addDriver({ stops: ['Cahors', 'Gramat'] }, tarn);
    const { name } = await backups().make(TUESDAY);
    const said: string[] = [];
    const io = { say: (text: string) => said.push(text) };
    await assert.rejects(removeTerritoryCommand(['tarn'], service.service, io), /--confirm "Lotocar du Tarn"/u);
    const asked = { ...io, ask: async () => 'Lotocar du Tard' };
    await assert.rejects(removeTerritoryCommand(['tarn'], service.service, asked), /Rien n’a été effacé/u);
    assert.match(said[0] ?? '', /lotocar export tarn\.zip --territory tarn/u);
    await removeTerritoryCommand(['tarn'], service.service, { ...io, ask: async () => ' lotocar du tarn' });
    assert.match(said.at(-1) ?? '', /est effacé[\s\S]*quatorze nuits/u);
    assert.equal((await service.get('/tarn')).status, 404);
    assert.equal((await service.get('/lot')).status, 200);
    const later = await backups().make(TUESDAY.add({ hours: 24 }));
    await restore(join(backups().folder, later.name));
    assert.match(await restore(join(backups().folder, name)), /Territoires effacés[\s\S]* : 1\./u);
    const there = await openElsewhere();
    try {
      assert.equal((await there.service.storage.instance.territories.list()).length, 1);
    } finally {
      await there.close();
    }
  });

  test('last night’s backup after the data folder is gone: everything is back, and the links of drivers work', async () => {
    const { driverId } = await service.addDriver({ firstName: 'Lucette' });
    const token = newLinkToken();
    const { storage, secret } = service.service;
    await storage.atomically(service.territory.id, ({ links }) =>
      replaceLink(links, secret, driverId, { token, code: null }, TUESDAY),
    );
    assert.equal((await service.get(`/lot/lien/${token}`)).status, 200);
    const { name } = await backups().make(TUESDAY);
    const kept = join(elsewhere, name);
    copyFileSync(join(backups().folder, name), kept);
    await service.close();
    assert.ok(!existsSync(service.service.config.dataFolder));
    await restore(kept);
    const there = await openElsewhere();
    try {
      const page = await there.app.request(`/lot/lien/${token}`);
      assert.equal(page.status, 200);
      assert.match(await page.text(), /Lucette/u);
      assert.equal((await there.service.listOffers(service.territory.id)).length, 1);
    } finally {
      await there.close();
    }
  });

  test('copies made before an update or a restore are kept a month', async () => {
    const { dataFolder } = service.service.config;
    const names = [
      'lotocar-avant-mise-a-jour-2026-10-20T08-00-00.000Z.sqlite',
      'lotocar-avant-restauration-2026-10-20T08-00-00Z.sqlite',
      'lotocar-avant-mise-a-jour-2026-11-01T08-00-00.000Z.sqlite',
    ];
    for (const name of names) writeFileSync(join(dataFolder, name), '');
    await backups().make(TUESDAY);
    assert.deepEqual(
      readdirSync(dataFolder).filter((name) => name.startsWith('lotocar-avant')),
      names.slice(2),
    );
  });

  test('nothing is replaced under a service that is open, nor by what is no backup', async () => {
    const { name } = await backups().make(TUESDAY);
    const path = join(backups().folder, name);
    const release = holdService(elsewhere);
    assert.match(await refusal(path), /arrêtez-le d’abord/u);
    release();
    const bytes = readFileSync(path);
    const broken = join(elsewhere, 'broken.gz');
    writeFileSync(broken, bytes.subarray(0, bytes.length - 200));
    assert.match(await refusal(broken), /abîmé/u);
    writeFileSync(broken, '<html>404</html>');
    assert.match(await refusal(broken), /abîmé/u);
    assert.match(await restore(path), /Restauré/u);
    const cut = await unpack(broken, join(elsewhere, 'x.sqlite'), null);
    assert.equal(cut, 'damaged');
  });

  test('one a night, fourteen kept, rehearsed each week', async () => {
    await service.addDriver();
    const { storage } = service.service;
    const [backup, rehearse] = backupJobs({ backups: backups(), storage, zone: 'Europe/Paris' });
    assert.ok(backup && rehearse);
    const start = Temporal.Instant.from('2026-11-24T01:10:00+01:00');
    let rehearsals = 0;
    for (let hour = 0; hour < 24 * 16; hour += 1) {
      const now = start.add({ hours: hour });
      await backup.run(now);
      rehearsals += (await rehearse.run(now))['rehearsals'] ?? 0;
    }
    const made = await backups().list();
    assert.equal(made.length, KEPT_BACKUPS);
    const hours = new Set(made.map(({ madeAt }) => madeAt.toZonedDateTimeISO('Europe/Paris').hour));
    assert.deepEqual([...hours], [2]);
    assert.equal(rehearsals, 3);
    const last = JSON.parse((await storage.instance.settings.get('backup-rehearsal')) ?? '{}') as object;
    assert.partialDeepStrictEqual(last, { outcome: 'whole', people: 1, trips: 1 });
    assert.deepEqual(
      readdirSync(backups().folder).filter((file) => file.startsWith('.')),
      [],
      'no copy in clear lies there',
    );
  });
});
