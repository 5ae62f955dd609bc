import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, suite, test } from 'node:test';
import { sql } from 'kysely';
import { restoreCommand } from '#src/cli/backup-commands.ts';
import { createLogger } from '#src/log.ts';
import { openService, type OpenService } from '#src/main.ts';
import { replaceLink } from '#src/drivers/issue-link.ts';
import { SaidToPeople } from '#src/said-to-people.ts';
import { type Engine, SQLITE_FILE } from '#src/storage/engine.ts';
import { openEngine } from '#src/storage/open-engine.ts';
import { migrations } from '#src/storage/migrations/index.ts';
import type { MigrationList } from '#src/storage/migrator.ts';
import { openSqliteConnection } from '#src/storage/sqlite-connection.ts';
import { createStorage } from '#src/storage/stores.ts';
import { formatInstant } from '#src/time/zone.ts';
import { newLinkToken } from '#src/web/new-token.ts';
import { aMessage } from '#test/fixtures/messages.ts';
import { openTestService, type TestService, TUESDAY } from '#test/helpers/test-service.ts';

/** The version that comes after this one: it keeps one more thing of each trip, and reads the words of people anew. */
const NEXT: MigrationList = {
  ...migrations,
  '999-next': {
    async up(db) {
      await sql`alter table trip add column luggage text not null default ''`.execute(db);
      await sql`update person set first_name = upper(first_name)`.execute(db);
    },
  },
};
const BROKEN: MigrationList = {
  ...NEXT,
  '999-next': {
    async up(db) {
      await NEXT['999-next']?.up(db);
      await sql`delete from trip`.execute(db);
      throw new Error('no such column: bagages');
    },
  },
};

suite('going back one version', () => {
  let service: TestService;
  let folder = '';
  const opened: (OpenService | Engine)[] = [];
  beforeEach(async () => {
    service = await openTestService();
    folder = service.service.config.dataFolder;
  });
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close();
    await service.close();
  });

  /** As an update does: the program stops, another one starts on its data. */
  const update = async (to: MigrationList): Promise<Engine> => {
    const engine = await openEngine({ databaseUrl: null, dataFolder: folder, migrations: to });
    opened.push(engine);
    return engine;
  };
  const openAgain = async (): Promise<OpenService> => {
    const { config } = service.service;
    const open = await openService({ config, log: createLogger('silent'), clock: () => TUESDAY });
    opened.push(open);
    return open;
  };
  const copies = () => readdirSync(folder).filter((name) => name.includes('avant-mise-a-jour'));
  /** `lotocar start`, as the machine starts it. */
  const start = (env: Readonly<Record<string, string>>) =>
    spawnSync(process.execPath, ['--import', './tools/tsx-loader.js', 'src/cli.ts', 'start'], {
      env: { PATH: process.env['PATH'], HOST: '127.0.0.1', PORT: '0', LOTOCAR_DATA: folder, ...env },
      encoding: 'utf8',
      timeout: 60_000,
    });
  /** All that the file holds, in words. */
  const everything = (): string => {
    const connection = openSqliteConnection(join(folder, SQLITE_FILE), { readOnly: true });
    try {
      const tables = connection.run("select name, sql from sqlite_master where type = 'table' order by name", []).rows;
      return JSON.stringify(
        (tables as readonly { name: string; sql: string }[]).map(({ name, sql: made }) => [
          made,
          connection.run(`select * from "${name}"`, []).rows,
        ]),
      );
    } finally {
      connection.close();
    }
  };

  test('an update that fails changes nothing, says so, and the version before opens', async () => {
    const { driverId } = await service.addDriver({ firstName: 'Lucette' });
    await service.engine.close();
    const before = everything();
    const bytes = readFileSync(join(folder, SQLITE_FILE));
    await assert.rejects(update(BROKEN), (error: unknown) => {
      assert.ok(error instanceof SaidToPeople);
      assert.match(error.message, /étape 999-next : no such column: bagages[\s\S]*s’ouvre toujours/u);
      return true;
    });
    assert.equal(everything(), before);
    assert.ok(readFileSync(join(folder, SQLITE_FILE)).equals(bytes), 'byte for byte');
    const again = await openAgain();
    const person = await again.service.storage.in(service.territory.id).people.get(driverId);
    assert.equal(person.firstName, 'Lucette');
    assert.equal((await again.app.request('/lot')).status, 200);
  });

  test('after an update, the version before refuses with the command that brings it back, and it does', async () => {
    const { driverId } = await service.addDriver({ firstName: 'Lucette' });
    const { driverId: toErase } = await service.addDriver({ firstName: 'Marcel' });
    const { secret, storage } = service.service;
    const token = newLinkToken();
    const territoryId = service.territory.id;
    await storage.atomically(territoryId, async ({ links, outbox }) => {
      await replaceLink(links, secret, driverId, { token, code: null }, TUESDAY);
      await outbox.add(aMessage({ territoryId, id: 'out-due', notBefore: '2026-11-24T07:30:00.000Z' }));
      await outbox.add(aMessage({ territoryId, id: 'out-later', notBefore: '2026-11-25T07:30:00.000Z' }));
    });
    await service.engine.close();

    const next = await update(NEXT);
    const rows = await sql<{ first_name: string }>`select first_name from person order by first_name`.execute(next.db);
    assert.deepEqual(
      rows.rows.map((row) => row.first_name),
      ['LUCETTE', 'MARCEL'],
    );
    // What happens at the new version: someone asks to be erased, and a message leaves.
    await createStorage(next).atomically(territoryId, ({ people }) => people.erase(toErase, formatInstant(TUESDAY)));
    await next.close();

    let refusal = '';
    await assert.rejects(openAgain(), (error: unknown) => {
      refusal = error instanceof SaidToPeople ? error.message : '';
      return true;
    });
    const [copy = ''] = copies();
    assert.match(refusal, /version plus récente de Lotocar \(étape inconnue ici : 999-next\)/u);
    assert.ok(refusal.includes(`lotocar restore ${join(folder, copy)}`), refusal);

    const said: string[] = [];
    const config = { dataFolder: folder, databaseUrl: null };
    await restoreCommand([join(folder, copy)], config, { say: (text) => said.push(text) }, TUESDAY);
    assert.match(said.join('\n'), /Restauré[\s\S]*effacées de nouveau : 1 personne[\s\S]*mot de passe de ce jour-là/u);

    const again = await openAgain();
    const stores = again.service.storage.in(territoryId);
    assert.equal((await stores.people.get(driverId)).firstName, 'Lucette');
    assert.equal(await stores.people.find(toErase), undefined, 'erased at the new version, and still');
    assert.equal((await again.app.request(`/lot/lien/${token}`)).status, 200, 'the link of a driver works');
    assert.equal((await stores.outbox.find('out-due'))?.state, 'uncertain', 'it may have left since');
    assert.equal((await stores.outbox.find('out-later'))?.state, 'waiting', 'it cannot have left');
    assert.equal((await again.app.request('/lot/equipe')).status, 303);
    assert.equal(copies().length, 1, 'nothing was migrated by going back');
  });

  test('what starting again does not mend ends with 78, which the unit of the Debian package does not start again', async () => {
    const unit = readFileSync('tools/deb/lotocar.service', 'utf8');
    assert.match(unit, /^RestartPreventExitStatus=78$/mu);
    await service.engine.close();
    const unreadable = start({ PORT: 'trois mille' });
    assert.deepEqual([unreadable.status, unreadable.stdout], [78, '']);
    assert.match(unreadable.stderr, /^Réglage illisible dans l'environnement : PORT\./u);

    await (await update(NEXT)).close();
    const older = start({});
    assert.deepEqual([older.status, older.stdout], [78, '']);
    assert.match(older.stderr, /^Cette base de données a déjà servi à une version plus récente[^\n]*\n$/u);
  });
});
