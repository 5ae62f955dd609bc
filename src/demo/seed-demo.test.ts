import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { readConfig } from '#src/config.ts';
import { keepDemoTimetable } from '#src/demo/keep-timetable.ts';
import { FIRST_LINES } from '#src/demo/lot.ts';
import { seedDemo } from '#src/demo/seed-demo.ts';
import { createLogger } from '#src/log.ts';
import { type OpenService, openService } from '#src/main.ts';
import { createSignIn } from '#src/team/sign-in.ts';
import { createTerritory } from '#src/territory/create-territory.ts';
import { hashText, passwordHasher } from '#src/web/guards/password-hasher.ts';

/** Seven in the morning: nobody has called anyone yet. */
const MONDAY = Temporal.Instant.from('2026-11-23T07:00:00+01:00');

suite('the demo', () => {
  const folders: string[] = [];
  const opened: OpenService[] = [];
  let now = MONDAY;
  const openNew = async (): Promise<OpenService> => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'lotocar-demo-'));
    folders.push(dataFolder);
    const service = await openService({
      config: { ...readConfig({}), dataFolder },
      log: createLogger('silent'),
      clock: () => now,
    });
    opened.push(service);
    return service;
  };
  let demo: OpenService;

  const count = async (
    table: 'person' | 'driver' | 'trip' | 'request' | 'member' | 'territory' | 'call' | 'paper_line',
  ): Promise<number> =>
    Number(
      (
        await demo.engine.db
          .selectFrom(table)
          .select((is) => is.fn.countAll().as('number'))
          .executeTakeFirstOrThrow()
      ).number,
    );
  const page = async (path: string): Promise<string> => {
    const response = await demo.app.request(path);
    assert.equal(response.status, 200, path);
    return response.text();
  };

  before(async () => {
    demo = await openNew();
    assert.equal((await seedDemo(demo)).made, true);
  });
  after(async () => {
    for (const service of opened) await service.close();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  test('is the Lot: 312 communes, 400 drivers welcomed, 350 requests, four members', async () => {
    const lot = await demo.service.storage.instance.territories.findBySlug('lot');
    assert.equal(lot?.communeCodes.length, 312);
    const standing = await demo.service.storage.in(lot.id).figures.standing();
    assert.deepEqual([standing.drivers, standing.driversToWelcome], [400, 0]);
    assert.equal(await count('request'), 350);
    assert.equal(await count('member'), 4);
    assert.equal(lot.closures.length, 1);
    const [sheet] = await demo.service.storage.in(lot.id).paper.list(5);
    assert.equal(sheet?.lines.length, await count('paper_line'));
  });

  test('a passenger finds the lines the ancestor was tested with', async () => {
    for (const [from, to] of FIRST_LINES) {
      const html = await page(`/lot/trajets?depart=${encodeURIComponent(from)}&arrivee=${encodeURIComponent(to)}`);
      const results = html.match(/data-trip="/g)?.length ?? 0;
      assert.ok(results >= 2, `${from} -> ${to}: ${results}`);
    }
    const tuesday = await page('/lot/trajets?depart=Pradines&arrivee=Gourdon&date=2026-11-24&heure=10:00&sens=arrivee');
    assert.match(tuesday, /data-trip="/);
  });

  test('each member signs in with what was printed', async () => {
    const signIn = createSignIn({
      atomically: (work) => demo.service.storage.atomicallyOnInstance(work),
      hasher: passwordHasher,
      hashText,
      now: () => now,
    });
    const { signIns } = await seedDemo(demo);
    assert.deepEqual(
      signIns.map(({ role }) => role),
      ['coordination', 'équipe', 'référence de Gramat et des communes voisines', 'chiffres seulement'],
    );
    for (const { login, password } of signIns) {
      const signed = await signIn({ login, password, browser: null, sessionId: `session of ${login}` });
      assert.equal(signed.kind, 'signed-in', login);
    }
  });

  test('what runs by itself has nothing to do: the figures stay', async () => {
    const before = [await count('person'), await count('trip'), await count('request')];
    for (const line of demo.jobs.names) {
      const name = line.split(/\s/)[0] ?? '';
      // A copy is made whenever it is asked for.
      if (name === 'backup') continue;
      // Drivers without news for six months are asked once; nothing leaves, since nothing is set to send.
      const first = name === 'ask-still-agreed' ? /asked \d+/ : /rien à faire/;
      assert.match(await demo.jobs.runNow(name), first, name);
      assert.match(await demo.jobs.runNow(name), /rien à faire/, name);
    }
    assert.deepEqual([await count('person'), await count('trip'), await count('request')], before);
  });

  test('is kept for the day, and made anew the day after', async () => {
    const before = await count('call');
    assert.equal((await seedDemo(demo)).made, false);
    now = MONDAY.add({ hours: 24 });
    assert.equal((await seedDemo(demo)).made, true);
    assert.deepEqual([await count('territory'), await count('driver'), await count('member')], [1, 400, 4]);
    assert.ok(before > 0 && (await count('call')) > 0);
    now = MONDAY;
  });

  test('never touches a real territory', async () => {
    const real = await openNew();
    const { service } = real;
    const created = await createTerritory({
      atomicallyOnInstance: (work) => service.storage.atomicallyOnInstance(work),
      findCommune: (code) => service.communes.find(code),
      clock: service.clock,
      newId: service.newId,
    })({ slug: 'lot', name: 'Vrai', phone: '+33536490000', phoneHours: '', controller: '', communeCodes: ['46042'] });
    assert.equal(created.kind, 'created');
    await assert.rejects(seedDemo(real), /contient déjà un vrai territoire/);
    assert.equal((await service.storage.instance.territories.findBySlug('lot'))?.name, 'Vrai');
  });

  test('has coaches and a train, once', async () => {
    const open = await openNew();
    await seedDemo(open);
    await keepDemoTimetable(open);
    await keepDemoTimetable(open);
    const { service } = open;
    const territory = await service.storage.instance.territories.findBySlug('lot');
    const [feed, ...more] = service.timetables.of(territory?.id ?? '');
    assert.equal(more.length, 0);
    assert.match(feed?.name ?? '', /inventés/u);
  });

  test('opens nothing on the network: it lives where every connection is forbidden', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lotocar-demo-'));
    folders.push(folder);
    const root = fileURLToPath(new URL('../../', import.meta.url));
    const script = `
      const { openService } = await import('#src/main.ts');
      const { readConfig } = await import('#src/config.ts');
      const { createLogger } = await import('#src/log.ts');
      const { seedDemo } = await import('#src/demo/seed-demo.ts');
      const open = await openService({ config: { ...readConfig({}), dataFolder: process.env.FOLDER }, log: createLogger('silent') });
      const { made } = await seedDemo(open);
      const statuses = [];
      for (const path of ['/lot', '/lot/lignes', '/lot/trajets?depart=Gourdon&arrivee=Cahors', '/lot/conducteurs', '/health'])
        statuses.push((await open.app.request(path)).status);
      const forbidden = await fetch('http://127.0.0.1:40009/').catch((error) => error.cause?.code ?? error.code);
      console.log(JSON.stringify({ made, statuses, forbidden }));
      await open.close();
    `;
    // esbuild, which reads the pages' JSX from source, is a program of its own.
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        '--permission',
        '--allow-fs-read=*',
        `--allow-fs-write=${folder}`,
        '--allow-child-process',
        '--allow-worker',
        '--import',
        join(root, 'tools/tsx-loader.js'),
        '--input-type=module',
        '--eval',
        script,
      ],
      { cwd: root, env: { ...process.env, FOLDER: folder } },
    );
    assert.deepEqual(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''), {
      made: true,
      statuses: [200, 200, 200, 200, 200],
      forbidden: 'ERR_ACCESS_DENIED',
    });
  });
});
